"""One thing that doctor looks at, and how it is mended where it can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.errors import Trouble
from rules.errors import RulesError


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that can be ill.

    Attributes:
        name: What it is called in doctor's list.
        look: What is wrong with it, a sentence each; nothing where it is sound. It changes nothing.
        mend: Does what can be done, and tells what that was, a sentence each; None where only people can.
    """

    name: str
    look: Callable[[], list[str]]
    mend: Callable[[], list[str]] | None = None

    def problems(self) -> list[str]:
        """What is wrong; a look that is refused has found something."""
        try:
            return self.look()
        except (Trouble, RulesError) as trouble:
            return [str(trouble)]

    def mended(self) -> list[str]:
        """Mend it, and tell what was done; why it could not be done is told by the next look."""
        if self.mend is None:
            return []
        try:
            return self.mend()
        except (Trouble, RulesError) as trouble:
            return [str(trouble)]
