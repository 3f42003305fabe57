"""A home with sessions as the first edition kept them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import sqlite_utils

from assistant.sessions import FILE_NAME
from assistant.turns import Session


def write_first_edition(home: Path, sessions: Sequence[Session]) -> Path:
    """Write them, the turns one session after the other, and return the database's path."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / FILE_NAME
    with closing(sqlite_utils.Database(path)) as db:
        db.enable_wal()
        db.table("sessions").create(
            {"id": str, "title": str, "started": str, "mode": str, "verdict": str},
            pk="id",
            not_null={"title", "started", "mode", "verdict"},
        )
        turns = db.table("turns").create(
            {
                "place": int, "session": str, "n": int, "at": str, "kind": str, "said": str, "reply": str,
                "effects": str,
            },
            pk="place",
            foreign_keys=[("session", "sessions", "id")],
            not_null={"session", "n", "at", "kind", "said", "reply", "effects"},
        )  # fmt: skip
        turns.create_index(["session", "n"], unique=True)
        for each in sessions:
            verdict = json.dumps(each.verdict)
            db.execute(
                "INSERT INTO sessions VALUES (?,?,?,?,?)",
                (each.id, each.title, each.started, each.mode, verdict),
            )
            for turn in each.turns:
                db.execute(
                    "INSERT INTO turns (session, n, at, kind, said, reply, effects) VALUES (?,?,?,?,?,?,?)",
                    (each.id, turn.n, turn.at, turn.kind, turn.said, turn.reply, json.dumps(turn.effects)),
                )
        db.execute("PRAGMA user_version = 1")
        db.conn.commit()
    return path
