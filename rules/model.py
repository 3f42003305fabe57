"""The rule book's vocabulary: Book, Fact, Question."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from rules.checked_rule import CheckedRule, Frozen, SectionId, Sentence, Word
from rules.rule import Atom, Rule

INTERVIEW = "interview"
"""The table of the rules that only say which question need not be asked."""
OUTCOME_TOPICS = ("start", "direction", "route")
"""What a verdict is made of; the rest of it explains these or follows from them."""
UNSURE = "unsure"
"""An answer that was asked for and not known: the rules see it as never asked (reasoning.md)."""

NOT_SURE = "Not sure"
MAX_DIGITS = 9
"""A longer number is none that anybody counted; Python itself refuses to read thousands of digits."""


class Choice(Frozen):
    """One answer that a fact can take, and the words by which people give it."""

    value: Word
    label: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    hint: str = ""
    words: tuple[str, ...] = ()


class Question(Frozen):
    """How a fact is asked for. `number` is its place in the interview, from 1.

    What is asked `on_request` only is no part of the interview itself.
    """

    number: int = Field(ge=1, le=99)
    short: Sentence
    ask: Sentence
    why: Sentence
    help: Sentence
    on_request: Literal["yes", "no"] = "no"


class Band(Frozen):
    """A word for a range of whole numbers: from `at_least` up to, not with, `below` (None: no end)."""

    value: Word
    at_least: int = 0
    below: int | None = None

    def holds(self, number: int) -> bool:
        """Whether `number` lies in the range."""
        return number >= self.at_least and (self.below is None or number < self.below)


class Fact(Frozen):
    """Something that can be known of the user's workflow, and the question that asks for it.

    `kind`: yes-no and choice take one value; several takes any number; count takes a whole number
    and is read through `bands`; text is told and never reasoned over. `decides` marks the fifteen
    facts that the verdict rests on.
    """

    id: Word
    kind: Literal["yes-no", "choice", "several", "count", "text"]
    decides: bool = False
    lever: bool = False
    sections: tuple[SectionId, ...] = Field(min_length=1)
    question: Question | None = None
    choices: tuple[Choice, ...] = ()
    bands: tuple[Band, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """The closed set of values that the rules may meet; empty for text."""
        return tuple(choice.value for choice in self.choices)

    @property
    def number(self) -> int:
        """The number of its question, 0 where the interview asks none."""
        return self.question.number if self.question else 0

    @property
    def short(self) -> str:
        """What it is called in a word or two."""
        return self.question.short if self.question else self.id

    def label(self, value: str) -> str:
        """A value as people read it; a number and a text are their own words."""
        if value == UNSURE:
            return NOT_SURE
        labels = {choice.value: choice.label for choice in self.choices}
        if self.kind == "several":
            return "; ".join(labels.get(part, part) for part in value.split(","))
        return labels.get(value, value)

    def closed(self, value: str) -> str | None:
        """The value of the closed set that `value` stands for ("3" steps: "few"), or None."""
        if value in self.values:
            return value
        return next((atom.value for atom in self.atoms(value) if atom.value in self.values), None)

    def atoms(self, value: str) -> tuple[Atom, ...]:
        """What the engine is told when the answer is `value`; nothing for unsure and for text."""
        if value == UNSURE or self.kind == "text":
            return ()
        if self.kind == "several":
            return tuple(Atom(self.id, item) for item in value.split(",") if item in self.values)
        if self.kind == "count" and value.isdecimal() and len(value) <= MAX_DIGITS:
            number = int(value)
            return tuple(Atom(self.id, band.value) for band in self.bands if band.holds(number))
        return (Atom(self.id, value),) if value in self.values else ()


class Policy(Frozen):
    """A choice of ours that the guide leaves open; every record prints it."""

    id: Word
    says: Sentence


class Book(Frozen):
    """The whole rule book: facts, rules in the order of their tables, policies.

    `sha256` is over everything a person could read in it; `logic_sha256` only over what can change
    a verdict, so that a mended sentence does not ask for the answer space to be worked out anew;
    `meaning_sha256` over all that rules do, so that a mended sentence puts no record into question.
    """

    version: str
    facts: tuple[Fact, ...]
    rules: tuple[CheckedRule, ...]
    policies: tuple[Policy, ...] = ()

    @cached_property
    def facts_by_id(self) -> dict[str, Fact]:
        """Every fact by its id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def rules_by_id(self) -> dict[str, Rule]:
        """Every rule by its id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {rule.id: place for place, rule in enumerate(self.rules)}

    def place_of(self, rule: Rule) -> int:
        """Where `rule` stands in the book."""
        return self._places[rule.id]

    @cached_property
    def concluding(self) -> dict[Atom, tuple[Rule, ...]]:
        """The rules that can conclude an atom."""
        found: dict[Atom, tuple[Rule, ...]] = {}
        for rule in self.rules:
            for atom in rule.conclusions:
                found[atom] = (*found.get(atom, ()), rule)
        return found

    @cached_property
    def questions(self) -> tuple[Fact, ...]:
        """The facts that the interview asks for, in its order."""
        return tuple(
            fact for fact in self.askable if fact.question is not None and fact.question.on_request == "no"
        )

    @cached_property
    def askable(self) -> tuple[Fact, ...]:
        """Every fact that has a question, also on request only, in the order of the questions' numbers."""
        asked = [(fact.number, fact) for fact in self.facts if fact.question]
        return tuple(fact for _, fact in sorted(asked, key=lambda pair: pair[0]))

    @cached_property
    def deciding(self) -> tuple[Fact, ...]:
        """The facts that the verdict rests on, in the book's order."""
        return tuple(fact for fact in self.facts if fact.decides)

    def atoms_of(self, answers: Mapping[str, str]) -> list[Atom]:
        """What the engine is told of answers, fact id to value, in the book's order."""
        return [atom for fact in self.facts if fact.id in answers for atom in fact.atoms(answers[fact.id])]

    @cached_property
    def verdict_rules(self) -> tuple[Rule, ...]:
        """The rules that the verdict is concluded by: all but those of the interview."""
        return tuple(rule for rule in self.rules if rule.table != INTERVIEW)

    @cached_property
    def outcome_rules(self) -> tuple[Rule, ...]:
        """The rules that start, direction or route can hang on, by however many steps."""
        topics = set(OUTCOME_TOPICS)
        while True:
            found = [r for r in self.verdict_rules if any(atom.topic in topics for atom in r.conclusions)]
            read = {condition.topic for rule in found for condition in (*rule.when, *rule.unless)}
            if read <= topics:
                return tuple(found)
            topics |= read

    @cached_property
    def interview_rules(self) -> tuple[Rule, ...]:
        """The rules by which a question is left out, and those that feed them."""
        return tuple(rule for rule in self.rules if rule.table in {INTERVIEW, "needs"})

    @cached_property
    def sha256(self) -> str:
        """The hash of the whole book, in hexadecimal."""
        return _digest(self.model_dump(mode="json"))

    @cached_property
    def logic_sha256(self) -> str:
        """The hash of what decides: each rule's logic and each deciding fact's values."""
        rules = [(rule.id, rule.when, rule.unless, rule.then) for rule in self.outcome_rules]
        facts = [(fact.id, fact.values, [band.model_dump() for band in fact.bands]) for fact in self.deciding]
        return _digest([sorted(rules), sorted(facts)])

    @cached_property
    def meaning_sha256(self) -> str:
        """The hash of what any rule does and of the policies: all of the book but how it is worded."""
        rules = [
            (rule.id, rule.when, rule.unless, rule.then, sorted(rule.sections)) for rule in self.verdict_rules
        ]
        policies = sorted((policy.id, policy.says) for policy in self.policies)
        return _digest([self.logic_sha256, sorted(rules), policies])


def _digest(data: object) -> str:
    return sha256(json.dumps(data, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
