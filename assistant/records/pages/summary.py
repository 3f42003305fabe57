"""A decision in a few lines, for sharing with a team: plain text that a chat window leaves as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from assistant.advice import LABELS, headline, standing
from assistant.advice_block import flips_in_short
from assistant.phrases import listed
from assistant.picture.cells import shortened
from assistant.records.escaping import mid_sentence
from assistant.records.grounds import drivers, grounds, outcome
from assistant.records.model import Ground
from assistant.records.pages.workflow import Workflow
from assistant.records.reading import Kept
from assistant.records.tasks import duties, follow_ups
from rules.model import Book
from rules.verdict import Verdict

_MOST_WHY, _MOST_AGAINST, _MOST_DUTIES, _MOST_FLIPS, _MOST_OPEN = 3, 2, 3, 3, 6
"""So many of each are told: a message that has to be scrolled is not read."""
_LONGEST_TITLE = 120
_FOOT = "Numbers are those of the answers and questions, § names a section of the guide."


def summary(
    workflow: Workflow, verdict: Verdict, book: Book, turning: Collection[str], record: Kept | None = None
) -> str:
    """Tell a decision in a few lines: what, why, against what, what comes first, what would change it.

    Args:
        workflow: What was told of the workflow.
        verdict: What the rules conclude from it.
        book: The rule book that concluded it.
        turning: The unknown facts that can still change the verdict.
        record: The record of the decision, where there is one: its number, status and days are told. Where
            the rules of today lead elsewhere, that is said, and their reasons are not given for its own.

    Returns:
        Plain text of 8 to 15 lines; fewer where nothing is advised, or no longer the same.
    """
    lines = [shortened(workflow.title, _LONGEST_TITLE), *_record(record)]
    if record and _recorded(record) != (verdict.start, verdict.direction, verdict.route):
        lines += _otherwise(record, verdict)
    elif verdict.start is None:
        lines += [
            "Decision: none yet; an answer about the flow is needed first.",
            _open(verdict, book, turning),
        ]
    else:
        lines += _told(verdict, book, turning, verdict.start)
    return "\n".join([*lines, _FOOT]) + "\n"


def _told(verdict: Verdict, book: Book, turning: Collection[str], start: str) -> Iterator[str]:
    yield f"Decision: {mid_sentence(headline(verdict))} ({standing(verdict)})."
    yield from _labelled("Why", _why(verdict, book, start), _MOST_WHY)
    against = grounds(book, (*verdict.conflicts, *verdict.dissent))
    yield from (
        _labelled("Against", against, _MOST_AGAINST)
        if against
        else ["Against: nothing among the rules that fired."]
    )
    for task in duties(book, verdict)[:_MOST_DUTIES]:
        yield _resting(f"Obliges to: {mid_sentence(task.text)}", (), task.sections)
    first = follow_ups(book, verdict)
    for task in first[:1]:
        yield _resting(f"Next: {mid_sentence(task.text)}", (), task.sections)
    yield _changing(verdict, book)
    yield _open(verdict, book, turning)


def _why(verdict: Verdict, book: Book, start: str) -> list[Ground]:
    """What concluded the choice, then what drove it, each once."""
    given = outcome(book, verdict, start)
    driving = (driver.ground for driver in drivers(book, verdict) if driver.kind != "Limits")
    found = {ground.rule: ground for ground in (*given.because, *given.heading_for, *driving)}
    return list(found.values())


def _labelled(label: str, given: Sequence[Ground], most: int) -> Iterator[str]:
    for ground in given[:most]:
        yield _resting(f"{label}: {mid_sentence(ground.because)}", ground.short, ground.sections)


def _resting(text: str, answers: Iterable[str], sections: Iterable[str]) -> str:
    rests_on = "; ".join(filter(None, [*answers, ", ".join(f"§ {section}" for section in sections)]))
    return text.removesuffix(".") + (f" ({rests_on})." if rests_on else ".")


def _changing(verdict: Verdict, book: Book) -> str:
    flips = flips_in_short(verdict, book)
    if not flips:
        return "Would change it: none of the given answers alone."
    more = f"; {len(flips) - _MOST_FLIPS} more" if len(flips) > _MOST_FLIPS else ""
    return f"Would change it: {'; '.join(flips[:_MOST_FLIPS])}{more}."


def _open(verdict: Verdict, book: Book, turning: Collection[str]) -> str:
    """The questions without an answer: those that can still turn the verdict, if there are any."""
    asked = [fact for fact in book.questions if fact.id in verdict.unknown]
    telling = [fact for fact in asked if fact.id in turning]
    names = [f"{fact.number} ({fact.short})" for fact in telling or asked]
    if not names:
        return "Open: no question that decides."
    more = [f"{len(names) - _MOST_OPEN} more"] if len(names) > _MOST_OPEN else []
    told = listed([*names[:_MOST_OPEN], *more])
    others = [LABELS[start] for start in verdict.possible if start != verdict.start]
    if verdict.start is None:
        end = ""
    elif others and telling:
        end = f", which can still lead to {' or '.join(others)}"
    elif telling:
        end = ", which can change how to get there and not where to start"
    else:
        end = ", none of which can change it"
    return f"Open: question{'s' * (len(names) > 1)} {told}{end}."


def _record(record: Kept | None) -> Iterator[str]:
    if record is None:
        return
    block = record.whichflow
    day = f" on {record.date.isoformat()}" if record.date else ""
    review = f"; to be looked at again by {block.review_by.isoformat()}" if block.review_by else ""
    yield f"Record: {block.id}, {record.status}{day}{review}."


def _recorded(record: Kept) -> tuple[str, str, str]:
    verdict = record.whichflow.verdict
    return verdict.start, verdict.direction, verdict.route


def _otherwise(record: Kept, verdict: Verdict) -> Iterator[str]:
    """What was decided then, where the rules of today conclude something else from the same answers."""
    start = record.whichflow.verdict.start
    yield f"Decision: {LABELS.get(start, start)}, on {record.whichflow.decided.isoformat()}."
    yield f"Today: the same answers lead elsewhere: {mid_sentence(headline(verdict))} ({standing(verdict)})."
    yield "Why: whichflow record check tells what has changed since."
