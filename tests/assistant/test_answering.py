import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering import (
    NOT_COVERED,
    GuideDesk,
    answer,
    answer_json,
    answer_reply,
)
from knowledge.base import GuideBase
from knowledge.model import UnknownSection

ANSWERED: list[tuple[str, str]] = [
    ("When is a state machine better?", "models/state-machine"),
    ("error handling added too late", "pitfalls/error-handling"),
    ("What does over-engineering look like?", "pitfalls/over-engineering"),
    ("which tools are there", "realities/tooling"),
    ("throughput and latency", "growth/throughput-latency"),
]
ELSEWHERE = [
    "How do I bake bread?", "Who won the football cup in 1998?", "quantum chromodynamics on a lattice",
    "wie backe ich Brot", "zzzz qqqq xxxx", "", "   ", "???", "the of and", "👍👍", "\x00\x1b[31m",
]  # fmt: skip
HOSTILE = [
    '" OR 1=1 --', "NEAR(state, machine)", "state AND NOT machine", "col:state*",
    "'; DROP TABLE passages; --",
    "state" * 20_000, "state machine " * 5_000, "(((((", "^state", "{state machine}", "-state",
    "\ud800 state",
    "state\x00machine", "\u202estate", "*", '"', "a" * 1_000_000,
]  # fmt: skip


@pytest.mark.parametrize(("question", "section"), ANSWERED)
def test_a_question_of_the_guide_is_answered_from_it(base: GuideBase, question: str, section: str) -> None:
    found = answer(base, question)
    assert found.outcome == "answered"
    assert section in {passage.section for passage in found.said} | {each.id for each in found.nearest}
    assert found.said


@pytest.mark.parametrize("question", ELSEWHERE)
def test_what_the_guide_does_not_speak_of_is_refused(base: GuideBase, question: str) -> None:
    found = answer(base, question)
    assert found.outcome == "not-covered"
    assert found.said == ()
    told = answer_json(found, base)
    assert str(told["answer"]).startswith(NOT_COVERED)
    assert told["citations"] == []
    assert answer_reply(found, base).blocks


def test_a_question_half_of_which_is_elsewhere_is_answered_in_part(base: GuideBase) -> None:
    found = answer(base, "Is a state machine better than a zeppelin?")
    assert found.outcome == "partly"
    assert found.unknown == ("zeppelin",)
    assert found.said
    reply = answer_reply(found, base)
    assert any("does not speak of: zeppelin" in getattr(block, "text", "") for block in reply.blocks)


@pytest.mark.parametrize("question", [*HOSTILE, *ELSEWHERE, *(row[0] for row in ANSWERED)])
def test_nothing_is_said_that_the_guide_does_not_hold(base: GuideBase, question: str) -> None:
    check(base, question)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    question=st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(["state", "machine", "events", "broker", "order", "why", "not", "NEAR",
            "AND", '*"', "-("]),
            max_size=9,
        ).map(" ".join),
    )
)  # fmt: skip
def test_any_question_is_answered_from_whole_passages(base: GuideBase, question: str) -> None:
    check(base, question)


def check(base: GuideBase, question: str) -> None:
    passages = {passage.id: passage for section in base.sections() for passage in section.passages}
    found = answer(base, question)
    told = answer_json(found, base)
    assert set(told) == {"question", "outcome", "answer", "citations", "nearest", "notes", "score"}
    assert len(found.nearest) <= 3
    assert found.nearest or found.score is None
    citations = told["citations"]
    assert isinstance(citations, list)
    assert bool(citations) is (found.outcome != "not-covered")
    for cite in citations:
        passage = passages[cite["passage"]]
        assert cite["quote"] == passage.text
        assert cite["section"] == passage.section
        assert cite["title"] == base.section(passage.section).title
        assert f"{passage.text} [{passage.id}]" in str(told["answer"])
    reply = answer_reply(found, base)
    assert [cite.number for cite in reply.citations] == list(range(1, len(reply.citations) + 1))
    for cite in reply.citations:
        assert cite.passage is None or passages[cite.passage].text == cite.quote


def test_notes_to_passages_come_with_them_once(base: GuideBase) -> None:
    noted = [passage for section in base.sections() for passage in section.passages if passage.notes]
    assert noted
    found = answer(base, noted[0].text)
    assert len(found.notes) == len(set(found.notes))


def test_a_section_shows_every_passage_once_and_marks_the_cited_one(desk: GuideDesk) -> None:
    for section, title in desk.sections():
        shown = desk.read(section, f"{section}#1")
        assert (shown.section, shown.title, shown.marked) == (section, title, f"{section}#1")
        spoken = [name for name, style, _text in shown.passages if style in {"prose", "item"}]
        assert len(spoken) == len(set(spoken)) > 0


@pytest.mark.parametrize("name", ["nothing", "", "models", "../models", "models/Sequential", "\udcff"])
def test_a_section_that_is_not_there_names_the_nearest(desk: GuideDesk, name: str) -> None:
    if name == "models":
        assert desk.read(name).section == "models"
        return
    with pytest.raises(UnknownSection):
        desk.read(name)
