"""A hybrid in plain lines: states above the border and events below it, or left and right of it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from assistant.picture.cells import cells, padded, shortened
from assistant.picture.model import Node, Shape

SIDES = (
    ("the core, a state machine", "the edge, events"),
    ("core: state machine", "edge: events"),
    ("core", "edge"),
)
"""Words beside the two sides of the border; the first pair that there is room for."""
ARROW = "--> "
GAP = 3
"""Cells between the picture and the words beside it."""
BORDER = " | "
IN, OUT = "^", "v"


@dataclass(frozen=True, slots=True)
class Column:
    """A state with what crosses the border at it: a mark and the events of that way."""

    state: str
    items: tuple[tuple[str, str], ...]

    @property
    def width(self) -> int:
        """Cells that the state and its events take."""
        return max(cells(self.state), sum(cells(text) + 2 for _, text in self.items) - 2)


def border_across(shape: Shape, width: int, label: int) -> list[str]:
    """States in a line with their events below; nothing where a column is wider than `width`."""
    columns = [_column(shape, state, label) for state in shape.of("state", "more")]
    if max(column.width for column in columns) + len(ARROW) > width:
        return []
    lines: list[str] = []
    core = edge = 0
    for block in _blocks(columns, width):
        lines.append(_states(block, first=not lines))
        if any(column.items for column in block):
            marks, events = _events(block, first=len(lines) == 1)
            lines += [marks, events]
            edge = len(lines) - 1
    return _named(lines, core, edge, width)


def _column(shape: Shape, state: Node, label: int) -> Column:
    items = []
    for mark, way in ((IN, "in"), (OUT, "out")):
        texts = [shortened(node.label, label) for node in _crossing(shape, state, way)]
        if texts:
            items.append((mark, ", ".join(texts)))
    return Column(shortened(state.label, label), tuple(items))


def _crossing(shape: Shape, state: Node, way: str) -> list[Node]:
    """The events that come in to `state`, or go out from it."""
    here, there = ("target", "source") if way == "in" else ("source", "target")
    ids = {getattr(edge, there) for edge in shape.edges if getattr(edge, here) == state.id}
    return [node for node in shape.of("event") if node.id in ids]


def _blocks(columns: list[Column], width: int) -> list[list[Column]]:
    blocks: list[list[Column]] = [[]]
    used = 0
    for column in columns:
        if blocks[-1] and used + column.width > width:
            blocks.append([])
            used = len(ARROW)
        blocks[-1].append(column)
        used += column.width + len(ARROW) + 1
    return blocks


def _states(block: list[Column], *, first: bool) -> str:
    line = "" if first else ARROW
    for column in block[:-1]:
        line += f"{column.state} {'-' * (column.width - cells(column.state))}{ARROW}"
    return line + block[-1].state


def _events(block: list[Column], *, first: bool) -> tuple[str, str]:
    """The line of the border with its marks, and the events under it."""
    at = 0 if first else len(ARROW)
    marks: dict[int, str] = {}
    events = ""
    for column in block:
        place = at
        for number, (mark, text) in enumerate(column.items):
            within = cells(text) if number else min(cells(text), cells(column.state))
            marks[place + (within - 1) // 2] = mark
            events = padded(events, place) + text
            place += cells(text) + 2
        at += column.width + len(ARROW) + 1
    return _border(marks, max(at - len(ARROW) - 1, cells(events))), events


def _border(marks: dict[int, str], width: int) -> str:
    """Dots all along, with room around each mark."""
    beside = {place + step for place in marks for step in (-1, 1)}
    return "".join(
        marks.get(place, "." if place % 2 == 0 and place not in beside else " ") for place in range(width)
    )


def _named(lines: list[str], core: int, edge: int, width: int) -> list[str]:
    """The lines with the words for both sides beside them, or below where there is no room."""
    at = max(map(cells, lines)) + GAP
    for above, below in SIDES:
        if at + len(above) <= width:
            words = {core: above, edge: below}
            return [
                padded(line, at) + words[number] if number in words else line
                for number, line in enumerate(lines)
            ]
    return [*lines, *wrap("above the dots the core, a state machine; below the edge, events", width)]


def border_down(shape: Shape, width: int) -> list[str]:
    """A state a line, with the border to the right of it and the events beyond."""
    rows = [("the core", "the edge")]
    for number, state in enumerate(shape.of("state", "more")):
        name = f" {ARROW}{state.label}" if number else state.label
        events = [f"<-- {node.label}" for node in _crossing(shape, state, "in")]
        events += [f"--> {node.label}" for node in _crossing(shape, state, "out")]
        rows += zip([name] + [""] * len(events), events or [""], strict=False)
    left, right = (max(map(cells, side)) for side in zip(*rows, strict=True))
    room = max(width - len(BORDER), 2)
    left = min(left, max(room // 2, room - right))
    return [padded(shortened(name, left), left) + BORDER + event for name, event in rows]
