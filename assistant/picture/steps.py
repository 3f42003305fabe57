"""The user's own steps, from one typed line: 'order placed, payment verified (event), shipped'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.text import clean, clean_lines

MAX_STEPS = 500
"""Steps kept of one line; far more than are drawn, so that a picture can say how many it leaves out."""
MAX_NAME = 120
"""Characters kept of one name."""
MAX_TEXT = 80_000
"""Characters read: more than `MAX_STEPS` names of `MAX_NAME` characters take, so that what was written
back is read whole."""
MARK = " (event)"

# An arrow is tried from its first stroke only: a line drawn of thousands of them would take seconds.
_BREAKS = re.compile(r"[,;\n→⇒、，；]|(?<![-=–])[-=–]*>")
_NUMBER = r"\d{1,3}[.)](?=\s|$)"
_STARTS_NUMBERED = re.compile(rf"\s*{_NUMBER}")
_NUMBERS = re.compile(rf"(?:(?<=\s)|^){_NUMBER}")
_LEADING = re.compile(rf"(?:[-*•·–—=…]\s*|{_NUMBER}\s*|(?:and|then)(?:\s+|$))+", re.IGNORECASE)
_WORD = r"\(\s*(?:event|outside|waits)\s*\)"
_OPENING_MARK = re.compile(rf"{_WORD}\s*", re.IGNORECASE)
_CLOSING_MARK = re.compile(rf"\s*(?:{_WORD}|[!！])$", re.IGNORECASE)
_TRAILING = " .…:-–—="


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the user's workflow; `outside` where something from outside makes it happen."""

    name: str
    outside: bool = False


def read_steps(text: str) -> tuple[Step, ...]:
    """The steps that a line names, in their order.

    Args:
        text: What was typed; commas, semicolons, arrows, line breaks and numbers ("1. a 2. b") part steps.
            A name marked "(event)", "(outside)", "(waits)" or with a "!" behind it comes from outside.

    Returns:
        At most `MAX_STEPS` steps; none where nothing is named.
    """
    steps = (read_step(piece) for piece in _pieces(text))
    return tuple(step for step in steps if step.name)[:MAX_STEPS]


def read_step(piece: str) -> Step:
    """The one step that `piece` names, without numbers, dashes and marks; a comma is a part of the name."""
    name, outside = piece, False
    # What is taken off can lay bare more, so it goes on until nothing is.
    while True:
        before = name
        name = clean(name, limit=MAX_NAME).rstrip(_TRAILING)
        leading = _LEADING.match(name)
        name = name[leading.end() :] if leading else name
        for mark in (_OPENING_MARK.match(name), _CLOSING_MARK.search(name)):
            if mark:
                outside = True
                name = name.replace(mark.group(), "", 1) if mark.start() == 0 else name[: mark.start()]
                break
        if name == before:
            return Step(name, outside)


def steps_text(steps: Sequence[Step]) -> str:
    """The steps as a line that `read_steps` reads back as the same steps."""
    return ", ".join(step.name + MARK * step.outside for step in steps)


def _pieces(text: str) -> list[str]:
    # Escape sequences hold ";" and ">" of their own: they go before anything is parted.
    lines = clean_lines(text[:MAX_TEXT], limit=MAX_TEXT)
    if _STARTS_NUMBERED.match(lines):
        lines = _NUMBERS.sub("\n", lines)
    return _BREAKS.split(lines)
