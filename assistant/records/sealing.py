"""What was generated, told apart from what was made of it by hand: a hash of each part as it was written.

The hashes stand in the record itself. Telling the record anew and comparing would cost ten times as much, and
an edition of whichflow that words a sentence otherwise would make every older record look edited.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

_LENGTH = 16
"""Hexadecimal digits kept: it is a slip that has to show, not a forger, who could write the hash anew."""
_TICK = re.compile(r"^([ \t]*- )\[[xX]\] ", re.MULTILINE)
_REVIEW = re.compile(r"To be reviewed by \d{4}-\d{2}-\d{2}\.")


def seals(parts: Mapping[str, str]) -> dict[str, str]:
    """A hash of each part, by name.

    What people are meant to change in a part is left out of it: whether a task is ticked, and the day of the
    review; so is how lines are broken and filled, which tools for Markdown do.
    """
    return {name: _seal(part) for name, part in parts.items()}


def edited(parts: Mapping[str, str], sealed: Mapping[str, str]) -> list[str]:
    """The names of those parts that read otherwise than they were written, in the order of the record."""
    return [name for name, part in parts.items() if name in sealed and _seal(part) != sealed[name]]


def _seal(part: str) -> str:
    plain = _REVIEW.sub("", _TICK.sub(r"\1[ ] ", part))
    return sha256(" ".join(plain.split()).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
