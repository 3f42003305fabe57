"""The rule book's vocabulary: Book, Fact, Question, and Rule held to account by Pydantic."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    TypeAdapter,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from rules.rule import Atom, Basis, Condition, Rule
from rules.short_form import fault_of, needs_short

INTERVIEW = "interview"
"""The table of the rules that only say which question need not be asked."""
OUTCOME_TOPICS = ("start", "direction", "route")
"""What a verdict is made of; the rest of it explains these or follows from them."""
UNSURE = "unsure"
"""An answer that was asked for and not known: the rules see it as never asked (reasoning.md)."""

NOT_SURE = "Not sure"
MAX_DIGITS = 9
"""A longer number is none that anybody counted; Python itself refuses to read thousands of digits."""

Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,48}$")]
"""A name in the book: a fact, a topic, a value, a rule. Short lower-case ASCII is all the engine gets."""
SectionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]
PassageId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?#[0-9]{1,3}$")]
Sentence = Annotated[str, StringConstraints(min_length=3, max_length=600, strip_whitespace=True)]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Words = Annotated[tuple[Word, ...], BeforeValidator(_as_list), Field(min_length=1)]


class _ConditionFields(NamedTuple):
    topic: Word
    values: Words


class _Checked:
    """Has Pydantic check a plain value by the fields of another class, then makes it of what passed."""

    def __init__(self, fields: type, make: Callable[[Any], Any], told: Callable[[Any], Any]) -> None:
        self._fields, self._make, self._told = fields, make, told

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        def checked(given: object, check: ValidatorFunctionWrapHandler) -> object:
            return given if isinstance(given, source) else self._make(check(given))

        return core_schema.no_info_wrap_validator_function(
            checked,
            handler.generate_schema(self._fields),
            serialization=core_schema.plain_serializer_function_ser_schema(self._told),
        )


def _as_conditions(value: object) -> object:
    """`{a: x, b: [y, z]}`, or a list of such mappings where one topic is needed twice."""
    maps = [value] if isinstance(value, dict) else value
    if not isinstance(maps, list) or not all(isinstance(item, dict) for item in maps):
        return value
    return [(topic, _as_list(values)) for item in maps for topic, values in item.items()]


_CheckedCondition = Annotated[Condition, _Checked(_ConditionFields, lambda given: Condition(*given), list)]
Conditions = Annotated[tuple[_CheckedCondition, ...], BeforeValidator(_as_conditions)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _RuleFields(_Frozen):
    id: Word
    table: Word
    when: Conditions = ()
    unless: Conditions = ()
    then: Annotated[Conditions, Field(min_length=1)]
    because: Sentence
    mitigation: Sentence | None = None
    sections: tuple[SectionId, ...] = Field(min_length=1)
    passages: tuple[PassageId, ...] = ()
    basis: Literal["stated", "inferred"]

    @model_validator(mode="after")
    def _can_fire(self) -> Self:
        if not self.when and not self.unless:
            raise ValueError("a rule without `when` and `unless` never fires; say when it does")
        return self


class _BookRuleFields(_RuleFields):
    """Of a rule of the book. What it is told of shortly rests on the fields above, so it is checked last."""

    short: Annotated[str, StringConstraints(strip_whitespace=True)] | None = Field(
        default=None, validate_default=True
    )

    @field_validator("short")
    @classmethod
    def _fits_the_screen(cls, short: str | None, info: ValidationInfo) -> str | None:
        topic = needs_short(info.data.get("then", ()))
        if short is None and topic is not None:
            raise ValueError(f"a rule that concludes {topic} needs its sentence in a few words under `short`")
        fault = None if short is None else fault_of(short, info.data.get("because", ""))
        if fault:
            raise ValueError(f"the short form {fault}")
        return short


class _AnswerRuleFields(_RuleFields):
    """Of a rule about questions; it may be a choice of our own, and then rests on no section."""

    sections: tuple[SectionId, ...] = ()
    basis: Basis  # type: ignore[assignment]  # one more than above

    @model_validator(mode="after")
    def _rests_on_the_guide(self) -> Self:
        if not self.sections and self.basis != "policy":
            raise ValueError("a rule that the guide states or implies names its sections under `sections`")
        return self


CheckedRule = Annotated[Rule, _Checked(_BookRuleFields, lambda given: Rule(**dict(given)), asdict)]
"""A rule as Pydantic takes it: from a mapping that it holds to account, or one already made."""


def rule_of(fields: Mapping[str, object]) -> Rule:
    """A rule of the book, from the fields that its file gives.

    Raises:
        ValidationError: a field is missing, unknown or malformed, or the rule can never fire.
    """
    return TypeAdapter[Rule](CheckedRule).validate_python(fields)


def answer_rule_of(fields: object) -> Rule:
    """As `rule_of`, for a rule about questions to the guide."""
    return Rule(**dict(_AnswerRuleFields.model_validate(fields)))


class Choice(_Frozen):
    """One answer that a fact can take, and the words by which people give it."""

    value: Word
    label: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    hint: str = ""
    words: tuple[str, ...] = ()


class Question(_Frozen):
    """How a fact is asked for. `number` is its place in the interview, from 1.

    What is asked `on_request` only is no part of the interview itself.
    """

    number: int = Field(ge=1, le=99)
    short: Sentence
    ask: Sentence
    why: Sentence
    help: Sentence
    on_request: Literal["yes", "no"] = "no"


class Band(_Frozen):
    """A word for a range of whole numbers: from `at_least` up to, not with, `below` (None: no end)."""

    value: Word
    at_least: int = 0
    below: int | None = None

    def holds(self, number: int) -> bool:
        """Whether `number` lies in the range."""
        return number >= self.at_least and (self.below is None or number < self.below)


class Fact(_Frozen):
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


class Policy(_Frozen):
    """A choice of ours that the guide leaves open; every record prints it."""

    id: Word
    says: Sentence


class Book(_Frozen):
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
