"""Every statement of the guide that holds under a condition is accounted for."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from rules.reading import shipped_book
from rules.rule import Rule
from tests.ledger.reading import CLAIMS, HERE, RULES

CONDITIONED = 177
ALL_CLAIMS = (HERE.parent / "knowledge" / "claim_ids.txt").read_text(encoding="utf-8").split()
SECTIONS = set((HERE.parent / "knowledge" / "section_ids.txt").read_text(encoding="utf-8").split())


def section_of(claim: str) -> str:
    return claim.partition("#")[0]


def test_each_conditioned_claim_is_there_once_and_in_the_order_of_the_guide() -> None:
    text = (HERE / "claims.yaml").read_text(encoding="utf-8")
    written = re.findall(r"^  (\S+#\d+): ", text, flags=re.MULTILINE)
    assert len(written) == CONDITIONED
    assert not [claim for claim, times in Counter(written).items() if times > 1]
    assert written == list(CLAIMS)
    assert written == [claim for claim in ALL_CLAIMS if claim in CLAIMS]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_has_rules_or_questions_or_a_reason_for_neither(claim: str) -> None:
    ((kind, value),) = CLAIMS[claim].items()
    book = shipped_book()
    match kind:
        case "rules":
            assert value
            assert len(set(value)) == len(value)
            cited = [book.rules_by_id[name].sections for name in value]
            assert any(section_of(claim) in sections for sections in cited)
        case "questions":
            assert value
            assert all(book.facts_by_id[name].question for name in value)
        case "why":
            assert len(value.split()) > 3
        case _:
            pytest.fail(f"{claim} has {kind}, which is none of rules, questions and why")


def test_the_ledger_and_the_rules_name_each_other() -> None:
    in_rules = {(claim, rule.id) for rule in RULES.values() for claim in rule.passages if claim in CLAIMS}
    in_ledger = {(claim, name) for claim, entry in CLAIMS.items() for name in entry.get("rules", ())}
    assert in_rules == {(claim, name) for claim, name in in_ledger if name in RULES}


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
def test_a_rule_names_its_passages_and_cites_their_sections(rule: Rule) -> None:
    assert rule.passages
    assert set(rule.passages) <= set(ALL_CLAIMS)
    assert {section_of(claim) for claim in rule.passages} <= set(rule.sections) <= SECTIONS


def test_a_pitfall_says_what_to_do_about_it_and_nothing_else_does() -> None:
    assert {name for name, rule in RULES.items() if rule.mitigation} == {
        name for name, rule in RULES.items() if rule.table == "pitfalls"
    }


def test_each_rule_says_something_of_its_own() -> None:
    said = Counter(rule.because for rule in RULES.values())
    assert not [text for text, times in said.items() if times > 1]
    names = Counter(atom for rule in RULES.values() for atom in rule.conclusions)
    shown = {"duty", "pitfall", "tool", "next-action", "audit"}
    assert not [str(atom) for atom, times in names.items() if times > 1 and atom.topic in shown]
