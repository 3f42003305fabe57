import re
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings

from assistant.mind import shipped_mind
from assistant.records.guide_facts import GuideFacts
from assistant.records.pages.summary import summary
from assistant.records.pages.workflow import Workflow, from_record
from assistant.records.reading import Kept, read_record
from assistant.state import Given
from tests.records.any_answers import ANSWERS
from tests.records.hostile import HOSTILE
from tests.records.paged import whole
from tests.records.scripted import ODD, ORDERS, SIMPLE, STAGED, VOTED, drafted

SIMPLE_TOLD = """Nightly batch
Decision: start sequential (built directly, not settled, nothing against it).
Why: nothing that is known speaks against the simplest model, so the simplest it is (answers 4, 5 and 7; § pitfalls/over-engineering, § synthesis).
Against: nothing among the rules that fired.
Obliges to: write out a branch for every failure and exception: a sequence handles only what somebody put into it (§ models/sequential).
Next: write this workflow up on a single page: what starts it, what ends it well, how it fails, and how linear, parallel, conditional and asynchronous it is (§ synthesis/next-actions, § process/step-1-boundaries, § process/step-2-flow).
Would change it: answer 4 yes: event-driven; answer 5 yes: state machine; answer 7 no: state machine.
Open: questions 6 (steps), 8 (parallel), 9 (branches), 10 (parts), 11 (high load), 12 (experience) and 6 more, which can still lead to event-driven or state machine.
Numbers are those of the answers and questions, § names a section of the guide.
"""  # noqa: E501


def told(answers: Mapping[str, tuple[str, str]], title: str = "T", record: Kept | None = None) -> str:
    workflow = Workflow(title, "", {name: Given(value, text) for name, (value, text) in answers.items()})
    mind = shipped_mind()
    values = workflow.values
    return summary(workflow, mind.verdict(values), mind.book, mind.turning(values), record)


def test_a_decision_in_a_few_lines() -> None:
    assert told(SIMPLE, "Nightly batch") == SIMPLE_TOLD


def test_what_speaks_against_is_not_left_out() -> None:
    lines = told(ORDERS).splitlines()
    assert [line.partition(":")[0] for line in lines[1:-1]] == [
        "Decision", "Why", "Why", "Why", "Against", "Against", "Obliges to", "Obliges to", "Obliges to",
        "Next", "Would change it", "Open",
    ]  # fmt: skip
    assert "managed services are ruled out" in lines[5]


@pytest.mark.parametrize("answers", [ORDERS, STAGED, SIMPLE, ODD, VOTED])
def test_it_is_short_and_plain(answers: dict[str, tuple[str, str]]) -> None:
    text = told(answers)
    assert 8 <= text.count("\n") <= 15
    assert not re.search(r"[*_`#<>|\[\]]|\n[-\s]", text)
    assert "  " not in text


def test_without_a_verdict_it_asks_for_answers() -> None:
    lines = told({}).splitlines()
    assert lines[1] == "Decision: none yet; an answer about the flow is needed first."
    assert lines[2].startswith("Open: questions 4 (outside events), 5 (strict states)")


def test_a_record_tells_its_number_status_and_days(guide: GuideFacts) -> None:
    text, transcript = whole(drafted(guide, ORDERS, title="Orders"))
    kept = read_record(text)
    lines = told(ORDERS, "Orders", kept).splitlines()
    assert lines[1] == "Record: ADR-0004, proposed on 2026-11-22; to be looked at again by 2027-05-22."
    assert [lines[0], *lines[2:]] == told(ORDERS, "Orders").splitlines()
    assert from_record(kept, transcript).values == {name: value for name, (value, _) in ORDERS.items()}
    assert len(lines) <= 15


def test_reasons_of_today_are_not_given_for_what_they_no_longer_lead_to(guide: GuideFacts) -> None:
    text, _transcript = whole(drafted(guide, ORDERS, title="Orders"))
    kept = read_record(text.replace("    start: hybrid", "    start: sequential"))
    lines = told(ORDERS, "Orders", kept).splitlines()
    assert lines[2] == "Decision: sequential, on 2026-11-22."
    assert lines[3].startswith(
        "Today: the same answers lead elsewhere: start with a hybrid (against a constraint"
    )
    assert lines[4] == "Why: whichflow record check tells what has changed since."
    assert len(lines) == 6
    assert kept.whichflow.decided == date(2026, 11, 22)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_title_is_one_short_line(hostile: str) -> None:
    text = told(SIMPLE, " ".join(hostile.split()))
    assert text.count("\n") == SIMPLE_TOLD.count("\n")
    assert len(text.splitlines()[0]) <= 120


@settings(max_examples=40)
@given(ANSWERS)
def test_whatever_is_decided_takes_8_to_15_lines(answers: Mapping[str, tuple[str, str]]) -> None:
    text = told(answers)
    if "none yet" not in text:
        assert 8 <= text.count("\n") <= 14
        assert text.count("\nOpen: ") == text.count("\nWould change it: ") == text.count("\nNext: ") == 1
