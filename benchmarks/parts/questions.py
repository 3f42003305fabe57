"""A question in a running process beside plain searches of the guide, none of which explains or refuses."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.answers.contenders import OURS, baselines
from benchmarks.answers.latency import interleaved
from benchmarks.answers.ours import Ours
from benchmarks.answers.questions import read_sets, thinned
from benchmarks.parts import Setting
from benchmarks.tables import table
from knowledge.base import open_base

ASKED, QUICK = 400, 50


def report(setting: Setting) -> str:
    """Milliseconds a question of each search that is installed."""
    found, missing = baselines()
    sets = read_sets(None)
    texts = [each.text for each in thinned(sets.held_back, QUICK if setting.quick else ASKED)]
    with open_base(setting.home) as base:
        asking: dict[str, Callable[[str], object]] = {OURS: Ours(base).answer}
        asking |= {each.name: each.make(sets.whole).find for each in found}
        times = interleaved(asking, texts)
    ours = times[OURS].p50
    rows = [
        (name, f"{each.p50:.2f}", f"{each.p95:.2f}", f"{each.p50 / ours:.2f}") for name, each in times.items()
    ]
    head = (f"a question, {len(texts)} held back", "p50, ms", "p95, ms", "ratio")
    return "\n\n".join((*missing, table(head, rows)))
