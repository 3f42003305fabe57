"""What the pictures of all starts are put together from: labels, chains and ways to a failure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.picture.cells import cells, shortened
from assistant.picture.model import Edge, Kind, Node
from assistant.picture.steps import Step, read_step

MAX_DRAWN = 20
"""Steps drawn; how many more there are stands in a node of its own."""
MAX_LABEL = 40
"""Cells of the longest label."""
MAX_FAILURES = 4
"""Failure states drawn, the last of them telling how many more there are."""

GENERIC = (Step("first step"), Step("second step"), Step("last step"))


def label_of(text: str, most: int = MAX_LABEL) -> str:
    """`text` as a label: one clean line of at most `most` cells, without a list's mark before it."""
    return shortened(read_step(text).name, most)


def drawn_steps(steps: Sequence[Step], kind: Kind) -> list[Node]:
    """The nodes of the steps, in our own words where there are none, with a last one for those left out."""
    wanted = steps or GENERIC
    nodes = [
        Node(f"s{number}", label_of(step.name) or "a step", "outside" if step.outside else kind)
        for number, step in enumerate(wanted[:MAX_DRAWN], 1)
    ]
    left = len(wanted) - len(nodes)
    return [*nodes, Node("more", f"… {left} more", "more")] if left else nodes


def failure_nodes(failures: Sequence[str], otherwise: str, most: int = MAX_FAILURES) -> list[Node]:
    """The failures as nodes, at most `most` of them, or one called `otherwise`."""
    labels = [label for label in map(label_of, failures) if label] or [otherwise]
    if len(labels) > most:
        labels[most - 1 :] = [_together(labels[most - 1 :])]
    return [Node(f"f{number}", label, "failure") for number, label in enumerate(labels, 1)]


def chain(nodes: Sequence[Node]) -> list[Edge]:
    """An arrow from each node to the one after it."""
    return [Edge(one.id, other.id) for one, other in pairwise(nodes)]


def fail_edges(sources: Sequence[Node], failures: Sequence[Node]) -> list[Edge]:
    """An arrow from each of `sources` to each failure."""
    return [Edge(node.id, failure.id, "fails") for failure in failures for node in sources]


def _together(labels: Sequence[str]) -> str:
    """All of `labels` in one, or the first of them and how many more there are."""
    whole, more = ", ".join(labels), f", {len(labels) - 1} more"
    return whole if cells(whole) <= MAX_LABEL else shortened(labels[0], MAX_LABEL - len(more)) + more
