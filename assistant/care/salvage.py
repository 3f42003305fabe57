"""A damaged sessions.db: what can be read of it goes into a fresh one; the damaged one is kept."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from assistant.care.pages import Pages
from assistant.care.saved import SavedSession, saved_sessions
from assistant.errors import Trouble
from assistant.records.files import sync_folder

try:
    import fcntl
except ImportError:  # pragma: no cover - a system without such locks
    fcntl = None  # type: ignore[assignment]

_SHARED, _SHARED_SIZE = 0x40000002, 510
"""Where SQLite holds a lock in the file for as long as somebody has the database open."""
_FIRST_LAYOUT = """
CREATE TABLE sessions (id TEXT PRIMARY KEY, title TEXT NOT NULL, started TEXT NOT NULL, mode TEXT NOT NULL,
   verdict TEXT NOT NULL);
CREATE TABLE turns (place INTEGER PRIMARY KEY, session TEXT NOT NULL REFERENCES sessions(id),
   n INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, said TEXT NOT NULL, reply TEXT NOT NULL,
   effects TEXT NOT NULL);
CREATE UNIQUE INDEX idx_turns_session_n ON turns (session, n);
PRAGMA user_version = 1;
"""
"""The layout that every edition can bring up to its own when it opens the file."""


def salvage(path: Path, now: datetime) -> list[str]:
    """Put a fresh database in the place of a damaged one.

    Killed at any moment, it loses nothing: the damaged file and its log are copied first, and stay as they
    are until the fresh one is whole.

    Args:
        path: The damaged database.
        now: When, for the name of the damaged one.

    Returns:
        What was saved and lost, and where the damaged file is.

    Raises:
        Trouble: somebody has it open, or the folder cannot be written.
    """
    log = path.with_name(f"{path.name}-wal")
    kept = path.with_name(f"{path.stem}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{path.suffix}")
    part = path.with_name(f"{path.name}.part")
    try:
        with _nobody_else(path) as file:
            data = file.read()
            log_data = log.read_bytes() if log.exists() else b""
            found = Pages(data, log_data)
            sessions = saved_sessions(found.rows())
            _copy(kept, data)
            if log_data:
                _copy(kept.with_name(f"{kept.name}-wal"), log_data)
            _write(part, sessions)
            if log_data:
                # A log must never lie beside a database that it is not of, nor be gone before it is in one.
                _lay(file, found)
                log.unlink()
            path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
            part.replace(path)
            sync_folder(path.parent)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or error
        raise Trouble(f"{path} could not be salvaged ({reason}); it is as it was.") from None
    return [_told(sessions), f"The damaged file is kept as {kept}."]


@contextmanager
def _nobody_else(path: Path) -> Iterator[BinaryIO]:
    """The file, for a time in which no process has it open as a database."""
    # Its locks go as soon as any handle of this process on the file is closed, so there is only this one.
    with path.open("r+b") as file:
        if fcntl is not None:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED)
            except OSError:
                raise Trouble(
                    f"{path} is open in another whichflow; leave that one, and try again."
                ) from None
        yield file


def _copy(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _lay(file: BinaryIO, found: Pages) -> None:
    """Write the pages of the log into the database, as SQLite does when it lets go of a log."""
    for number, page in found.pages.items():
        file.seek((number - 1) * found.size)
        file.write(page)
    file.flush()
    os.fsync(file.fileno())


def _write(part: Path, sessions: Sequence[SavedSession]) -> None:
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(part)) as db:
        db.execute("PRAGMA synchronous = FULL")
        db.executescript(_FIRST_LAYOUT)
        with db:
            for each in sessions:
                db.execute(
                    "INSERT INTO sessions (rowid, id, title, started, mode, verdict) VALUES (?,?,?,?,?,?)",
                    (each.row, each.id, each.title, each.started, each.mode, each.verdict),
                )
                db.executemany(
                    "INSERT INTO turns (place, session, n, at, kind, said, reply, effects)"
                    " VALUES (?,?,?,?,?,?,?,?)",
                    [
                        (turn.place, each.id, turn.n, turn.at, turn.kind, turn.said, turn.reply, turn.effects)
                        for turn in each.turns
                    ],
                )


def _told(sessions: Sequence[SavedSession]) -> str:
    """How much was saved and lost, in a sentence."""
    lost = sum(session.lost for session in sessions)
    turns = sum(len(session.turns) for session in sessions) - lost
    part = sum(not turn.whole for session in sessions for turn in session.turns)
    hurt = f", {_many(part, 'turn')} only in part" if part else ""
    missing = f"{_many(lost, 'turn')} {'is' if lost == 1 else 'are'}" if lost else "no turn is"
    saved = f"{_many(len(sessions), 'session')} with {_many(turns, 'turn')} were saved"
    return f"{saved}{hurt}; {missing} known to be lost."


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
