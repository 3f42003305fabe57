"""Truncated and bit-flipped files of the home: what is said, and what doctor saves of them."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant.sessions import FILE_NAME
from knowledge.base import FILE_NAME as BASE
from knowledge.seal import is_whole
from rules.space import SHIPPED
from tests.faults.outcome import Outcome, count, expect, turns, unclear, unsound
from tests.faults.running import Place

_LOST = re.compile(r"(\d+) turns are known to be lost")


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _blank(data: bytes, chance: random.Random) -> bytes:
    """A page of zeros, as a lost block of a disk leaves it."""
    at = chance.randrange(len(data) // 4096) * 4096
    return data[:at] + bytes(4096) + data[at + 4096 :]


HARMS = {"truncated": _cut, "a bit flipped": _flip, "a page blank": _blank}


def long_kept(place: Place) -> None:
    """Let there be enough turns to fill many pages, all of them in the file itself."""
    lines = "".join(f"title marker {number}\n" for number in range(1000, 1120))
    place.run("interview", "--plain", said=lines)
    with closing(sqlite3.connect(place.home / FILE_NAME)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode = WAL")


def damaged_sessions(furnished: Place, folder: Path, chance: random.Random) -> Iterator[Outcome]:
    """sessions.db is harmed: whoever uses it is told or not hurt, and doctor saves what it can."""
    for name, harm in HARMS.items():
        place = furnished.copy(folder / "harmed")
        before = turns(place.home)
        database = place.home / FILE_NAME
        data = database.read_bytes()
        database.write_bytes(harm(data, chance))
        wrong: list[str] = []
        shown = place.run("session", "list")
        wrong += [*expect(shown.code, 0, 1), *unclear(shown.err, must=shown.code == 1)]
        talk = place.run("interview", "--plain", said="title marker 1\n")
        wrong += [*expect(talk.code, 1, 3), *unclear(talk.err, must=True)]
        looked = place.run("doctor")
        mended = place.run("doctor", "--mend")
        wrong += [*expect(mended.code, 0), *unclear(mended.err), *unsound(place.home)]
        after = turns(place.home)
        if looked.code and not re.search(r"^sessions +(?!sound)", looked.out, re.MULTILINE):
            wrong.append("doctor does not name the sessions")
        if "were saved" in mended.err and not list(place.home.glob("sessions.damaged-*")):
            wrong.append("the damaged file was not kept")
        again = place.run("interview", "--plain", said="title marker 2\nquit\n")
        wrong += [*expect(again.code, 3), *unclear(again.err)]
        saved = sum(line in after.get(session, ()) for session, said in before.items() for line in said)
        found = "mended" if looked.code else "unharmed"
        yield Outcome(f"sessions.db, {name}", talk.code, talk.err if talk.code == 1 else mended.err,
                      sum(map(len, before.values())), saved, found, tuple(wrong))  # fmt: skip


def damaged_base(furnished: Place, folder: Path, chance: random.Random) -> Iterator[Outcome]:
    """The guide's base is harmed: whoever needs it builds it anew."""
    for name, harm in HARMS.items():
        for words, code in ((("ask", "when is a state machine better?"), 0), (("doctor", "--mend"), 0)):
            place = furnished.copy(folder / "base")
            base = place.home / BASE
            base.write_bytes(harm(base.read_bytes(), chance))
            looked = place.run("doctor")
            done = place.run(*words)
            wrong = [
                *expect(looked.code, 1),
                *expect(done.code, code),
                *unclear(done.err),
                *unsound(place.home),
            ]
            if not is_whole(base):
                wrong.append("the base was not built anew")
            kept, said = count(place.home), done.err or looked.err
            yield Outcome(f"guide base, {name}: {words[0]}", done.code, said, kept, kept, "", tuple(wrong))


def damaged_space(furnished: Place, folder: Path, chance: random.Random) -> Iterator[Outcome]:
    """The answer space of a changed book is harmed: whoever needs it works it out anew."""
    for name, harm in HARMS.items():
        place = furnished.copy(folder / "space")
        place.run("interview", "--plain", said="quit\n", small=True)
        kept = place.home / SHIPPED.name
        whole = kept.read_bytes()
        harmed = harm(whole + b" " * 4096, chance)
        kept.write_bytes(harmed)
        before = count(place.home)
        looked = place.run("doctor", small=True)
        done = place.run("interview", "--plain", said="quit\n", small=True)
        mended = place.run("doctor", "--mend", small=True)
        wrong = [*expect(done.code, 3), *expect(mended.code, 0), *unsound(place.home)]
        if kept.exists() and kept.read_bytes().strip() not in {whole.strip(), harmed.strip()}:
            wrong.append("the answer space is another one")
        found = "mended" if looked.code else "unharmed"
        yield Outcome(f"answer space, {name}", done.code, "", before, count(place.home), found, tuple(wrong))
