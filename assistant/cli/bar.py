"""How far a batch is, on stderr; only for a person who looks on and whom the data does not cross."""

from __future__ import annotations

import io
import itertools
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_EVERY = 0.2
"""Seconds between two drawings."""


class Bar:
    """A bar, or none."""

    def __init__(self, drawn: ProgressBar[Any] | None, total: int | None) -> None:
        self._drawn, self._total = drawn, total
        self._shown = self._next = 0.0

    def show(self, lines: int, end: int) -> None:
        """So many lines are done, up to `end` of the file."""
        now = time.monotonic()
        if self._drawn is None or now < self._next:
            return
        self._next = now + _EVERY
        reached = end if self._total else lines
        self._drawn.update(int(reached - self._shown), f"{lines:,} lines")
        self._shown = reached

    def end(self, lines: int) -> None:
        """All are done."""
        self._next = 0
        self.show(lines, self._total or 0)

    def close(self) -> None:
        """End the line that was drawn on."""
        if self._drawn is not None:
            self._drawn.render_finish()
            self._drawn = None


@contextmanager
def bar_over(file: TextIO) -> Iterator[Bar]:
    """A bar over a file that is being read; it ends where the file's size is known."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield Bar(None, None)
        return
    total = _size(file)
    drawn: ProgressBar[Any] = click.progressbar(
        # What click asks for its length says none; a range would end the bar.
        None if total else itertools.count(), length=total, file=sys.stderr, label="Batch",
        item_show_func=lambda item: str(item) if item else None, show_pos=False,
    )  # fmt: skip
    bar = Bar(drawn, total)
    try:
        yield bar
    finally:
        bar.close()


def _size(file: TextIO) -> int | None:
    try:
        return os.fstat(file.fileno()).st_size or None
    except (OSError, io.UnsupportedOperation):
        return None
