"""Opens the database of the sessions, and brings one of an earlier edition to the layout of this one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from assistant.errors import Trouble
from assistant.refusals import refusal
from assistant.sessions import derived, index
from assistant.sessions.layout import KEPT, SCHEMA

FILE_NAME = "sessions.db"
CACHE = 16_384
"""Kilobytes of the file that are held at most; a page of a long list or search lies far apart in it."""
WAIT = 120
"""Seconds to wait for another process that is making the layout."""


def opened(path: Path) -> sqlite3.Connection:
    """Open the database, made private on first use, in the layout of this edition.

    Raises:
        Trouble: the folder or file cannot be used, or a newer edition has written it.
    """
    connection = None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite gives the rights of this file to those that it puts beside it.
        path.touch(mode=0o600)
        connection = sqlite3.connect(path, timeout=10)
        connection.execute("PRAGMA journal_mode = WAL")
        # A turn that was replied to must survive a power cut, so every commit is synced.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
        index.prepare(connection)
        if _version(connection, path) < SCHEMA:
            _migrate(connection, path)
    except (OSError, sqlite3.Error, Trouble) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, Trouble):
            raise
        raise Trouble(refusal(path, error)) from None
    return connection


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The layout of an opened database, unless a newer edition has written it."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA:
        raise Trouble(f"{path} was written by a newer whichflow; update whichflow to read it.")
    return version


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Make what is missing, all of it or nothing. Of two processes at once, the second finds it made."""
    from filelock import FileLock  # noqa: PLC0415  (only a home of another layout needs it)

    with FileLock(path.with_suffix(".lock"), timeout=WAIT, mode=0o600):
        if _version(connection, path) >= SCHEMA:
            return
        # Python would begin a transaction only before the first row; these tables come with it or not at all.
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            for statement in KEPT:
                connection.execute(statement)
            derived.make(connection)
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
