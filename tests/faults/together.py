"""Two processes on one session, and a database that another program keeps locked."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant.sessions import FILE_NAME
from tests.assistant.processes import start
from tests.faults.outcome import Outcome, count, expect, turns, unclear, unsound
from tests.faults.running import Place


def two_at_once(furnished: Place, folder: Path, _chance: random.Random) -> Iterator[Outcome]:
    """One goes on with a session that another has open: the other is told, and nothing is written twice."""
    place = furnished.copy(folder / "two")
    begun = count(place.home)
    with start(place.home, "interview", "--plain", "--continue") as first:
        assert first.stdout
        while count(place.home) == begun:
            first.stdout.readline()
        before = count(place.home)
        second = place.run("interview", "--plain", "--continue", said="title second\nquit\n")
        _out, told = first.communicate(b"title first\ntitle more\n", timeout=60)
    said = [line for lines in turns(place.home).values() for line in lines]
    wrong = [*expect(second.code, 0, 3), *unclear(second.err), *unsound(place.home)]
    if "title second" not in said or "title first" in said:
        wrong.append(f"kept is {said[-4:]}")
    yield Outcome("two on one session: the second", second.code, second.err, before, count(place.home), "",
                  tuple(wrong))  # fmt: skip
    told_words = told.decode()
    wrong = [*expect(first.returncode, 1), *unclear(told_words, must=True)]
    if "session resume" not in told_words:
        wrong.append("the way on is not told")
    now = count(place.home)
    yield Outcome(
        "two on one session: the first", first.returncode, told_words, before, now, "", tuple(wrong)
    )


def locked(furnished: Place, folder: Path, _chance: random.Random) -> Iterator[Outcome]:
    """Another program writes for longer than anybody waits."""
    place = furnished.copy(folder / "locked")
    before = count(place.home)
    for words, said, codes in (
        (("interview", "--plain"), "title marker 1000\n", (1,)),
        (("session", "list"), "", (0, 1)),
        (("record", "new"), "", (0, 1)),
        (("doctor", "--mend"), "", (0, 1)),
    ):
        with closing(sqlite3.connect(place.home / FILE_NAME)) as other:
            other.execute("BEGIN EXCLUSIVE")
            done = place.run(*words, said=said)
            other.rollback()
        wrong = [*expect(done.code, *codes), *unclear(done.err, must=done.code == 1), *unsound(place.home)]
        if list(place.home.glob("*.damaged-*")):
            wrong.append("a locked database was taken for a damaged one")
        yield Outcome(f"locked: {' '.join(words)}", done.code, done.err, before, count(place.home), "",
                      tuple(wrong))  # fmt: skip
