"""The picture as Mermaid's text: for Markdown that draws it, such as a decision record's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.picture.model import Edge, Node, Shape

WIDE = 6
"""Nodes that stand beside each other on a page; more stand below each other."""
_PLAIN = frozenset(" ,-'")
_DIRECTION = re.compile("(direction) ", re.IGNORECASE)
"""Mermaid reads "direction TB" as its own word wherever in a line it stands, inside quotes too."""
_SHAPES = {
    "start": '(["{}"])',
    "end": '(["{}"])',
    "step": '["{}"]',
    "state": '("{}")',
    "outside": '>"{}"]',
    "topic": '[("{}")]',
    "event": '[("{}")]',
    "more": '["{}"]',
    "failure": '{{{{"{}"}}}}',
}
"""How a node of a kind stands in a flowchart: a topic as a store, what comes from outside as a flag."""


def mermaid(shape: Shape) -> str:
    """The inside of a Mermaid block, without the fence: a state diagram, or a flowchart."""
    lines = _states(shape) if shape.start == "state-machine" else _flow(shape)
    return "\n".join(lines) + "\n"


def escaped(label: str) -> str:
    """`label` with all that Mermaid, Markdown or HTML could read as its own as numeric entities."""
    return _DIRECTION.sub(r"\1#32;", "".join(map(_safe, label)))


def _safe(character: str) -> str:
    # Letters of any script stay readable in the source, with the accents that belong to them.
    plain = character.isalnum() or character in _PLAIN or unicodedata.category(character)[0] == "M"
    return character if plain else f"#{ord(character)};"


def _direction(shape: Shape) -> str:
    return "LR" if len(shape.nodes) - len(shape.of("failure")) <= WIDE else "TB"


def _flow(shape: Shape) -> Iterator[str]:
    yield f"flowchart {_direction(shape)}"
    grouped = {name for group in shape.groups for name in group.nodes}
    for node in shape.nodes:
        if node.id not in grouped:
            yield f"    {_node(node)}"
    for group in shape.groups:
        yield f'    subgraph {group.name}["{escaped(group.title)}"]'
        for node in shape.nodes:
            if node.id in group.nodes:
                yield f"        {_node(node)}"
        yield "    end"
    for edge in shape.edges:
        if edge.way != "fails":
            yield f"    {edge.source} --> {edge.target}"
    for failure in shape.of("failure"):
        # Dotted and in one line: the ways that go wrong stay behind the way that goes well.
        sources = " & ".join(edge.source for edge in shape.edges if edge.target == failure.id)
        yield f"    {sources} -.-> {failure.id}"


def _node(node: Node) -> str:
    return node.id + _SHAPES[node.kind].format(escaped(node.label))


def _states(shape: Shape) -> Iterator[str]:
    yield "stateDiagram-v2"
    yield f"    direction {_direction(shape)}"
    for node in shape.of("state", "outside", "more", "failure"):
        yield f'    state "{escaped(node.label)}" as {node.id}'
    for edge in shape.edges:
        yield "    " + _transition(shape, edge)
    for node in shape.of("failure"):
        yield f"    {node.id} --> [*]"


def _transition(shape: Shape, edge: Edge) -> str:
    """A transition; the start and the end of a run are the dots that Mermaid has for them."""
    dots = {node.id: node for node in shape.of("start", "end")}
    source, target = ("[*]" if name in dots else name for name in (edge.source, edge.target))
    # What sets a run off stands at its first arrow: the dot itself has no room for words.
    label = dots[edge.source].label if edge.source in dots else edge.label
    return f"{source} --> {target}" + (f" : {escaped(label)}" if label else "")
