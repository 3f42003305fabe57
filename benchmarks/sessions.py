"""Milliseconds to list, search, load and keep among many sessions.

`python -m benchmarks.sessions [--sessions 100000 --turns 10]` first writes a home of the first edition.
"""

from __future__ import annotations

import json
import random
import sqlite3
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.sessions import FILE_NAME, Sessions
from assistant.sessions.layout import KEPT
from assistant.turns import Spoken
from benchmarks.tables import table

PAGE = 1001
"""Sessions that the screen asks for at once."""
TIMES = 15
RARE = "zeppelin"
"""Stands in one session of all."""
SAID = (
    "a customer's call",
    "the parcel is with the carrier",
    "times out, half done",
    "4",
    "no",
    "yes",
    "unsure",
)
REPLIES = (
    """Tell me about one workflow, and I say which architecture fits it, why, and what speaks against it.

(Answer by number, word or sentence. Ask anything on the way; say why, back, skip, unsure or help.)

1. What starts one run of this workflow?
   1  A person or a call (a click, a form, an API request)
   2  A schedule (every night, every hour)""",
    """Fails: It times out; Half done, must be undone.

4. Must a run wait for things outside that come at no known time?
   If so, events have to be part of the architecture, and nothing outweighs that.
   1  Yes (a payment's answer, a carrier's scan, a customer's change)
   2  No (all that a step needs is there when it starts)
   3  Not sure""",
    """Noted.

12. What has your team run in earnest: event brokers, state-machine tools, both or neither?
   1  Neither (new ground for the team)
   2  State-machine tools (Step Functions, Temporal, XState or a library)
   4  Both (brokers and state machines)""",
)
VERDICT: dict[str, object] = {
    "start": "hybrid",
    "stability": "provisional",
    "reasons": ["because of what you said"] * 400,
}
WORDS = 40_000
"""Different words that people say, a few of them often and most of them seldom."""


def write_home(home: Path, many: int, turns: int) -> None:
    """A database of the first edition."""
    chance = random.Random(1)  # noqa: S311
    verdict = json.dumps(VERDICT)

    def own_words() -> str:
        return " ".join(f"w{int(chance.paretovariate(0.6)) % WORDS:x}" for _ in range(12))

    def rows() -> Iterator[tuple[object, ...]]:
        for session in range(many):
            for n in range(1, turns + 1):
                rare = RARE if (session, n) == (many // 3, 2) else ""
                # Two words of every hundredth session each, that are never said together.
                medium = {0: "harbour", 50: "orchard"}.get(session % 100, "") if n == 3 else ""
                said = f"{chance.choice(SAID)} {own_words()} {medium} {rare}"
                reply = (
                    f"{REPLIES[n % len(REPLIES)]} Kept as ord-{session * turns + n}."
                    if n == 1
                    else REPLIES[n % 3]
                )
                yield f"20260101-{session:08x}", n, "2026-01-01T09:00:00+00:00", "answer", said, reply, "[]"

    with closing(sqlite3.connect(home / FILE_NAME)) as db, db:
        db.execute("PRAGMA synchronous = OFF")
        for statement in KEPT:
            db.execute(statement)
        db.executemany(
            "INSERT INTO sessions VALUES (?, ?, '2026-01-01T09:00:00+00:00', 'guided', ?)",
            ((f"20260101-{n:08x}", f"Order fulfilment {n}", verdict) for n in range(many)),
        )
        db.executemany(
            "INSERT INTO turns (session, n, at, kind, said, reply, effects) VALUES (?,?,?,?,?,?,?)", rows()
        )
        db.execute("PRAGMA user_version = 1")


def timed(act: Callable[[], object], times: int = TIMES) -> tuple[str, str, str]:
    """Median and worst in milliseconds, and the median of the processor's alone."""
    taken, busy = [], []
    for _ in range(times):
        began = time.perf_counter(), time.process_time()
        act()
        taken.append((time.perf_counter() - began[0]) * 1000)
        busy.append((time.process_time() - began[1]) * 1000)
    return f"{statistics.median(taken):.1f}", f"{max(taken):.1f}", f"{statistics.median(busy):.1f}"


def size(home: Path) -> str:
    """Megabytes of the home."""
    return f"{sum(path.stat().st_size for path in home.iterdir()) / 1024 / 1024:.0f} MB"


def main() -> None:
    """Print what every demand takes, in the process and with the database open."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=10)
    given = parser.parse_args()
    many, turns = given.sessions, given.turns
    with TemporaryDirectory() as place:
        home = Path(place)
        write_home(home, many, turns)
        print(f"{many:,} sessions of {turns} turns, {size(home)} as the first edition keeps them.")
        began = time.perf_counter(), time.process_time()
        with closing(Sessions(home)) as sessions:
            sessions.glances(limit=1)
            print(f"Brought to this edition in {time.perf_counter() - began[0]:.1f} s"
                  f" ({time.process_time() - began[1]:.1f} s of the processor).")  # fmt: skip
        print(f"On disk now: {size(home)}.\n")

        def cold() -> None:
            with closing(Sessions(home)) as fresh:
                fresh.glances(limit=PAGE)

        with closing(Sessions(home)) as sessions:
            print(
                table(
                    ("what", "median ms", "worst ms", "processor ms", "found"),
                    list(figures(sessions, cold, many, turns)),
                )
            )
        print(f"\nOn disk at the end: {size(home)}.")


def figures(
    sessions: Sessions, cold: Callable[[], None], many: int, turns: int
) -> Iterator[tuple[str, str, str, str, str]]:
    """A row for each demand."""
    yield "list, a page, newly opened", *timed(cold), str(PAGE)
    yield "list, a page", *timed(lambda: sessions.glances(limit=PAGE)), str(PAGE)
    for what, words in (
        ("a rare word", RARE), ("a word in all", "carrier"), ("two words, both in all", "payment WORKFLOW"),
        ("two words, one rare", f"{RARE} carrier"), ("two words, each in 1 %", "harbour workflow"),
        ("two words of 1 %, never together", "harbour orchard"), ("a part of many words", "ord-"),
        ("a number in one", f"ord-{many // 2 * turns + 1}."), ("one letter, in all", "e"),
        ("two letters, in all", "an"), ("two letters, nowhere", "%q"), ("a sign, nowhere", "漢"),
        ("two letters and a rare word", f"an {RARE}"), ("no hit", "xylophone"), ("no hit, long", "x" * 200),
    ):  # fmt: skip
        found = sessions.glances(words, limit=PAGE)
        yield f"search: {what}", *timed(lambda w=words: sessions.glances(w, limit=PAGE)), str(len(found))  # type: ignore[misc]
    some = [f"20260101-{n:08x}" for n in random.Random(2).sample(range(many), TIMES)]  # noqa: S311
    each = iter(some)
    yield "load, to resume", *timed(lambda: sessions.load(next(each))), str(turns)
    yield "the last session", *timed(sessions.latest), "1"
    logs = iter([sessions.begin("guided") for _ in range(TIMES)])
    yield "begin", *timed(lambda: sessions.begin("guided")), ""
    yield (
        "keep a turn",
        *timed(lambda: next(logs).append(Spoken(1, "answer", "yes", REPLIES[1]), VERDICT)),
        "",
    )
    numbers = iter(range(turns + 1, turns + 1 + TIMES))
    log = sessions.log(some[0])
    yield (
        "keep a turn of an old one",
        *timed(lambda: log.append(Spoken(next(numbers), "answer", "yes", REPLIES[1]), VERDICT)),
        "",
    )
    yield "begin, with sessions to index", *timed(lambda: sessions.begin("guided"), 1), ""
    gone = iter(some[1:])
    yield "delete", *timed(lambda: sessions.delete(next(gone)), TIMES - 1), ""


if __name__ == "__main__":
    main()
