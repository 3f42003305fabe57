"""The tables, in Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence

from benchmarks.engines.contenders import OURS, Contender
from benchmarks.engines.timing import Times
from benchmarks.tables import table


def surroundings(rules: int, outcome_rules: int) -> str:
    """What the figures hang on."""
    return (
        f"Python {platform.python_version()} ({platform.python_implementation()}), {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} processors; {rules} rules conclude a verdict, "
        f"{outcome_rules} of them its outcome."
    )


def verdicts(
    taking_part: Sequence[Contender], compiling: Mapping[str, float], times: Mapping[str, Times]
) -> str:
    """Milliseconds a verdict with its trace."""
    rows = [
        (
            each.name,
            each.library,
            f"{compiling[each.name]:.0f}",
            f"{time.median:.3f}",
            f"{time.lower:.3f} to {time.upper:.3f}",
            f"{time.median / times[OURS].median:.2f}",
        )
        for each in taking_part
        for time in [times[each.name]]
    ]
    return table(("engine", "library", "compile, ms", "a verdict, ms", "middle half", "ratio"), rows)


def combinations(times: Mapping[str, Times], sampled: int, number: int) -> str:
    """Seconds for all combinations, from those that were run."""
    rows = [
        (
            name,
            f"{time.total / sampled:.3f}",
            f"{time.total / sampled * number / 1000:.0f}",
            f"{time.total / times[OURS].total:.2f}",
        )
        for name, time in times.items()
    ]
    return table(("engine", "an outcome, ms (mean)", f"all {number:,}, s", "ratio"), rows)
