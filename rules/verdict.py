"""From the answers, by way of the fired rules, to a Verdict: what to build, why, and what speaks against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rules.engine import Engine, Firing, Trace
from rules.model import UNSURE, Book
from rules.rule import Atom, Condition, Rule
from rules.space import AnswerSpace, Outcome, outcome_of
from rules.turning import Flip, flips, reach, sufficient

STARTS = ("sequential", "event-driven", "state-machine", "hybrid")
"""The four architectures, simplest first: the order in which they are always listed."""

Stability = Literal["settled", "provisional", "undetermined"]
Agreement = Literal["unanimous", "dissent", "conflict"]

_QUIET_TABLES = frozenset({"known"})
"""Rules that only say that something is known: part of the trace, noise among the reasons."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired, as a person is told of it.

    `facts` are the answers that it rests on, directly or by way of other rules; `rests_on` are the rules
    right below it. `short` is `because` in a few words, where the rule has them.
    """

    rule: str
    because: str
    facts: dict[str, str]
    sections: tuple[str, ...]
    basis: str
    rests_on: tuple[str, ...] = ()
    mitigation: str = ""
    passages: tuple[str, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules conclude for a set of answers.

    `start`, `direction` and `route` are None where no rule concludes them. `possible` holds every start
    that some completion of the unknown answers leads to. `sufficient` are the smallest sets of answers that
    alone settle the start, `flips` every single answer that would flip it, `reach` the fewest answers to give
    otherwise to come to each other start.
    All four are empty where the answer space is not at hand. `known` are the deciding facts that are known.
    """

    start: str | None
    direction: str | None
    route: str | None
    stability: Stability
    agreement: Agreement
    possible: tuple[str, ...]
    sufficient: tuple[tuple[str, ...], ...]
    flips: tuple[Flip, ...]
    reach: dict[str, int]
    known: dict[str, str]
    reasons: tuple[Reason, ...]
    dissent: tuple[Reason, ...]
    conflicts: tuple[Reason, ...]
    contradictions: tuple[Reason, ...]
    growth: tuple[Reason, ...]
    duties: tuple[Reason, ...]
    pitfalls: tuple[Reason, ...]
    tools: tuple[Reason, ...]
    next_actions: tuple[Reason, ...]
    audit: tuple[Reason, ...]
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
    trace = engine.evaluate(book.atoms_of(answers))
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
        sufficient=sufficient(space, known) if space else (),
        flips=flips(space, known) if space else (),
        reach=reach(space, known) if space else {},
        known=known,
        reasons=proof.behind(Atom(topic, value) for topic, value in outcome._asdict().items() if value),
        dissent=dissent,
        conflicts=conflicts,
        contradictions=proof.concluding("contradiction"),
        growth=proof.concluding("grow-when"),
        duties=proof.concluding("duty"),
        pitfalls=proof.concluding("pitfall"),
        tools=proof.concluding("tool"),
        next_actions=proof.concluding("next-action"),
        audit=proof.concluding("audit"),
        unknown=tuple(fact.id for fact in book.deciding if fact.id not in known),
        trace=trace,
    )


def _possible_starts(
    space: AnswerSpace | None, known: Mapping[str, str], outcome: Outcome
) -> tuple[str, ...]:
    if outcome.direction is None:
        # With no fact about the flow nothing is advised yet, and everything is possible still.
        return STARTS if space is not None and space.outcomes else ()
    if space is None:
        return ()
    starts = space.starts(known)
    return tuple(start for start in STARTS if start in starts)


def _stability(outcome: Outcome, starts: tuple[str, ...]) -> Stability:
    if outcome.start is None:
        return "undetermined"
    return "settled" if len(starts) == 1 else "provisional"


class _Proof:
    """Reads a trace backwards: which firings stand behind a conclusion, and which answers behind them."""

    def __init__(self, book: Book, trace: Trace, answers: Mapping[str, str]) -> None:
        self._book, self._answers = book, answers
        self._given = set(trace.given)
        self._known = {atom.topic for atom in trace.given}
        self._producers: dict[Atom, list[Firing]] = {}
        self._firings: dict[str, list[Firing]] = {}
        self._facts_of: dict[str, frozenset[str]] = {}
        self._by_topic: dict[str, dict[str, Rule]] = {}
        for firing in trace.firings:
            self._firings.setdefault(firing.rule.id, []).append(firing)
            for atom in firing.added:
                self._producers.setdefault(atom, []).append(firing)
                self._by_topic.setdefault(atom.topic, {})[firing.rule.id] = firing.rule

    def concluding(self, topic: str) -> tuple[Reason, ...]:
        """A reason for each rule that concluded something of `topic`, in the book's order."""
        fired = self._by_topic.get(topic, {})
        return tuple(self._reason(rule) for rule in sorted(fired.values(), key=self._book.place_of))

    def behind(self, goals: Iterable[Atom]) -> tuple[Reason, ...]:
        """A reason for each rule that the goals rest on, evidence before what follows from it."""
        depths: dict[str, int] = {}
        for goal in goals:
            self._deepen(goal, depths)
        rules = [
            self._firings[name][0].rule for name in sorted(depths, key=lambda name: (depths[name], name))
        ]
        return tuple(self._reason(rule) for rule in rules)

    def _deepen(self, goal: Atom, depths: dict[str, int], way: frozenset[Atom] = frozenset()) -> int:
        """The length of the longest chain of firings up to `goal`; notes each rule's on the way."""
        if goal in way:
            # Rules that feed each other in a circle prove nothing by it.
            return 0
        deepest = 0
        for firing in self._loud(goal):
            below = max((self._deepen(atom, depths, way | {goal}) for atom in firing.matched), default=0)
            depths[firing.rule.id] = max(depths.get(firing.rule.id, 0), below + 1)
            deepest = max(deepest, depths[firing.rule.id])
        return deepest

    def _loud(self, atom: Atom) -> list[Firing]:
        return [f for f in self._producers.get(atom, ()) if f.rule.table not in _QUIET_TABLES]

    def _reason(self, rule: Rule) -> Reason:
        names = self._facts(rule)
        facts = {fact.id: self._answers[fact.id] for fact in self._book.facts if fact.id in names}
        return Reason(
            rule.id,
            rule.because,
            facts,
            rule.sections,
            rule.basis,
            self._right_below(rule),
            rule.mitigation or "",
            rule.passages,
            rule.short or "",
        )

    def _right_below(self, rule: Rule) -> tuple[str, ...]:
        atoms = [atom for firing in self._firings[rule.id] for atom in firing.matched]
        return tuple(sorted({below.rule.id for atom in atoms for below in self._loud(atom)}))

    def _facts(self, rule: Rule) -> frozenset[str]:
        """The facts behind a rule: what it matched or, failing that, what keeps its exceptions out."""
        if rule.id not in self._facts_of:
            self._facts_of[rule.id] = frozenset()  # what a circle of rules meets when it comes round
            names: set[str] = set()
            for firing in self._firings[rule.id]:
                for atom in firing.matched:
                    if atom in self._given:
                        names.add(atom.topic)
                    for producer in self._loud(atom):
                        names |= self._facts(producer.rule)
            # A rule that rests on absences alone owes the answers that make them; others would drown in them.
            if not names:
                names.update(*(self._kept_out_by(condition) for condition in rule.unless))
            self._facts_of[rule.id] = frozenset(names)
        return self._facts_of[rule.id]

    def _kept_out_by(self, condition: Condition) -> set[str]:
        """The known facts but for which an exception might hold: given otherwise than its rules want."""
        if condition.topic in self._known:
            return {condition.topic}
        return {
            needed.topic
            for atom in condition.atoms
            for rule in self._book.concluding.get(atom, ())
            for needed in rule.when
            if needed.topic in self._known and self._given.isdisjoint(needed.atoms)
        }
