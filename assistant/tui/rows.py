"""Lines of a list in columns where there is room, and one part under the other where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from assistant.tui.ink import QUIET, STRONG, indented

_ONE_LINE = 60
"""Columns from which all parts stand in one line."""
_LEAST = 16
"""Columns that a title needs."""
_MARGIN = "  "
"""The first column holds the cursor's sign."""
_BETWEEN = 2

Row = tuple[str, tuple[str, ...]]
"""A title, and what is said about it."""


def fit(text: str, width: int) -> str:
    """`text` in so many cells, cut with a sign or filled up."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…"


def drawn(rows: Sequence[Row], width: int, *, stacked: bool = False) -> list[Content]:
    """Each row as the list shows it; `stacked` keeps the parts under the title on any width.

    All rows have as many parts; one that is empty keeps its column.
    """
    columns = [max(map(cell_len, parts)) for parts in zip(*(about for _, about in rows), strict=True)]
    room = width - len(_MARGIN) - sum(column + _BETWEEN for column in columns)
    if stacked or width < _ONE_LINE or room < _LEAST:
        return [_stacked(row, width) for row in rows]
    return [_beside(row, columns, room) for row in rows]


def _beside(row: Row, columns: list[int], room: int) -> Content:
    title, about = row
    shown = fit(title, room)
    filled = " " * (room - cell_len(shown))
    rest = "".join(" " * _BETWEEN + fit(part, column) for part, column in zip(about, columns, strict=True))
    return Content.assemble(_MARGIN, (shown + filled, STRONG), (rest.rstrip(), QUIET))


def _stacked(row: Row, width: int) -> Content:
    title, about = row
    lines = indented(Content.styled(title, STRONG), width, _MARGIN, _MARGIN)
    said = ", ".join(part for part in about if part)
    if said:
        lines += indented(Content.styled(said, QUIET), width, _MARGIN * 2, _MARGIN * 2)
    return Content("\n").join(lines)
