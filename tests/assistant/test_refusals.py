import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assistant.refusals import refusal


def error_of(path: Path, sql: str, uri: str = "") -> sqlite3.Error:
    def refused() -> None:
        with closing(sqlite3.connect(f"{path.as_uri()}{uri}", uri=True, timeout=0)) as db:
            db.execute(sql).fetchall()

    with pytest.raises(sqlite3.Error) as told:
        refused()
    return told.value


def test_each_refusal_names_the_file_and_the_way_on(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE t (a)")
        db.execute("BEGIN EXCLUSIVE")
        assert "keeps it locked; leave that one" in refusal(path, error_of(path, "SELECT * FROM t"))
        db.rollback()
        db.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as full:
            db.execute("INSERT INTO t VALUES (zeroblob(9000))")
        db.rollback()
    assert refusal(path, full.value) == (
        f"{path}: the disk is full; make room, and try again (database or disk is full)."
    )
    read_only = error_of(path, "INSERT INTO t VALUES (1)", "?mode=ro")
    assert "it can only be read; mend its rights" in refusal(path, read_only)
    path.write_bytes(b"junk" * 3000)
    damaged = refusal(path, error_of(path, "SELECT 1 FROM t"))
    assert "whichflow doctor --mend saves what can be read" in damaged
    gone = refusal(path, error_of(tmp_path / "no" / "x.db", "PRAGMA user_version"))
    assert "see that its folder can be written" in gone


def test_what_the_system_says_is_told_too(tmp_path: Path) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    assert refusal(tmp_path, full) == (
        f"{tmp_path}: the disk is full; make room, and try again (No space left on device)."
    )
    assert refusal(tmp_path, ValueError("odd")) == f"{tmp_path} cannot be used (odd); see whichflow doctor."
