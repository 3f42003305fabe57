"""The layout of the database: what is kept, and what is worked out from it.

Kept are `sessions` and `turns`, as the first edition made them. All else can be made anew from these two:

- `overviews`, a narrow row a session, has what a list shows. Triggers keep it, so that it follows whoever
  writes, and a list reads neither turns nor verdicts.
- `words` has every different word of the sessions that are indexed, in small letters, and `parts` finds those
  in which some letters stand.
- `told` finds the sessions in which a word stands. A session is in there under the place of the newest turn
  that it was indexed with: the newest session has the highest number. Words go in as the hexadecimal digits
  of their bytes, so that no sign in them means anything to the tokenizer. Only sets of words are kept, no
  positions.
"""

from __future__ import annotations

SCHEMA = 2
"""Layout of the database, kept in its user_version; a newer one is left alone."""

KEPT = (
    """CREATE TABLE IF NOT EXISTS sessions (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, started TEXT NOT NULL, mode TEXT NOT NULL,
        verdict TEXT NOT NULL
    )""",
    """CREATE TABLE IF NOT EXISTS turns (
        place INTEGER PRIMARY KEY, session TEXT NOT NULL REFERENCES sessions(id), n INTEGER NOT NULL,
        at TEXT NOT NULL, kind TEXT NOT NULL, said TEXT NOT NULL, reply TEXT NOT NULL, effects TEXT NOT NULL
    )""",
    # The index is also what refuses a second turn of the same number, said by another process.
    "CREATE UNIQUE INDEX IF NOT EXISTS idx_turns_session_n ON turns(session, n)",
)
"""Schema 1. A first edition that was cut off may have made some of it."""

_START = "CASE WHEN json_valid({0}) THEN json_extract({0}, '$.start') END"
_STABILITY = "CASE WHEN json_valid({0}) THEN json_extract({0}, '$.stability') END"
_OF_NEW = f"{_START.format('new.verdict')}, {_STABILITY.format('new.verdict')}"

OVERVIEWS = (
    """CREATE TABLE overviews (
        session TEXT PRIMARY KEY,
        turns INTEGER NOT NULL DEFAULT 0, latest INTEGER, last TEXT NOT NULL DEFAULT '', start, stability,
        indexed INTEGER NOT NULL DEFAULT 0
    )""",
    # Rows are numbered as sessions are begun: of those without a turn, the newest comes first.
    "CREATE INDEX overviews_newest ON overviews(latest)",
    "CREATE INDEX overviews_indexed ON overviews(indexed)",
    "CREATE INDEX overviews_waiting ON overviews(latest) WHERE latest <> indexed",
    f"""CREATE TRIGGER session_begun AFTER INSERT ON sessions BEGIN
        INSERT OR REPLACE INTO overviews (session, start, stability) VALUES (new.id, {_OF_NEW});
    END""",  # noqa: S608 - our own words
    """CREATE TRIGGER session_deleted AFTER DELETE ON sessions BEGIN
        DELETE FROM overviews WHERE session = old.id;
    END""",
    """CREATE TRIGGER turn_kept AFTER INSERT ON turns BEGIN
        UPDATE overviews SET turns = new.n, latest = new.place, last = new.at
        WHERE session = new.session AND new.n >= turns;
    END""",
    f"""CREATE TRIGGER verdict_kept AFTER UPDATE OF verdict ON sessions BEGIN
        UPDATE overviews SET (start, stability) = (SELECT {_OF_NEW}) WHERE session = new.id;
    END""",  # noqa: S608 - our own words
)

INDEX = (
    "CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
    """CREATE VIRTUAL TABLE parts USING fts5(
        word, content='words', content_rowid='id', tokenize='trigram case_sensitive 1'
    )""",
    """CREATE VIEW told_of AS SELECT overviews.indexed AS place, overviews.session AS session,
        told_words(CAST(sessions.title || ' ' || (SELECT group_concat(said || ' ' || reply, ' ') FROM turns
            WHERE turns.session = sessions.id AND turns.place <= overviews.indexed) AS BLOB)) AS words
        FROM overviews JOIN sessions ON sessions.id = overviews.session WHERE overviews.indexed > 0""",
    """CREATE VIRTUAL TABLE told USING fts5(
        words, content='told_of', content_rowid='place', detail=none, columnsize=0, tokenize='ascii'
    )""",
)

WORKED_OUT = f"""SELECT sessions.id, coalesce(newest.n, 0), newest.place, coalesce(newest.at, ''),
    {_START.format("verdict")}, {_STABILITY.format("verdict")}
    FROM sessions LEFT JOIN turns AS newest ON newest.session = sessions.id
        AND newest.n = (SELECT max(n) FROM turns WHERE session = sessions.id)"""  # noqa: S608 - our own words
"""What the overviews must say: session, turns, latest, last, start, stability."""

FILL_OVERVIEWS = (
    "INSERT INTO overviews (session, turns, latest, last, start, stability)"
    f" {WORKED_OUT} ORDER BY sessions.rowid"
)
