"""The place where one of what is listed is read, or what was found of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial

from textual.content import Content

from assistant.errors import Trouble
from assistant.tui import draw
from assistant.tui.lists import KeptPage
from assistant.tui.turn import Drawing, Turn

Drawn = tuple[Drawing, Callable[[int], int]]
"""A text, and for a width the line to begin at."""


class Preview(KeptPage):
    """Shows one text at a time, from the line on that it is to begin with."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as Textual calls it
        self._turn = Turn()
        super().__init__(self._turn, id=id)
        self._shown: Hashable = None
        self._first: Callable[[int], int] | None = None
        self.aside = False
        """Whether another text stands in the place of the one that is marked."""

    def on_mount(self) -> None:
        """Know when the text has got its lines."""
        self.watch(self, "virtual_size", self._begin, init=False)

    def clear(self) -> None:
        """Show nothing."""
        self.aside, self._shown = False, None
        self._turn.redraw(lambda _width: [Content()])

    def forget(self) -> None:
        """Draw anew what is shown next, though it be the same: it may read otherwise by now."""
        self._shown = None

    def show(self, key: Hashable, drawn: Callable[[], Drawn]) -> None:
        """Show a text, unless it stands there already; `key` tells it from others."""
        if self.aside or key == self._shown:
            return
        self._shown = key
        try:
            drawing, self._first = drawn()
        except Trouble as trouble:
            self._turn.redraw(partial(draw.trouble, str(trouble)))
            return
        self._turn.redraw(drawing)
        self.call_after_refresh(self._begin)

    def put(self, drawing: Drawing) -> None:
        """Show something else, until `aside` is taken away."""
        self.aside, self._shown, self._first = True, None, lambda _width: 0
        self._turn.redraw(drawing)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Scroll to where the text is to begin, once the page has its place and the text its lines."""
        turn, width = self._turn, self._turn.content_size.width
        if self._first is None or not width:
            return
        if turn.size.height != turn.get_content_height(self.size, self.size, width):
            return
        line, self._first = self._first(width), None
        # A line above stays in sight, so that one sees that there is more before.
        self.scroll_to(y=max(0, line - 1), animate=False)
