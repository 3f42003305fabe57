"""An answer to choose: all that a list of options needs to know of what can be said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose. Saying `key` chooses it, in either face."""

    key: str
    label: str
    hint: str = ""
