"""The rules as experta's: a class whose methods are the rules, layers as saliences as in CLIPS.

experta 1.9.4 asks for frozendict 1.2, and that looks for `Mapping` where Python had it before 3.10; it is
lent for the time of the import. Nothing else of experta is touched.
"""

from __future__ import annotations

import collections
import collections.abc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from operator import or_
from typing import Protocol

from rules.engine import Firing, Trace
from rules.rule import Atom, Condition, Rule
from rules.strata import layers_of


@contextmanager
def _mapping_where_it_was() -> Iterator[None]:
    lent = not hasattr(collections, "Mapping")
    if lent:
        setattr(collections, "Mapping", collections.abc.Mapping)  # noqa: B010  (mypy knows it is not there)
    try:
        yield
    finally:
        if lent:
            delattr(collections, "Mapping")


with _mapping_where_it_was():
    import experta  # type: ignore[import-not-found, import-untyped, unused-ignore]


class _Knowledge(Protocol):
    """What is used of experta's engine."""

    def reset(self) -> None: ...
    def run(self) -> None: ...
    def declare(self, *facts: object) -> object: ...


class Experta:
    """One knowledge engine, reset before each evaluation; the methods write the trace."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._read = {atom for rule in rules for part in (*rule.when, *rule.unless) for atom in part.atoms}
        self._firings: list[Firing] = []
        layers = layers_of(rules)
        methods = {
            f"rule_{number}": self._method(rule, layers.of_rule[rule.id])
            for number, rule in enumerate(sorted(rules, key=lambda rule: rule.id))
        }
        self._engine: _Knowledge = type("Book", (experta.KnowledgeEngine,), methods)()

    def evaluate(self, given: Iterable[Atom]) -> Trace:
        """Declare `given`, run, and hand over the trace."""
        atoms = tuple(dict.fromkeys(given))
        self._firings = []
        self._engine.reset()
        self._declare(self._engine, atoms)
        self._engine.run()
        return Trace(atoms, tuple(self._firings))

    def _declare(self, engine: _Knowledge, atoms: Iterable[Atom]) -> None:
        facts = [experta.Fact(**atom._asdict()) for atom in atoms if atom in self._read]
        if facts:
            engine.declare(*facts)

    def _method(self, rule: Rule, layer: int) -> object:
        when = [getattr(experta.AS, f"m{i}") << _pattern(part) for i, part in enumerate(rule.when)]
        unless = [experta.NOT(_pattern(condition)) for condition in rule.unless]
        decorate: Callable[[object], object] = experta.Rule(*when, *unless, salience=-layer)

        def fire(engine: _Knowledge, **facts: Mapping[str, str]) -> None:
            matched = [facts[f"m{i}"] for i in range(len(rule.when))]
            atoms = tuple(Atom(fact["topic"], fact["value"]) for fact in matched)
            self._firings.append(Firing(rule, atoms, rule.conclusions))
            self._declare(engine, rule.conclusions)

        return decorate(fire)


def _pattern(condition: Condition) -> object:
    values = reduce(or_, [experta.L(value) for value in condition.values])
    return experta.Fact(topic=experta.L(condition.topic), value=values)
