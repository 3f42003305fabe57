"""A Verdict in words: the same for the chat, the record and `assess`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.composing import Composer
from assistant.phrases import listed
from assistant.replies import Bullet
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
DUTIES, PITFALLS, TOOLS, ACTIONS = "Duties", "Pitfalls", "Tools the guide names", "Next actions"
"""The headings of what a verdict obliges to and warns of."""
_MAX_OPEN = 5
_MOST_IN_SHORT = 8
"""So many items of a list are told where all lists share a screen."""
_MAX_SHOWN = 3
"""So many sets of answers that settle the verdict are told."""


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
    return ", ".join([routed(verdict), firmness(verdict), discord(verdict)])


def in_short(verdict: Verdict) -> str:
    """The advice with how firm it is, without what it may grow into."""
    start = NO_VERDICT if verdict.start is None else _START_WITH[verdict.start]
    return f"{start} ({standing(verdict)})"


def routed(verdict: Verdict) -> str:
    """The route in words."""
    return _ROUTES.get(verdict.route or "", verdict.route or "no route")


def firmness(verdict: Verdict) -> str:
    """Whether answers still to come could change the start."""
    return "settled" if verdict.stability == "settled" else "not settled"


def discord(verdict: Verdict) -> str:
    """How many points are told under "Against"; or that there are none."""
    count = len(verdict.dissent) + len(verdict.conflicts)
    return {0: "nothing against it", 1: "with one point against it"}.get(
        count, f"with {count} points against it"
    )


def in_full(
    verdict: Verdict, book: Book, turning: tuple[str, ...], composer: Composer
) -> list[tuple[str, tuple[Bullet, ...]]]:
    """All that the verdict rests on and hangs on, in headed lists; empty ones are left out.

    `turning` are the unknown facts that can still change it; `composer` numbers the citations.
    """
    return _filled(
        ("Why", _reasons(verdict.reasons, book, composer)),
        *against(verdict, book, composer),
        *turning_points(verdict, book, turning),
        ("Today", plainly(verdict.audit, composer)),
    )


def against(verdict: Verdict, book: Book, composer: Composer) -> list[tuple[str, tuple[Bullet, ...]]]:
    """What speaks against the verdict, and what pulls it apart, in full sentences."""
    return _filled(
        ("Against", _reasons(verdict.dissent, book, composer)),
        ("Pulls apart", _reasons(verdict.conflicts, book, composer)),
    )


def turning_points(
    verdict: Verdict, book: Book, turning: tuple[str, ...]
) -> list[tuple[str, tuple[Bullet, ...]]]:
    """What settles the verdict, what can still change it, and every single answer that would flip it."""
    return _filled(
        ("Settled by", tuple(Bullet(text) for text in settled_by(verdict, book))),
        ("Still open", tuple(Bullet(text) for text in still_open(verdict, book, turning))),
        ("Turns on", tuple(Bullet(text) for text in turns_on(verdict, book))),
    )


def _reasons(reasons: tuple[Reason, ...], book: Book, composer: Composer) -> tuple[Bullet, ...]:
    return tuple(Bullet(told(reason, book), composer.cite(reason.sections)) for reason in reasons)


def _filled(*lists: tuple[str, tuple[Bullet, ...]]) -> list[tuple[str, tuple[Bullet, ...]]]:
    return [(name, items) for name, items in lists if items]


def obligations(
    verdict: Verdict, composer: Composer, only: str | None = None
) -> list[tuple[str, tuple[Bullet, ...]]]:
    """All that the verdict obliges to and warns of, in headed lists; empty ones are left out.

    `only` is the heading of the one list that is wanted; the sources of the others are not cited.
    """
    lists: list[tuple[str, tuple[Reason, ...], Callable[[Reason, Composer], Bullet]]] = [
        (DUTIES, verdict.duties, _plain),
        (PITFALLS, verdict.pitfalls, _pitfall),
        (TOOLS, verdict.tools, _plain),
        (ACTIONS, verdict.next_actions, _plain),
    ]
    return _filled(
        *(
            (name, tuple(bullet(reason, composer) for reason in reasons))
            for name, reasons, bullet in lists
            if only in {None, name}
        )
    )


def in_few_words(verdict: Verdict) -> list[tuple[str, int, str]]:
    """The same lists on a part of a screen: the name of each, how long it is, and what stands first in it."""
    lists = [
        (DUTIES, verdict.duties),
        (PITFALLS, verdict.pitfalls),
        (ACTIONS, verdict.next_actions),
        (TOOLS, verdict.tools),
    ]
    return [(name, len(reasons), _first_of(reasons)) for name, reasons in lists if reasons]


def own_first(reasons: Iterable[Reason]) -> list[Reason]:
    """Those that this workflow's answers call for before those that hold for any."""
    return sorted(reasons, key=lambda reason: not reason.facts)


def _first_of(reasons: tuple[Reason, ...]) -> str:
    told = [reason.short for reason in own_first(reasons) if reason.short][:_MOST_IN_SHORT]
    if not told:
        return "each with what to mind"
    left = len(reasons) - len(told)
    return "; ".join([*told, *([f"{left} more"] if left else [])])


def plainly(reasons: tuple[Reason, ...], composer: Composer) -> tuple[Bullet, ...]:
    """Reasons in their own words, each with its citations."""
    return tuple(_plain(reason, composer) for reason in reasons)


def _plain(reason: Reason, composer: Composer) -> Bullet:
    return Bullet(reason.because, composer.cite(reason.sections))


def _pitfall(reason: Reason, composer: Composer) -> Bullet:
    return Bullet(f"{reason.because} {reason.mitigation}".strip(), composer.cite(reason.sections))


def told(reason: Reason, book: Book) -> str:
    """A reason with the answers that it rests on: "... (answers 4, 5)"."""
    numbers = numbers_of(reason.facts, book)
    if not numbers:
        return reason.because
    return f"{reason.because} ({'answer' if len(numbers) == 1 else 'answers'} {', '.join(numbers)})"


def settled_by(verdict: Verdict, book: Book) -> list[str]:
    """The smallest sets of answers that alone settle the start, a line each."""
    lines = []
    for names in verdict.sufficient[:_MAX_SHOWN]:
        numbers = numbers_of(names, book)
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
        lines.append(f"What could turn it or the way there: question {', '.join(numbers[:_MAX_OPEN])}{more}.")
    return lines


def turns_on(verdict: Verdict, book: Book) -> list[str]:
    """Every given answer that would flip the start alone: the work's own first, then the team's levers."""
    lines: dict[bool, list[str]] = {False: [], True: []}
    for flip in verdict.flips:
        fact = book.facts_by_id[flip.fact]
        if fact.id in verdict.unknown or fact.question is None:
            continue
        where = LABELS.get(flip.start or "", "no advice")
        label = fact.label(flip.value)
        text = f"If answer {fact.question.number} ({fact.question.short}) were {label}: {where}."
        lines[fact.lever].append(text)
    return lines[False] + [f"In your own hands: {line[0].lower()}{line[1:]}" for line in lines[True]]


def numbers_of(names: Iterable[str], book: Book) -> list[str]:
    """The numbers of the questions that ask for these facts, in the order of the questions."""
    wanted = set(names)
    return [str(fact.question.number) for fact in book.questions if fact.question and fact.id in wanted]
