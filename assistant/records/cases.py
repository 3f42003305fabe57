"""From guide and fired rules to what speaks for and against each option, and to what follows from one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.records.escaping import mid_sentence
from assistant.records.grounds import conclusions, ground
from assistant.records.guide_facts import GuideFacts, quote
from assistant.records.model import Argument, Ground, OptionCase, Tone
from assistant.records.options import FAILS, MEETS, OPTIONS, STAGED_GAIN
from rules.model import Book
from rules.verdict import STARTS, Reason, Verdict

TODAY = "today"
"""The fact that tells what runs today."""


def consequences(book: Book, guide: GuideFacts, verdict: Verdict, start: str) -> tuple[Argument, ...]:
    """What follows from building `start`, in the guide's words; a conflict is among the bad."""
    gains, costs = _follows(verdict, start)
    return (
        *_quoted(guide, "Good", gains),
        *_quoted(guide, "Bad", costs),
        *(_argued("Bad", ground(book, reason)) for reason in verdict.conflicts),
    )


def pitfalls(verdict: Verdict) -> tuple[Argument, ...]:
    """What the choice can fall into, each with what to do against it."""
    return tuple(Argument("Bad", _warning(reason), reason.sections) for reason in verdict.pitfalls)


def option_cases(
    book: Book, guide: GuideFacts, verdict: Verdict, start: str, answers: Mapping[str, str]
) -> tuple[OptionCase, ...]:
    """Each option, simplest first, with what the guide and the fired rules say for and against it.

    What stands among the consequences of `start` already is not said again.
    """
    said = {claim for claims in _follows(verdict, start) for claim in claims}

    def case(name: str) -> OptionCase:
        option, untold = OPTIONS[name], said if name == start else set[str]()
        arguments = (
            *_quoted(guide, "Good", option.good, untold),
            *_needed(book, verdict, name, meets=True),
            *_votes(book, verdict, name),
            *_quoted(guide, "Neutral", option.neutral, untold),
            *_quoted(guide, "Bad", option.bad, untold),
            *_needed(book, verdict, name, meets=False),
            *_against(book, verdict, name),
        )
        return OptionCase(option.label, answers.get(TODAY) == name, arguments)

    return tuple(case(name) for name in STARTS)


def _follows(verdict: Verdict, start: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The passages on what follows for the better and for the worse."""
    option = OPTIONS[start]
    return (*option.gains, *([STAGED_GAIN] if start != verdict.direction else [])), option.costs


def _warning(pitfall: Reason) -> str:
    against = f" Against it: {mid_sentence(pitfall.mitigation)}" if pitfall.mitigation else ""
    return f"{pitfall.because}{against}"


def _needed(book: Book, verdict: Verdict, name: str, *, meets: bool) -> Iterable[Argument]:
    """The hard needs that the option has a part for, or those that it has none for."""
    for reason in verdict.reasons:
        needs = sorted(atom.value for atom in conclusions(book, reason) if atom.topic == "needs")
        for need in needs:
            if (need in OPTIONS[name].meets) == meets:
                text = MEETS[need] if meets else f"it fails a need: {FAILS[need]}"
                yield Argument(
                    "Good" if meets else "Bad", text, reason.sections, ground(book, reason).answers
                )


def _votes(book: Book, verdict: Verdict, name: str) -> Iterable[Argument]:
    for reason in verdict.reasons:
        if any(atom.topic.startswith("vote-") and atom.value == name for atom in conclusions(book, reason)):
            yield _argued("Good", ground(book, reason))


def _against(book: Book, verdict: Verdict, name: str) -> Iterable[Argument]:
    """What speaks against a sequence as such."""
    for reason in verdict.reasons:
        atoms = conclusions(book, reason)
        against = any(atom.topic == "against-sequence" for atom in atoms)
        if name == "sequential" and against and not any(atom.topic == "needs" for atom in atoms):
            yield _argued("Bad", ground(book, reason))


def _argued(tone: Tone, given: Ground) -> Argument:
    return Argument(tone, given.because, given.sections, given.short)


def _quoted(
    guide: GuideFacts, tone: Tone, claims: Iterable[str], untold: Iterable[str] = ()
) -> Iterable[Argument]:
    for claim in claims:
        if claim not in untold:
            words = quote(guide, claim)
            yield Argument(tone, words.text, (words.passage,))
