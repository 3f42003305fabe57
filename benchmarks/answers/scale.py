"""A guide of a hundred thousand passages: what opening it costs, and an answer from it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers.generated import write_guide
from benchmarks.answers.latency import Times, times
from benchmarks.answers.ours import Ours
from knowledge.base import open_base

QUESTIONS = 300


@dataclass(frozen=True, slots=True)
class Scale:
    """One large guide.

    Attributes:
        passages: How many it has.
        matcher: Whether it has the matcher.
        megabytes: The size of its base.
        building: Seconds to build the base.
        opening: Milliseconds to open it once built.
        first: Milliseconds of the first answer, which reads what the others find in memory.
        answers: Milliseconds an answer from then on.
    """

    passages: int
    matcher: bool
    megabytes: float
    building: float
    opening: float
    first: float
    answers: Times


def measured(passages: int, questions: Sequence[str], *, matcher: bool) -> Scale:
    """Build, open and ask a large guide, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        content = write_guide(Path(folder), passages, matcher=matcher)
        began = time.perf_counter()
        open_base(home, content).close()
        built = time.perf_counter()
        base = open_base(home, content)
        opened = time.perf_counter()
        with base:
            ours = Ours(base)
            taken = [_timed(ours, question) for question in (*questions[:1], *questions)]
            size = base.path.stat().st_size if base.path else 0
            return Scale(
                base.size, matcher, size / 1e6, built - began, (opened - built) * 1000, taken[0],
                times(taken[1:]),
            )  # fmt: skip


def _timed(ours: Ours, question: str) -> float:
    start = time.perf_counter()
    ours.answer(question)
    return (time.perf_counter() - start) * 1000
