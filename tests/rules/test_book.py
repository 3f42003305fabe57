"""The shipped book: what it cites is there, and nothing in it is dead."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from rules.engine import Engine
from rules.interview import Interviewer
from rules.model import INTERVIEW, Book
from rules.space import AnswerSpace
from rules.verdict import known_of
from tests.rules.making import answers_for, fired, given_by, random_answers, seeded

SECTIONS = frozenset(
    (Path(__file__).parent.parent / "knowledge" / "section_ids.txt").read_text(encoding="utf-8").split()
)


def test_every_section_cited_is_there(book: Book) -> None:
    cited = {section: rule.id for rule in book.rules for section in rule.sections}
    cited |= {section: fact.id for fact in book.facts for section in fact.sections}
    assert {section: name for section, name in cited.items() if section not in SECTIONS} == {}


def test_all_eight_items_of_the_checklist_are_cited(book: Book) -> None:
    items = {section for section in SECTIONS if section.startswith("checklist/")}
    assert len(items) == 8
    assert items <= {section for rule in book.rules for section in rule.sections}
    assert items <= {section for rule in book.outcome_rules for section in rule.sections}


def test_a_rule_cites_no_section_twice(book: Book) -> None:
    assert [rule.id for rule in book.rules if len(set(rule.sections)) < len(rule.sections)] == []


def test_every_rule_has_an_id_of_its_own(book: Book) -> None:
    assert [name for name, count in Counter(rule.id for rule in book.rules).items() if count > 1] == []


def test_every_policy_has_an_id_of_its_own(book: Book) -> None:
    assert len({policy.id for policy in book.policies}) == len(book.policies) == 7


def test_no_two_rules_say_the_same(book: Book) -> None:
    # Rules of the interview may share a reason: questions left out for the same one are told of together.
    said = Counter(rule.because for rule in book.verdict_rules)
    assert [words for words, count in said.items() if count > 1] == []
    logic = Counter((rule.when, rule.unless, rule.then) for rule in book.rules)
    assert [rule.id for rule in book.rules if logic[rule.when, rule.unless, rule.then] > 1] == []


def test_every_fact_that_decides_is_read_and_every_answer_is_told_apart(book: Book) -> None:
    read = {atom for rule in book.rules for each in (*rule.when, *rule.unless) for atom in each.atoms}
    for fact in book.deciding:
        assert {atom.value for atom in read if atom.topic == fact.id}, fact.id


def test_no_text_holds_control_characters(book: Book) -> None:
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", " ".join(rule.because for rule in book.rules))


def test_every_rule_fires_somewhere(book: Book, engine: Engine) -> None:
    source = seeded(51)
    seen: set[str] = set()
    for rule in book.verdict_rules:
        for turn in range(100):
            if rule.id in seen:
                break
            answers = answers_for(rule, book, source, (0.0, 0.2, 0.5)[turn % 3])
            seen.update(fired(engine.evaluate(given_by(book, answers))))
    assert [rule.id for rule in book.verdict_rules if rule.id not in seen] == []


def test_every_rule_of_the_interview_fires_somewhere(book: Book, space: AnswerSpace) -> None:
    interviewer = Interviewer(book, space)
    source = seeded(52)
    # What makes for a plain sequence is rare among random answers.
    plain = {
        "fixed_order": "yes",
        "parallel_steps": "no",
        "many_branches": "no",
        "external_events": "no",
        "strict_states": "no",
        "coupling": "single-program",
    }
    seen: set[str] = set()
    for turn in range(140):
        answers = random_answers(book, source, source.choice((0.2, 0.5, 0.9)))
        seen.update(rule.id for rule in interviewer.left_out(answers, "guided").values())
        answers.update(dict(source.sample(sorted(plain.items()), turn % 7)))
        given = [*given_by(book, answers), *interviewer._standing(known_of(book, answers))]
        seen.update(fired(interviewer._engine.evaluate(given)))
    assert [rule.id for rule in book.rules if rule.table == INTERVIEW and rule.id not in seen] == []
