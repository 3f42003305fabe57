"""Makes, or makes anew, all that is worked out from the sessions and turns that are kept."""

from __future__ import annotations

import sqlite3

from assistant.sessions import index
from assistant.sessions.layout import FILL_OVERVIEWS, INDEX, OVERVIEWS

_MADE = (*OVERVIEWS, *INDEX)
_OURS = "name GLOB 'overviews*' OR name GLOB 'parts*' OR name GLOB 'told*' OR name = 'words'"
_DROPPED = (
    ("trigger", f"type = 'trigger' AND tbl_name IN ('sessions', 'turns') OR {_OURS}"),
    ("view", _OURS),
    # Those of the index's own tables are gone by then, as they go with what they belong to.
    ("table", _OURS),
)


def make(db: sqlite3.Connection) -> None:
    """Make it where nothing of it is there yet; within a transaction."""
    for statement in (*_MADE, FILL_OVERVIEWS):
        db.execute(statement)
    index.fill(db)


def remake(db: sqlite3.Connection) -> None:
    """Make it anew in the place of whatever is there, or leave it as it is where that fails."""
    db.execute("BEGIN IMMEDIATE")
    with db:
        # A broken index cannot be dropped as one: without its own row it is a few tables like others.
        db.execute("PRAGMA writable_schema = ON")
        db.execute(f"DELETE FROM sqlite_schema WHERE sql GLOB 'CREATE VIRTUAL TABLE*' AND ({_OURS})")  # noqa: S608
        db.execute("PRAGMA writable_schema = RESET")
        for kind, which in _DROPPED:
            names = db.execute(f"SELECT name FROM sqlite_schema WHERE type = '{kind}' AND ({which})")  # noqa: S608
            for (name,) in names.fetchall():
                db.execute(f"DROP {kind} IF EXISTS [{name}]")
        make(db)


def is_whole(db: sqlite3.Connection) -> bool:
    """Whether every table, view and trigger is there as it was made."""
    there = {row[0] for row in db.execute("SELECT sql FROM sqlite_schema")}
    return there.issuperset(_MADE)
