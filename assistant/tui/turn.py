"""One turn of the chat: a single widget that wraps its lines to the width it is given."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from assistant.replies import Citation

Drawing = Callable[[int], list[Content]]
"""Draws something for a width in columns."""


class Turn(Widget):
    """What was said and what was replied. One widget a turn keeps a long session quick to redraw."""

    class Cited(Message):
        """A citation was clicked."""

        def __init__(self, citations: tuple[Citation, ...], number: int) -> None:
            super().__init__()
            self.citations = citations
            self.number = number

    def __init__(self, *drawings: Drawing, citations: tuple[Citation, ...] = ()) -> None:
        """`drawings` stand one under the other with an empty line between them."""
        super().__init__(markup=False)
        self._drawings = drawings
        self._drawn: tuple[int, Content] = (0, Content())
        self.citations = citations

    def redraw(self, *drawings: Drawing) -> None:
        """Show something else in the same place."""
        self._drawings = drawings
        self._drawn = (0, Content())
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes at this width."""
        del container, viewport
        return self._at(width).plain.count("\n") + 1

    def render(self) -> RenderResult:
        """The lines for the width that the widget has."""
        return self._at(self.content_size.width)

    def action_cite(self, number: int) -> None:
        """Open a citation of this turn; its number is a link in the text."""
        self.post_message(self.Cited(self.citations, number))

    def _at(self, width: int) -> Content:
        if width != self._drawn[0]:
            parts = [Content("\n").join(drawing(width)) for drawing in self._drawings]
            self._drawn = (width, Content("\n\n").join(parts))
        return self._drawn[1]
