"""The verdict on one screen: short, each item with its citations. `how` and `more` tell all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant.advice import LABELS, discord, firmness, headline, numbers_of, own_first, routed
from assistant.composing import Composer
from assistant.phrases import listed
from assistant.picture.shape import shape_of
from assistant.picture.steps import read_steps
from assistant.replies import Bullet, Paragraph, VerdictBlock
from rules.model import Book
from rules.turning import Flip
from rules.verdict import Reason, Verdict

_MOST = 2
"""So many items of a kind fit on a screen of 24 lines."""
_MOST_FLIPS = 3


def verdict_block(
    verdict: Verdict, book: Book, turning: tuple[str, ...], composer: Composer, flow: str = ""
) -> VerdictBlock:
    """The verdict as a block.

    Args:
        verdict: What the rules conclude.
        book: The rule book that concluded it.
        turning: The unknown facts that can still change it.
        composer: Numbers the citations.
        flow: The workflow's own steps in one line, for the picture; may be empty.
    """
    because, flips = _because(verdict, book, composer), flips_in_short(verdict, book)
    against = (*verdict.dissent, *verdict.conflicts)
    parts = [
        ("Today", _shortly(verdict.audit, composer)),
        ("Against", _shortly(against, composer)),
        ("Open", _open(verdict, book, turning)),
        ("Watch", _shortly(own_first(verdict.pitfalls), composer)),
        ("Duties", _shortly(own_first(verdict.duties), composer)),
        ("First", _shortly(verdict.next_actions, composer)),
        ("Turns on", (*map(Bullet, flips[:_MOST_FLIPS]), *_more(len(flips) - _MOST_FLIPS))),
    ]
    shape = shape_of(verdict.start, read_steps(flow)) if verdict.start else None
    filled = tuple((name, items) for name, items in parts if items)
    return VerdictBlock(headline(verdict), standing_in_short(verdict, book), because, filled, shape)


def with_answers(block: VerdictBlock, values: Mapping[str, str], book: Book) -> VerdictBlock:
    """The block with the answers that can decide before it, by the numbers under which it speaks of them.

    Where answers were asked for one by one, their numbers are known; out of a file they have none.
    """
    given = [fact for fact in book.questions if fact.decides and fact.id in values]
    told = tuple(Bullet(f"{fact.number} {fact.short}: {fact.label(values[fact.id])}") for fact in given)
    return replace(block, parts=(("Answers", told), *block.parts)) if told else block


def standing_in_short(verdict: Verdict, book: Book) -> str:
    """How firm the advice is, and by which answers."""
    if verdict.start is None:
        return "no answer about the flow so far"
    settling = numbers_of(verdict.sufficient[0], book) if verdict.sufficient else []
    by = f" by {'answer' if len(settling) == 1 else 'answers'} {listed(settling)}" if settling else ""
    return ", ".join([routed(verdict), firmness(verdict) + by, discord(verdict)])


def _because(verdict: Verdict, book: Book, composer: Composer) -> Paragraph:
    if not book.outcome_rules:
        return Paragraph("The rule book holds no rule that could conclude one.")
    deciding = [reason for reason in verdict.reasons if book.rules_by_id[reason.rule].table == "direction"]
    if not deciding:
        return Paragraph("Nothing can be advised before a question about the flow is answered.")
    return Paragraph(deciding[-1].because, composer.cite(deciding[-1].sections))


def _shortly(reasons: Iterable[Reason], composer: Composer) -> tuple[Bullet, ...]:
    found = list(reasons)
    items = [Bullet(reason.short, composer.cite(reason.sections)) for reason in found[:_MOST]]
    return (*items, *_more(len(found) - _MOST))


def _more(left: int) -> tuple[Bullet, ...]:
    return (Bullet(f"{left} more"),) if left > 0 else ()


def _open(verdict: Verdict, book: Book, turning: tuple[str, ...]) -> tuple[Bullet, ...]:
    if verdict.stability != "provisional":
        return ()
    others = [LABELS[start] for start in verdict.possible if start != verdict.start]
    numbers = numbers_of(turning, book)
    if not others or not numbers:
        return ()
    told = f"question {numbers[0]} bears" if len(numbers) == 1 else f"questions {listed(numbers)} bear"
    # Some of them may bear on the way there alone, so none is said to lead to another start.
    return (Bullet(f"could become {' or '.join(others)}; {told} on that or on the way there"),)


def flips_in_short(verdict: Verdict, book: Book) -> tuple[str, ...]:
    """Given answers that would flip the start alone: the work's own first, then the team's levers."""
    given = [flip for flip in verdict.flips if flip.fact in verdict.known]
    given.sort(key=lambda flip: book.facts_by_id[flip.fact].lever)
    return tuple(_flip(flip, book) for flip in given)


def _flip(flip: Flip, book: Book) -> str:
    fact = book.facts_by_id[flip.fact]
    start = LABELS.get(flip.start or "", "no advice")
    return f"answer {fact.number} {fact.label(flip.value).lower()}: {start}"
