"""Timing in one run: the engines take turns, so that what slows the machine slows them all."""

from __future__ import annotations

import itertools
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks.engines.contenders import Judge
from rules.engine import Trace
from rules.rule import Atom

BLOCK = 25
"""Evaluations a turn: enough that an engine has its memory at hand again, as it has in use."""


class Disagreement(AssertionError):
    """Two engines conclude different things from the same answers."""


class Times(NamedTuple):
    """Milliseconds an evaluation."""

    median: float
    lower: float
    upper: float
    total: float


def check_same(judges: Mapping[str, Judge], sets: Iterable[Sequence[Atom]]) -> int:
    """Put every set to every judge; returns how many firings were compared.

    Raises:
        Disagreement: names the judge and the first thing in which it differs from the first judge.
    """
    compared = 0
    for given in sets:
        traces = {name: judge.evaluate(given) for name, judge in judges.items()}
        _compare(traces)
        compared += len(next(iter(traces.values())).firings)
    return compared


def interleaved(judges: Mapping[str, Judge], sets: Iterable[Sequence[Atom]]) -> dict[str, Times]:
    """Time every judge on every set, in turns of a block whose order goes round; compares the traces too.

    Raises:
        Disagreement: two judges conclude different things.
    """
    taken: dict[str, list[float]] = {name: [] for name in judges}
    for block, first in zip(_blocks(sets), itertools.cycle(range(len(judges))), strict=False):
        order = [*judges][first:] + [*judges][:first]
        traces = {name: _timed(judges[name], block, taken[name]) for name in order}
        for each in zip(*traces.values(), strict=True):
            _compare(dict(zip(traces, each, strict=True)))
    return {name: _times(each) for name, each in taken.items()}


def _timed(judge: Judge, sets: Sequence[Sequence[Atom]], taken: list[float]) -> list[Trace]:
    traces: list[Trace] = []
    for given in sets:
        start = time.perf_counter()
        trace = judge.evaluate(given)
        taken.append((time.perf_counter() - start) * 1000)
        traces.append(trace)
    return traces


def _blocks(sets: Iterable[Sequence[Atom]]) -> Iterator[list[Sequence[Atom]]]:
    rest = iter(sets)
    while block := list(itertools.islice(rest, BLOCK)):
        yield block


def _times(taken: list[float]) -> Times:
    lower, median, upper = statistics.quantiles(taken, n=4)
    return Times(median, lower, upper, sum(taken))


def _compare(traces: Mapping[str, Trace]) -> None:
    (first, wanted), *others = traces.items()
    for name, trace in others:
        for what, want, got in (
            ("conclusion", _conclusions(wanted), _conclusions(trace)),
            ("firing", _firings(wanted), _firings(trace)),
        ):
            differing = sorted(((want - got) + (got - want)).elements())
            if differing:
                raise Disagreement(
                    f"{first} and {name} differ in the {what} {differing[0]} on {wanted.given}"
                )


def _conclusions(trace: Trace) -> Counter[tuple[object, ...]]:
    return Counter({(topic, value): 1 for firing in trace.firings for topic, value in firing.added})


def _firings(trace: Trace) -> Counter[tuple[object, ...]]:
    return Counter((firing.rule.id, *firing.matched) for firing in trace.firings)
