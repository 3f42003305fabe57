"""The engine's verdicts against a second reading of the design, and what a verdict must be in any case."""

from __future__ import annotations

import itertools

import pytest

from rules.engine import Engine
from rules.errors import SpaceError
from rules.model import Book
from rules.rule import Atom
from rules.space import AnswerSpace, Outcome, outcome_of
from rules.verdict import STARTS, conclude, known_of
from tests.rules.making import answers_for, changed, given_by, random_answers, random_known, seeded
from tests.rules.reading_oracle import FLOW_FACTS, advise


@pytest.mark.parametrize(("seed", "share", "count"), [(11, 0.6, 800), (12, 0.25, 700), (13, 1.0, 500)])
def test_verdicts_are_those_of_the_second_reading(book: Book, seed: int, share: float, count: int) -> None:
    engine = Engine(book.outcome_rules)
    source = seeded(seed)
    for _ in range(count):
        known = random_known(book, source, share)
        assert outcome_of(engine.evaluate(given_by(book, known))) == advise(known), known


def test_numbers_lists_and_unsure_are_read_as_what_they_stand_for(
    book: Book, engine: Engine, space: AnswerSpace
) -> None:
    source = seeded(14)
    for _ in range(300):
        answers = random_answers(book, source, 0.7)
        verdict = conclude(book, engine, answers, space)
        assert (verdict.start, verdict.direction, verdict.route) == advise(known_of(book, answers)), answers


@pytest.mark.long
def test_all_complete_answer_sets_in_the_space(book: Book, space: AnswerSpace) -> None:
    names = [fact.id for fact in book.deciding]
    count = 0
    for values in itertools.product(*(fact.values for fact in book.deciding)):
        known = dict(zip(names, values, strict=True))
        assert space.possible(known) == (advise(known),), known
        count += 1
    assert count == 147_456


@pytest.mark.long
def test_the_space_holds_what_the_engine_concludes(book: Book, engine: Engine, space: AnswerSpace) -> None:
    source = seeded(15)
    for _ in range(3000):
        known = random_known(book, source, 1.0)
        assert space.possible(known) == (outcome_of(engine.evaluate(given_by(book, known))),), known


# The rules decide, and nothing beside them.


def test_without_rules_there_is_no_verdict(book: Book, space: AnswerSpace) -> None:
    answers = {fact.id: fact.values[0] for fact in book.deciding}
    verdict = conclude(changed(book, rules=()), Engine([]), answers, None)
    assert (verdict.start, verdict.direction, verdict.route) == (None, None, None)
    assert verdict.stability == "undetermined"
    assert verdict.reasons == ()
    assert conclude(book, Engine([]), answers, space).start is None


@pytest.mark.parametrize(
    ("dropped", "answers"),
    [
        ("needs-events", {"external_events": "yes"}),
        ("needs-states", {"strict_states": "yes"}),
        ("order-varies", {"fixed_order": "no"}),
        ("runs-in-parallel", {"parallel_steps": "yes"}),
        ("branches-a-lot", {"many_branches": "yes"}),
        ("parts-are-independent", {"coupling": "independent"}),
        ("both-needs", {"external_events": "yes", "strict_states": "yes"}),
        ("no-broker-money", {"coupling": "independent", "broker_budget": "no"}),
        ("vote-load", {"fixed_order": "no", "high_load": "yes"}),
        ("small-and-serial", {"fixed_order": "no", "steps": "3", "parallel_steps": "no"}),
        ("managed-service", {"external_events": "yes", "experience": "none"}),
        ("default-state-machine", {"fixed_order": "no"}),
    ],
)
def test_a_dropped_rule_changes_a_verdict(book: Book, dropped: str, answers: dict[str, str]) -> None:
    less = changed(book, rules=[rule for rule in book.rules if rule.id != dropped])
    whole = outcome_of(Engine(book.outcome_rules).evaluate(given_by(book, answers)))
    without = outcome_of(Engine(less.outcome_rules).evaluate(given_by(less, answers)))
    assert whole == advise(known_of(book, answers))
    assert without != whole


def test_every_rule_that_the_outcome_hangs_on_decides_somewhere(book: Book) -> None:
    source = seeded(16)
    engine = Engine(book.outcome_rules)
    idle = []
    for dropped in book.outcome_rules:
        without = Engine([rule for rule in book.outcome_rules if rule.id != dropped.id])
        # A second vote for a side, or a rule that says that a fact is known, decides only where it is alone.
        samples = (answers_for(dropped, book, source, (0.05, 0.3)[turn % 2]) for turn in range(1200))
        given = (given_by(book, answers) for answers in samples)
        if all(_told(without, atoms) == _told(engine, atoms) for atoms in given):
            idle.append(dropped.id)
    # Where the team's votes say a state machine, the default says so too: that rule only gives the reason.
    assert idle == ["team-says-states"]


def _told(engine: Engine, given: list[Atom]) -> Outcome | None:
    try:
        return outcome_of(engine.evaluate(given))
    except SpaceError:
        # Two verdicts at once: the rule that was dropped kept them apart.
        return None


# What a verdict must be in any case.


def test_verdicts_keep_their_promises(book: Book, engine: Engine, space: AnswerSpace) -> None:
    source = seeded(17)
    for turn in range(320):
        answers = random_answers(book, source, (0.2, 0.5, 0.8, 1.0)[turn % 4])
        known = known_of(book, answers)
        verdict = conclude(book, engine, answers, space)
        hard = {"external_events", "strict_states"} & {
            name for name, value in known.items() if value == "yes"
        }
        assert (verdict.start is None) == FLOW_FACTS.isdisjoint(known)
        assert (verdict.stability == "undetermined") == (verdict.start is None)
        assert (verdict.route == "staged") == (verdict.start != verdict.direction)
        assert not (verdict.route == "staged" and hard)
        assert bool(verdict.growth) == (verdict.route == "staged")
        assert bool(verdict.conflicts) == (verdict.route == "conflict")
        assert (verdict.agreement == "conflict") == bool(verdict.conflicts)
        assert (verdict.agreement == "unanimous") == (not verdict.conflicts and not verdict.dissent)
        assert (verdict.direction == "hybrid") == (len(hard) == 2)
        assert verdict.unknown == tuple(fact.id for fact in book.deciding if fact.id not in known)
        assert verdict.start is None or verdict.start in verdict.possible
        assert (verdict.stability == "settled") == (verdict.start is not None and len(verdict.possible) == 1)
        if known.get("experience") == "none" and verdict.start not in {None, "sequential"}:
            assert verdict.route in {"managed", "conflict"}
        if known.get("broker_budget") == "no" and verdict.start in {"event-driven", "hybrid"}:
            assert verdict.route in {"managed", "conflict"}


def test_unsure_is_the_same_as_not_asked(book: Book, engine: Engine, space: AnswerSpace) -> None:
    source = seeded(18)
    for _ in range(100):
        answers = random_answers(book, source, 0.6)
        told = {name: value for name, value in answers.items() if value != "unsure"}
        asked = {**dict.fromkeys(book.facts_by_id, "unsure"), **told}
        assert conclude(book, engine, asked, space) == conclude(book, engine, told, space)


def test_the_order_of_answers_changes_nothing(book: Book, engine: Engine, space: AnswerSpace) -> None:
    source = seeded(19)
    for _ in range(100):
        answers = list(random_answers(book, source, 0.8).items())
        verdict = conclude(book, engine, dict(answers), space)
        source.shuffle(answers)
        assert conclude(book, engine, dict(answers), space) == verdict


def test_what_the_book_does_not_know_is_passed_by(book: Book, engine: Engine, space: AnswerSpace) -> None:
    answers = {
        "strict_states": "yes",
        "weather": "fine",
        "coupling": "loose",
        "steps": "a few",
        "success": "yes",
    }
    verdict = conclude(book, engine, answers, space)
    assert verdict.start == "state-machine"
    assert verdict.unknown == tuple(fact.id for fact in book.deciding if fact.id != "strict_states")


def test_without_a_space_nothing_is_called_settled(book: Book, engine: Engine) -> None:
    answers = {fact.id: fact.values[0] for fact in book.deciding}
    verdict = conclude(book, engine, answers, None)
    assert verdict.start is not None
    assert (verdict.possible, verdict.stability) == ((), "provisional")


def test_before_anything_is_known_everything_is_possible(
    book: Book, engine: Engine, space: AnswerSpace
) -> None:
    verdict = conclude(book, engine, {"experience": "none", "broker_budget": "no"}, space)
    assert verdict.route == "undetermined"
    assert verdict.possible == STARTS
    exact = {outcome.start for outcome in space.possible({"experience": "none", "broker_budget": "no"})}
    assert exact == set(STARTS)


# Monotone: a reason for something never turns the verdict away from it.

RICHER = [
    ("external_events", "no", "yes", {"event-driven", "hybrid"}),
    ("strict_states", "no", "yes", {"state-machine", "hybrid"}),
    ("broker_budget", "no", "yes", {"event-driven", "hybrid"}),
]


@pytest.mark.parametrize(("fact", "poor", "rich", "toward"), RICHER)
def test_one_more_reason_never_turns_away(
    book: Book, fact: str, poor: str, rich: str, toward: set[str]
) -> None:
    engine = Engine(book.outcome_rules)
    source = seeded(20)
    for _ in range(120):
        known = random_known(book, source, 0.7)
        before = outcome_of(engine.evaluate(given_by(book, {**known, fact: poor})))
        after = outcome_of(engine.evaluate(given_by(book, {**known, fact: rich})))
        for was, now in ((before.start, after.start), (before.direction, after.direction)):
            assert was not in toward or now in toward, (known, before, after)


AGAINST = [("fixed_order", "yes", "no"), ("parallel_steps", "no", "yes"), ("many_branches", "no", "yes")]


@pytest.mark.parametrize(("fact", "poor", "rich"), AGAINST)
def test_one_more_reason_against_a_sequence_never_heads_for_one(
    book: Book, fact: str, poor: str, rich: str
) -> None:
    engine = Engine(book.outcome_rules)
    source = seeded(21)
    for _ in range(120):
        known = random_known(book, source, 0.7)
        before = outcome_of(engine.evaluate(given_by(book, {**known, fact: poor})))
        after = outcome_of(engine.evaluate(given_by(book, {**known, fact: rich})))
        assert before.direction == "sequential" or after.direction != "sequential", known
        assert before.start == "sequential" or after.start != "sequential", known
