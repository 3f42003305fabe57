"""The log of every turn, in SQLite: begin, go on with, list, search, show and delete sessions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from assistant.errors import Trouble
from assistant.session_list import Glance, folded, glance, glances_query, sessions_query, words_of
from assistant.text import clean, clean_lines
from assistant.turns import Effect, Session, Spoken, Turn, TurnKind

FILE_NAME = "sessions.db"
SCHEMA = 1
"""Layout of the database, kept in its user_version; a newer one is left alone."""
MAX_REPLY = 200_000

_NEEDS: dict[str, set[str]] = {
    "answer": {"fact", "value"}, "leave-out": {"rule"}, "keep": {"rule"}, "note": {"text"}, "title": {"text"},
    "flow": {"text"}, "saved": {"text"},
}  # fmt: skip
"""What a kind of effect cannot do without; a damaged one changes nothing."""

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class Sessions:
    """The sessions of one home folder. Opens its database on the first need and keeps it open."""

    def __init__(self, home: Path, clock: Clock = utc_now) -> None:
        """`home` is made (0700) if it is not there yet."""
        self._path = home / FILE_NAME
        self._clock = clock
        self._connection: sqlite3.Connection | None = None

    def begin(self, mode: str) -> SessionLog:
        """A new session without turns."""
        session_id = f"{self._clock():%Y%m%d}-{token_hex(4)}"
        with self._writing() as db:
            db.execute(
                "INSERT INTO sessions (id, title, started, mode, verdict) VALUES (?, '', ?, ?, '{}')",
                (session_id, self._now(), mode),
            )
        return SessionLog(self, session_id)

    def log(self, session_id: str) -> SessionLog:
        """The log of an existing session, to go on with."""
        return SessionLog(self, session_id)

    def load(self, session_id: str) -> Session:
        """One session with its turns; the id may be shortened as long as one session alone fits.

        Raises:
            Trouble: there is none, or more than one.
        """
        session_id = clean(session_id)
        rows = self._rows(
            "SELECT id, title, started, mode, verdict FROM sessions WHERE substr(id, 1, ?) = ? OR id = ?",
            (len(session_id), session_id, session_id),
        )
        exact = [row for row in rows if row[0] == session_id] or rows
        if not session_id or not exact:
            raise Trouble(f"There is no session {clean(session_id, limit=60)!r}; see whichflow session list.")
        if len(exact) > 1:
            raise Trouble(f"{len(exact)} sessions begin with {session_id!r}; give more of the id.")
        found = exact[0]
        turns = self._rows(
            "SELECT n, kind, said, reply, effects, at FROM turns WHERE session = ? ORDER BY n", (found[0],)
        )
        return Session(
            *_words(found[:4]),
            tuple(_turn(row) for row in turns),
            _object(found[4]),
        )

    def latest(self, *, interviews: bool = False) -> Session | None:
        """The session with the newest turn, if there is one; `interviews` leaves out mere questions."""
        rows = self._rows(
            "SELECT turns.session FROM turns JOIN sessions ON sessions.id = turns.session"
            " WHERE sessions.mode != ? ORDER BY turns.place DESC LIMIT 1",
            ("ask" if interviews else "",),
        )
        return self.load(rows[0][0]) if rows else None

    def summaries(self) -> list[Session]:
        """Every session, newest first, without its turns."""
        return self._without_turns(())

    def search(self, words: str) -> list[Session]:
        """The sessions in which every one of `words` was said, replied or in the title, newest first."""
        wanted = words_of(words)
        return self._without_turns(wanted) if wanted else []

    def glances(self, words: str = "", *, limit: int = -1, offset: int = 0) -> list[Glance]:
        """The sessions in which all `words` stand, as a list shows them: those with the newest turns first.

        Without words, all of them; `limit` -1 is no limit.
        """
        return [glance(row) for row in self._rows(*glances_query(words_of(words), limit, offset))]

    def delete(self, session_id: str) -> None:
        """Remove a session and its turns for good.

        Raises:
            Trouble: there is none of that id.
        """
        found = self.load(session_id)
        with self._writing() as db:
            db.execute("DELETE FROM turns WHERE session = ?", (found.id,))
            db.execute("DELETE FROM sessions WHERE id = ?", (found.id,))

    def check(self) -> list[str]:
        """What is wrong with the database; nothing where it is sound or not there yet."""
        if not self._path.exists():
            return []
        found = [str(row[0]) for row in self._rows("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

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
                    db.execute("UPDATE sessions SET title = ? WHERE id = ?", (title, session_id))
        except sqlite3.IntegrityError as error:
            if "FOREIGN KEY" in str(error):
                raise Trouble("This session was deleted meanwhile; what is said now is not kept.") from None
            raise Trouble(
                "This session was changed elsewhere meanwhile; go on with it anew: whichflow session resume "
                f"{session_id}"
            ) from None

    def _without_turns(self, words: tuple[str, ...]) -> list[Session]:
        rows = self._rows(*sessions_query(words))
        return [Session(*_words(row[:4]), (), _object(row[4])) for row in rows]

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _rows(self, sql: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._open().execute(sql, parameters).fetchall()
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
        return Trouble(
            f"The sessions in {self._path} cannot be read or written ({error}); see whichflow doctor."
        )

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = _opened(self._path)
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


def _opened(path: Path) -> sqlite3.Connection:
    """Open the database, made private on first use.

    Raises:
        Trouble: the folder or file cannot be used, or a newer edition has written it.
    """
    connection = None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = not path.exists()
        connection = sqlite3.connect(path, timeout=10)
        if fresh:
            path.chmod(0o600)
        connection.execute("PRAGMA journal_mode = WAL")
        # A turn that was replied to must survive a power cut, so every commit is synced.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.create_function("folded", 1, folded, deterministic=True)
        if _version(connection, path) < SCHEMA:
            _migrate(connection, path)
    except (OSError, sqlite3.Error, Trouble) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, Trouble):
            raise
        raise Trouble(f"{path} cannot be opened ({error}); give another folder with --home.") from None
    return connection


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The layout of an opened database, unless a newer edition has written it."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA:
        raise Trouble(f"{path} was written by a newer whichflow; update whichflow to read it.")
    return version


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables. Two processes may be first at once: whoever comes second finds them made."""
    from filelock import FileLock  # noqa: PLC0415  (only a new home needs these two)
    from sqlite_utils import Database  # noqa: PLC0415

    with FileLock(path.with_suffix(".lock"), timeout=30):
        if connection.execute("PRAGMA user_version").fetchone()[0] >= SCHEMA:
            return
        db = Database(connection)
        db.table("sessions").create(
            {"id": str, "title": str, "started": str, "mode": str, "verdict": str},
            pk="id",
            not_null={"title", "started", "mode", "verdict"},
            if_not_exists=True,
        )
        turns = db.table("turns").create(
            {
                "place": int,
                "session": str,
                "n": int,
                "at": str,
                "kind": str,
                "said": str,
                "reply": str,
                "effects": str,
            },
            pk="place",
            foreign_keys=[("session", "sessions", "id")],
            not_null={"session", "n", "at", "kind", "said", "reply", "effects"},
            if_not_exists=True,
        )
        # The index is also what refuses a second turn of the same number, said by another process.
        turns.create_index(["session", "n"], unique=True, if_not_exists=True)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.commit()


def _words(row: tuple[Any, ...]) -> tuple[str, str, str, str]:
    """Id, title, time and mode as plain words, whatever somebody put into the file."""
    session_id, title, started, mode = (clean(str(value)) for value in row)
    return session_id, title, started, mode


def _turn(row: tuple[Any, ...]) -> Turn:
    n, kind, said, reply, effects, at = row
    lines = clean_lines(str(reply), limit=MAX_REPLY)
    return Turn(int(n), _kind(kind), clean(str(said)), lines, _effects(effects), clean(str(at)))


def _kind(value: str) -> TurnKind:
    known: dict[str, TurnKind] = {
        "opening": "opening", "answer": "answer", "question": "question", "command": "command",
    }  # fmt: skip
    return known.get(value, "unclear")


def _effects(text: str) -> tuple[Effect, ...]:
    """The changes of a turn; whatever is not a change in plain words is left out."""
    try:
        data = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return ()
    if not isinstance(data, list):
        return ()
    return tuple(
        {str(key): clean(str(value)) for key, value in effect.items()}
        for effect in data
        if isinstance(effect, dict) and _NEEDS.get(str(effect.get("do")), {"do"}) <= effect.keys()
    )


def _object(text: str) -> dict[str, object]:
    try:
        data = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
