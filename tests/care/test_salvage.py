"""A damaged sessions.db: every row that is still in it comes out of it, and nothing that was never said."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.care.kept import damages
from assistant.care.pages import Pages
from assistant.care.salvage import salvage
from assistant.care.saved import CHANGE_LOST, TURN_LOST, saved_sessions
from assistant.errors import Trouble
from assistant.sessions import FILE_NAME, Sessions
from assistant.turns import Spoken
from tests.care.kept import filled, told

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that is only read."""
    home = tmp_path_factory.mktemp("home")
    filled(home)
    return home


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "home"))


def test_a_sound_database_comes_out_as_it_was(whole: Path, home: Path) -> None:
    first, second = salvage(home / FILE_NAME, NOW)
    assert told(home) == told(whole)
    assert first == "3 sessions with 120 turns were saved; no turn is known to be lost."
    kept = home / "sessions.damaged-20261123T093000Z.db"
    assert second == f"The damaged file is kept as {kept}."
    assert kept.read_bytes() == (whole / FILE_NAME).read_bytes()
    assert {path.stat().st_mode & 0o777 for path in home.glob("sessions*.db")} == {0o600}


def test_what_is_only_in_the_log_is_saved_too(whole: Path, home: Path) -> None:
    store = Sessions(home)
    log = store.begin("guided")
    log.append(Spoken(1, "command", "said last", "ok"), {})
    # As a kill leaves it: nobody lets go of the database.
    away = home.with_name("away")
    shutil.copytree(home, away)
    store.close()
    assert (away / f"{FILE_NAME}-wal").stat().st_size
    data = bytearray((away / FILE_NAME).read_bytes())
    data[:100] = bytes(100)
    (away / FILE_NAME).write_bytes(data)
    salvage(away / FILE_NAME, NOW)
    now = told(away)
    assert [turn.said for turn in now[log.id]] == ["said last"]
    assert {name: now[name] for name in told(whole)} == told(whole)
    assert not (away / f"{FILE_NAME}-wal").exists() or not (away / f"{FILE_NAME}-wal").stat().st_size


@pytest.mark.parametrize("page", [0, 1, 2, 3])
def test_a_blank_page_costs_its_own_rows_alone(whole: Path, home: Path, page: int) -> None:
    path = home / FILE_NAME
    data = path.read_bytes()
    path.write_bytes(data[: page * PAGE] + bytes(PAGE) + data[(page + 1) * PAGE :])
    assert any(damages(path))
    salvage(path, NOW)
    now, before = told(home), told(whole)
    for name, turns in before.items():
        saved = {turn.said: turn for turn in now[name]}
        missing = [turn for turn in turns if turn.said not in saved]
        assert len(missing) < 30
        assert all(saved[turn.said] == turn for turn in turns if turn not in missing)
        assert [turn.n for turn in now[name]] == list(range(1, len(now[name]) + 1))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_whatever_is_harmed_nothing_is_made_up_and_nearly_all_is_saved(
    whole: Path, chance: random.Random
) -> None:
    data = bytearray((whole / FILE_NAME).read_bytes())
    harmed = chance.randint(1, 3)
    for _ in range(harmed):
        at = chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
    said = {f"line {n} of {number}" for number in range(3) for n in range(1, 41)}
    sessions = saved_sessions(Pages(bytes(data)).rows())
    turns = [turn for session in sessions for turn in session.turns]
    whole_ones = [turn.said for turn in turns if turn.said in said]
    # A bit in a cell costs that row; one in a page's head costs that page.
    assert len(whole_ones) >= 120 - 30 * harmed
    assert len(set(whole_ones)) == len(whole_ones)
    strange = [turn for turn in turns if turn.said not in said and turn.reply != TURN_LOST]
    assert len(strange) <= harmed
    for session in sessions:
        assert [turn.n for turn in session.turns] == list(range(1, len(session.turns) + 1))
        assert all(one.place < other.place for one, other in pairwise(session.turns))


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=9000), st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(data: bytes, log: bytes) -> None:
    head = b"SQLite format 3\0\x02\x00" + bytes(82)
    for junk in (data, head + data, head + b"\x0d" + data):
        saved_sessions(Pages(junk, b"\x37\x7f\x06\x82" + log).rows())


def test_what_was_deleted_stays_deleted(whole: Path, home: Path) -> None:
    gone, *others = told(whole)
    store = Sessions(home)
    store.delete(gone)
    store.close()
    sessions = saved_sessions(Pages((home / FILE_NAME).read_bytes()).rows())
    assert {session.id for session in sessions} == set(others)


def test_a_turn_that_is_gone_is_told_in_its_place(whole: Path, home: Path) -> None:
    path = home / FILE_NAME
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM turns WHERE n IN (5, 6) AND session = (SELECT min(id) FROM sessions)")
        db.execute("UPDATE turns SET effects = '[{' WHERE n = 9 AND session = (SELECT min(id) FROM sessions)")
    name = min(told(whole))
    assert list(damages(path)) == [
        f"session {name} lacks turn 5",
        f"turn 9 of session {name} cannot be read",
    ]
    first, _second = salvage(path, NOW)
    assert first == (
        "3 sessions with 118 turns were saved, 1 turn only in part; 2 turns are known to be lost."
    )
    turns = told(home)[name]
    assert [turn.reply for turn in turns[4:6]] == [TURN_LOST] * 2
    assert turns[8].reply.endswith(CHANGE_LOST)
    assert turns[8].said == told(whole)[name][8].said
    assert list(damages(path)) == []


def test_turns_without_their_session_get_one(home: Path) -> None:
    path = home / FILE_NAME
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM sessions WHERE id = (SELECT min(id) FROM sessions)")
    salvage(path, NOW)
    store = Sessions(home)
    assert len(store.glances()) == 3
    assert {each.title for each in store.glances()} == {"Flow 0", "Flow 1", "Flow 2"}
    store.close()


def test_a_database_that_somebody_has_open_is_left_alone(home: Path) -> None:
    path = home / FILE_NAME
    hold = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]);"
        "db.execute('SELECT 1 FROM turns').fetchone(); print('open', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        before = path.read_bytes()
        with pytest.raises(Trouble, match="is open in another whichflow; leave that one, and try again"):
            salvage(path, NOW)
        assert path.read_bytes() == before
        other.communicate(b"\n")
    assert not list(home.glob("*.part"))
