"""The ids that a shell offers when somebody presses Tab; only read, so that nothing is made by it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_PATIENCE = 0.2
"""Seconds to wait for a database that another process holds."""
_MOST = 50
_NEWEST = "SELECT id, title FROM sessions WHERE id >= ? AND id < ? ORDER BY rowid DESC LIMIT ?"


def offered(path: Path, typed: str) -> list[tuple[str, str]]:
    """Id and title of the newest sessions whose id begins so; none where the database cannot be read."""
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as database:
            rows = database.execute(_NEWEST, (typed, f"{typed}\U0010ffff", _MOST)).fetchall()
    except (OSError, ValueError, sqlite3.Error):
        return []
    return [(str(name), str(title)) for name, title in rows]
