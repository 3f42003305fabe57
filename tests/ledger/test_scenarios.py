"""What fires and what does not, and that none of it moves a verdict."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest

from rules.engine import Engine
from rules.model import OUTCOME_TOPICS, UNSURE
from rules.reading import shipped_book, shipped_engine
from rules.space import outcome_of, shipped_space
from rules.verdict import Verdict, conclude
from tests.ledger.reading import RULES, SCENARIOS

SHOWN = {
    "duty": "duties",
    "pitfall": "pitfalls",
    "tool": "tools",
    "next-action": "next_actions",
    "audit": "audit",
}
WITHOUT_A_VERDICT = {name for name, rule in RULES.items() if rule.table == "audit"}
"""Only warning signs and debts are told where nothing is known of the flow yet."""
OWN_BROKER = {"tool-kafka", "tool-rabbitmq", "tool-trial-of-events", "do-keep-broker-small"}


def verdict_on(answers: dict[str, str]) -> Verdict:
    return conclude(shipped_book(), shipped_engine(), answers, shipped_space())


def fired(verdict: Verdict) -> set[str]:
    return {firing.rule.id for firing in verdict.trace.firings} & set(RULES)


def shown(verdict: Verdict) -> set[str]:
    return {reason.rule for field in SHOWN.values() for reason in getattr(verdict, field)}


@cache
def engine_of_the_outcome() -> Engine:
    return Engine(shipped_book().outcome_rules)


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  (answers to try, nothing secret)


def random_answers(dice: random.Random) -> dict[str, str]:
    answers: dict[str, str] = {}
    for fact in shipped_book().facts:
        if not fact.values or dice.random() < 0.3:
            continue
        if fact.kind == "several":
            answers[fact.id] = ",".join(dice.sample(fact.values, dice.randint(1, len(fact.values))))
        else:
            answers[fact.id] = dice.choice([*fact.values, UNSURE])
    return answers


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: str(scenario["name"]))
def test_a_scenario_fires_what_it_must_and_nothing_that_it_must_not(scenario: dict[str, Any]) -> None:
    facts = shipped_book().facts_by_id
    for name, value in scenario["answers"].items():
        given = facts[name].atoms(value)
        assert value == UNSURE or len(given) >= len(value.split(",")), f"{name} cannot be {value}"
    assert {*scenario["fires"], *scenario["silent"]} <= set(RULES)
    done = fired(verdict_on(scenario["answers"]))
    assert sorted(set(scenario["fires"]) - done) == []
    assert sorted(set(scenario["silent"]) & done) == []


def test_each_rule_fires_in_a_scenario_and_is_silent_in_another() -> None:
    assert set(RULES) == {name for scenario in SCENARIOS for name in scenario["fires"]}
    at_work = [fired(verdict_on(scenario["answers"])) for scenario in SCENARIOS]
    assert set.intersection(*at_work) == set()


def test_each_rule_that_concludes_something_to_tell_is_told() -> None:
    for scenario in SCENARIOS:
        verdict = verdict_on(scenario["answers"])
        telling = {
            name for name in fired(verdict) if any(atom.topic in SHOWN for atom in RULES[name].conclusions)
        }
        assert shown(verdict) == telling


def test_nothing_known_and_nothing_told_is_answered_with_nothing() -> None:
    assert fired(verdict_on({})) == set()


def test_without_a_verdict_only_warning_signs_and_debts_are_told() -> None:
    facts = shipped_book().facts_by_id
    told = {
        "trigger": "schedule",
        "failures": "half-done,times-out",
        "experience": "none",
        "changes_often": "yes",
        "must_trace": "yes",
        "steps": "few",
        "symptoms": ",".join(facts["symptoms"].values),
    }
    for today in facts["today"].values:
        verdict = verdict_on({**told, "today": today})
        assert verdict.route == "undetermined"
        assert fired(verdict) <= WITHOUT_A_VERDICT
        assert "audit-many-systems-touched" in fired(verdict)


def test_late_error_handling_makes_no_mismatch_by_itself() -> None:
    for today in shipped_book().facts_by_id["today"].values:
        trace = verdict_on({"today": today, "symptoms": "errors-bolted-on"}).trace
        assert trace.values("mismatch") == ()
        assert trace.values("audit") == ("late-errors-alone",)


def test_no_money_never_brings_up_a_broker_of_ones_own() -> None:
    dice = seeded(11)
    for _ in range(100):
        verdict = verdict_on({**random_answers(dice), "broker_budget": "no"})
        assert not OWN_BROKER & fired(verdict)


def test_the_audit_says_either_what_it_found_or_that_it_found_nothing() -> None:
    dice = seeded(12)
    for _ in range(200):
        trace = verdict_on(random_answers(dice)).trace
        clean = {"no-sign"} & set(trace.values("audit"))
        found = {*trace.values("finding"), *trace.values("apart")}
        told = trace.values("direction") and trace.values("today") not in {(), ("none",)}
        assert bool(clean) == (bool(told) and not found)


def test_no_rule_of_these_tables_moves_a_verdict() -> None:
    book = shipped_book()
    assert not {rule.id for rule in book.outcome_rules} & set(RULES)
    assert not {
        atom.topic for rule in RULES.values() for atom in rule.conclusions if atom.topic in OUTCOME_TOPICS
    }
    dice = seeded(13)
    for _ in range(300):
        answers = random_answers(dice)
        verdict = verdict_on(answers)
        given = [atom for fact in book.facts if fact.id in answers for atom in fact.atoms(answers[fact.id])]
        bare = outcome_of(engine_of_the_outcome().evaluate(given))
        assert (verdict.start, verdict.direction, verdict.route) == bare
