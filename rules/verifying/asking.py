"""Asks the engine, and remembers: outcomes by the rules that decide, verdicts by all of them."""

from __future__ import annotations

from collections.abc import Mapping

from rules.engine import Engine, Trace
from rules.errors import SpaceError
from rules.model import OUTCOME_TOPICS, Book
from rules.rule import Atom, Rule
from rules.space import Outcome
from rules.verdict import Verdict, conclude


class Asked:
    """The engines over one book: a small one for outcomes alone, and one for whole verdicts."""

    def __init__(self, book: Book) -> None:
        """Compile the rules.

        Raises:
            RulesError: they cannot be compiled.
        """
        self.book = book
        self.whole = Engine(book.verdict_rules)
        self._small = Engine(book.outcome_rules)
        self._found: dict[tuple[tuple[str, str], ...], tuple[tuple[str, ...], ...]] = {}

    def given(self, answers: Mapping[str, str]) -> list[Atom]:
        """What the engine is told of `answers`, in the order of the facts."""
        return self.book.atoms_of(answers)

    def values(self, known: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
        """Every start, direction and route that the rules conclude: more than one where they overlap."""
        key = tuple(known.items())
        if key not in self._found:
            self._found[key] = values_of(self._small.evaluate(self.given(known)))
        return self._found[key]

    def outcome(self, known: Mapping[str, str]) -> Outcome | None:
        """The outcome, or None where the rules conclude two things at once."""
        values = self.values(known)
        if any(len(several) > 1 for several in values):
            return None
        return Outcome(*(several[0] if several else None for several in values))

    def verdict(self, answers: Mapping[str, str]) -> Verdict | None:
        """The whole verdict, or None where the rules conclude two things at once."""
        try:
            return conclude(self.book, self.whole, answers, None)
        except SpaceError:
            return None

    def overlap(self, known: Mapping[str, str]) -> str:
        """Which rules conclude two things at once, and what."""
        trace = self._small.evaluate(self.given(known))
        parts = []
        for topic, several in zip(OUTCOME_TOPICS, values_of(trace), strict=True):
            if len(several) > 1:
                said = [f"{value} by {', '.join(_behind(trace, Atom(topic, value)))}" for value in several]
                parts.append(f"two values of {topic}: {'; '.join(said)}")
        return "an overlap: " + "; ".join(parts)


def values_of(trace: Trace) -> tuple[tuple[str, ...], ...]:
    """Every start, direction and route that was concluded, sorted."""
    return tuple(tuple(sorted(trace.values(topic))) for topic in OUTCOME_TOPICS)


def concluded(trace: Trace, topic: str) -> list[tuple[Rule, frozenset[Atom], str]]:
    """Each rule that concluded something of `topic`: what it matched, and the value."""
    return [
        (firing.rule, frozenset(firing.matched), atom.value)
        for firing in trace.firings
        for atom in firing.added
        if atom.topic == topic
    ]


def _behind(trace: Trace, atom: Atom) -> list[str]:
    return sorted({firing.rule.id for firing in trace.firings if atom in firing.added})
