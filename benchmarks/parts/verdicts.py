"""A verdict in a running process beside the other rule engines, conclusions compared."""

from __future__ import annotations

import time

from benchmarks.engines import answers
from benchmarks.engines.contenders import contenders
from benchmarks.engines.report import verdicts
from benchmarks.engines.timing import interleaved
from benchmarks.parts import Setting
from rules.reading import shipped_book

SETS, QUICK = 500, 50


def report(setting: Setting) -> str:
    """Milliseconds a verdict of each engine that is installed."""
    taking_part, missing = contenders()
    book = shipped_book()
    judges, compiling = {}, {}
    for each in taking_part:
        start = time.perf_counter()
        judges[each.name] = each.compile(book.verdict_rules)
        compiling[each.name] = (time.perf_counter() - start) * 1000
    sets = answers.random_sets(book, QUICK if setting.quick else SETS, seed=1)
    times = interleaved(judges, sets)
    return "\n\n".join((*missing, verdicts(taking_part, compiling, times)))
