"""What reaches a terminal from the rooms of sessions and of records, where an enemy wrote the files."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.household import RECORDS
from assistant.sessions import FILE_NAME
from assistant.tui.app import COPY
from tests.assistant.processes import furnish, run
from tests.faces.attacks import ATTACKS, obeyed, quiet
from tests.faces.terminals import READY, Terminal, terminal

pytestmark = pytest.mark.long

EVIL = " ".join(attack for attack, _left in ATTACKS)
RECORDS_KEY, SESSIONS_KEY = b"\x12", b"\x14"
_COPIED = re.compile(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07")
"""What a copy sends: nothing in it can end it."""
LONG = 1_000_000


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A furnished home that is also the working folder, where records and exports go."""
    monkeypatch.chdir(tmp_path)
    return furnish(tmp_path)


@contextmanager
def room(home: Path, key: bytes, shows: bytes, size: tuple[int, int]) -> Iterator[Terminal]:
    """One of the rooms, from the first screen; afterwards nothing must have come out that is obeyed."""
    with terminal(home, size=size) as screen:
        screen.until(lambda seen: READY in seen)
        quiet(screen)
        screen.press(key, shows)
        quiet(screen)
        yield screen
        assert screen.leave() == 0
        assert obeyed(_COPIED.sub(b"", screen.seen)) == []
        assert b"Traceback" not in screen.seen


def press(screen: Terminal, *keys: bytes) -> None:
    for key in keys:
        os.write(screen.master, key)
        quiet(screen)


def paste(screen: Terminal, text: str) -> None:
    press(screen, b"\x1b[200~" + text.encode() + b"\x1b[201~")


def clean_file(path: Path) -> str:
    """The text of a file in which nothing may steer a terminal."""
    text = path.read_bytes()
    assert obeyed(text.replace(b"\n", b"")) == []
    return text.decode()


@pytest.mark.thorough
def test_sessions_that_somebody_wrote_into_the_database(home: Path) -> None:
    """Listed, read beside and over the list, searched, exported, recorded, asked about and deleted."""
    run(home, "interview", "--plain", said="a customer\npaid\nquit\n")
    run(home, "interview", "--plain", said="1\n" * 24 + "quit\n")
    with sqlite3.connect(home / FILE_NAME) as db:
        db.execute("UPDATE sessions SET title = 'marker ' || ?, mode = ?, started = ?", (EVIL,) * 3)
        db.execute("UPDATE turns SET reply = ? || reply, said = said || ?, kind = ?, at = ?", (EVIL,) * 4)
        db.execute("UPDATE turns SET reply = reply || ? WHERE n = 2", ("x" * 100_000,))
    with room(home, SESSIONS_KEY, b"marker", (60, 20)) as screen:
        press(screen, b"\x1b[B", b"\r", b"\x1b[6~", b"\x1b[F")
        screen.press(b"e", b"written")
        press(screen, b"s", b"\x1b", b"/")
        paste(screen, EVIL)
        press(screen, b"\x1b", b"/")
        paste(screen, "marker\x1b[2J")
        press(screen, b"\r")
        screen.press(b"d", b"for good?")
        press(screen, b"\x1b", b"\x1bOP", b"\x1b", b"\x1b", b"\x1b")
    exported = [path for path in home.glob("*.md") if "marker" in path.read_text("utf-8")]
    assert exported
    for path in exported:
        assert len(clean_file(path)) < 30 * LONG


def test_records_that_somebody_wrote(home: Path) -> None:
    """Listed, read, searched, copied, and asked about before they change."""
    folder = home / RECORDS
    folder.mkdir(parents=True)
    quoted = EVIL.replace("\\", "").replace('"', "")
    hidden = '"\\x1b]52;c;aGFja2Vk\\x07\\u202e'
    texts = (
        f"---\nstatus: proposed\ndate: 2026-01-01\n---\n\n# marker {EVIL}\n\n## Why\n\n{EVIL}\n* {EVIL}\n",
        f'---\nstatus: "{quoted}"\ndate: "{quoted}"\n---\n\n# marker two\n\n`{EVIL}`\n\n```\n{EVIL}\n```\n',
        f"---\nstatus: {EVIL}\n---\n# marker three\n\n[{EVIL}](https://e.org/{EVIL})\n<b>{EVIL}</b>\n",
        f"# marker four\n\n{'y' * LONG}\n\n| {EVIL} |\n|---|\n| {EVIL} |\n",
        f"# marker {'five ' * (LONG // 5)}\n\nshort\n",
        f'---\nstatus: {hidden}"\nwhichflow:\n  name: {hidden}marker six"\n---\n# six\n',
    )
    for number, text in enumerate(texts, 1):
        (folder / f"{number:04}-record.md").write_text(text, "utf-8", newline="")
    over = (b"\r\x1b[6~\x1b[Fe", b"\x1b", b"a", b"\x1b", b"\x1b[B")
    with room(home, RECORDS_KEY, b"marker", (120, 40)) as screen:
        for _text in texts:
            press(screen, *over)
        screen.press(b"i", b"list of records is")
        press(screen, b"/")
        paste(screen, f"marker {EVIL}")
        press(screen, b"\r", b"\x1b")
        seen = screen.seen
    for word in ("two", "three", "four", "five", "six"):
        assert word.encode() in seen
    clean_file(home / COPY)
    clean_file(folder / "README.md")


def test_what_is_pasted_into_the_palette_and_the_reader(home: Path) -> None:
    with room(home, b"\x10", b"command's name", (100, 30)) as screen:
        paste(screen, EVIL)
        press(screen, b"\x1b", b"\x1bOQ", b"/")
        paste(screen, EVIL)
        press(screen, b"\x1b", b"\x1b")
