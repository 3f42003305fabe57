import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import Trouble
from assistant.household import Household
from assistant.sessions import FILE_NAME, SCHEMA, Sessions
from assistant.state import fold
from assistant.turns import Spoken


class Ticking:
    """A clock that goes a second further at each look."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 23, 59, 50, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    opened = Sessions(tmp_path / "home", Ticking())
    yield opened
    opened.close()


def spoken(n: int, said: str = "hello", **effect: str) -> Spoken:
    return Spoken(n, "answer", said, f"You said {said}.", (effect,) if effect else ())


def test_what_is_kept_comes_back(sessions: Sessions) -> None:
    log = sessions.begin("guided")
    log.append(spoken(1, "ünïcode", do="title", text="Orders"), {"start": None})
    log.append(spoken(2, "7", do="answer", fact="steps", value="7", text="7"), {"start": "sequential"})
    found = sessions.load(log.id)
    assert (found.title, found.mode, found.verdict) == ("Orders", "guided", {"start": "sequential"})
    assert found.started == "2026-03-01T23:59:52+00:00"
    assert [(turn.n, turn.said, turn.kind) for turn in found.turns] == [
        (1, "ünïcode", "answer"),
        (2, "7", "answer"),
    ]
    assert found.turns[1].at == "2026-03-01T23:59:54+00:00"
    assert fold(found.turns).values == {"steps": "7"}


def test_an_id_is_the_day_and_some_letters(sessions: Sessions) -> None:
    ids = {sessions.begin("guided").id for _ in range(50)}
    assert len(ids) == 50
    assert all(re.fullmatch(r"2026030[12]-[0-9a-f]{8}", each) for each in ids)


def test_an_id_may_be_shortened_as_long_as_one_fits(sessions: Sessions) -> None:
    first, second = (sessions.begin("guided").id for _ in range(2))
    assert sessions.load(first[:-1]).id == first
    with pytest.raises(Trouble, match="2 sessions begin with '2026'"):
        sessions.load("2026")
    sessions.delete(second)
    assert sessions.load("2").id == first


@pytest.mark.parametrize(
    "name", ["", "x", "%", "____", "2026%", "' OR 1=1 --", "\x1b[31m", "\udcff", "\x00", "9" * 10_000]
)
def test_a_session_that_is_not_there_is_a_trouble(sessions: Sessions, name: str) -> None:
    sessions.begin("guided")
    with pytest.raises(Trouble, match="There is no session") as trouble:
        sessions.load(name)
    assert len(str(trouble.value)) < 200
    with pytest.raises(Trouble, match="There is no session"):
        sessions.delete(name)


def test_the_list_is_newest_first(sessions: Sessions) -> None:
    ids = [sessions.begin("guided").id for _ in range(3)]
    assert [each.id for each in sessions.glances()] == ids[::-1]


def test_the_last_session_is_the_one_with_the_newest_turn(sessions: Sessions) -> None:
    assert sessions.latest() is None
    old, new, asked, _empty = (sessions.begin(mode) for mode in ("guided", "full", "ask", "guided"))
    new.append(spoken(1), {})
    old.append(spoken(1), {})
    asked.append(spoken(1), {})
    latest, interview = sessions.latest(), sessions.latest(interviews=True)
    assert latest is not None
    assert interview is not None
    assert (latest.id, interview.id) == (asked.id, old.id)
    asked.append(spoken(2, '{"do": "pending"', do="note", text='{"do": "pending"'), {})
    interview = sessions.latest(interviews=True)
    assert interview is not None
    assert interview.id == old.id


def test_a_question_that_went_on_to_an_interview_is_gone_on_with(tmp_path: Path) -> None:
    house = Household(tmp_path)
    talk = house.begin("ask")
    for line in ("what is a saga?", "start"):
        talk.say(line)
    assert house.interview(None).turns[-1].said == "start"


def test_search_finds_all_words_in_what_was_said_replied_or_named(sessions: Sessions) -> None:
    orders, other = sessions.begin("guided"), sessions.begin("guided")
    orders.append(spoken(1, "a parcel", do="title", text="Orders"), {})
    orders.append(spoken(2, "ångström"), {})
    other.append(spoken(1, "100% sure_ Über"), {})
    for words, found in [
        ("PARCEL", [orders.id]), ("parcel orders", [orders.id]), ("you said", [other.id, orders.id]),
        ("parcel sure", []), ("100%", [other.id]), ("%", [other.id]), ("_", [other.id]),
        ("' OR 1=1 --", []), ("par%el", []), ("p_rcel", []), ("\\", []),
        ("100\\%", []), ("ÜBER", [other.id]), ("über SURE", [other.id]), ("ÅNGSTRÖM", [orders.id]),
        ("parcel* OR sure", []), ('"you said"', []),
    ]:  # fmt: skip
        assert [each.id for each in sessions.glances(words)] == found, words


def test_a_glance_tells_how_far_a_session_came(sessions: Sessions, tmp_path: Path) -> None:
    first, second = sessions.begin("guided"), sessions.begin("ask")
    first.append(spoken(1, do="title", text="Orders"), {"start": None})
    first.append(spoken(2), {"start": "hybrid", "stability": "settled"})
    old, new = sessions.glances()
    assert (new.id, new.title, new.mode, new.turns, new.last, new.start) == (second.id, "", "ask", 0, "", "")
    assert (old.title, old.turns, old.start, old.stability) == ("Orders", 2, "hybrid", "settled")
    assert old.last == "2026-03-01T23:59:56+00:00"
    assert sessions.glances(limit=1) == [old]
    assert sessions.glances("orders") == [replace(old, excerpt="Orders")]
    assert sessions.glances(limit=1, offset=1) == [new]
    second.append(spoken(1), {})
    assert [each.id for each in sessions.glances()] == [second.id, first.id]
    with closing(sqlite3.connect(tmp_path / "home" / FILE_NAME)) as db:
        db.execute("UPDATE sessions SET verdict = 'no json', title = ?", ("a\x1b[31mb",))
        db.commit()
    assert [(each.title, each.start) for each in sessions.glances()] == [("a b", ""), ("a b", "")]


@pytest.mark.parametrize(
    "given", ["' OR '1'='1", "%", "_", "\\", "\\%", '"', "NEAR(a b)", "-", "*", "ß_", "%ß"]
)
def test_signs_in_a_search_are_only_signs(sessions: Sessions, given: str) -> None:
    with_it, without = sessions.begin("guided"), sessions.begin("guided")
    with_it.append(spoken(1, f"before{given}behind"), {})
    without.append(spoken(1, "before behind aa ss"), {})
    assert [each.id for each in sessions.glances(given)] == [with_it.id]


def test_a_deleted_session_is_gone_with_its_turns(sessions: Sessions, tmp_path: Path) -> None:
    log, kept = sessions.begin("guided"), sessions.begin("guided")
    log.append(spoken(1), {})
    kept.append(spoken(1), {})
    sessions.delete(log.id)
    assert [each.id for each in sessions.glances()] == [kept.id]
    with closing(sqlite3.connect(tmp_path / "home" / FILE_NAME)) as db:
        assert db.execute("SELECT count(*) FROM turns").fetchone() == (1,)
    with pytest.raises(Trouble, match="was deleted meanwhile"):
        log.append(spoken(2), {})


def test_of_two_writers_the_second_is_refused(sessions: Sessions, tmp_path: Path) -> None:
    log = sessions.begin("guided")
    log.append(spoken(1), {})
    other = Sessions(tmp_path / "home")
    other.log(log.id).append(spoken(2, "theirs"), {"start": "hybrid"})
    with pytest.raises(Trouble, match=f"whichflow session resume {log.id}"):
        log.append(spoken(2, "ours"), {"start": "sequential"})
    assert [turn.said for turn in sessions.load(log.id).turns] == ["hello", "theirs"]
    assert sessions.load(log.id).verdict == {"start": "hybrid"}
    other.close()


def test_a_newer_edition_is_left_alone(sessions: Sessions, tmp_path: Path) -> None:
    sessions.begin("guided")
    sessions.close()
    with closing(sqlite3.connect(tmp_path / "home" / FILE_NAME)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    for _ in range(2):
        with pytest.raises(Trouble, match="written by a newer whichflow"):
            sessions.glances()


@pytest.mark.parametrize(
    "junk", [b"not a database at all, but long enough to be one" * 99, b"SQLite format 3\0"]
)
def test_a_damaged_file_is_a_trouble(sessions: Sessions, tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / FILE_NAME).write_bytes(junk)
    for attempt in (sessions.glances, sessions.latest, lambda: sessions.begin("guided")):
        with pytest.raises(Trouble, match=re.escape(FILE_NAME)):
            attempt()


def test_damage_in_the_middle_of_the_file_is_told(sessions: Sessions, tmp_path: Path) -> None:
    log = sessions.begin("guided")
    for n in range(1, 200):
        log.append(spoken(n, "x" * 500), {})
    sessions.close()
    path = tmp_path / "home" / FILE_NAME
    data = bytearray(path.read_bytes())
    data[8192:-4096] = os.urandom(len(data) - 12288)
    path.write_bytes(data)
    with pytest.raises(Trouble):
        sessions.load(log.id)
    found: list[str] = []
    try:
        found = sessions.check()
    except Trouble as trouble:
        found = [str(trouble)]
    assert found


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("effects", "not json"), ("effects", "{}"), ("effects", "[1, null, []]"), ("effects", "[" * 5000),
        ("effects", '[{"do": "answer"}]'), ("effects", '[{"do": "answer", "fact": "steps"}]'),
        ("effects", '[{"do": ["answer"]}]'),
        ("effects", '[{"do": "note"}, {"do": "leave-out"}, {"do": "keep"}]'),
        ("effects", '[{"do": "title"}, {"do": "pending"}, {"do": "dance"}]'), ("effects", b"\xff\x00"),
        ("said", b"\xff"), ("reply", b"\xff"), ("kind", "dance"), ("at", "\x1b[2J"),
        ("reply", "\x1b]52;c;x\x07"),
    ],
)  # fmt: skip
def test_a_damaged_turn_changes_nothing_and_shows_nothing(
    sessions: Sessions, tmp_path: Path, column: str, value: object
) -> None:
    log = sessions.begin("guided")
    log.append(spoken(1), {})
    with closing(sqlite3.connect(tmp_path / "home" / FILE_NAME)) as db:
        db.execute(f"UPDATE turns SET {column} = ?", (value,))  # noqa: S608
        db.commit()
    found = sessions.load(log.id)
    assert "\x1b" not in repr(found).encode().decode("unicode_escape")
    assert fold(found.turns).values == {}


@pytest.mark.parametrize("column", ["title", "started", "mode"])
def test_a_hostile_session_row_is_cleaned(sessions: Sessions, tmp_path: Path, column: str) -> None:
    log = sessions.begin("guided")
    with closing(sqlite3.connect(tmp_path / "home" / FILE_NAME)) as db:
        db.execute(f"UPDATE sessions SET {column} = ?", ("a\x1b[31mb\u202e",))  # noqa: S608
        db.execute("UPDATE sessions SET verdict = 'null'")
        db.commit()
    found, (shown,) = sessions.load(log.id), sessions.glances()
    assert getattr(found, column) == getattr(shown, column) == "a b"
    assert found.verdict == {}


def test_a_home_that_cannot_be_used_is_a_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(Trouble, match="give another folder with --home"):
            Sessions(home).begin("guided")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_home_without_the_right_to_write_is_a_trouble(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    with pytest.raises(Trouble, match="give another folder with --home"):
        Sessions(home).begin("guided")


def test_nobody_else_may_read_what_was_said(sessions: Sessions, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        sessions.begin("guided").append(spoken(1), {})
        home = tmp_path / "home"
        assert home.stat().st_mode & 0o777 == 0o700
        said = [path for path in home.iterdir() if path.name.startswith(FILE_NAME)]
        assert said
        assert {path.stat().st_mode & 0o777 for path in said} == {0o600}
    finally:
        os.umask(before)


def test_reading_a_home_that_is_not_there_finds_nothing(sessions: Sessions) -> None:
    assert sessions.check() == []
    assert sessions.glances() == []
    assert sessions.check() == []


def test_a_turn_is_synced_to_disk(sessions: Sessions, tmp_path: Path) -> None:
    sessions.begin("guided")
    with closing(sqlite3.connect(tmp_path / "home" / FILE_NAME)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection = sessions._connection
    assert connection is not None
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_effects_are_kept_as_plain_json(sessions: Sessions, tmp_path: Path) -> None:
    sessions.begin("guided").append(spoken(1, do="note", fact="", text="ü"), {})
    with closing(sqlite3.connect(tmp_path / "home" / FILE_NAME)) as db:
        (kept,) = db.execute("SELECT effects FROM turns").fetchone()
    assert json.loads(kept) == [{"do": "note", "fact": "", "text": "ü"}]
