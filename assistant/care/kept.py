"""The kept sessions: whether every one of their rows can be read, and what is done where not."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from assistant.care.concern import Concern
from assistant.care.salvage import salvage
from assistant.care.saved import is_list
from assistant.household import Household
from assistant.sessions import FILE_NAME, SCHEMA, utc_now

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}
"""What SQLite says of a file that is not as it should be; anything else is said of disk, rights or locks."""
_NO_EDITION = 1000
"""No edition will ever number its layout so; a broken header may."""
_MOST = 5
"""More than so many sentences help nobody."""


def kept_sessions(house: Household, now: datetime | None = None) -> Concern:
    """The sessions of a home."""
    path = house.home / FILE_NAME

    def look() -> list[str]:
        if not os.path.exists(path):  # noqa: PTH110  (no error for a path that cannot be)
            return []
        found = list(_few(damages(path)))
        # Only a file that is sound is opened for writing, which the usual way of opening does.
        return found or house.sessions.check()

    def mend() -> list[str]:
        if not os.path.exists(path):  # noqa: PTH110  (as above)
            return []
        house.sessions.close()
        if any(damages(path)):
            return salvage(path, now or utc_now())
        told = house.sessions.mend()
        if house.sessions.check():
            # What is worked out from the turns cannot be made anew in this file.
            house.sessions.close()
            told += salvage(path, now or utc_now())
        return told

    return Concern("sessions", look, mend)


def damages(path: Path) -> Iterator[str]:
    """What is damaged in a database of sessions, a sentence each; nothing is written.

    A file that cannot be opened for other reasons, or that a newer edition has written, is not damaged.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            db.text_factory = bytes
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            if SCHEMA < version <= _NO_EDITION:
                return
            yield from _broken(db, path, version)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _DAMAGED:
            yield f"{path} is damaged ({error})"


def _broken(db: sqlite3.Connection, path: Path, version: int) -> Iterator[str]:
    if version > _NO_EDITION:
        yield f"{path} is damaged (no whichflow has layout {version})"
    for (line,) in db.execute("PRAGMA integrity_check(5)"):
        # Newer SQLites tell of search indexes too, which the store checks and makes anew by itself.
        if line != b"ok" and b"inverted index" not in line:
            yield f"{path} is damaged ({line.decode(errors='replace')})"
    if version == 0 and not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'turns'").fetchone():
        # A first start that was killed, or nothing yet: the next start makes the tables.
        return
    yield from _unreadable(db)


def _unreadable(db: sqlite3.Connection) -> Iterator[str]:
    """The rows that SQLite takes for sound and that make no sense all the same."""
    for row in db.execute("SELECT id, title, started, mode, verdict FROM sessions"):
        if not all(map(_is_text, row)):
            yield f"session {_shown(row[0])} holds what is no text"
    before: tuple[object, int] = (None, 0)
    for session, n, *texts in db.execute(
        "SELECT session, n, at, kind, said, reply, effects FROM turns ORDER BY session, n"
    ):
        expected = before[1] + 1 if session == before[0] else 1
        before = session, n if isinstance(n, int) else expected
        if n != expected:
            yield f"session {_shown(session)} lacks turn {expected}"
        elif not all(map(_is_text, texts)) or not is_list(texts[-1].decode()):
            yield f"turn {n} of session {_shown(session)} cannot be read"
    for (session,) in db.execute(
        "SELECT DISTINCT session FROM turns WHERE session NOT IN (SELECT id FROM sessions)"
    ):
        yield f"turns of session {_shown(session)} are there without it"


def _is_text(value: object) -> bool:
    try:
        return isinstance(value, bytes) and value.decode() is not None
    except UnicodeDecodeError:
        return False


def _shown(name: object) -> str:
    return name.decode(errors="replace") if isinstance(name, bytes) else str(name)


def _few(sentences: Iterator[str]) -> Iterator[str]:
    for many, sentence in enumerate(sentences):
        if many == _MOST:
            yield "and more"
            return
        yield sentence
