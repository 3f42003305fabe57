"""What really reaches a terminal of texts that attack it, whichever door they come in by."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import unicodedata
from pathlib import Path

import pytest

from assistant.household import RECORDS
from assistant.sessions import FILE_NAME
from assistant.tui.home import GO_ON
from tests.assistant.processes import furnish
from tests.faces.attacks import ATTACKS, obeyed, paste_and_enter, pour, quiet, said, turns
from tests.faces.terminals import terminal

pytestmark = pytest.mark.long

EDITED = {8, 10}
"""Numbers of attacks that a terminal's own line editing takes apart before any program sees them."""
LINES = "\n".join(f"row {n} of a paste" for n in range(10_000))
MEGABYTE = "0123456789 abcdefghijklmnopqrstuvwxyz " * 27_000
KEPT = 20_000
_ANNOUNCED = "That was long: the first 20,000 characters were kept."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A furnished home that is also the working folder, where records go."""
    monkeypatch.chdir(tmp_path)
    return furnish(tmp_path)


def at_terminal(home: Path, *words: str) -> bytes:
    """A command run to its end at a terminal."""
    with terminal(home, *words, size=(100, 30)) as screen:
        screen.until_gone()
        return screen.seen


def test_pasted_everywhere_it_is_kept_and_shown_as_text(home: Path) -> None:
    """As an answer in one's own words, a note, a title and a question; then seen on every screen and list."""
    wanted = []
    with terminal(home, "interview", size=(100, 30)) as screen:
        screen.until(lambda seen: b"^q" in seen)
        quiet(screen)
        # With escape and all: terminals should take it out of what is pasted, and not all of them do.
        for n, (attack, left) in enumerate(ATTACKS):
            before = ("", "note ", "title ", "ask about ")[n % 4]
            paste_and_enter(screen, before + attack, home)
            wanted.append(before + left)
        paste_and_enter(screen, "change 4 yes", home)
        paste_and_enter(screen, f"title {ATTACKS[1][0]} {ATTACKS[2][0]}", home)
        paste_and_enter(screen, "save", home)
        # Commands, help, the sources and back: all with such a title above them; and a copy, which is told.
        for keys in (b"\x1bOP", b"\x1b", b"\x10", b"\x1b", b"\x1bOQ", b"\x1b"):
            os.write(screen.master, keys)
            quiet(screen)
        drawn = len(screen.seen)
        assert screen.leave() == 3
        assert obeyed(screen.seen) == []
        assert b"Traceback" not in screen.seen
        assert drawn > 10_000
    assert said(home)[: len(wanted)] == wanted

    record = next((home / RECORDS).glob("*.md")).read_text("utf-8")
    words = [left.split()[-1] for _attack, left in ATTACKS[2:9]]
    assert [word for word in words if word not in record] == []
    beside = next((home / RECORDS).glob("*.jsonl")).read_bytes()
    kept = [json.loads(line)["said"] for line in beside.splitlines()]
    assert [each for each in kept if each][: len(wanted)] == wanted
    assert not [
        sign for sign in record if sign not in "\n\u200d" and unicodedata.category(sign) in {"Cc", "Cf"}
    ]

    # The first screen tells of the last session, by its title; then it is gone on with.
    with terminal(home, size=(100, 30)) as screen:
        screen.until(lambda seen: b"[@click=app.quit]two" in seen)
        quiet(screen)
        os.write(screen.master, GO_ON.encode())
        screen.until(lambda seen: b"Welcome back" in seen)
        quiet(screen)
        screen.leave()
        assert obeyed(screen.seen) == []


@pytest.mark.parametrize("bulk", [pytest.param(LINES, id="lines"), pytest.param(MEGABYTE, id="megabyte")])
def test_a_flood_is_cut_and_told_and_the_talk_goes_on(home: Path, bulk: str) -> None:
    with terminal(home, "interview", size=(100, 30)) as screen:
        screen.until(lambda seen: b"^q" in seen)
        quiet(screen)
        paste_and_enter(screen, bulk, home)
        paste_and_enter(screen, "title still here", home)
        screen.leave()
        assert obeyed(screen.seen) == []
    flood, title = said(home)
    assert flood == " ".join(bulk.split())[:KEPT].rstrip()
    assert title == "title still here"
    with sqlite3.connect(home / FILE_NAME) as db:
        replies = [row[0] for row in db.execute("SELECT reply FROM turns ORDER BY place")]
    assert _ANNOUNCED in replies[1]


def test_typed_raw_nothing_comes_back_and_nothing_falls(home: Path) -> None:
    """Without the brackets of a paste these are keys; whatever they do, it is no attack and no crash."""
    with terminal(home, "interview", size=(100, 30)) as screen:
        screen.until(lambda seen: b"^q" in seen)
        for attack, _left in ATTACKS:
            pour(screen, attack.encode() + b"\x1b\x15")
            quiet(screen)
        os.write(screen.master, b"\x1b")
        quiet(screen)
        screen.leave()
        assert obeyed(screen.seen) == []
        assert b"Traceback" not in screen.seen


@pytest.mark.thorough
def test_from_files_that_somebody_else_wrote(home: Path) -> None:
    """An answer file, the sessions' database, and a record: read at a terminal, by screen and by command."""
    evil = "[/x] \x1b]52;c;aGFja2Vk\x07\x1b[8;9;9t\x9b6n\u202e"
    answers = home / "answers.yaml"
    answers.write_text(
        json.dumps(
            {"title": f"{evil}named", "trigger": f"{evil}begun", "steps": 4, "external_events": "yes"}
        ),
        "utf-8",
    )
    with terminal(home, "interview", "--answers", str(answers), size=(100, 30)) as screen:
        screen.until(lambda seen: b"^q" in seen)
        quiet(screen)
        paste_and_enter(screen, "save", home)
        screen.leave()
        assert obeyed(screen.seen) == []
        assert b"named" in screen.seen
    with sqlite3.connect(home / FILE_NAME) as db:
        db.execute("UPDATE sessions SET title = ?, mode = 'guided'", (f"{evil}touched",))
        db.execute("UPDATE turns SET reply = ? || reply, said = said || ?", (evil, evil))
    record = next((home / RECORDS).glob("*.md"))
    record.write_text(record.read_text("utf-8").replace("named", f"named {evil}"), "utf-8")
    for words in (
        ("session", "list"), ("session", "show"), ("session", "search", "named"), ("session", "export"),
        ("record", "list"), ("record", "show", "1"), ("record", "search", "named"), ("record", "check"),
        ("ask", evil), ("guide", evil), ("guide", "--search", evil), ("session", "show", evil),
        ("interview", "--resume", evil),
    ):  # fmt: skip
        seen = at_terminal(home, *words)
        assert obeyed(seen) == [], words
        assert seen, words
        assert b"Traceback" not in seen, words
    with terminal(home, "interview", "--continue", size=(100, 30)) as screen:
        screen.until(lambda seen: b"Welcome back" in seen)
        quiet(screen)
        screen.leave()
        assert obeyed(screen.seen) == []


def test_the_plain_face_at_a_terminal_gives_nothing_back(home: Path) -> None:
    """Escape sequences and all, typed raw: kept as words, and echoed by the terminal alone."""
    typed = [pair for n, pair in enumerate(ATTACKS) if n not in EDITED]
    with terminal(home, "interview", "--plain", size=(100, 30)) as screen:
        screen.until(lambda seen: b"> " in seen)
        for n, (attack, _left) in enumerate(typed, 1):
            os.write(screen.master, f"note {attack}\n".encode())
            screen.until(lambda _seen, n=n: turns(home) > n)  # type: ignore[misc]
        quiet(screen)
        os.write(screen.master, b"quit\n")
        screen.until_gone()
        # What the terminal echoes of what is typed is its own doing.
        replies = re.sub(rb"> note [^\n]*\n", b"", screen.seen)
        assert obeyed(replies) == []
    assert said(home)[:-1] == [f"note {left}" for _attack, left in typed]


@pytest.mark.parametrize(("attack", "left"), ATTACKS)
def test_the_check_itself_would_see_them(attack: str, left: str) -> None:
    """What is looked for is found where nothing guards the way."""
    harmless = attack == left
    assert (obeyed(attack.encode()) == []) == harmless
    assert obeyed(left.encode()) == []
