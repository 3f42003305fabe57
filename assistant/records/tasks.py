"""What is still to be done after a decision: the duties that come with the choice, and the follow-ups."""

from __future__ import annotations

from assistant.records.model import Task
from rules.model import Book
from rules.verdict import Reason, Verdict

ANY_CHOICE = "verdict"
"""The topic by which the book says that there is a verdict, whichever it is."""
DONE_BY_RECORD = "next-record-decision"
"""The action that the record itself carries out."""
_IMPERATIVE = "Do "
"""How a duty begins."""


def duties(book: Book, verdict: Verdict) -> tuple[Task, ...]:
    """The duties that come with the architecture that was chosen."""
    return tuple(_duty(reason) for reason in verdict.duties if not _comes_with_any(book, reason))


def follow_ups(book: Book, verdict: Verdict) -> tuple[Task, ...]:
    """The next actions, then the duties that come with any architecture."""
    actions = (reason for reason in verdict.next_actions if reason.rule != DONE_BY_RECORD)
    return (
        *(Task(reason.because, reason.sections) for reason in actions),
        *(_duty(reason) for reason in verdict.duties if _comes_with_any(book, reason)),
    )


def _comes_with_any(book: Book, duty: Reason) -> bool:
    return any(condition.topic == ANY_CHOICE for condition in book.rules_by_id[duty.rule].when)


def _duty(reason: Reason) -> Task:
    text = reason.because.removeprefix(_IMPERATIVE)
    return Task(text[:1].upper() + text[1:], reason.sections)
