"""From the rules that fired to drivers and outcome, each with its answers and sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from assistant.records.model import Concluded, Driver, DriverKind, Ground, Outcome
from assistant.records.telling import by_number, mention
from rules.model import Book
from rules.rule import Atom
from rules.verdict import Reason, Verdict

_MAX_SETS = 3
"""So many sets of answers that settle the start are told."""


def ground(book: Book, reason: Reason) -> Ground:
    """A reason with its answers in words."""
    answers = tuple(mention(book, fact, value) for fact, value in reason.facts.items())
    short = by_number(book, reason.facts)
    return Ground(reason.rule, reason.because, answers, short, reason.sections, reason.basis)


def grounds(book: Book, reasons: Iterable[Reason]) -> tuple[Ground, ...]:
    """Several reasons in their order."""
    return tuple(ground(book, reason) for reason in reasons)


def evidence(book: Book, verdict: Verdict) -> tuple[Ground, ...]:
    """The rules that the verdict rests on, in the order in which they fired."""
    fired = [firing.rule.id for firing in verdict.trace.firings]
    return grounds(book, sorted(verdict.reasons, key=lambda reason: fired.index(reason.rule)))


def drivers(book: Book, verdict: Verdict) -> tuple[Driver, ...]:
    """The reasons that read an answer themselves; where none does, what let the simplest model in."""
    found = [(kind, reason) for reason in verdict.reasons if (kind := _kind(book, reason))]
    if not any(kind in {"Must", "Leans"} for kind, _reason in found):
        found += [("Leans", reason) for reason in concluding(book, verdict.reasons, "direction")]
    order: tuple[DriverKind, ...] = ("Must", "Leans", "Limits")
    return tuple(Driver(kind, ground(book, reason)) for kind in order for had, reason in found if had == kind)


def concluded(verdict: Verdict, start: str) -> Concluded:
    """A verdict in the words of a record; `start` also says what to call one that has none."""
    return Concluded(
        start,
        verdict.direction or start,
        verdict.route or "undetermined",
        verdict.stability,
        verdict.agreement,
        verdict.possible,
    )


def outcome(book: Book, verdict: Verdict, start: str) -> Outcome:
    """The verdict with the grounds of its start, its direction and its route."""

    def behind(topic: str) -> tuple[Ground, ...]:
        return grounds(book, concluding(book, verdict.reasons, topic))

    staged = start != verdict.direction
    return Outcome(
        **asdict(concluded(verdict, start)),
        because=behind("stage") if staged else behind("direction"),
        heading_for=behind("direction") if staged else (),
        getting_there=behind("route"),
        growth=grounds(book, verdict.growth),
        settled_by=tuple(" and ".join(by_number(book, names)) for names in verdict.sufficient[:_MAX_SETS]),
    )


def _kind(book: Book, reason: Reason) -> DriverKind | None:
    """Must for a hard need, leans for what can be outweighed, limits for what the team can and may."""
    rule = book.rules_by_id[reason.rule]
    if not any(condition.topic in book.facts_by_id for condition in rule.when):
        return None
    if any(atom.topic == "needs" for atom in rule.conclusions):
        return "Must"
    return "Leans" if rule.table in {"needs", "votes"} else "Limits"


def concluding(book: Book, reasons: Iterable[Reason], topic: str) -> tuple[Reason, ...]:
    """Those of the reasons whose rule concludes something of `topic`."""
    return tuple(
        reason for reason in reasons if any(atom.topic == topic for atom in conclusions(book, reason))
    )


def conclusions(book: Book, reason: Reason) -> tuple[Atom, ...]:
    """What the rule of a reason adds when it fires."""
    return book.rules_by_id[reason.rule].conclusions
