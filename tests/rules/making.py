"""Small rules, atoms and answers for the tests."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter

from rules.checked_rule import CheckedRule
from rules.engine import Trace
from rules.model import Book, Fact
from rules.rule import Atom, Rule

Conditions = Mapping[str, Any] | list[Mapping[str, Any]]


def rule_of(fields: Mapping[str, object]) -> Rule:
    """A rule of the book, from the fields that its file would give."""
    return TypeAdapter[Rule](CheckedRule).validate_python(fields)


def rule(
    name: str, then: Conditions, when: Conditions | None = None, unless: Conditions | None = None
) -> Rule:
    return rule_of(
        {
            "id": name,
            "table": "test",
            "when": when or {},
            "unless": unless or {},
            "then": then,
            "because": "The test wants it so.",
            "sections": ["models"],
            "basis": "stated",
        }
    )


def atoms(*words: str) -> list[Atom]:
    """`atoms("a=b")` is one atom of topic a and value b."""
    return [Atom(*word.split("=")) for word in words]


def fired(trace: Trace) -> list[str]:
    return [firing.rule.id for firing in trace.firings]


def held(trace: Trace) -> set[Atom]:
    return {*trace.given, *(atom for firing in trace.firings for atom in firing.added)}


def given_by(book: Book, answers: Mapping[str, str]) -> list[Atom]:
    return [atom for name, value in answers.items() for atom in book.facts_by_id[name].atoms(value)]


def seeded(seed: int) -> random.Random:
    """The same draws on every run."""
    return random.Random(seed)  # noqa: S311  (nothing here is secret)


def random_known(book: Book, source: random.Random, share: float) -> dict[str, str]:
    """Values for about `share` of the deciding facts."""
    return {fact.id: source.choice(fact.values) for fact in book.deciding if source.random() < share}


def random_answers(book: Book, source: random.Random, share: float) -> dict[str, str]:
    """Answers to about `share` of all facts as the conversation keeps them: numbers, lists, unsure, too."""
    answers = {}
    for fact in book.facts:
        if fact.kind == "text" or source.random() >= share:
            continue
        if fact.kind == "several":
            answers[fact.id] = ",".join(source.sample(fact.values, source.randint(1, len(fact.values))))
        elif fact.kind == "count" and source.random() < 0.5:
            answers[fact.id] = str(source.choice([1, 2, 4, 5, 12]))
        else:
            answers[fact.id] = source.choice([*fact.values, "unsure"])
    return answers


def changed(book: Book, *, facts: Iterable[Fact] | None = None, rules: Iterable[Rule] | None = None) -> Book:
    """A new book: a copy would keep the hashes and lists that the old one has worked out already."""
    return Book(
        version=book.version,
        facts=book.facts if facts is None else tuple(facts),
        rules=book.rules if rules is None else tuple(rules),
        policies=book.policies,
    )


def answers_for(wanted: Rule, book: Book, source: random.Random, share: float) -> dict[str, str]:
    """Random answers in which the ground for `wanted` is laid, as far as one way back from it shows."""
    answers = random_answers(book, source, share)
    for condition in wanted.unless:
        answers.pop(condition.topic, None)
    behind, seen = [wanted], {wanted.id}
    while behind:
        for condition in behind.pop().when:
            atom = source.choice(condition.atoms)
            if atom.topic in book.facts_by_id:
                answers[atom.topic] = "1" if atom.value == "single" else atom.value
            elif makers := [maker for maker in book.concluding.get(atom, ()) if maker.id not in seen]:
                behind.append(source.choice(makers))
                seen.add(behind[-1].id)
    return answers
