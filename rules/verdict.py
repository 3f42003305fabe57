"""From the answers, by way of the fired rules, to a Verdict: what to build, why, and what speaks against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rules.engine import Engine, Firing, Trace
from rules.model import UNSURE, Atom, Book, Rule
from rules.space import AnswerSpace, Outcome, outcome_of

STARTS = ("sequential", "event-driven", "state-machine", "hybrid")
"""The four architectures, simplest first: the order in which they are always listed."""

Stability = Literal["settled", "provisional", "undetermined"]
Agreement = Literal["unanimous", "dissent", "conflict"]

_QUIET_TABLES = frozenset({"known"})
"""Rules that only say that something is known: part of the trace, noise among the reasons."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired, as a person is told of it.

    `facts` are the answers that it rests on, directly or by way of other rules.
    """

    rule: str
    because: str
    facts: dict[str, str]
    sections: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules conclude for a set of answers.

    `start`, `direction` and `route` are None where no rule concludes them. `possible` holds every start
    that some completion of the unknown answers leads to, or is empty where the space is not at hand.
    """

    start: str | None
    direction: str | None
    route: str | None
    stability: Stability
    agreement: Agreement
    possible: tuple[str, ...]
    reasons: tuple[Reason, ...]
    dissent: tuple[Reason, ...]
    conflicts: tuple[Reason, ...]
    contradictions: tuple[Reason, ...]
    unknown: tuple[str, ...]
    trace: Trace


def known_of(book: Book, answers: Mapping[str, str]) -> dict[str, str]:
    """The deciding facts that are known, each with its closed value; unsure is the same as not asked."""
    known = {}
    for fact in book.deciding:
        value = fact.closed(answers.get(fact.id, UNSURE))
        if value is not None:
            known[fact.id] = value
    return known


def conclude(book: Book, engine: Engine, answers: Mapping[str, str], space: AnswerSpace | None) -> Verdict:
    """Run the engine over `answers` (fact id to value) and gather what it concludes.

    Facts that the book does not have are ignored here; whoever reads a file refuses them.

    Raises:
        EngineError: the engine failed.
        SpaceError: the rules conclude two verdicts at once.
    """
    given = [atom for fact in book.facts if fact.id in answers for atom in fact.atoms(answers[fact.id])]
    trace = engine.evaluate(given)
    outcome = outcome_of(trace)
    known = known_of(book, answers)
    starts = _possible_starts(space, known, outcome)
    proof = _Proof(book, trace, answers)
    dissent = proof.concluding("dissent")
    conflicts = proof.concluding("conflict")
    return Verdict(
        *outcome,
        stability=_stability(outcome, starts),
        agreement="conflict" if conflicts else "dissent" if dissent else "unanimous",
        possible=starts,
        reasons=proof.behind(Atom(topic, value) for topic, value in outcome._asdict().items() if value),
        dissent=dissent,
        conflicts=conflicts,
        contradictions=proof.concluding("contradiction"),
        unknown=tuple(fact.id for fact in book.deciding if fact.id not in known),
        trace=trace,
    )


def _possible_starts(space: AnswerSpace | None, known: Mapping[str, str], outcome: Outcome) -> tuple[str, ...]:
    if outcome.direction is None:
        # With no fact about the flow nothing is advised yet, and everything is possible still.
        return STARTS if space is not None and space.outcomes else ()
    if space is None:
        return ()
    starts = {possible.start for possible in space.possible(known)}
    return tuple(start for start in STARTS if start in starts)


def _stability(outcome: Outcome, starts: tuple[str, ...]) -> Stability:
    if outcome.start is None:
        return "undetermined"
    return "settled" if len(starts) == 1 else "provisional"


class _Proof:
    """Reads a trace backwards: which firings stand behind a conclusion, and which answers behind them."""

    def __init__(self, book: Book, trace: Trace, answers: Mapping[str, str]) -> None:
        self._book, self._trace, self._answers = book, trace, answers
        self._producers: dict[Atom, list[Firing]] = {}
        self._fact_of = {atom: atom.topic for atom in trace.given}
        for firing in trace.firings:
            for atom in firing.added:
                self._producers.setdefault(atom, []).append(firing)

    def concluding(self, topic: str) -> tuple[Reason, ...]:
        """A reason for each rule that concluded something of `topic`."""
        fired = [f.rule for f in self._trace.firings if any(atom.topic == topic for atom in f.added)]
        return tuple(self._reason(rule) for rule in sorted(set(fired), key=lambda rule: rule.id))

    def behind(self, goals: Iterable[Atom]) -> tuple[Reason, ...]:
        """A reason for each rule that the goals rest on, evidence before what follows from it."""
        found: dict[str, Rule] = {}
        depths: dict[str, int] = {}
        for goal in goals:
            self._collect(goal, found, depths)
        rules = [rule for rule in found.values() if rule.table not in _QUIET_TABLES]
        return tuple(self._reason(rule) for rule in sorted(rules, key=lambda rule: (depths[rule.id], rule.id)))

    def _collect(self, goal: Atom, found: dict[str, Rule], depths: dict[str, int]) -> int:
        depth = 0
        for firing in self._producers.get(goal, ()):
            rule = firing.rule
            if rule.id not in found:
                found[rule.id] = rule
                depths[rule.id] = 0
            below = max((self._collect(atom, found, depths) for atom in firing.matched), default=0)
            depths[rule.id] = max(depths[rule.id], below + 1)
            depth = max(depth, depths[rule.id])
        return depth

    def _reason(self, rule: Rule) -> Reason:
        facts = self._facts(rule, set())
        ordered = {fact.id: facts[fact.id] for fact in self._book.facts if fact.id in facts}
        return Reason(rule.id, rule.because, ordered, rule.sections, rule.basis)

    def _facts(self, rule: Rule, seen: set[str]) -> dict[str, str]:
        """The answers behind a rule: what it matched, and what keeps its exceptions from holding."""
        seen.add(rule.id)
        facts: dict[str, str] = {}
        for firing in self._trace.firings:
            if firing.rule.id != rule.id:
                continue
            for atom in firing.matched:
                if atom in self._fact_of:
                    facts[atom.topic] = self._answers[atom.topic]
                for producer in self._producers.get(atom, ()):
                    quiet = producer.rule.table in _QUIET_TABLES
                    if not quiet and producer.rule.id not in seen:
                        facts |= self._facts(producer.rule, seen)
        for condition in rule.unless:
            for atom in condition.atoms:
                facts |= self._kept_out_by(atom)
        return facts

    def _kept_out_by(self, atom: Atom) -> dict[str, str]:
        """The answers but for which `atom` might hold: given otherwise than its rule wants them."""
        known = {atom.topic for atom in self._trace.given}
        if atom.topic in known:
            return {atom.topic: self._answers[atom.topic]}
        return {
            condition.topic: self._answers[condition.topic]
            for rule in self._book.rules
            if atom in rule.conclusions
            for condition in rule.when
            if condition.topic in known and not any(held in self._trace.given for held in condition.atoms)
        }
