"""Texts that attack a terminal, and hands that bring them there and see what comes of it."""

from __future__ import annotations

import os
import re
import select
import sqlite3
import time
import unicodedata
from pathlib import Path

from assistant.sessions import FILE_NAME
from tests.faces.terminals import Terminal

ATTACKS = (
    ("[/foo] one", "[/foo] one"),
    ("[@click=app.quit]two[/] [bold]x", "[@click=app.quit]two[/] [bold]x"),
    ("a\x1b]52;c;aGFja2Vk\x07 three", "a three"),
    ("b\x1b]8;;https://example.org\x1b\\four\x1b]8;;\x1b\\", "b four"),
    ("c\x1b]0;owned\x07 five", "c five"),
    ("d\x1bP1;2|owned\x1b\\ six", "d six"),
    ("e\x1b[8;99;99t\x1b[6n\x1b[2J seven", "e seven"),
    ("f\x9b8;99;99t\x9d0;owned\x9c eight", "f 0;owned eight"),
    ("g\x00\x07\x08\x7f nine", "g nine"),
    ("h\u202eten\u202c \u2066i\u2069\u200b\ufeff", "hten i"),
    ("j\r\nk\u2028l\x85m\x0bn eleven", "j k l m n eleven"),
    ("$primary [$x] \\[ twelve", "$primary [$x] \\[ twelve"),
)
"""Each with what must be left of it: every word, and nothing that a terminal would obey."""
_CSI = re.compile(r"\x1b\[([0-?]*)[ -/]*([@-~])")
_OF_TEXTUAL = "mHhlupJqn"
"""How the control sequences end that Textual itself sends."""
_POINTER = re.compile(r"\x1b\]22;[a-z]+\x07")
"""Textual sets the mouse pointer's shape."""


def obeyed(seen: bytes) -> list[str]:
    """Everything in `seen` that a terminal would obey or hide, less what Textual draws with."""
    text = _POINTER.sub("", seen.decode())
    odd = [found[0] for found in _CSI.finditer(text) if found[2] not in _OF_TEXTUAL]
    plain = _CSI.sub("", text)
    categories = {"Cc", "Cf", "Cs", "Co"}
    return odd + [
        sign for sign in plain if sign not in "\r\n\u200d" and unicodedata.category(sign) in categories
    ]


def pour(screen: Terminal, text: bytes) -> None:
    """Write as much as the program takes, and go on reading: both at once, as a terminal does."""
    end = time.monotonic() + 60
    while text and time.monotonic() < end:
        readable, writable, _ = select.select([screen.master], [screen.master], [], 0.1)
        if readable:
            screen.seen += os.read(screen.master, 65536)
        if writable:
            text = text[os.write(screen.master, text[:1024]) :]
    assert not text, "the program takes no more"


def paste_and_enter(screen: Terminal, text: str, home: Path) -> None:
    """Paste as terminals do, wait until it stands in the input, enter, and wait until it is kept."""
    before = turns(home)
    pour(screen, b"\x1b[200~" + text.encode() + b"\x1b[201~")
    quiet(screen)
    os.write(screen.master, b"\r")
    screen.until(lambda _seen: turns(home) > before, within=60)
    quiet(screen)


def quiet(screen: Terminal) -> None:
    """Read until nothing more is drawn for a while."""
    while select.select([screen.master], [], [], 0.3)[0]:
        screen.seen += os.read(screen.master, 65536)


def turns(home: Path) -> int:
    """How many turns are on disk."""
    if not (home / FILE_NAME).exists():
        return 0
    with sqlite3.connect(home / FILE_NAME) as db:
        return int(db.execute("SELECT count(*) FROM turns").fetchone()[0])


def said(home: Path) -> list[str]:
    """What is on disk of what was said, as the bytes stand there: nothing cleans it on the way out."""
    with sqlite3.connect(home / FILE_NAME) as db:
        return [row[0] for row in db.execute("SELECT said FROM turns WHERE said != '' ORDER BY place")]
