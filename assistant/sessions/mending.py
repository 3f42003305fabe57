"""Checks the database of the sessions, and makes anew what can be worked out from the turns that are kept."""

from __future__ import annotations

import sqlite3

from assistant.sessions import derived, index
from assistant.sessions.layout import WORKED_OUT

_TOLD = "SELECT session, turns, latest, last, start, stability FROM overviews"
_DIFFERENCES = (
    f"SELECT * FROM ({WORKED_OUT}) EXCEPT {_TOLD}",  # noqa: S608 - our own words
    f"{_TOLD} EXCEPT SELECT * FROM ({WORKED_OUT})",  # noqa: S608
)
_LIST = "What the list tells of the sessions"
_INDEX = "The search index"


def problems(db: sqlite3.Connection) -> list[str]:
    """What is wrong with the database, in plain words; nothing where it is sound."""
    found = _damage(db)
    if found:
        # Of a damaged file nothing else can be told for sure.
        return [f"The file is damaged: {each}" for each in found]
    if _list_is_wrong(db):
        found.append(f"{_LIST} does not fit what is kept of them.")
    if _index_is_wrong(db):
        found.append(f"{_INDEX} is damaged or does not fit what was said, so a search may miss sessions.")
    return found


def mended(db: sqlite3.Connection) -> list[str]:
    """Make anew what is wrong, wholly or not at all; what people said is not touched.

    Returns:
        What was done, in sentences.
    """
    told = []
    # What is worked out is read by the file's own indexes, so that these come first.
    if _damage(db):
        with db:
            db.execute("REINDEX")
        if not _damage(db):
            told.append("The order in which sessions and turns are found was made anew.")
    wrong = [name for name, is_wrong in ((_LIST, _list_is_wrong), (_INDEX, _index_is_wrong)) if is_wrong(db)]
    if wrong:
        derived.remake(db)
        told += [f"{name} was worked out anew." for name in wrong]
    if _damage(db):
        told.append("The file itself is damaged, which cannot be mended here.")
    return told


def _damage(db: sqlite3.Connection) -> list[str]:
    found = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found


def _list_is_wrong(db: sqlite3.Connection) -> bool:
    return not derived.is_whole(db) or any(db.execute(f"{each} LIMIT 1").fetchone() for each in _DIFFERENCES)


def _index_is_wrong(db: sqlite3.Connection) -> bool:
    """Whether FTS5 finds the index other than it would make it, or a word that is told cannot be found."""
    try:
        for table in ("parts", "told"):
            # The 1 asks for a comparison with what was indexed, beside the index's own structure.
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        return not index.knows_all_words(db)
    except sqlite3.DatabaseError:
        return True
    finally:
        db.rollback()
