"""What came of a fault, and the looks that tell it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.sessions import FILE_NAME

MOST_WORDS = 900
"""A sentence that says what, where and how to mend takes fewer characters."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One command under one fault.

    Attributes:
        did: What was done, the same for every time it is done.
        code: The exit code; -9 where it was killed.
        said: What it said on stderr.
        before: Turns that were kept before, or replied to.
        after: Turns that are kept now.
        found: What the kill or the fault left, in a word or two, where that is counted.
        wrong: Promises that were broken; none where all is well.
    """

    did: str
    code: int
    said: str = ""
    before: int = 0
    after: int = 0
    found: str = ""
    wrong: tuple[str, ...] = ()


def turns(home: Path) -> dict[str, list[str]]:
    """What was said in each session, turn by turn, read past the program."""
    if not (home / FILE_NAME).exists():
        return {}
    with closing(sqlite3.connect(home / FILE_NAME)) as db:
        found: dict[str, list[str]] = {}
        try:
            for session, said in db.execute("SELECT session, said FROM turns ORDER BY session, n"):
                found.setdefault(session, []).append(said)
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
        return found


def count(home: Path) -> int:
    """How many turns are kept in a home."""
    return sum(map(len, turns(home).values()))


def unsound(home: Path) -> list[str]:
    """What SQLite says is wrong with the sessions; nothing where they are sound or not there."""
    if not (home / FILE_NAME).exists():
        return []
    try:
        with closing(sqlite3.connect(home / FILE_NAME)) as db:
            found = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
    except sqlite3.Error as error:
        found = [str(error)]
    return [] if found == ["ok"] else [f"integrity_check says {line}" for line in found]


def unclear(said: str, *, must: bool = False) -> list[str]:
    """What is wrong with what a command said: a traceback, too much, or nothing where there must be."""
    wrong = []
    if "Traceback" in said or "Exception ignored" in said:
        wrong.append(f"a traceback: {said.strip().splitlines()[-1][:200]}")
    elif len(said) > MOST_WORDS:
        wrong.append(f"{len(said)} characters: {said[:200]}")
    if must and not said.strip():
        wrong.append("not a word")
    return wrong


def expect(code: int, *allowed: int) -> list[str]:
    """What is wrong with an exit code."""
    return [] if code in allowed else [f"exit code {code} instead of {' or '.join(map(str, allowed))}"]
