"""Searches the sessions: those in which every word stands, somewhere in title, said or reply."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

from assistant.session_list import folded
from assistant.sessions.excerpt import excerpt
from assistant.sessions.index import query_of

_NEWEST = "SELECT latest, overviews.rowid, session FROM overviews"
_ORDER = " ORDER BY latest DESC, overviews.rowid DESC"
_ASKED = (
    "SELECT latest, overviews.rowid, session FROM told CROSS JOIN overviews"
    " ON overviews.indexed = told.rowid AND overviews.latest = told.rowid"
    " WHERE told MATCH ? ORDER BY told.rowid DESC"
)

_TURNS = "SELECT CAST(said || '\n' || reply AS BLOB) FROM turns WHERE session = ? ORDER BY n"
_TITLE = "SELECT CAST(title AS BLOB) FROM sessions WHERE id = ?"

Place = tuple[int, int, str]
"""Latest turn, row and id of a session; the newest is the highest."""


class Found(NamedTuple):
    """A session in which all words stand, and an excerpt of where."""

    session: str
    excerpt: str


def finds(db: sqlite3.Connection, words: Sequence[str]) -> Generator[Found, None, None]:
    """The sessions in which all `words` stand, those with the newest turns first.

    Every session that is told was read, so whoever wants only some takes only some. Which are read: those
    that the index finds, and the few that it does not have yet. A word narrows the search unless it is a part
    of more than a thousand different words, as "e" is. Where none narrows it, sessions are read one after the
    other, newest first: quick where such a word stands in many, and as slow as reading all where in few.
    Words of one or two letters are looked for in the list of all words, which takes a moment longer.
    """
    wanted = [folded(word) for word in words]
    query = query_of(db, wanted)
    waiting = db.execute(f"{_NEWEST} WHERE latest <> indexed{_ORDER}").fetchall()
    if query is None:
        places: Iterator[Place] = iter(waiting)
    elif query:
        places = heapq.merge(waiting, db.execute(_ASKED, (query,)), reverse=True)
    else:
        places = db.execute(f"{_NEWEST} WHERE latest > 0{_ORDER}")
    for _latest, _row, session in places:
        shown = _read(db, session, wanted)
        if shown is not None:
            yield Found(session, shown)


def _read(db: sqlite3.Connection, session: str, wanted: Sequence[str]) -> str | None:
    """An excerpt of the title or turn with the most of the words, None where one stands nowhere."""
    missing, most, shown = set(wanted), 0, ""
    for text in _texts(db, session):
        low = folded(text)
        here = [word for word in wanted if word in low]
        if len(here) > most:
            most, shown = len(here), text
        missing.difference_update(here)
        if not missing:
            return excerpt(shown, wanted)
    return None


def _texts(db: sqlite3.Connection, session: str) -> Iterator[str]:
    """What was said and replied turn by turn, then the title; bytes, so that a damaged text stops nothing."""
    for statement in (_TURNS, _TITLE):
        for (text,) in db.execute(statement, (session,)):
            yield text.decode("utf-8", "replace")
