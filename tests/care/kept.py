"""Homes with sessions in them, for what is damaged and saved."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from assistant.sessions import FILE_NAME, Sessions
from assistant.turns import Spoken, Turn

LONG = "A reply that is longer than a page of the database. " * 200


def filled(home: Path, sessions: int = 3, turns: int = 40) -> Path:
    """A home whose sessions fill many pages, all of them in the file itself; the file."""
    store = Sessions(home)
    for number in range(sessions):
        log = store.begin("guided")
        for n in range(1, turns + 1):
            reply = LONG if n % 10 == 0 else f"Noted, {n}. " * 20
            effects = (
                ({"do": "title", "text": f"Flow {number}"},) if n == 2 else ({"do": "note", "text": "ä"},)
            )
            log.append(Spoken(n, "command", f"line {n} of {number}", reply, effects), {"start": "hybrid"})
    store.close()
    path = home / FILE_NAME
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def told(home: Path) -> dict[str, tuple[Turn, ...]]:
    """Every session with its turns, read in the usual way."""
    store = Sessions(home)
    try:
        assert store.check() == []
        return {each.id: store.load(each.id).turns for each in store.glances()}
    finally:
        store.close()
