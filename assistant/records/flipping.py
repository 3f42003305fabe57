"""What would flip a verdict, in data and in words."""

from __future__ import annotations

from assistant.records.model import Flipped
from assistant.records.options import label
from rules.model import Book
from rules.turning import Flip
from rules.verdict import Verdict


def flipped(book: Book, verdict: Verdict) -> tuple[Flipped, ...]:
    """Every single answer that would flip the start, in the verdict's order."""
    return tuple(_flipped(book, verdict, flip) for flip in verdict.flips)


def _flipped(book: Book, verdict: Verdict, flip: Flip) -> Flipped:
    fact = book.facts_by_id[flip.fact]
    known = verdict.known.get(fact.id)
    state = "open" if known is None else f"now {fact.label(known)}"
    name = f"Question {fact.question.number} ({fact.short})" if fact.question else fact.short
    where = label(flip.start) if flip.start else "no advice"
    lever = "; this one is in the team's own hands" if fact.lever else ""
    words = f"{name}, {state}: {fact.label(flip.value)} would lead to {where}{lever}"
    return Flipped(flip.fact, flip.value, flip.start, words)
