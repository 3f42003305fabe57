"""The rule itself: Atom, Condition, Rule.

These are plain frozen values, so that whoever only lets rules fire does not load the library that
validates them; `rules.checked_rule` holds every rule to account with Pydantic before one is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

Basis = Literal["stated", "inferred", "policy"]
"""Whether the guide states a rule, we infer it from what it states, or it is a choice of our own."""


class Atom(NamedTuple):
    """One thing that holds, as the engine sees it: a topic and a value, `strict_states=yes`."""

    topic: str
    value: str

    def __str__(self) -> str:
        return f"{self.topic}={self.value}"


class Condition(NamedTuple):
    """Holds when at least one of `values` holds for `topic`."""

    topic: str
    values: tuple[str, ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The atoms of which one is enough."""
        return tuple(Atom(self.topic, value) for value in self.values)

    def __str__(self) -> str:
        return f"{self.topic} = {' or '.join(self.values)}"


@dataclass(frozen=True)
class Rule:
    """If all of `when` hold and none of `unless`, then all of `then` hold, because of `sections`.

    `mitigation` is what to do about a pitfall; `passages` are the very statements of the guide that the rule
    carries, where it carries single ones. `short` says the `because` in a few words, where there is little
    room for it.
    """

    id: str
    table: str
    then: tuple[Condition, ...]
    because: str
    basis: Basis
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    mitigation: str | None = None
    sections: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    short: str | None = None

    @cached_property
    def conclusions(self) -> tuple[Atom, ...]:
        """What the rule adds when it fires."""
        return tuple(atom for condition in self.then for atom in condition.atoms)
