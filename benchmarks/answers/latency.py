"""Milliseconds an answer in a running process; all take turns: what slows the machine slows them all."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

BLOCK = 25
WARMING_UP = 25


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds."""

    p50: float
    p95: float
    slowest: float


def interleaved(asked: Mapping[str, Callable[[str], object]], questions: Sequence[str]) -> dict[str, Times]:
    """Time each of `asked` on every question, in turns of a block whose order goes round."""
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for ask in asked.values():
        for question in questions[:WARMING_UP]:
            ask(question)
    blocks = [questions[start : start + BLOCK] for start in range(0, len(questions), BLOCK)]
    for block, first in zip(blocks, itertools.cycle(range(len(asked))), strict=False):
        for name in [*asked][first:] + [*asked][:first]:
            taken[name] += [_timed(asked[name], question) for question in block]
    return {name: times(each) for name, each in taken.items()}


def times(taken: Sequence[float]) -> Times:
    """The figures over at least two measurements."""
    return Times(
        statistics.median(taken), statistics.quantiles(taken, n=20, method="inclusive")[-1], max(taken)
    )


def _timed(ask: Callable[[str], object], question: str) -> float:
    start = time.perf_counter()
    ask(question)
    return (time.perf_counter() - start) * 1000
