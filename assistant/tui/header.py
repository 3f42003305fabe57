"""The one line at the top of a screen: what this is, and how far along."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from assistant.tui.ink import STRONG


class Header(Horizontal):
    """A title at the left; at the right how far along, and how things stand."""

    def compose(self) -> ComposeResult:
        """Three texts."""
        yield Static(id="title", markup=False)
        yield Static(id="progress", markup=False)
        yield Static(id="state", markup=False)

    def show(self, title: str, *, progress: str = "", state: str = "") -> None:
        """Say other things."""
        self.query_one("#title", Static).update(Content.styled(title, STRONG))
        self.query_one("#progress", Static).update(Content(progress))
        self.query_one("#state", Static).update(Content(state))
