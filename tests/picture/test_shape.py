from itertools import pairwise

import pytest
from hypothesis import given

from assistant.picture.cells import cells
from assistant.picture.model import Shape
from assistant.picture.parts import MAX_DRAWN
from assistant.picture.shape import shape_of
from assistant.picture.steps import Step
from tests.picture.making import SHAPES, SIX, STARTS


def arrows(shape: Shape, *ways: str) -> list[tuple[str, str]]:
    labels = {node.id: node.label for node in shape.nodes}
    return [(labels[edge.source], labels[edge.target]) for edge in shape.edges if edge.way in ways]


def test_a_sequence_runs_from_its_trigger_to_done_with_one_way_out() -> None:
    shape = shape_of("sequential", SIX[:2], ["declined", "lost"], "a call")
    line = ["a call", "order placed", "payment verified", "done"]
    assert arrows(shape, "next") == list(pairwise(line))
    assert arrows(shape, "fails") == [(name, "declined, lost") for name in line[1:3]]


def test_each_step_puts_its_event_into_a_topic_that_the_next_one_takes_it_from() -> None:
    shape = shape_of("event-driven", (Step("pick"), Step("pack")), (), "a call")
    line = ["topic 0: a call", "pick", "topic 1: pick", "pack", "topic 2: pack", "whoever listens"]
    assert arrows(shape, "event") == list(pairwise(line))


def test_steps_are_states_and_those_from_outside_are_reached_by_events() -> None:
    shape = shape_of("state-machine", SIX[:3], ["declined", "lost"])
    assert arrows(shape, "next", "event")[-1] == ("stock checked", "end")
    assert arrows(shape, "event") == [("order placed", "payment verified")]
    states = ("order placed", "payment verified")
    assert arrows(shape, "fails") == [
        (state, failure) for failure in ("declined", "lost") for state in states
    ]


def test_events_cross_the_border_of_a_hybrid_to_the_state_that_follows() -> None:
    shape = shape_of("hybrid", (*SIX, Step("signed", outside=True)), trigger="a call")
    core, edge = ({node.label for node in shape.nodes if node.id in group.nodes} for group in shape.groups)
    assert core == {"order placed", "stock checked", "items packed", "delivered", "failed"}
    assert edge == {"a call", "payment verified", "carrier scan", "signed"}
    assert arrows(shape, "event") == [
        ("a call", "order placed"),
        ("payment verified", "stock checked"),
        ("carrier scan", "delivered"),
        ("signed", "delivered"),
    ]


def test_a_hybrid_without_marked_steps_still_has_an_edge() -> None:
    assert arrows(shape_of("hybrid", ()), "event") == [
        ("events from outside", "first step"),
        ("last step", "events to others"),
    ]


def test_a_hybrid_of_nothing_but_events_still_has_a_core() -> None:
    shape = shape_of("hybrid", (Step("paid", outside=True), Step("sent", outside=True)))
    assert arrows(shape, "next") == [("waiting", "finished")]
    assert arrows(shape, "event") == [("paid", "finished"), ("sent", "finished")]


@pytest.mark.parametrize("start", STARTS)
def test_many_steps_are_counted_instead_of_drawn(start: str) -> None:
    shape = shape_of(start, [Step(f"step {number}") for number in range(MAX_DRAWN + 5)])
    assert [node.label for node in shape.of("more")] == ["… 5 more"]
    assert len(shape.of("step", "state")) == MAX_DRAWN
    assert not shape_of(start, [Step("x")] * MAX_DRAWN).of("more")


def test_many_failures_are_counted_in_the_last_one() -> None:
    shape = shape_of("state-machine", (), [f"a failure with number {number}" for number in range(9)])
    assert [node.label for node in shape.of("failure")][2:] == [
        "a failure with number 2",
        "a failure with number 3, 5 more",
    ]


@given(SHAPES)
def test_a_shape_holds_together(shape: Shape) -> None:
    ids = [node.id for node in shape.nodes]
    assert len(ids) == len(set(ids))
    assert all(edge.source in ids and edge.target in ids for edge in shape.edges)
    reached = {edge.target for edge in shape.edges} | {edge.source for edge in shape.edges}
    assert reached == set(ids)
    assert all(node.label and cells(node.label) <= 40 for node in shape.nodes)
    assert shape.of("failure")
    if shape.groups:
        assert sorted(name for group in shape.groups for name in group.nodes) == sorted(ids)
