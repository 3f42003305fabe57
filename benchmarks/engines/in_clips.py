"""The rules as CLIPS constructs.

Of what was tried this was the fastest. An atom is a fact of its topic's template, `(is-strict_states (value
"yes"))`: one template for all topics took 1.2 times as long, and answers given as text, by `load_facts`, four
times. A layer is a salience: a rule of layer 2 has -2, and so fires when nothing below it is left to fire.
CLIPS takes an activation back when an exception comes to hold, so it needs no facts for phases; with such
facts, asserted from Python as our engine does, it took 1.2 times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import clips  # type: ignore[import-not-found, import-untyped, unused-ignore]
from clips._clips import lib  # type: ignore[import-not-found, import-untyped, unused-ignore]

from rules.engine import Firing, Trace
from rules.rule import Atom, Rule
from rules.strata import layers_of


def _release(fact: Any) -> None:  # noqa: ANN401  (clipspy has no types)
    lib.ReleaseFact(fact._fact)  # noqa: SLF001


# clipspy 1.0.6 passes one argument too many here and swallows the TypeError: no fact that Python asserts is
# ever released, and a thousand evaluations later each takes twice as long. CLIPS is not to blame for it.
clips.facts.Fact.__del__ = _release


class Clips:
    """The trace is a string that grows in CLIPS and is fetched once an evaluation: the fastest way found."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = sorted(rules, key=lambda rule: rule.id)
        self._environment = clips.Environment()
        conditions = [part for rule in rules for part in (*rule.when, *rule.unless)]
        for topic in {condition.topic for condition in conditions}:
            self._environment.build(f"(deftemplate is-{topic} (slot value (type STRING)))")
        # As in our engine, what no rule reads is not asserted.
        self._read = {
            atom: self._environment.find_template(f"is-{atom.topic}")
            for condition in conditions
            for atom in condition.atoms
        }
        self._prepare()
        layers = layers_of(self._rules)
        for number, rule in enumerate(self._rules):
            self._environment.build(self._construct(number, rule, layers.of_rule[rule.id]))
        # As in our engine, what a firing tells is worked out once for each way in which a rule can fire.
        self._firing = cache(self._told)

    def evaluate(self, given: Iterable[Atom]) -> Trace:
        """Assert `given`, run, and read the trace."""
        atoms = tuple(dict.fromkeys(given))
        self._environment.reset()
        for atom in atoms:
            if atom in self._read:
                self._read[atom].assert_fact(value=atom.value)
        self._environment.run()
        return Trace(atoms, tuple(self._firings()))

    def _prepare(self) -> None:
        self._environment.build('(defglobal ?*fired* = "")')

    def _telling(self, number: int, bound: Sequence[str]) -> str:
        """The action that puts a firing into the trace: the rule's number, then what its variables hold."""
        words = ' " " '.join([str(number), *bound])
        return f'(bind ?*fired* (str-cat ?*fired* {words} ";"))'

    def _firings(self) -> list[Firing]:
        fired = self._environment.eval("?*fired*").split(";")
        return [self._firing(*told.split()) for told in fired[:-1]]

    def _construct(self, number: int, rule: Rule, layer: int) -> str:
        # A variable for each condition that several values can meet: what the others match is known.
        bound = [f"?v{place}" if len(part.values) > 1 else "" for place, part in enumerate(rule.when)]
        when = [
            _fact(part.topic, part.values, f"{name}&" if name else "")
            for part, name in zip(rule.when, bound, strict=True)
        ]
        unless = [f"(not {_fact(part.topic, part.values)})" for part in rule.unless]
        then = [
            f"(assert {_fact(atom.topic, [atom.value])})" for atom in rule.conclusions if atom in self._read
        ]
        telling = self._telling(number, [name for name in bound if name])
        return (
            f"(defrule rule-{number} (declare (salience {-layer})) "
            f"{' '.join([*when, *unless])} => {telling} {' '.join(then)})"
        )

    def _told(self, number: str, *held: str) -> Firing:
        rule, rest = self._rules[int(number)], iter(held)
        matched = [Atom(topic, values[0] if len(values) == 1 else next(rest)) for topic, values in rule.when]
        return Firing(rule, tuple(matched), rule.conclusions)


class TellingClips(Clips):
    """The trace is told to Python, by a call for each firing."""

    def _prepare(self) -> None:
        self._heard: list[tuple[str, ...]] = []
        self._environment.define_function(self._hear, name="hear")

    def _telling(self, number: int, bound: Sequence[str]) -> str:
        # Straight to the function: the wrapper that clipspy defines for it would cost a second call.
        return f'(python-function hear "{number}" {" ".join(bound)})'

    def _hear(self, *told: str) -> None:
        self._heard.append(told)

    def _firings(self) -> list[Firing]:
        firings = [self._firing(*told) for told in self._heard]
        self._heard.clear()
        return firings


def _fact(topic: str, values: Sequence[str], bound: str = "") -> str:
    """A fact of any of `values`: prefixed and quoted, no word can be one of CLIPS' own, nor a number."""
    alternatives = "|".join(f'"{value}"' for value in values)
    return f"(is-{topic} (value {bound}{alternatives}))"
