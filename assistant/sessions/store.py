"""The sessions of one home folder: what the others ask for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from secrets import token_hex
from typing import Any

from assistant.errors import Trouble
from assistant.refusals import refusal
from assistant.session_list import Glance, words_of
from assistant.sessions import index, mending
from assistant.sessions.database import FILE_NAME, opened
from assistant.sessions.finding import finds
from assistant.sessions.rows import glance_of, session_of
from assistant.text import clean
from assistant.turns import Session, Spoken

_AFTER_ALL = "\U0010ffff"
"""Sorts behind every letter of an id."""
_GLANCE = (
    "SELECT id, title, started, mode, turns, last, start, stability"
    " FROM overviews CROSS JOIN sessions ON sessions.id = overviews.session"
)
_OF_THESE = f"{_GLANCE} WHERE session IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own words
_NEWEST = " ORDER BY latest DESC, overviews.rowid DESC LIMIT ? OFFSET ?"

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


_ASKED = '{"do": "pending"'
"""How a turn is kept after which a question of the interview stands; people's own quotes are escaped."""


class Sessions:
    """The sessions of one home folder. Opens its database on the first need and keeps it open."""

    def __init__(self, home: Path, clock: Clock = utc_now) -> None:
        """`home` is made (0700) if it is not there yet."""
        self._path = home / FILE_NAME
        self._clock = clock
        self._connection: sqlite3.Connection | None = None

    def begin(self, mode: str) -> SessionLog:
        """A new session without turns. Those before it are indexed now: keeping a turn stays quick."""
        session_id = f"{self._clock():%Y%m%d}-{token_hex(4)}"
        with self._writing() as db:
            db.execute(
                "INSERT INTO sessions (id, title, started, mode, verdict) VALUES (?, '', ?, ?, '{}')",
                (session_id, self._now(), mode),
            )
        self._catch_up()
        return SessionLog(self, session_id)

    def log(self, session_id: str) -> SessionLog:
        """The log of an existing session, to go on with."""
        return SessionLog(self, session_id)

    def load(self, session_id: str) -> Session:
        """One session with its turns; the id may be shortened as long as one session alone fits.

        Raises:
            Trouble: there is none, or more than one.
        """
        found = self._id(clean(session_id))
        row = self._rows("SELECT id, title, started, mode, verdict FROM sessions WHERE id = ?", (found,))
        if not row:
            raise _no_session(found)
        turns = self._rows(
            "SELECT n, kind, said, reply, effects, at FROM turns WHERE session = ? ORDER BY n", (found,)
        )
        return session_of(row[0], turns)

    def latest(self, *, interviews: bool = False) -> Session | None:
        """The session with the newest turn, if there is one; `interviews` leaves out mere questions.

        What began with a question and went on to an interview is one.
        """
        rows = self._rows(
            "SELECT id FROM overviews CROSS JOIN sessions ON sessions.id = overviews.session WHERE latest > 0"
            " AND (mode != ? OR EXISTS (SELECT 1 FROM turns WHERE session = id AND instr(effects, ?)))"
            " ORDER BY latest DESC LIMIT 1",
            ("ask" if interviews else "", _ASKED),
        )
        return self.load(rows[0][0]) if rows else None

    def glances(self, words: str = "", *, limit: int = -1, offset: int = 0) -> list[Glance]:
        """The sessions in which all `words` stand, as a list shows them: those with the newest turns first.

        Without words, all of them; `limit` -1 is no limit. With words, each has an excerpt of where they
        stand. A word is found as a part of others too, and in small letters or capitals of any alphabet; "ss"
        and "ß" are the same.
        """
        wanted = words_of(words)
        if not wanted:
            return [glance_of(row) for row in self._rows(_GLANCE + _NEWEST, (limit, offset))]
        with self._reading() as db, closing(finds(db, wanted)) as found:
            chosen = dict(islice(found, offset, None if limit < 0 else offset + limit))
            names = json.dumps([each for each in chosen if isinstance(each, str)])
            rows = {row[0]: row for row in db.execute(_OF_THESE, (names,))}
            return [glance_of(rows[each], excerpt) for each, excerpt in chosen.items() if each in rows]

    def delete(self, session_id: str) -> None:
        """Remove a session for good, its turns, and every word of it that the search knew from it alone.

        Raises:
            Trouble: there is none of that id.
        """
        found = self._id(clean(session_id))
        with self._writing() as db:
            db.execute("BEGIN IMMEDIATE")
            index.forget(db, found)
            db.execute("DELETE FROM turns WHERE session = ?", (found,))
            db.execute("DELETE FROM sessions WHERE id = ?", (found,))

    def check(self) -> list[str]:
        """What is wrong with the database or its search index; nothing where it is sound or not there yet."""
        if not self._path.exists():
            return []
        with self._reading() as db:
            return mending.problems(db)

    def mend(self) -> list[str]:
        """Make anew what `check` finds wrong, as far as it can be worked out from what is kept.

        Returns:
            What was done, in sentences; nothing where all is sound or nothing is there yet.

        Raises:
            Trouble: the file cannot be opened, read or written.
        """
        if not self._path.exists():
            return []
        with self._writing() as db:
            return mending.mended(db)

    def close(self) -> None:
        """Let go of the database."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def keep(self, session_id: str, turn: Spoken, title: str | None, verdict: dict[str, object]) -> None:
        """Put one turn on disk.

        Raises:
            Trouble: that turn is there already (somebody else has gone on with the session), the session
                is gone, or the disk refuses.
        """
        try:
            with self._writing() as db:
                db.execute(
                    "INSERT INTO turns (session, n, at, kind, said, reply, effects) VALUES (?,?,?,?,?,?,?)",
                    (
                        session_id,
                        turn.n,
                        self._now(),
                        turn.kind,
                        turn.said,
                        turn.reply,
                        json.dumps(turn.effects),
                    ),
                )
                db.execute("UPDATE sessions SET verdict = ? WHERE id = ?", (json.dumps(verdict), session_id))
                if title is not None:
                    index.forget(db, session_id)
                    db.execute("UPDATE sessions SET title = ? WHERE id = ?", (title, session_id))
        except sqlite3.IntegrityError as error:
            if "FOREIGN KEY" in str(error):
                raise Trouble("This session was deleted meanwhile; what is said now is not kept.") from None
            raise Trouble(
                "This session was changed elsewhere meanwhile; go on with it anew: whichflow session resume "
                f"{session_id}"
            ) from None

    def _id(self, begins: str) -> str:
        """The whole id of the one session whose id is `begins` or begins so."""
        ids = "FROM sessions WHERE id >= ? AND id < ?"
        span = (begins, begins + _AFTER_ALL)
        found = self._rows(f"SELECT id {ids} ORDER BY id LIMIT 2", span) if begins else []
        if not found:
            raise _no_session(begins)
        if len(found) > 1 and found[0][0] != begins:
            many = self._rows(f"SELECT count(*) {ids}", span)[0][0]
            raise Trouble(f"{many} sessions begin with {begins!r}; give more of the id.")
        return str(found[0][0])

    def _catch_up(self) -> None:
        """Index what waits. A search finds it without that too, so a broken index stops nobody."""
        try:
            with self._writing() as db:
                db.execute("BEGIN IMMEDIATE")
                index.catch_up(db)
        except (Trouble, sqlite3.IntegrityError):
            return

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _rows(self, sql: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with self._reading() as db:
            return db.execute(sql, parameters).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._open()
        except (sqlite3.Error, UnicodeError) as error:
            raise self._trouble(error) from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._open() as db:
                yield db
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            raise self._trouble(error) from None

    def _trouble(self, error: Exception) -> Trouble:
        return Trouble(refusal(self._path, error))

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = opened(self._path)
        return self._connection


class SessionLog:
    """The log of one session: what the conversation keeps its turns in."""

    def __init__(self, sessions: Sessions, session_id: str) -> None:
        self._sessions = sessions
        self.id = session_id

    def append(self, said: Spoken, verdict: dict[str, object]) -> None:
        """Put one turn on disk; see `Sessions.keep`."""
        titles = [effect["text"] for effect in said.effects if effect.get("do") == "title"]
        self._sessions.keep(self.id, said, titles[-1] if titles else None, verdict)


def _no_session(name: str) -> Trouble:
    return Trouble(f"There is no session {clean(name, limit=60)!r}; see whichflow session list.")
