"""What a record's status may become, and the record with that status."""

from __future__ import annotations

import re
from datetime import date

from assistant.records.editing import with_value
from assistant.records.history import add_history
from assistant.records.model import RecordError
from assistant.records.tree import Value, front_of
from assistant.text import clean

PROPOSED, ACCEPTED, REJECTED, DEPRECATED = "proposed", "accepted", "rejected", "deprecated"
SUPERSEDED = "superseded"
STATUSES = (PROPOSED, ACCEPTED, REJECTED, DEPRECATED, SUPERSEDED)

_MAY_BECOME = {
    PROPOSED: (ACCEPTED, REJECTED),
    ACCEPTED: (DEPRECATED, SUPERSEDED),
    REJECTED: (),
    DEPRECATED: (),
    SUPERSEDED: (),
}
_BY = re.compile(r"superseded by (?:\[)?(ADR-\d{4,5})\b", re.IGNORECASE | re.ASCII)
_HEADING = re.compile(r"^#{1,6}[ \t]+status[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def status_of(text: str, record: str) -> str:
    """The status in a file's front matter, whichever tool wrote it.

    Args:
        text: The file.
        record: What the record is called, for the sentence that says what is wrong.

    Raises:
        RecordError: It has none.
    """
    front = front_of(text)
    status = front.values.get("status") if front else None
    if isinstance(status, str) and clean(status):
        return clean(status)
    if front is None and _HEADING.search(text):
        raise RecordError(
            f"{record} tells its status under a heading, not in a front matter; change it there by hand."
        )
    raise RecordError(f"{record} has no status in a front matter, as MADR records do; add one by hand.")


def kind_of(status: str) -> str:
    """The first word of a status in small letters: `superseded` for `Superseded by ADR-0007`."""
    return (status.casefold().split() or [""])[0]


def may_become(status: str) -> tuple[str, ...]:
    """The kinds of status that a record with this one can be given; none where it tells no status."""
    return _MAY_BECOME.get(kind_of(status), ())


def superseder(status: str) -> str:
    """The record that took this one's place, such as `ADR-0007`; empty where the status names none."""
    found = _BY.match(status)
    return found[1].upper() if found else ""


def with_status(text: str, record: str, wanted: str, today: date) -> str:
    """Change a record's status, and the date of its last change where it tells one.

    Args:
        text: The file, whichever tool wrote it.
        record: What the record is called.
        wanted: The new status: accepted, rejected, deprecated, or "superseded by ADR-0007".
        today: The day of the change.

    Returns:
        The file with the values of `status` and `date` changed, a line more in the history that ours have,
        and every other byte as it was; `text` itself where that is its status already.

    Raises:
        RecordError: It has no status, or one that cannot become this one; the sentence says what is possible.
    """
    status = status_of(text, record)
    if status.casefold() == wanted.casefold():
        return text
    now, then = kind_of(status), kind_of(wanted)
    if then not in may_become(now):
        shown = clean(status, limit=80)
        raise RecordError(f"{record} is {shown} and cannot become {then}: {_possible(now)}.")
    return told_in_history(with_date(with_value(text, "status", wanted), today), wanted, today)


def told_in_history(text: str, what: str, today: date) -> str:
    """The record with what happened in its history; as it was where that part is broken or gone."""
    try:
        return add_history(text, what, today)
    except RecordError:
        # A decision must not wait for somebody to mend a comment line; `record check` names it.
        return text


def with_date(text: str, today: date) -> str:
    """Change the date of the last change, where the record tells one."""
    return with_value(text, "date", today.isoformat()) if _dated(text) else text


def _dated(text: str) -> bool:
    front = front_of(text)
    told: Value = front.values.get("date") if front else None
    return front is not None and "date" in front.values and (told is None or isinstance(told, str))


def _possible(now: str) -> str:
    if now not in _MAY_BECOME:
        return f"it has to say one of {', '.join(STATUSES[:-1])} first"
    ways = _MAY_BECOME[now]
    if not ways:
        return "that is final, and a new decision is a new record"
    return f"a record that is {now} can only be {' or '.join(ways)}"
