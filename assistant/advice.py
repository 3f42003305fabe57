"""A Verdict in words: the same for the chat, the record and `assess`."""

from __future__ import annotations

from collections.abc import Iterable

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
_MAX_SHOWN = 3
"""So many warnings and actions stand on the verdict's screen; `more` tells the rest."""


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
    if not book.outcome_rules:
        because = Paragraph("The rule book holds no rule that could conclude one.")
    if deciding:
        because = Paragraph(deciding[-1].because, composer.cite(deciding[-1].sections))
    why = tuple(reason for reason in verdict.reasons if reason not in deciding[-1:])
    parts = [
        ("Why", bullets(why)),
        ("Against", bullets(verdict.dissent)),
        ("Pulls apart", bullets(verdict.conflicts)),
        ("Settled by", tuple(Bullet(text) for text in settled_by(verdict, book))),
        ("Still open", tuple(Bullet(text) for text in still_open(verdict, book, turning))),
        ("Turns on", tuple(Bullet(text) for text in turns_on(verdict, book))),
        ("Today", _plain(verdict.audit, composer)),
        ("Watch", tuple(_pitfall(reason, composer) for reason in verdict.pitfalls[:_MAX_SHOWN])),
        ("First", _plain(verdict.next_actions[:_MAX_SHOWN], composer)),
    ]
    return VerdictBlock(
        headline(verdict), standing(verdict), because, tuple((name, items) for name, items in parts if items)
    )


def obligations(verdict: Verdict, composer: Composer) -> list[tuple[str, tuple[Bullet, ...]]]:
    """All that the verdict obliges to and warns of, in headed lists; empty ones are left out."""
    lists = [
        ("Duties", _plain(verdict.duties, composer)),
        ("Pitfalls", tuple(_pitfall(reason, composer) for reason in verdict.pitfalls)),
        ("Tools the guide names", _plain(verdict.tools, composer)),
        ("Next actions", _plain(verdict.next_actions, composer)),
    ]
    return [(name, items) for name, items in lists if items]


def _plain(reasons: tuple[Reason, ...], composer: Composer) -> tuple[Bullet, ...]:
    return tuple(Bullet(reason.because, composer.cite(reason.sections)) for reason in reasons)


def _pitfall(reason: Reason, composer: Composer) -> Bullet:
    return Bullet(f"{reason.because} {reason.mitigation}".strip(), composer.cite(reason.sections))


def told(reason: Reason, book: Book) -> str:
    """A reason with the answers that it rests on: "... (answers 4, 5)"."""
    numbers = _numbers(reason.facts, book)
    if not numbers:
        return reason.because
    return f"{reason.because} ({'answer' if len(numbers) == 1 else 'answers'} {', '.join(numbers)})"


def settled_by(verdict: Verdict, book: Book) -> list[str]:
    """The smallest sets of answers that alone settle the start, a line each."""
    lines = []
    for names in verdict.sufficient[:_MAX_SHOWN]:
        numbers = _numbers(names, book)
        word = "Answer" if len(numbers) == 1 else "Answers"
        lines.append(f"{word} {listed(numbers)} alone: whatever the rest is answered, this stands.")
    return lines


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


def turns_on(verdict: Verdict, book: Book) -> list[str]:
    """Every given answer that would flip the start alone: the work's own first, then the team's levers."""
    lines: dict[bool, list[str]] = {False: [], True: []}
    for flip in verdict.flips:
        fact = book.facts_by_id[flip.fact]
        if fact.id in verdict.unknown or fact.question is None:
            continue
        where = LABELS.get(flip.start or "", "no advice")
        text = (
            f"Answer {fact.question.number} ({fact.question.short}) given {fact.label(flip.value)}: {where}."
        )
        lines[fact.lever].append(text)
    return lines[False] + [f"In your own hands: {line[0].lower()}{line[1:]}" for line in lines[True]]


def _numbers(names: Iterable[str], book: Book) -> list[str]:
    wanted = set(names)
    return [str(fact.question.number) for fact in book.questions if fact.question and fact.id in wanted]


def listed(words: list[str]) -> str:
    """Words in a row: a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
