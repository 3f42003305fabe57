"""A home of the first edition, opened by this one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from assistant.errors import Trouble
from assistant.sessions import FILE_NAME, SCHEMA, Sessions, index
from assistant.sessions.layout import KEPT
from assistant.state import fold
from assistant.turns import Session, Spoken, Turn
from tests.assistant.first_edition import write_first_edition

AT = "2026-03-01T09:00:00+00:00"
SESSIONS = [
    Session(
        "20260301-aaaa0001",
        "Orders & Überweisungen",
        AT,
        "guided",
        (
            Turn(1, "opening", "", "Welcome.\n  1  A call", (), AT),
            Turn(2, "answer", "a parcel", "Noted.", ({"do": "answer", "fact": "steps", "value": "4"},), AT),
        ),
        {"start": "hybrid", "stability": "settled", "reasons": ["x" * 9000]},
    ),
    Session("20260301-aaaa0002", "", AT, "ask", (Turn(1, "question", "a saga? 漢字", "No.", (), AT),)),
    Session("20260301-aaaa0003", "", AT, "guided"),
    Session("20260301-bbbb0004", "Parcels 100%", AT, "fast", (Turn(1, "unclear", "ÅNGSTRÖM", "?", (), AT),)),
]
FOUND = {
    "parcel": [3, 0], "PARCEL": [3, 0], "über noted": [0], "ångström": [3], "漢字": [1], "漢": [1], "字": [1],
    "0%": [3], "%": [3], "saga parcel": [], "_": [], "no": [1, 0], "?": [3, 1], "x": [],
}  # fmt: skip


def dump(path: Path) -> list[str]:
    """All that is in a database."""
    with closing(sqlite3.connect(path)) as db:
        return [str(db.execute("PRAGMA user_version").fetchone()), *db.iterdump()]


def check_all(home: Path) -> None:
    """Every session, list, search and last session is as it was in the first edition."""
    with closing(Sessions(home)) as sessions:
        assert [sessions.load(each.id) for each in SESSIONS] == SESSIONS
        assert sessions.load("20260301-b") == SESSIONS[3]
        assert [each.id for each in sessions.glances()] == [SESSIONS[n].id for n in (3, 1, 0, 2)]
        shown = sessions.glances()[2]
        assert (shown.turns, shown.last, shown.start, shown.stability) == (2, AT, "hybrid", "settled")
        for words, found in FOUND.items():
            assert [each.id for each in sessions.glances(words)] == [SESSIONS[n].id for n in found], words
        latest = sessions.latest()
        assert latest is not None
        assert latest.id == SESSIONS[3].id
        assert (sessions.check(), sessions.mend()) == ([], [])


def test_a_home_of_the_first_edition_is_the_same_in_this_one(tmp_path: Path) -> None:
    path = write_first_edition(tmp_path, SESSIONS)
    check_all(tmp_path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    with closing(Sessions(tmp_path)) as sessions:
        sessions.log(SESSIONS[0].id).append(
            Spoken(3, "answer", "zeppelin", "Noted."), {"start": "sequential"}
        )
        assert fold(sessions.load(SESSIONS[0].id).turns).values == {"steps": "4"}
        assert [each.start for each in sessions.glances("parcel zeppelin")] == ["sequential"]


def test_a_new_home_has_the_tables_of_the_first_edition(tmp_path: Path) -> None:
    """Both make the same of it, so that there is one layout and not two."""
    Sessions(tmp_path / "new").begin("guided")
    write_first_edition(tmp_path / "old", [])
    columns = []
    for home in ("new", "old"):
        with closing(sqlite3.connect(tmp_path / home / FILE_NAME)) as db:
            rows = [db.execute(f"PRAGMA table_info({name})").fetchall() for name in ("sessions", "turns")]
            columns.append((rows, db.execute("PRAGMA index_list(turns)").fetchall()))
    assert columns[0] == columns[1]


@pytest.mark.parametrize("error", [sqlite3.OperationalError("disk I/O error"), OSError("no space left")])
def test_an_upgrade_that_fails_leaves_the_old_database_as_it_was(tmp_path: Path, error: Exception) -> None:
    path = write_first_edition(tmp_path, SESSIONS)
    before = dump(path)

    def broken(db: sqlite3.Connection) -> None:
        fill(db)
        raise error

    fill = index.fill
    with patch("assistant.sessions.index.fill", broken), pytest.raises(Trouble, match=r"sessions\.db"):
        Sessions(tmp_path).glances()
    assert dump(path) == before
    check_all(tmp_path)


def test_what_a_first_edition_left_half_made_is_finished(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as db:
        db.execute(KEPT[0])
    with closing(Sessions(tmp_path)) as sessions:
        sessions.begin("guided").append(Spoken(1, "answer", "hello", "Noted."), {})
        assert len(sessions.glances("hello")) == 1


def test_a_newer_edition_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = write_first_edition(tmp_path, SESSIONS)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = dump(path)
    with pytest.raises(Trouble, match="was written by a newer whichflow; update whichflow to read it"):
        Sessions(tmp_path).glances()
    assert dump(path) == before


KILLED = """
import os, sys
from pathlib import Path
from assistant.sessions import Sessions, index
index._decoded = lambda code: os.kill(os.getpid(), 9)
Sessions(Path(sys.argv[1])).glances()
"""
UPGRADE = """
import sys
from pathlib import Path
from assistant.sessions import Sessions
print(len(Sessions(Path(sys.argv[1])).glances("parcel")))
"""


@pytest.mark.long
def test_an_upgrade_that_is_killed_leaves_the_old_database_as_it_was(tmp_path: Path) -> None:
    path = write_first_edition(tmp_path, SESSIONS)
    before = dump(path)
    assert subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False).returncode == -9
    assert dump(path) == before
    check_all(tmp_path)


@pytest.mark.long
def test_of_two_that_upgrade_at_once_both_find_everything(tmp_path: Path) -> None:
    write_first_edition(tmp_path, SESSIONS)
    running = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, str(tmp_path)], stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [process.communicate(timeout=60)[0] for process in running] == [b"2\n"] * 3
    check_all(tmp_path)
