"""Answer sets a second through `assess --batch`, in one process and in as many as there are cores."""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from assistant.cli.batch import available
from benchmarks.parts import Setting
from benchmarks.processes import ours, run
from benchmarks.tables import table
from rules.model import Book
from rules.reading import shipped_book
from rules.verifying.sampling import told_answers

LINES, QUICK = 10_000, 600
TURNS = 3
OFTEN = 100
"""Different answer sets where they come again."""
PATIENCE = 3600


def answer_lines(book: Book, seed: int = 1, different: int | None = None) -> Iterator[str]:
    """Lines of a batch without end, of random answers to a random share of all facts.

    With `different` there are only so many answer sets, drawn again and again.
    """
    draw = random.Random(seed)  # noqa: S311  (a sample, not a secret)
    kept = [_answers(book, draw) for _ in range(different or 0)]
    number = 0
    while True:
        answers = draw.choice(kept) if kept else _answers(book, draw)
        yield json.dumps({"id": number, "answers": answers}) + "\n"
        number += 1


def write_lines(path: Path, many: int, different: int | None = None) -> Path:
    """A file of so many lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(islice(answer_lines(shipped_book(), different=different), many))
    return path


def _answers(book: Book, draw: random.Random) -> dict[str, object]:
    told = told_answers(book, draw, draw.random())
    # Several words are a list in a file, and a line in a conversation.
    several = {fact.id for fact in book.facts if fact.kind == "several"}
    return {name: value.split(",") if name in several else value for name, value in told.items()}


def report(setting: Setting) -> str:
    """Lines a second, start of the processes and all."""
    many = QUICK if setting.quick else LINES
    turns = 1 if setting.quick else TURNS
    jobs = list(dict.fromkeys((1, available())))
    rows = []
    for name, different in ((f"{many:,} random", None), (f"{many:,}, of {OFTEN} different", OFTEN)):
        path = write_lines(setting.home / "sets.jsonl", many, different)
        speeds = {each: many / seconds for each, seconds in _seconds(setting.home, path, jobs, turns).items()}
        rows += [
            (name, str(each), f"{speed:,.0f}", f"{speed / speeds[1]:.2f}") for each, speed in speeds.items()
        ]
    return table(("answer sets", "processes", "a second", "of one process"), rows)


def _seconds(home: Path, path: Path, jobs: Sequence[int], turns: int) -> dict[int, float]:
    taken: dict[int, list[float]] = {each: [] for each in jobs}
    for _ in range(turns):
        for each in jobs:
            start = time.perf_counter()
            run(ours(home, "assess", "--batch", str(path), "--jobs", str(each)), PATIENCE)
            taken[each].append(time.perf_counter() - start)
    return {each: statistics.median(spent) for each, spent in taken.items()}
