"""From the rules that fired to drivers, outcome and arguments, each with its answers and sections."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.records.escaping import mid_sentence
from assistant.records.guide_facts import GuideFacts, quote
from assistant.records.model import Argument, Driver, DriverKind, Ground, OptionCase, Outcome, Tone
from assistant.records.options import OPTIONS, STAGED_GAIN, Option
from assistant.records.telling import mention
from rules.model import Book
from rules.rule import Atom
from rules.verdict import STARTS, Reason, Verdict


def ground(book: Book, reason: Reason) -> Ground:
    """A reason with its answers in words."""
    answers = tuple(mention(book, fact, value) for fact, value in reason.facts.items())
    return Ground(reason.rule, reason.because, answers, reason.sections, reason.basis)


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
        found += [("Leans", reason) for reason in _concluding(book, verdict.reasons, "direction")]
    order: tuple[DriverKind, ...] = ("Must", "Leans", "Limits")
    return tuple(Driver(kind, ground(book, reason)) for kind in order for had, reason in found if had == kind)


def outcome(book: Book, verdict: Verdict, start: str) -> Outcome:
    """The verdict with the grounds of its start, its direction and its route."""

    def behind(topic: str) -> tuple[Ground, ...]:
        return grounds(book, _concluding(book, verdict.reasons, topic))

    staged = start != verdict.direction
    return Outcome(
        start=start,
        direction=verdict.direction or start,
        route=verdict.route or "undetermined",
        stability=verdict.stability,
        agreement=verdict.agreement,
        possible=verdict.possible,
        because=behind("stage") if staged else behind("direction"),
        heading_for=behind("direction") if staged else (),
        getting_there=behind("route"),
    )


def consequences(book: Book, guide: GuideFacts, verdict: Verdict, start: str) -> tuple[Argument, ...]:
    """What follows from building `start`; a conflict with a constraint is among the bad."""
    option = OPTIONS[start]
    gains = (*option.gains, STAGED_GAIN) if start != verdict.direction else option.gains
    return (
        *_quoted(guide, "Good", gains),
        *_quoted(guide, "Bad", option.costs),
        *(_argued("Bad", ground(book, reason)) for reason in verdict.conflicts),
    )


def option_cases(book: Book, guide: GuideFacts, verdict: Verdict) -> tuple[OptionCase, ...]:
    """Each option, simplest first, with what the guide and the fired rules say for and against it."""
    return tuple(
        OptionCase(
            OPTIONS[start].label,
            (
                *_quoted(guide, "Good", OPTIONS[start].good),
                *_votes(book, verdict, start),
                *_quoted(guide, "Bad", OPTIONS[start].bad),
                *_failed(book, verdict, OPTIONS[start]),
            ),
        )
        for start in STARTS
    )


def _kind(book: Book, reason: Reason) -> DriverKind | None:
    """Must for a hard need, leans for what can be outweighed, limits for what the team can and may."""
    rule = book.rules_by_id[reason.rule]
    if not any(condition.topic in book.facts_by_id for condition in rule.when):
        return None
    if any(atom.topic == "needs" for atom in rule.conclusions):
        return "Must"
    return "Leans" if rule.table in {"needs", "votes"} else "Limits"


def _concluding(book: Book, reasons: Iterable[Reason], topic: str) -> tuple[Reason, ...]:
    return tuple(
        reason for reason in reasons if any(atom.topic == topic for atom in _conclusions(book, reason))
    )


def _conclusions(book: Book, reason: Reason) -> tuple[Atom, ...]:
    return book.rules_by_id[reason.rule].conclusions


def _votes(book: Book, verdict: Verdict, start: str) -> Iterable[Argument]:
    for reason in verdict.reasons:
        if any(atom.topic.startswith("vote-") and atom.value == start for atom in _conclusions(book, reason)):
            yield _argued("Good", ground(book, reason))


def _failed(book: Book, verdict: Verdict, option: Option) -> Iterable[Argument]:
    """The hard needs that the option has no part for, and what speaks against a sequence as such."""
    for reason in verdict.reasons:
        needs = {atom.value for atom in _conclusions(book, reason) if atom.topic == "needs"}
        against = any(atom.topic == "against-sequence" for atom in _conclusions(book, reason))
        if needs - option.meets:
            yield _argued("Bad", ground(book, reason), fails=True)
        elif against and option is OPTIONS["sequential"]:
            yield _argued("Bad", ground(book, reason))


def _argued(tone: Tone, given: Ground, *, fails: bool = False) -> Argument:
    text = f"it fails a need: {mid_sentence(given.because)}" if fails else given.because
    return Argument(tone, text, given.sections, given.answers)


def _quoted(guide: GuideFacts, tone: Tone, claims: Iterable[str]) -> Iterable[Argument]:
    for claim in claims:
        words = quote(guide, claim)
        yield Argument(tone, words.text, (words.passage,))
