"""A rule held to account by Pydantic before one is made, and the words and sentences of any book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from rules.rule import Basis, Condition, Rule
from rules.short_form import fault_of, needs_short

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


class Frozen(BaseModel):
    """What is read once, with no key that is not known, and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _RuleFields(Frozen):
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


def answer_rule_of(fields: object) -> Rule:
    """A rule about questions to the guide, from the fields that its file gives.

    Raises:
        ValidationError: a field is missing, unknown or malformed, or the rule can never fire.
    """
    return Rule(**dict(_AnswerRuleFields.model_validate(fields)))
