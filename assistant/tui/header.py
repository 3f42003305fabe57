"""The one line at the top of a screen: what this is, and how far along."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from assistant.tui.ink import STRONG

_GAP = "   "


class Header(Widget):
    """A title at the left; at the right how far along, and how things stand."""

    def __init__(self, *, always: bool = True) -> None:
        """Without `always` the state is left out where the screen is narrow."""
        super().__init__(id="header")
        self._always = always
        self._title = self._progress = self._state = ""

    def show(self, title: str, *, progress: str = "", state: str = "") -> None:
        """Say other things."""
        self._title, self._progress, self._state = title, progress, state
        self.refresh()

    def render(self) -> RenderResult:
        """As much of the title as fits before the rest."""
        state = self._state if self._always or not self.screen.has_class("-narrow") else ""
        right = Content("".join(f"{_GAP}{part}" for part in (self._progress, state) if part))
        room = max(0, self.content_size.width - right.cell_length)
        title = Content.styled(self._title, STRONG).truncate(room, ellipsis=True, pad=True)
        return Content.assemble(title, right)
