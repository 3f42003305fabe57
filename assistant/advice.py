"""A Verdict in words and as JSON: the same content for the chat, the record and `assess`."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.composing import Composer
from assistant.replies import Bullet, Paragraph, VerdictBlock
from rules.model import Book
from rules.verdict import Reason, Verdict

LABELS = {
    "sequential": "sequential",
    "event-driven": "event-driven",
    "state-machine": "state machine",
    "hybrid": "hybrid",
}
_START_WITH = {
    "sequential": "Start sequential",
    "event-driven": "Start event-driven",
    "state-machine": "Start with a state machine",
    "hybrid": "Start with a hybrid",
}
_GROW_INTO = {
    "event-driven": "grow into an event-driven architecture",
    "state-machine": "grow into a state machine",
    "hybrid": "grow into a hybrid",
}
_ROUTES = {
    "direct": "built directly",
    "managed": "on managed services",
    "staged": "as a first stage",
    "conflict": "against a constraint",
}
NO_VERDICT = "No verdict yet"
_MAX_OPEN = 5


def headline(verdict: Verdict) -> str:
    """The advice in one line."""
    if verdict.start is None:
        return NO_VERDICT
    line = _START_WITH[verdict.start]
    if verdict.direction and verdict.direction != verdict.start:
        when = " or ".join(reason.because for reason in verdict.growth)
        line += f", {_GROW_INTO[verdict.direction]}" + (f" when {when}" if when else "")
    return line


def standing(verdict: Verdict) -> str:
    """How firm the advice is, in words: no percentages."""
    if verdict.start is None:
        return "undetermined"
    words = [_ROUTES.get(verdict.route or "", verdict.route or "no route"), verdict.stability]
    count = len(verdict.dissent)
    if verdict.conflicts:
        words.append("conflict")
    if count:
        words.append("one dissent" if count == 1 else f"{count} dissents")
    if not count and not verdict.conflicts:
        words.append("unanimous")
    return ", ".join(words)


def verdict_block(verdict: Verdict, book: Book, turning: tuple[str, ...], composer: Composer) -> VerdictBlock:
    """The verdict as a block; `turning` are the unknown facts that can still change it.

    `composer` numbers the citations.
    """

    def bullets(reasons: tuple[Reason, ...]) -> tuple[Bullet, ...]:
        return tuple(Bullet(told(reason, book), composer.cite(reason.sections)) for reason in reasons)

    deciding = [reason for reason in verdict.reasons if book.rules_by_id[reason.rule].table == "direction"]
    because = Paragraph("Tell me something about the flow first.")
    if deciding:
        because = Paragraph(deciding[-1].because, composer.cite(deciding[-1].sections))
    why = tuple(reason for reason in verdict.reasons if reason not in deciding[-1:])
    parts = [
        ("Why", bullets(why)),
        ("Against", bullets(verdict.dissent)),
        ("Pulls apart", bullets(verdict.conflicts)),
        ("Still open", tuple(Bullet(text) for text in still_open(verdict, book, turning))),
    ]
    return VerdictBlock(
        headline(verdict), standing(verdict), because, tuple((name, items) for name, items in parts if items)
    )


def told(reason: Reason, book: Book) -> str:
    """A reason with the answers that it rests on: "... (answers 8, 15)"."""
    numbers = [
        str(fact.question.number)
        for fact in book.facts
        if fact.id in reason.facts and fact.question is not None
    ]
    if not numbers:
        return reason.because
    return f"{reason.because} ({'answer' if len(numbers) == 1 else 'answers'} {', '.join(numbers)})"


def still_open(verdict: Verdict, book: Book, turning: tuple[str, ...]) -> list[str]:
    """What a provisional verdict could still become, and the questions that could make it so."""
    if verdict.stability != "provisional":
        return []
    others = [LABELS[start] for start in verdict.possible if start != verdict.start]
    numbers = [
        f"{fact.question.number} ({fact.question.short})"
        for fact in book.questions
        if fact.id in turning and fact.question is not None
    ]
    lines = [f"It could still become: {', '.join(others)}."] if others else []
    if numbers:
        more = f" and {len(numbers) - _MAX_OPEN} more" if len(numbers) > _MAX_OPEN else ""
        lines.append(f"What could turn it: question {', '.join(numbers[:_MAX_OPEN])}{more}.")
    return lines


def verdict_json(verdict: Verdict, title: str = "") -> dict[str, object]:
    """The object that `assess --json` prints, as far as this edition works it out."""
    return {
        "title": title,
        "start": verdict.start,
        "direction": verdict.direction,
        "route": verdict.route,
        "stability": verdict.stability,
        "agreement": verdict.agreement,
        "possible": list(verdict.possible),
        "reasons": [reason_json(reason) for reason in verdict.reasons],
        "dissent": [reason_json(reason) for reason in verdict.dissent],
        "conflicts": [reason_json(reason) for reason in verdict.conflicts],
        "contradictions": [reason_json(reason) for reason in verdict.contradictions],
        "grow_when": [reason_json(reason) for reason in verdict.growth],
        "unknown": list(verdict.unknown),
    }


def reason_json(reason: Reason) -> dict[str, object]:
    """One reason as an object."""
    facts: Mapping[str, str] = reason.facts
    return {
        "rule": reason.rule,
        "because": reason.because,
        "facts": dict(facts),
        "sections": list(reason.sections),
        "basis": reason.basis,
    }
