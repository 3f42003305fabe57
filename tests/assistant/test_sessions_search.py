"""The search: it finds by the index what reading everything would find."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.session_list import folded, words_of
from assistant.sessions import FILE_NAME, Sessions
from assistant.sessions.excerpt import WIDTH, excerpt
from assistant.turns import Session, Spoken


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    with closing(Sessions(tmp_path)) as opened:
        yield opened


def say(sessions: Sessions, *said: str, title: str = "") -> str:
    """A session in which that was said."""
    log = sessions.begin("guided")
    for n, text in enumerate(said, 1):
        effects = ({"do": "title", "text": title},) if title and n == 1 else ()
        log.append(Spoken(n, "answer", text, "", effects), {})
    return log.id


def ids(sessions: Sessions, words: str, **how: int) -> list[str]:
    return [each.id for each in sessions.glances(words, **how)]


EXAMPLES = int(os.environ.get("WHICHFLOW_SEARCHES", "25"))
LETTERS = st.text("aAbB%_\"'*-ßẞſ漢字ÄäΣςσ\u0130 ", max_size=12)
STEPS = st.lists(
    st.tuples(st.sampled_from(["begin", "say", "say", "title", "delete"]), st.integers(0, 5), LETTERS),
    max_size=14,
)


@pytest.mark.long
@settings(max_examples=EXAMPLES, deadline=None)
@given(STEPS, st.lists(LETTERS, min_size=1, max_size=6), st.sampled_from([0, 2, 1000]))
def test_it_finds_what_reading_everything_finds(
    steps: list[tuple[str, int, str]], asked: list[str], most: int
) -> None:
    with TemporaryDirectory() as home, closing(Sessions(Path(home))) as sessions, patch(
        "assistant.sessions.index.MOST_WORDS", most
    ):  # fmt: skip
        sessions.begin("guided")
        assert sessions._connection is not None
        sessions._connection.execute("PRAGMA synchronous = OFF")
        for step, which, text in steps:
            there = sessions.glances()
            if step == "begin" or not there:
                sessions.begin("guided")
                continue
            chosen = sessions.load(there[which % len(there)].id)
            if step == "delete":
                sessions.delete(chosen.id)
                continue
            effects = ({"do": "title", "text": text},) if step == "title" else ()
            turn = Spoken(len(chosen.turns) + 1, "answer", text, text[::-1], effects)
            sessions.log(chosen.id).append(turn, {})
        kept = [sessions.load(each.id) for each in sessions.glances()]
        for words in asked:
            found = [each.id for each in kept if stands(words_of(words), each)]
            assert ids(sessions, words) == (found if words_of(words) else [each.id for each in kept])
            assert ids(sessions, words, limit=1, offset=1) == ids(sessions, words)[1:2]
        assert sessions.check() == []


def stands(words: tuple[str, ...], session: Session) -> bool:
    """Whether all words stand in a session, by reading it."""
    texts = [session.title, *(text for turn in session.turns for text in (turn.said, turn.reply))]
    return all(any(folded(word) in folded(text) for text in texts) for word in words)


def test_a_session_is_found_while_it_waits_and_once_it_is_indexed(sessions: Sessions) -> None:
    first = say(sessions, "a parcel", "a robot", title="Orders")
    for _ in range(2):
        assert ids(sessions, "PARCEL robot orders") == [first]
        sessions.begin("guided")
    assert sessions._rows("SELECT count(*) FROM overviews WHERE latest <> indexed") == [(0,)]
    second = say(sessions, "a parcel")
    assert ids(sessions, "parcel") == [second, first]
    sessions.log(first).append(Spoken(3, "answer", "more", ""), {})
    assert ids(sessions, "parcel") == [first, second]
    assert ids(sessions, "parcel", limit=2) == [first, second]
    assert ids(sessions, "robot more") == [first]
    sessions.begin("guided")
    assert ids(sessions, "parcel", limit=2) == [first, second]
    assert sessions.check() == []


def test_a_new_title_takes_the_place_of_the_old_one(sessions: Sessions) -> None:
    first = say(sessions, "x", title="Orders")
    sessions.begin("guided")
    sessions.log(first).append(Spoken(2, "command", "y", "", ({"do": "title", "text": "Loans"},)), {})
    sessions.begin("guided")
    assert (ids(sessions, "orders"), ids(sessions, "loans")) == ([], [first])
    assert sessions.check() == []


def test_nothing_of_a_deleted_session_is_left(sessions: Sessions, tmp_path: Path) -> None:
    gone, kept = say(sessions, "the secret parcel"), say(sessions, "the other parcel")
    sessions.begin("guided")
    sessions.delete(gone)
    assert ids(sessions, "parcel") == [kept]
    assert sessions.check() == []
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as db:
        assert {row[0] for row in db.execute("SELECT word FROM words")} == {"the", "other", "parcel"}
        for table in ("sessions", "turns", "overviews", "words"):
            assert "secret" not in repr(db.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608


def test_a_common_word_is_looked_for_no_further_than_it_must_be(sessions: Sessions) -> None:
    for n in range(8):
        say(sessions, f"a parcel {n}")
    everything = ids(sessions, "parcel")
    assert sessions._connection is not None
    read: list[str] = []
    sessions._connection.set_trace_callback(read.append)
    assert ids(sessions, "parcel", limit=3) == everything[:3]
    assert sum("FROM turns" in statement for statement in read) == 3


@pytest.mark.parametrize("value", [b"\xff\x00parcel", "nul\0in it"])
def test_a_damaged_text_stops_no_search(sessions: Sessions, tmp_path: Path, value: object) -> None:
    hurt, whole = say(sessions, "x"), say(sessions, "parcel")
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as db:
        db.execute("UPDATE turns SET said = ? WHERE session = ?", (value, hurt))
        db.commit()
    for _ in range(2):
        assert whole in ids(sessions, "parcel")
        sessions.begin("guided")


LONG = "word " * 40 + "the parcel is lost " + "word " * 40


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("the parcel", ["parcel"], "the parcel"), ("two\nlines\n   of it", ["of"], "two lines of it"),
        ("ẞẞẞ Größe", ["grösse"], "ẞẞẞ Größe"), ("a\x1b[31mb parcel", ["parcel"], "a b parcel"),
        ("nothing", ["parcel"], "nothing"), ("", ["x"], ""),
        (LONG, ["parcel", "lost"],
         "…word word word word word the parcel is lost word word word word word word word word word…"),
    ],
)  # fmt: skip
def test_an_excerpt_is_a_line_around_the_first_word(text: str, words: list[str], shown: str) -> None:
    told = excerpt(text, [folded(word) for word in words])
    assert told == shown


@settings(max_examples=50)
@given(st.text(max_size=300), st.text("ßaA漢\u0130 ", min_size=1, max_size=3), st.text(max_size=300))
def test_an_excerpt_shows_the_word_on_one_short_line(before: str, word: str, behind: str) -> None:
    told = excerpt(f"{before} {word} {behind}", [folded(word)])
    assert len(told) <= WIDTH * 3 + 2
    assert told.isprintable() or "\u200d" in told
