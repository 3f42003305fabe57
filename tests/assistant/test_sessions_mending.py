"""What a check says of a damaged list or search index, and what mending makes of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from assistant.errors import Trouble
from assistant.sessions import FILE_NAME, Sessions
from assistant.turns import Spoken

LIST = "What the list tells of the sessions does not fit what is kept of them."
INDEX = "The search index is damaged or does not fit what was said, so a search may miss sessions."
LIST_MENDED = "What the list tells of the sessions was worked out anew."
INDEX_MENDED = "The search index was worked out anew."


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    with closing(Sessions(tmp_path)) as opened:
        for said in ("the first parcel", "the second parcel"):
            opened.begin("guided").append(Spoken(1, "answer", said, "Noted."), {"start": "hybrid"})
        opened.begin("guided")
        yield opened


def change(home: Path, *statements: str) -> None:
    """As another program would."""
    with closing(sqlite3.connect(home / FILE_NAME)) as db, db:
        for statement in statements:
            db.execute(statement)


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    """What is in the tables that are worked out."""
    tables = "sqlite_schema", "overviews", "words", "told_data", "parts_data"
    with closing(sqlite3.connect(path)) as db:
        return [db.execute(f"SELECT * FROM {table}").fetchall() for table in tables]  # noqa: S608


@pytest.mark.parametrize(
    ("damage", "told", "mended"),
    [
        ("UPDATE overviews SET turns = 7", LIST, LIST_MENDED),
        ("UPDATE overviews SET start = NULL", LIST, LIST_MENDED),
        ("UPDATE overviews SET latest = 0, last = 'never'", LIST, LIST_MENDED),
        ("DELETE FROM overviews", LIST, LIST_MENDED),
        ("DROP TRIGGER turn_kept", LIST, LIST_MENDED),
        ("DROP INDEX overviews_newest", LIST, LIST_MENDED),
        ("DROP VIEW told_of", LIST, LIST_MENDED),
        ("DROP TABLE words", LIST, LIST_MENDED),
        ("DROP TABLE told", LIST, LIST_MENDED),
        ("DROP TABLE told_data", INDEX, INDEX_MENDED),
        ("DELETE FROM told_config", INDEX, INDEX_MENDED),
        ("DROP TABLE parts_idx", INDEX, INDEX_MENDED),
        ("DELETE FROM parts_data", INDEX, INDEX_MENDED),
        ("INSERT INTO overviews (session) VALUES ('ghost')", LIST, LIST_MENDED),
        ("DELETE FROM words WHERE word = 'parcel'", INDEX, INDEX_MENDED),
        ("INSERT INTO words (word) VALUES ('ghost')", INDEX, INDEX_MENDED),
        ("INSERT INTO told (told) VALUES ('delete-all')", INDEX, INDEX_MENDED),
        ("DELETE FROM told_data WHERE id > 10", INDEX, INDEX_MENDED),
        ("DELETE FROM parts_data WHERE id > 10", INDEX, INDEX_MENDED),
        ("UPDATE parts_data SET block = x'00' WHERE id > 10", INDEX, INDEX_MENDED),
        ("UPDATE turns SET said = 'another parcel' WHERE place = 1", INDEX, INDEX_MENDED),
    ],
)
def test_what_can_be_worked_out_is_mended(
    sessions: Sessions, tmp_path: Path, damage: str, told: str, mended: str
) -> None:
    assert (sessions.check(), sessions.mend()) == ([], [])
    sound = sessions.glances()
    change(tmp_path, damage)
    assert told in sessions.check()
    assert mended in sessions.mend()
    assert (sessions.check(), sessions.mend()) == ([], [])
    assert sessions.glances() == sound
    assert [each.turns for each in sessions.glances("PARC")] == [1, 1]


def test_a_broken_index_stops_nobody_from_beginning(sessions: Sessions, tmp_path: Path) -> None:
    sessions.begin("guided").append(Spoken(1, "answer", "a third parcel", ""), {})
    change(tmp_path, "DROP TABLE told_data")
    log = sessions.begin("guided")
    log.append(Spoken(1, "answer", "hello", ""), {})
    assert sessions.load(log.id).turns[0].said == "hello"
    assert INDEX in sessions.check()


def test_mending_that_fails_changes_nothing(sessions: Sessions, tmp_path: Path) -> None:
    change(tmp_path, "UPDATE overviews SET turns = 7")
    path = tmp_path / FILE_NAME
    before = rows(path)
    with (
        patch("assistant.sessions.index.fill", side_effect=sqlite3.OperationalError("disk full")),
        pytest.raises(Trouble, match="disk full"),
    ):
        sessions.mend()
    assert rows(path) == before
    assert sessions.mend() == [LIST_MENDED]


def test_a_damaged_order_is_made_anew(sessions: Sessions, tmp_path: Path) -> None:
    page = sessions._rows("SELECT rootpage FROM sqlite_schema WHERE name = 'idx_turns_session_n'")[0][0]
    size = sessions._rows("PRAGMA page_size")[0][0]
    sessions.close()
    with (tmp_path / FILE_NAME).open("r+b") as file:
        # A leaf of an index without rows.
        file.seek((page - 1) * size)
        file.write(bytes([10, 0, 0, 0, 0, *size.to_bytes(2, "big"), 0]))
    assert "The file is damaged" in sessions.check()[0]
    assert sessions.mend()[0] == "The order in which sessions and turns are found was made anew."
    assert sessions.check() == []
    assert [each.turns for each in sessions.glances("PARC")] == [1, 1]


def test_a_home_that_is_not_there_needs_no_mending(tmp_path: Path) -> None:
    assert Sessions(tmp_path / "none").mend() == []
    assert not (tmp_path / "none").exists()


def test_a_file_that_is_no_database_is_a_trouble(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database, only long enough " * 99)
    with pytest.raises(Trouble, match="whichflow doctor --mend"):
        Sessions(tmp_path).mend()
