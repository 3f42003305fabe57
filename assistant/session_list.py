"""Sessions at a glance: what a list shows of each, and the statement that finds words in what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.text import clean

MAX_WORDS = 200
"""Characters of a search that count."""

_KEPT = "sessions.id, sessions.title, sessions.started, sessions.mode"
_GLANCE = (
    f"SELECT {_KEPT}, (SELECT max(n) FROM turns WHERE session = sessions.id),"  # noqa: S608 - our own words
    " (SELECT at FROM turns WHERE session = sessions.id ORDER BY n DESC LIMIT 1),"
    " CASE WHEN json_valid(verdict) THEN json_extract(verdict, '$.start') END,"
    " CASE WHEN json_valid(verdict) THEN json_extract(verdict, '$.stability') END"
    " FROM ({}) AS chosen JOIN sessions ON sessions.rowid = chosen.row"
    " ORDER BY chosen.latest DESC, chosen.row DESC"
)
"""What a list shows is read of those alone that it will show."""
_CHOSEN = (
    "SELECT sessions.rowid AS row,"
    " (SELECT place FROM turns WHERE session = sessions.id ORDER BY n DESC LIMIT 1) AS latest FROM sessions"
)
_LATEST = " ORDER BY latest DESC, row DESC"
"""Those first that were gone on with last."""
_WHOLE = f"SELECT {_KEPT}, sessions.verdict FROM sessions"  # noqa: S608 - our own words
_NEWEST = " ORDER BY sessions.rowid DESC"
"""Rows are numbered as they come in, so that the newest are found without sorting all of them."""
_LIKE = (
    "(title LIKE ?{0} ESCAPE '\\' OR EXISTS (SELECT 1 FROM turns WHERE session = sessions.id"
    " AND (said LIKE ?{0} ESCAPE '\\' OR reply LIKE ?{0} ESCAPE '\\')))"
)
"""A word of ASCII: SQLite itself takes small letters and capitals for the same."""
_FOLDED = (
    "(instr(folded(title), ?{0}) OR EXISTS (SELECT 1 FROM turns WHERE session = sessions.id"
    " AND (instr(folded(said), ?{0}) OR instr(folded(reply), ?{0}))))"
)
"""Any other word: only Python knows all of its letters."""

Query = tuple[str, tuple[object, ...]]
"""A statement and what goes into it."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A session in a list: `turns` is how many it has, `last` the time of the last one.

    `start` and `stability` are its verdict's, empty before there is one.
    """

    id: str
    title: str
    started: str
    mode: str
    turns: int
    last: str
    start: str
    stability: str


def words_of(text: str) -> tuple[str, ...]:
    """The words to look for; none where nothing was typed."""
    return tuple(clean(text, limit=MAX_WORDS).split())


def folded(value: object) -> str:
    """A text without the difference between small letters and capitals, in any alphabet."""
    return str(value).casefold()


def glances_query(words: Sequence[str], limit: int, offset: int) -> Query:
    """The sessions in which all `words` stand, those with the newest turns first; without words, all."""
    where, values = _where(words)
    chosen = f"{_CHOSEN}{where}{_LATEST} LIMIT {int(limit)} OFFSET {int(offset)}"
    return _GLANCE.format(chosen), values


def sessions_query(words: Sequence[str]) -> Query:
    """The same in the order in which they were begun, newest first, with the whole verdict of each."""
    where, values = _where(words)
    return f"{_WHOLE}{where}{_NEWEST}", values


def glance(row: tuple[Any, ...]) -> Glance:
    """A row of `glances_query`, every text of it plain whatever somebody put into the file."""
    texts = [clean(str(value or "")) for value in (*row[:4], *row[5:])]
    session_id, title, started, mode, last, start, stability = texts
    turns = row[4] if isinstance(row[4], int) else 0
    return Glance(session_id, title, started, mode, turns, last, start, stability)


def _where(words: Sequence[str]) -> Query:
    if not words:
        return "", ()
    tests, values = [], []
    for place, word in enumerate(words, 1):
        # Every word is bound, and its own signs are escaped: nothing that is typed works as an operator.
        if word.isascii():
            tests.append(_LIKE.format(place))
            values.append(f"%{_escaped(word)}%")
        else:
            tests.append(_FOLDED.format(place))
            values.append(folded(word))
    return f" WHERE {' AND '.join(tests)}", tuple(values)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
