"""The least that a Textual app can be: a Static, an Input, and what is entered put under the Static.

Run as a script of its own: `bare.py NUMBER` begins with so many lines that were entered before.
"""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static


class Bare(App[None]):
    """Echoes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "quit")]

    def __init__(self, past: int) -> None:
        super().__init__()
        self._past = past

    def compose(self) -> ComposeResult:
        """One Static, one Input; with a past, the lines in a column that scrolls."""
        if self._past:
            yield VerticalScroll(*(Static(f"line {n}", markup=False) for n in range(self._past)))
        else:
            yield Static("Bare", markup=False)
        yield Input(placeholder="Type a question")

    def on_mount(self) -> None:
        """Show the last line."""
        self.query_one(Input).focus()
        for scroll in self.query(VerticalScroll):
            scroll.anchor()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Put the line at the end."""
        event.input.value = ""
        await self.query_one(VerticalScroll).mount(Static(f"You said: {event.value}", markup=False))


if __name__ == "__main__":
    Bare(int(sys.argv[1])).run()
