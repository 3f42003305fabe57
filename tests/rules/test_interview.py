"""Which question is left out when: the design's table of questions, column "skip when"."""

from __future__ import annotations

import itertools

import pytest

from rules.engine import Engine
from rules.interview import Interviewer
from rules.model import Book
from rules.space import AnswerSpace, outcome_of
from rules.verdict import known_of
from tests.rules.making import given_by, random_answers, random_known, seeded
from tests.rules.reading_oracle import advise

NEVER = {"trigger", "success", "failures", "external_events", "strict_states"}
LINE = {"fixed_order": "yes", "parallel_steps": "no", "many_branches": "no"}
CALM = {"external_events": "no", "strict_states": "no", "coupling": "single-program"}
PLAIN = {**LINE, **CALM}
LEANING = {**CALM, "fixed_order": "no", "many_branches": "no", "parallel_steps": "no", "steps": "9"}
EVENTS, STATES = {"external_events": "yes"}, {"strict_states": "yes"}


@pytest.fixture(scope="module")
def interviewer(book: Book, space: AnswerSpace) -> Interviewer:
    return Interviewer(book, space)


SITUATIONS: list[tuple[str, dict[str, str], bool]] = [
    # steps: a hard need is known
    ("steps", {}, False),
    ("steps", EVENTS, True),
    ("steps", STATES, True),
    ("steps", CALM, False),
    ("steps", {"fixed_order": "no"}, False),
    # fixed order, parallel steps, branches: they can change nothing
    ("fixed_order", {}, False),
    ("fixed_order", EVENTS, True),
    ("fixed_order", {**EVENTS, **STATES}, True),
    ("fixed_order", {"strict_states": "yes", "external_events": "no"}, True),
    ("fixed_order", {"many_branches": "yes"}, True),
    ("fixed_order", {"many_branches": "no"}, False),
    ("fixed_order", {"high_load": "yes"}, False),
    ("fixed_order", {"parallel_steps": "yes"}, True),
    ("parallel_steps", {}, False),
    ("parallel_steps", {"steps": "1"}, True),
    ("parallel_steps", {"steps": "2"}, False),
    ("parallel_steps", {"steps": "9", "coupling": "independent"}, True),
    ("parallel_steps", {"steps": "3", "coupling": "independent"}, False),
    ("parallel_steps", {**EVENTS, **STATES}, True),
    ("many_branches", {}, False),
    ("many_branches", {"parallel_steps": "yes"}, False),
    ("many_branches", {"strict_states": "no", "external_events": "yes"}, True),
    # coupling: a hard need is known
    ("coupling", {}, False),
    ("coupling", EVENTS, True),
    ("coupling", STATES, True),
    ("coupling", LINE, False),
    # load: nothing but duties
    ("high_load", {}, False),
    ("high_load", PLAIN, True),
    ("high_load", LEANING, False),
    ("high_load", {**EVENTS, **STATES}, True),
    # experience: settled sequential, direct
    ("experience", {}, False),
    ("experience", LINE, False),
    ("experience", PLAIN, True),
    ("experience", LEANING, False),
    ("experience", {**LEANING, "steps": "3"}, False),
    ("experience", EVENTS, False),
    # managed services: experience with both and money there, or nothing to change
    ("managed_services", {}, False),
    ("managed_services", {"experience": "both"}, False),
    ("managed_services", {"broker_budget": "yes"}, False),
    ("managed_services", {"experience": "both", "broker_budget": "yes"}, True),
    ("managed_services", {"experience": "both", "broker_budget": "no"}, False),
    ("managed_services", PLAIN, True),
    # money: no events possible
    ("broker_budget", {}, False),
    ("broker_budget", STATES, False),
    ("broker_budget", {"strict_states": "yes", "external_events": "no"}, True),
    ("broker_budget", PLAIN, True),
    ("broker_budget", LEANING, False),
    ("broker_budget", {**LEANING, "many_branches": "yes", "high_load": "no"}, True),
    # simplicity: parallel, independent, load or a hard need
    ("prefers_simplicity", {}, False),
    ("prefers_simplicity", {"fixed_order": "no"}, False),
    ("prefers_simplicity", {"parallel_steps": "yes"}, True),
    ("prefers_simplicity", {"coupling": "independent"}, True),
    ("prefers_simplicity", {"coupling": "request-reply"}, False),
    ("prefers_simplicity", {"high_load": "yes"}, True),
    ("prefers_simplicity", EVENTS, True),
    ("prefers_simplicity", STATES, True),
    # change, tracing, hardest part: settled
    *(
        (name, answers, left)
        for name in ("changes_often", "must_trace", "hardest_part")
        for answers, left in (
            ({}, False),
            (EVENTS, False),
            ({**EVENTS, **STATES}, True),
            (PLAIN, True),
            (LEANING, False),
            ({**LEANING, "steps": "3"}, True),
        )
    ),
]


@pytest.mark.parametrize(("fact", "answers", "left_out"), SITUATIONS)
def test_a_question_is_left_out_when_the_design_says_so(
    fact: str, answers: dict[str, str], left_out: bool, interviewer: Interviewer
) -> None:
    out = interviewer.left_out(answers, "guided")
    assert (fact in out) == left_out
    assert interviewer.left_out(answers, "fast").keys() == out.keys()
    if left_out:
        assert out[fact].table == "interview"
        assert out[fact].because


def test_full_mode_leaves_nothing_out(book: Book, interviewer: Interviewer) -> None:
    source = seeded(61)
    for answers in ({}, PLAIN, EVENTS, {**EVENTS, **STATES}, {"steps": "1", "high_load": "yes"}):
        assert interviewer.left_out(answers, "full") == {}
    for _ in range(100):
        assert interviewer.left_out(random_answers(book, source, 0.7), "full") == {}


def test_five_questions_are_never_left_out(book: Book, interviewer: Interviewer) -> None:
    source = seeded(62)
    asked = {fact.id for fact in book.askable}
    for turn in range(120):
        out = interviewer.left_out(random_answers(book, source, (0.2, 0.6, 0.95)[turn % 3]), "guided")
        assert out.keys() <= asked - NEVER


def test_nothing_hangs_on_the_order_of_answers(book: Book, interviewer: Interviewer) -> None:
    source = seeded(63)
    for _ in range(60):
        answers = list(random_answers(book, source, 0.6).items())
        out = interviewer.left_out(dict(answers), "guided")
        source.shuffle(answers)
        assert interviewer.left_out(dict(answers), "guided") == out


def starts(space: AnswerSpace, known: dict[str, str]) -> set[str | None]:
    return {outcome.start for outcome in space.possible(known)}


TURNED_BY_NOTHING = {"changes_often", "must_trace", "hardest_part"}
"""Left out once the start is settled; the direction of a first stage may still hang on them."""
TAKEN_FOR_GRANTED = {"leave-parallel-of-one"}
"""Left out because the answer goes without saying, though it may still count."""


def test_what_is_left_out_changes_nothing(book: Book, space: AnswerSpace, interviewer: Interviewer) -> None:
    source = seeded(64)
    engine = Engine(book.outcome_rules)
    checked = 0
    for _ in range(90):
        known = random_known(book, source, source.choice((0.3, 0.6, 0.8)))
        for name, rule in interviewer.left_out(known, "guided").items():
            if name in known or rule.id in TAKEN_FOR_GRANTED:
                continue
            checked += 1
            fact = book.facts_by_id[name]
            if name in TURNED_BY_NOTHING:
                assert all(
                    starts(space, {**known, name: value}) == starts(space, known) for value in fact.values
                )
                continue
            for _ in range(3):
                rest = {**random_known(book, source, 1.0), **known}
                told = {
                    outcome_of(engine.evaluate(given_by(book, {**rest, name: value})))
                    for value in fact.values
                }
                # Money is left out when no events are possible: it cannot change the start or the way there.
                assert len(told) == 1, (name, rule.id, known)
    assert checked > 100


def test_a_question_that_is_left_out_need_not_be_answered(book: Book, interviewer: Interviewer) -> None:
    """Asked in the book's order, with the left-out ones unknown, the verdict is that of all the answers."""
    source = seeded(65)
    spared = 0
    for _ in range(25):
        full = random_known(book, source, 1.0)
        known: dict[str, str] = {}
        by_rule: set[str] = set()
        for fact in book.questions:
            out = interviewer.left_out(known, "guided")
            if fact.id in out:
                spared += 1
                by_rule.add(out[fact.id].id)
            elif fact.decides:
                known[fact.id] = full[fact.id]
        assert advise(known).start == advise(full).start, (known, full)
        if not by_rule & {"leave-change", "leave-trace", "leave-hardest"}:
            assert advise(known) == advise(full), (known, full)
    assert spared > 75


def test_without_a_space_only_what_the_answers_show_is_left_out(book: Book, space: AnswerSpace) -> None:
    bare, whole = Interviewer(book, None), Interviewer(book, space)
    source = seeded(66)
    assert set(bare.left_out(PLAIN, "guided")) == set()
    assert {"steps", "coupling", "prefers_simplicity"} <= set(bare.left_out(EVENTS, "guided"))
    for _ in range(60):
        answers = random_answers(book, source, 0.6)
        assert bare.left_out(answers, "guided").keys() <= whole.left_out(answers, "guided").keys()


def test_the_design_and_idle_agree_on_what_a_need_makes_needless(book: Book, space: AnswerSpace) -> None:
    # Number of steps, coupling and preference: with a need known, no answer of theirs counts.
    for need, rest in itertools.product((EVENTS, STATES), ({}, LINE, {"high_load": "yes"})):
        assert {"steps", "coupling", "prefers_simplicity"} <= space.idle(known_of(book, {**rest, **need}))


@pytest.mark.xfail(
    strict=True, reason="with one step, nothing side by side goes without saying but is not concluded"
)
def test_one_step_counts_as_nothing_side_by_side(book: Book, engine: Engine) -> None:
    # The question is left out, and its plain answer would have made the sequence the first stage.
    one_step = {"steps": "1", "many_branches": "yes"}
    said = {**one_step, "parallel_steps": "no"}
    left_out, asked = (outcome_of(engine.evaluate(given_by(book, told))) for told in (one_step, said))
    assert left_out == asked
