"""What the picture of each start shows: a flow, topics, states and transitions, or both with the border."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.picture.model import Edge, Group, Node, Shape
from assistant.picture.parts import MAX_LABEL, chain, drawn_steps, fail_edges, failure_nodes, label_of
from assistant.picture.steps import Step

CORE = "the core, a state machine"
EDGE = "the edge, events"
Maker = Callable[[Sequence[Step], Sequence[str], str], Shape]


def shape_of(start: str, steps: Sequence[Step], failures: Sequence[str] = (), trigger: str = "") -> Shape:
    """What the picture of a start shows.

    Args:
        start: "sequential", "event-driven", "state-machine" or "hybrid".
        steps: The user's own steps; where there are none, words of ours stand for them.
        failures: What can go wrong, in the user's words.
        trigger: What sets a run off, in the user's words.
    """
    return _MAKERS[start](steps, failures, label_of(trigger))


def _sequential(steps: Sequence[Step], failures: Sequence[str], trigger: str) -> Shape:
    first = Node("start", trigger or "start", "start")
    middle = drawn_steps(steps, "step")
    last = Node("done", "done", "end")
    failed = failure_nodes(failures, "failed", most=1)
    line = [first, *middle, last]
    edges = [*chain(line), *fail_edges(middle, failed)]
    return Shape("sequential", (*line, *failed), tuple(edges))


def _event_driven(steps: Sequence[Step], failures: Sequence[str], trigger: str) -> Shape:
    nodes: list[Node] = []
    topics = 0
    if trigger:
        nodes.append(_topic(topics, trigger))
    consumers = drawn_steps(steps, "step")
    for node in consumers:
        nodes.append(node)
        if node.kind != "more":
            topics += 1
            nodes.append(_topic(topics, node.label))
    nodes.append(Node("others", "whoever listens", "end"))
    failed = failure_nodes(failures, "failed events, kept aside", most=1)
    edges = [Edge(edge.source, edge.target, "event") for edge in chain(nodes)]
    edges += fail_edges(consumers, failed)
    return Shape("event-driven", (*nodes, *failed), tuple(edges))


def _topic(number: int, label: str) -> Node:
    opening = f"topic {number}: "
    return Node(f"t{number}", opening + label_of(label, MAX_LABEL - len(opening)), "topic")


def _state_machine(steps: Sequence[Step], failures: Sequence[str], trigger: str) -> Shape:
    states = drawn_steps(steps, "state")
    line = [Node("start", trigger or "start", "start"), *states, Node("done", "end", "end")]
    outside = {node.id for node in states if node.kind == "outside"}
    edges = [
        Edge(edge.source, edge.target, "event", "from outside") if edge.target in outside else edge
        for edge in chain(line)
    ]
    failed = failure_nodes(failures, "failed")
    edges += fail_edges(states[:-1] or states, failed)
    return Shape("state-machine", (*line, *failed), tuple(edges))


def _hybrid(steps: Sequence[Step], failures: Sequence[str], trigger: str) -> Shape:
    drawn = drawn_steps(steps, "state")
    states = [node for node in drawn if node.kind != "outside"]
    if not any(node.kind == "state" for node in states):
        # All comes from outside: the core still knows what a run waits for and when it is through.
        states = [Node("wait", "waiting", "state"), *states, Node("done", "finished", "state")]
    events: list[Node] = []
    crossing: list[Edge] = []
    if trigger:
        events.append(Node("e0", trigger, "event"))
        crossing.append(Edge("e0", states[0].id, "event"))
    for place, node in enumerate(drawn):
        if node.kind == "outside":
            # An event moves a run into the state that comes next; after the last one it only tells it more.
            after = next((late for late in drawn[place:] if late.kind in {"state", "more"}), states[-1])
            events.append(Node(node.id, node.label, "event"))
            crossing.append(Edge(node.id, after.id, "event"))
    if not any(node.kind == "outside" for node in drawn):
        if not trigger:
            events.append(Node("in", "events from outside", "event"))
            crossing.append(Edge("in", states[0].id, "event"))
        events.append(Node("out", "events to others", "event"))
        crossing.append(Edge(states[-1].id, "out", "event"))
    failed = failure_nodes(failures, "failed")
    core = [*states, *failed]
    groups = (
        Group("core", CORE, tuple(node.id for node in core)),
        Group("edge", EDGE, tuple(node.id for node in events)),
    )
    edges = [*chain(states), *crossing, *fail_edges(states[:-1] or states, failed)]
    return Shape("hybrid", (*core, *events), tuple(edges), groups)


_MAKERS: dict[str, Maker] = {
    "sequential": _sequential,
    "event-driven": _event_driven,
    "state-machine": _state_machine,
    "hybrid": _hybrid,
}
