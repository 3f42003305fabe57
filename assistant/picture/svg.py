"""The picture as SVG that stands in a page: no script, no style and no address of its own."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from assistant.picture.cells import cells
from assistant.picture.model import Edge, Node, Shape
from assistant.picture.places import CELL, FRAME, HEAD, HEIGHT, RAIL, Place, places
from assistant.text import clean

MARGIN = 8.0
TIP = 7.0
"""Length of an arrow's head."""
DOTS = "2 5"
DASHES = "7 5"
_ROUND = {"step": 3, "outside": 3, "more": 3, "topic": 17, "event": 17, "state": 10, "failure": 10}
_BROKEN = {"outside": DASHES, "event": DASHES, "more": DOTS, "failure": DOTS}


def svg(shape: Shape, title: str) -> str:
    """The picture as one SVG element, in the colour of the text around it.

    Args:
        shape: What to draw.
        title: What the picture shows, for who hears it read.
    """
    at = places(shape)
    parts = [_frame(group.title, [at[name] for name in group.nodes]) for group in shape.groups]
    parts += [_arrow(at[edge.source], at[edge.target], edge) for edge in shape.edges if edge.way != "fails"]
    parts += _rail(shape, at)
    parts += [_node(node, at[node.id]) for node in shape.nodes]
    edge = MARGIN + (FRAME if shape.groups else 0)
    width = max(*(place.right for place in at.values()), *_label_ends(shape, at)) + edge
    height = max(place.bottom for place in at.values()) + edge
    inside = "\n".join(part for part in parts if part)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label={quoteattr(clean(title))} '
        f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        'font-family="system-ui, sans-serif" font-size="14" fill="none" stroke="currentColor" '
        'stroke-width="1.4" style="max-width: 100%; height: auto">\n'
        f"<title>{escape(clean(title))}</title>\n{inside}\n</svg>"
    )


def _label_ends(shape: Shape, at: dict[str, Place]) -> list[float]:
    """Where the words beside arrows end."""
    return [at[edge.source].centre + TIP + cells(edge.label) * CELL for edge in shape.edges]


def _node(node: Node, place: Place) -> str:
    rounded = _ROUND.get(node.kind, HEIGHT / 2)
    broken = f' stroke-dasharray="{_BROKEN[node.kind]}"' if node.kind in _BROKEN else ""
    box = (
        f'<rect class="node {node.kind}" x="{place.x:g}" y="{place.y:g}" width="{place.width:g}" '
        f'height="{HEIGHT:g}" rx="{rounded:g}"{broken}/>'
    )
    return box + _text(node.label, place.centre, place.middle + 5, "middle")


def _text(words: str, x: float, y: float, anchor: str) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="currentColor" stroke="none">'
        f"{escape(words)}</text>"
    )


def _frame(title: str, inside: list[Place]) -> str:
    """One side of the border around what stands on it, with its name."""
    x = min(place.x for place in inside) - FRAME
    y = min(place.y for place in inside) - HEAD
    # The core's frame takes in the way to its failures, which runs beside the states.
    x = min(x, MARGIN) if x <= RAIL else x
    width = max(place.right for place in inside) + FRAME - x
    height = max(place.bottom for place in inside) + FRAME - y
    words = _text(title, x + FRAME, y + 19, "start")
    return (
        f'<rect class="border" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6" '
        f'stroke-opacity="0.5"/>{words}'
    )


def _arrow(source: Place, target: Place, edge: Edge) -> str:
    """A straight arrow: down, or across to the other column."""
    if source.x == target.x:
        line = (source.centre, source.bottom, target.centre, target.y)
    elif source.x < target.x:
        line = (source.right, source.middle, target.x, target.middle)
    elif edge.source.startswith("t"):
        # From below a topic: what came into it came at the height that another event leaves at.
        line = (source.x + 2 * TIP, source.bottom, target.right, target.middle - TIP)
    else:
        line = (source.x, source.middle, target.right, target.middle)
    x1, y1, x2, y2 = line
    drawn = f'<path class="{edge.way}" d="M{x1:g} {y1:g}L{x2:g} {y2:g}"/>{_tip(x1, y1, x2, y2)}'
    if edge.label and x1 == x2:
        drawn += _text(edge.label, x1 + TIP, (y1 + y2) / 2 + 5, "start")
    return drawn


def _tip(x1: float, y1: float, x2: float, y2: float) -> str:
    """The head of an arrow. Drawn here: a marker would need an id, and a page may hold many pictures."""
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1.0
    along, across = (x2 - x1) / length * TIP, (y2 - y1) / length * TIP
    back, side = (x2 - along, y2 - across), (-across / 2, along / 2)
    corners = ((x2, y2), (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1]))
    points = " ".join(f"{round(x, 1):g},{round(y, 1):g}" for x, y in corners)
    return f'<polygon points="{points}" fill="currentColor" stroke="none"/>'


def _rail(shape: Shape, at: dict[str, Place]) -> list[str]:
    """The way from every step or state to the failures: one dotted line beside them all."""
    fails = [edge for edge in shape.edges if edge.way == "fails"]
    sources = [at[name] for name in dict.fromkeys(edge.source for edge in fails)]
    targets = [at[name] for name in dict.fromkeys(edge.target for edge in fails)]
    if not sources:
        return []
    x = sources[0].x - RAIL / 2
    turns = "".join(f"M{place.x:g} {place.middle:g}H{x:g}" for place in (*sources, *targets))
    down = f"M{x:g} {sources[0].middle:g}V{targets[-1].middle:g}"
    path = f'<path class="fails" d="{turns}{down}" stroke-dasharray="{DOTS}"/>'
    return [path, *(_tip(x, place.middle, place.x, place.middle) for place in targets)]
