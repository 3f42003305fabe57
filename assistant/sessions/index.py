"""The search index: which words stand in which sessions.

What somebody types has no white space within a word, so it stands in a text where it stands in one of the
text's words. Hence two steps: which of all words contain it, and in which sessions one of those stands.

A turn is kept without a look at the index. A session is indexed as a whole when another one is begun, and
until then it is waiting, and a search reads it. What the index finds is read too before it is shown: where
somebody has changed the database past us, a search may miss a session, but it never shows one that has not
all the words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import chain

from assistant.session_list import folded

CATCH_UP = 20
"""Sessions that are indexed at most when one is begun."""
MOST_WORDS = 1000
"""Different words that a part of a word may stand in; a part that stands in more narrows no search."""
_LONGEST = 32_768
"""FTS5 cuts off what is longer."""

_ADD_WORD = "INSERT INTO words (word) VALUES (?) ON CONFLICT DO NOTHING RETURNING id"


def prepare(db: sqlite3.Connection) -> None:
    """Give a connection the function that the index is worked out with."""
    db.create_function("told_words", 1, _told_words, deterministic=True)


def catch_up(db: sqlite3.Connection, most: int = CATCH_UP) -> None:
    """Index sessions that wait for it, `most` of them at most; within a transaction that writes already."""
    waiting = db.execute(
        "SELECT session, indexed FROM overviews WHERE latest <> indexed ORDER BY latest LIMIT ?", (most,)
    ).fetchall()
    for session, indexed in waiting:
        if indexed:
            db.execute(_FORGET, (session,))
        db.execute("UPDATE overviews SET indexed = latest WHERE session = ?", (session,))
        db.execute(_TELL, (session,))
        _learn(db, _words_told(db, session))


def forget(db: sqlite3.Connection, session: str) -> None:
    """Take a session out of the index, as it must be before its title changes or it is deleted."""
    encoded = _words_told(db, session)
    db.execute(_FORGET, (session,))
    db.execute("UPDATE overviews SET indexed = 0 WHERE session = ?", (session,))
    for code in encoded:
        # A word that stands nowhere else goes too.
        if db.execute("SELECT 1 FROM told WHERE told MATCH ? LIMIT 1", (code,)).fetchone() is None:
            known = db.execute("DELETE FROM words WHERE word = ? RETURNING id, word", (_decoded(code),))
            for row in known.fetchall():
                db.execute("INSERT INTO parts (parts, rowid, word) VALUES ('delete', ?, ?)", row)


def fill(db: sqlite3.Connection) -> None:
    """Index every session; within a transaction, and with nothing in the index yet."""
    db.execute("UPDATE overviews SET indexed = coalesce(latest, 0)")
    known: set[str] = set()
    for place, words in db.execute("SELECT place, words FROM told_of ORDER BY place"):
        db.execute("INSERT INTO told (rowid, words) VALUES (?, ?)", (place, words))
        known.update(words.split())
    db.executemany("INSERT INTO words (word) VALUES (?)", ((_decoded(code),) for code in sorted(known)))
    for table in ("parts", "told"):
        command = "rebuild" if table == "parts" else "optimize"
        db.execute(f"INSERT INTO {table} ({table}) VALUES (?)", (command,))  # noqa: S608 - our own words


def knows_all_words(db: sqlite3.Connection) -> bool:
    """Whether every word that stands in an indexed session is among the words."""
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab('main', 'told', 'row')")
    known = f"SELECT substr(lower(hex(word)), 1, {_LONGEST}) FROM words"  # noqa: S608 - our own words
    return db.execute(f"SELECT term FROM terms EXCEPT {known} LIMIT 1").fetchone() is None  # noqa: S608


def query_of(db: sqlite3.Connection, words: Iterable[str]) -> str | None:
    """What to ask the index for sessions that may have all `words`, which are folded.

    Returns:
        A query in FTS5's words, empty where no word narrows the search; None where one stands nowhere.
    """
    asked = []
    for word in dict.fromkeys(words):
        found = _containing(db, word)
        if not found:
            return None
        if len(found) <= MOST_WORDS:
            asked.append(f"({' OR '.join(map(_encoded, found))})")
    return " AND ".join(asked)


def _containing(db: sqlite3.Connection, part: str) -> list[str]:
    """Words in which `part` stands, one more than `MOST_WORDS` at most."""
    if len(part) < 3:
        # Too short for the index of parts: all words are looked at, until there are enough.
        rows = db.execute("SELECT word FROM words WHERE instr(word, ?) LIMIT ?", (part, MOST_WORDS + 1))
    else:
        quoted = '"' + part.replace('"', '""') + '"'
        rows = db.execute(
            "SELECT word FROM words WHERE id IN (SELECT rowid FROM parts WHERE parts MATCH ? LIMIT ?)",
            (quoted, MOST_WORDS + 1),
        )
    return [row[0] for row in rows]


def _words_told(db: sqlite3.Connection, session: str) -> list[str]:
    rows = db.execute("SELECT words FROM told_of WHERE session = ?", (session,)).fetchall()
    return list(chain.from_iterable(row[0].split() for row in rows))


def _learn(db: sqlite3.Connection, encoded: Iterable[str]) -> None:
    for word in map(_decoded, encoded):
        for (word_id,) in db.execute(_ADD_WORD, (word,)).fetchall():
            db.execute("INSERT INTO parts (rowid, word) VALUES (?, ?)", (word_id, word))


_TELL = "INSERT INTO told (rowid, words) SELECT place, words FROM told_of WHERE session = ?"
_FORGET = "INSERT INTO told (told, rowid, words) SELECT 'delete', place, words FROM told_of WHERE session = ?"


def _told_words(text: bytes | None) -> str:
    """All different words of a text, encoded; of bytes, as a damaged text must not stop the others."""
    words = folded((text or b"").decode("utf-8", "replace").replace("\0", " ")).split()
    return " ".join(sorted(map(_encoded, set(words))))


def _encoded(word: str) -> str:
    return word.encode("utf-8").hex()


def _decoded(code: str) -> str:
    return bytes.fromhex(code).decode("utf-8")
