"""Files of a newer edition, a clock that goes backwards, and no compiled core."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant.sessions import FILE_NAME, SCHEMA
from tests.faults.outcome import Outcome, count, expect, turns, unclear, unsound
from tests.faults.running import Place


def newer(furnished: Place, folder: Path, _chance: random.Random) -> Iterator[Outcome]:
    """Sessions and a base that a newer whichflow has written: they are left as they are."""
    place = furnished.copy(folder / "newer")
    (place.home / "guide-999.db").write_bytes(b"from another day")
    with closing(sqlite3.connect(place.home / FILE_NAME)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = count(place.home)
    data = (place.home / FILE_NAME).read_bytes()
    for words, code in (
        (("interview", "--plain"), 1), (("session", "list"), 1), (("record", "new"), 1),
        (("ask", "events"), 0), (("record", "list"), 0), (("doctor",), 1), (("doctor", "--mend"), 1),
    ):  # fmt: skip
        done = place.run(*words, said="quit\n")
        wrong = [*expect(done.code, code), *unclear(done.err, must=code == 1 and words[0] != "doctor")]
        if code == 1 and "newer whichflow" not in done.err + done.out:
            wrong.append("it is not told that a newer one wrote it")
        if (place.home / FILE_NAME).read_bytes() != data:
            wrong.append("the file was changed")
        if (place.home / "guide-999.db").read_bytes() != b"from another day":
            wrong.append("the newer base was changed")
        yield Outcome(f"newer edition: {' '.join(words)}", done.code, done.err, before, count(place.home), "",
                      (*wrong, *unsound(place.home)))  # fmt: skip


def backwards(furnished: Place, folder: Path, _chance: random.Random) -> Iterator[Outcome]:
    """A clock that is set back by a year: between two sittings, and in a record's life."""
    place = furnished.copy(folder / "clock")
    before = turns(place.home)
    one = place.run("interview", "--plain", said="title later\nquit\n")
    two = place.run("interview", "--plain", said="title earlier\nquit\n", days=-400)
    shown = place.run("session", "show", days=-400)
    listed = place.run("session", "list").out.splitlines()
    wrong = [*expect(one.code, 3), *expect(two.code, 3), *unclear(two.err), *unsound(place.home)]
    if "earlier" not in listed[0] or "later" not in listed[1]:
        wrong.append("sessions are not listed by what was said last")
    if "earlier" not in shown.out:
        wrong.append("the last session is not the one that was gone on with last")
    wrong += [f"session {name} changed" for name, said in before.items() if turns(place.home)[name] != said]
    # The one that fills pages has answered nothing that a record could tell.
    decided = next(name for name, said in before.items() if "title marker 1000" not in said)
    kept = count(place.home)
    yield Outcome("clock back: interview", two.code, two.err, kept, kept, "", tuple(wrong))
    for words in (
        ("record", "new", "--session", decided), ("record", "accept", "2"),
        ("record", "supersede", "1", "--by", "2"), ("record", "renew", "3"), ("record", "index"),
        ("record", "check"), ("doctor", "--mend"),
    ):  # fmt: skip
        done = place.run(*words, days=-400)
        wrong = [*expect(done.code, 0), *unclear(done.err), *unsound(place.home)]
        check = place.run("record", "check")
        # By today's clock, what was decided by the other one is a year old, and its review overdue.
        wrong += expect(check.code, 0, 3)
        yield Outcome(f"clock back: {' '.join(words[:2])}", done.code, done.err, kept, count(place.home), "",
                      (*wrong, *unclear(check.err)))  # fmt: skip


def no_engine(furnished: Place, folder: Path, _chance: random.Random) -> Iterator[Outcome]:
    """durable-rules' compiled core is missing: whatever reasons says so, whatever only reads goes on."""
    place = furnished.copy(folder / "engine")
    before = count(place.home)
    for words, code in (
        (("interview", "--plain"), 1), (("interview", "--plain", "--continue"), 1),
        (("ask", "when is a state machine better?"), 1), (("record", "new"), 1), (("record", "check"), 2),
        (("doctor",), 1), (("doctor", "--mend"), 1), (("guide",), 0), (("session", "list"), 0),
        (("session", "show"), 0), (("record", "list"), 0), (("record", "show", "1"), 0), (("schema",), 0),
    ):  # fmt: skip
        done = place.run(*words, engine=False)
        wrong = [
            *expect(done.code, code),
            *unclear(done.err, must=code > 0 and words[0] != "doctor"),
            *unsound(place.home),
        ]
        if code and not ("CPPFLAGS" in done.err + done.out and "C compiler" in done.err + done.out):
            wrong.append("it is not told how to install it")
        if count(place.home) != before or len(turns(place.home)) != len(turns(furnished.home)):
            wrong.append("something was kept all the same")
        yield Outcome(f"no compiled core: {' '.join(words[:2])}", done.code, done.err, before,
                      count(place.home), "", tuple(wrong))  # fmt: skip
