"""The picture for a terminal: plain lines of a given width. They are no markup: names stand as typed."""

from __future__ import annotations

from textwrap import wrap

from assistant.picture.cells import cells, shortened
from assistant.picture.model import Node, Shape
from assistant.picture.text_border import border_across, border_down

NARROW = 44
"""Up to this width a list, a line a step, reads better than a line that wraps."""
LOW, HIGH = 6, 10
"""Lines that a picture of a few steps may take, and one of many."""
FEW = 6
LABELS = (40, 28, 22, 18, 15, 12, 10, 8)
"""Cells of a label, tried in turn until the picture is low enough."""
READABLE = 12
"""Cells that a label of many keeps: names that begin alike are told apart further on."""
ARROW = "--> "
BY_EVENT = "--event--> "


def drawn(shape: Shape, width: int) -> list[str]:
    """The picture as lines.

    Returns:
        Lines of at most `width` cells; up to `FEW` steps take at most `LOW` lines at 76 columns. It is a
        list, a line a step, where the width is `NARROW` or less, or where nothing else is low enough.
    """
    # By their ids: an event of a hybrid is a step of the user's or one of ours.
    steps = sum(node.id.startswith("s") for node in shape.nodes if node.kind != "start")
    most, least = (LOW, 0) if steps <= FEW else (HIGH, READABLE)
    if width > NARROW:
        for label in LABELS:
            lines = _across(shape, width, label)
            if label >= least and lines and len(lines) <= most:
                return _fitted(lines, width)
    return _fitted(_down(shape, width), width)


def _fitted(lines: list[str], width: int) -> list[str]:
    return [shortened(line.rstrip(), max(width, 1)) for line in lines]


def _across(shape: Shape, width: int, label: int) -> list[str]:
    if shape.groups:
        lines = border_across(shape, width, label)
        return [*lines, *_failing(shape, width)] if lines else []
    nodes = [node for node in shape.nodes if node.kind != "failure"]
    said = [_said(node, label) for node in nodes]
    tokens = said[:1] + [_arrow(shape, node) + text for node, text in zip(nodes[1:], said[1:], strict=True)]
    return [*_flow(tokens, width, "  "), *_failing(shape, width), *_legend(shape, width)]


def _down(shape: Shape, width: int) -> list[str]:
    if shape.groups:
        return [*border_down(shape, width), *_failing(shape, width)]
    lines: list[str] = []
    before = ""
    for node in shape.nodes:
        if node.kind == "failure":
            continue
        text = _arrow(shape, node) + _said(node, width) if lines else _said(node, width)
        # A topic and who listens to it share a line, but for the first and the last.
        if before == "topic" and node.kind != "end" and len(lines) > 1:
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(f" {text}" if lines else text)
        before = node.kind
    return [*lines, *_failing(shape, width), *_legend(shape, width)]


def _said(node: Node, label: int) -> str:
    """The node as it stands in a line: ends and topics in brackets, a topic by its number."""
    if node.kind == "topic":
        number, _, name = node.label.removeprefix("topic ").partition(": ")
        return f"({number})" if number != "0" else f"({shortened(name, label)})"
    if node.kind == "end":
        return f"[{node.label}]"
    name = shortened(node.label, label)
    return f"[{name}]" if node.kind == "start" else name


def _arrow(shape: Shape, node: Node) -> str:
    waits = node.kind == "outside" and shape.start != "event-driven"
    return BY_EVENT if waits else ARROW


def _failing(shape: Shape, width: int) -> list[str]:
    what = "state" if shape.start in {"state-machine", "hybrid"} else "step"
    names = [node.label for node in shape.of("failure")]
    tokens = [f"any {what} that fails", ARROW + names[0], *(f"| {name}" for name in names[1:])]
    return _flow(tokens, width, "  ")


def _legend(shape: Shape, width: int) -> list[str]:
    topics = len(shape.of("topic")) - any(node.id == "t0" for node in shape.nodes)
    if not shape.of("topic"):
        return []
    numbers = f"(1)-({topics})" if topics > 1 else "(1)"
    return wrap(f"{numbers}: topics; a step publishes, the next listens", max(width, 1))


def _flow(tokens: list[str], width: int, indent: str) -> list[str]:
    """The tokens with a space between them, wrapped to `width` cells."""
    lines = [""]
    for token in tokens:
        longer = f"{lines[-1]} {token}" if lines[-1] else token
        if lines[-1] and cells(longer) > width:
            lines.append(indent + token)
        else:
            lines[-1] = longer
    return lines
