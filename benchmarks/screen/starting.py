"""Our screen and the bare app as commands, and how long each takes until something is shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.screen import bare
from benchmarks.screen.session import SHOWN
from benchmarks.screen.terminal import terminal

READY = "Type a question"
"""What either shows where a line can be typed."""
Figures = tuple[list[float], list[float]]
"""Milliseconds of ours and of the bare app."""


def our_screen(home: Path) -> list[str]:
    """The command of our full screen."""
    return [sys.executable, "-P", "-c", "from assistant.cli import main; main()", "--home", str(home)]


def bare_app(past: int) -> list[str]:
    """The command of the bare app; `past` lines were entered before."""
    return [sys.executable, "-P", str(bare.__file__), str(past)]


def starts_of(
    ours: Sequence[str], other: Sequence[str], words: str | None, number: int, turns: int = 0
) -> Figures:
    """Milliseconds until `words`, or else the last turn, are shown: of ours and of the bare app."""
    taken: Figures = ([], [])
    shows = (words or SHOWN, words or f"line {turns - 1}")
    for turn in range(number + 1):
        for kept, command, shown in zip(taken, (ours, other), shows, strict=True):
            with terminal(command) as opened:
                spent = opened.first(shown)
            # The first of each finds nothing in the machine's caches.
            if turn:
                kept.append(spent)
    return taken
