"""doctor says what is wrong, changes nothing by itself, and mends what can be mended when it is told to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.records.linking import PENDING
from assistant.records.transcript import transcript_bytes
from assistant.sessions import FILE_NAME
from knowledge.base import FILE_NAME as BASE
from knowledge.seal import is_whole
from rules.space import SHIPPED
from tests.care.kept import filled, told
from tests.cli.conftest import Here, fresh  # noqa: F401  (a fixture)
from tests.records.shelved import ours, put

pytestmark = pytest.mark.long

Harm = Callable[[Path], object]


def blank_page(home: Path) -> None:
    path = filled(home)
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(4096) + data[8192:])


def flipped_base(home: Path) -> None:
    data = bytearray((home / BASE).read_bytes())
    data[20_000] ^= 4
    (home / BASE).write_bytes(data)


def open_rights(home: Path) -> None:
    filled(home).chmod(0o644)
    home.chmod(0o755)


def left(home: Path) -> None:
    (home / f"{BASE}.abc.part").write_bytes(b"half")
    (home / f"{SHIPPED.stem}.4711").write_bytes(b"half")


def half_a_space(home: Path) -> None:
    (home / SHIPPED.name).write_text(SHIPPED.read_text("utf-8")[:500], "utf-8")


HARMS: dict[str, tuple[Harm, str, str]] = {
    "sessions": (blank_page, "sessions", "sessions.db is damaged"),
    "base": (flipped_base, "guide base", f"{BASE} is damaged; whatever needs the guide builds it anew"),
    "rights": (open_rights, "rights", "sessions.db may be read by others (0644 instead of 0600)"),
    "leftovers": (left, "leftovers", "was left half written by a killed process"),
    "space": (half_a_space, "answer space", "answer_space.json is damaged"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_it_is_told_first_and_mended_when_asked(fresh: Here, harm: str) -> None:  # noqa: F811
    do, concern, says = HARMS[harm]
    do(fresh.home)
    before = {path.name: path.read_bytes() for path in fresh.home.iterdir() if path.suffix != ".lock"}
    looked = fresh.run("doctor", "--json", code=1)
    checks = json.loads(looked.stdout)["checks"]
    assert says in "; ".join(checks[concern])
    assert [name for name, found in checks.items() if found] == [concern]
    assert "whichflow doctor --mend mends what can be mended" in looked.stderr
    now = {path.name: path.read_bytes() for path in fresh.home.iterdir() if path.name in before}
    assert now == before
    mended = fresh.run("doctor", "--mend", "--json")
    assert json.loads(mended.stdout)["mended"]
    assert not any(json.loads(mended.stdout)["checks"].values())
    assert fresh.run("doctor", "--mend").stderr == "whichflow: Nothing was found that doctor could mend.\n"


def test_sessions_are_saved_and_counted(fresh: Here) -> None:  # noqa: F811
    blank_page(fresh.home)
    done = fresh.run("doctor", "--mend")
    assert "3 sessions with 120 turns were saved" in done.stderr
    assert len(list(fresh.home.glob("sessions.damaged-*.db"))) == 1
    assert sum(map(len, told(fresh.home).values())) == 120
    assert is_whole(fresh.home / BASE)


def test_a_folder_that_serves_something_else_too_stays_open(fresh: Here) -> None:  # noqa: F811
    (fresh.home / "notes.txt").write_text("mine")
    fresh.home.chmod(0o755)
    fresh.run("doctor", "--mend")
    assert fresh.home.stat().st_mode & 0o777 == 0o755


def test_an_interrupted_supersede_is_finished(fresh: Here, tmp_path: Path) -> None:  # noqa: F811
    folder = tmp_path / "records"
    folder.mkdir()
    put(folder, ours(1), ours(2))
    (folder / PENDING).write_text('{"old":["0001-x.md"],"new":"0002-x.md","day":"2027-01-02"}')
    (folder / ".0002-x.md.part").write_text("half")
    told_first = fresh.run("doctor", "--dir", str(folder), code=1).stdout
    assert "was interrupted; whichflow record check --mend finishes it" in told_first
    assert "0002-x.md.part was left half written" in told_first
    done = fresh.run("doctor", "--mend", "--dir", str(folder))
    assert "The supersede of ADR-0001 by ADR-0002 was interrupted; it is finished now." in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["0001-x.md", "0002-x.md"]


def test_a_transcript_goes_only_where_its_session_is_kept(fresh: Here, tmp_path: Path) -> None:  # noqa: F811
    filled(fresh.home, sessions=1, turns=3)
    (turns,) = told(fresh.home).values()
    folder = tmp_path / "records"
    folder.mkdir()
    kept, foreign = folder / "0001-x.session.jsonl", folder / "0002-x.session.jsonl"
    kept.write_bytes(transcript_bytes(turns[:2]))
    foreign.write_bytes(transcript_bytes([replace(turns[0], said="not ours")]))
    done = fresh.run("doctor", "--mend", "--dir", str(folder), code=1)
    assert "its session is kept, and its record was never written" in done.stderr
    assert "0002-x.session.jsonl is a transcript without its record" in done.stdout
    assert list(folder.iterdir()) == [foreign]


def test_sessions_of_a_newer_edition_are_no_damage(fresh: Here) -> None:  # noqa: F811
    path = filled(fresh.home)
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 77")
    db.close()
    told_it = fresh.run("doctor", "--mend", code=1)
    assert "was written by a newer whichflow" in told_it.stdout
    assert [found.name for found in fresh.home.glob("sessions*.db")] == [FILE_NAME]
