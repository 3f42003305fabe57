"""Where the nodes of a picture stand: steps and states below each other, topics and events beside them."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.picture.cells import cells
from assistant.picture.model import Shape

CELL = 8.6
"""Width of a cell; a little more than the letters of most fonts take at the size that is drawn."""
PADDING = 14.0
HEIGHT = 34.0
ROW = 62.0
"""From the top of one row to the top of the next."""
BESIDE = 74.0
"""Between the two columns."""
RAIL = 30.0
"""Room to the left for the way to a failure."""
FRAME = 12.0
"""Between a node and the frame of its side of the border."""
HEAD = 30.0
"""Room above for the words of a frame."""


@dataclass(frozen=True, slots=True)
class Place:
    """The box of a node."""

    x: float
    y: float
    width: float

    @property
    def right(self) -> float:
        """The right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower side."""
        return self.y + HEIGHT

    @property
    def middle(self) -> float:
        """Half of the height."""
        return self.y + HEIGHT / 2

    @property
    def centre(self) -> float:
        """Half of the width."""
        return self.x + self.width / 2


def places(shape: Shape) -> dict[str, Place]:
    """The place of every node, by its id."""
    rows = _rows(shape)
    beside = {node.id for node in shape.of("topic", "event")}
    left, right = (
        max((_width(node.label) for node in shape.nodes if (node.id in beside) is side), default=0.0)
        for side in (False, True)
    )
    if shape.groups:
        # The words of a frame have to fit it, too.
        left, right = (
            max(width, _width(group.title) - 2 * FRAME)
            for width, group in zip((left, right), shape.groups, strict=True)
        )
    start = RAIL + (FRAME if shape.groups else 0)
    top = HEAD if shape.groups else 0.0
    return {
        node.id: Place(
            start + left + BESIDE if node.id in beside else start,
            top + FRAME + ROW * rows[node.id],
            right if node.id in beside else left,
        )
        for node in shape.nodes
    }


def _width(label: str) -> float:
    return cells(label) * CELL + 2 * PADDING


def _rows(shape: Shape) -> dict[str, int]:
    """The row of every node: an event stands beside its state, a topic beside the step that fills it."""
    meets = {
        event.id: next(
            edge.target if edge.source == event.id else edge.source
            for edge in shape.edges
            if event.id in {edge.source, edge.target}
        )
        for event in shape.of("event")
    }
    rows: dict[str, int] = {}
    row = 0
    for node in shape.nodes:
        if node.kind == "event":
            continue
        if node.kind == "topic" and rows:
            rows[node.id] = row - 1
            continue
        rows[node.id] = row
        met = [event for event, state in meets.items() if state == node.id]
        rows |= {event: row + number for number, event in enumerate(met)}
        row += max(1, len(met))
    return rows
