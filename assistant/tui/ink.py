"""The inks that every part of a screen is written in, and text wrapped to a width."""

from __future__ import annotations

from textual.content import Content

QUIET = "$text-muted"
STRONG = "bold"


def indented(text: Content, width: int, first: str | Content = "", rest: str = "") -> list[Content]:
    """`text` wrapped to `width` columns, its first line behind `first`, the others behind `rest`."""
    room = max(8, width - max(Content.assemble(first).cell_length, Content(rest).cell_length))
    lines = text.wrap(room)
    return [Content.assemble(rest if place else first, line) for place, line in enumerate(lines)]
