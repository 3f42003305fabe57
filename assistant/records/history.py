"""What happened to a record, as a list in it: proposed, accepted, renewed, superseded, each with its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.records.escaping import escape_markdown
from assistant.records.marking import marked, parts_of, replace_parts

HISTORY = "history"
"""The name of the part. It is only ever added to; a renewal keeps it."""
_LEAD = "History:"


def event(what: str, day: date) -> str:
    """A line of the history: `proposed on 2026-11-22`."""
    return f"- {escape_markdown(what)} on {day.isoformat()}"


def history(events: Sequence[str]) -> str:
    """The part, its markers included."""
    return marked(HISTORY, (_LEAD, "", *events))


def add_history(text: str, what: str, day: date) -> str:
    """Write what happened at the end of a record's history.

    Args:
        text: The record.
        what: What happened, as `accepted` or `superseded by ADR-0007`; any text, it stays text.
        day: The day on which it did.

    Returns:
        The record; as it was where it has no history to add to, since somebody took that out.

    Raises:
        RecordError: The marker lines are broken.
    """
    old = parts_of(text).get(HISTORY)
    if old is None:
        return text
    break_ = "\r\n" if old.partition("\n")[0].endswith("\r") else "\n"
    body, end = old.rstrip().rsplit("\n", 1)
    return replace_parts(text, {HISTORY: f"{body.rstrip()}{break_}{event(what, day)}{break_}{end}"})
