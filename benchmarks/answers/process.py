"""The whole process: `whichflow ask` beside `sqlite-utils --version` and an empty Python, and why."""

from __future__ import annotations

import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers import stages
from benchmarks.processes import NEIGHBOUR, PASS, medians, neighbours, ours, run
from knowledge.base import open_base

QUESTION = "is a broker worth it for a team of three?"
STARTS = 7
"""How often a process is started where only its own parts are looked at."""
PACKAGES_SHOWN = 10

_IMPORTED = re.compile(r"^import time:\s+(?P<self>\d+) \|\s+\d+ \| +(?P<module>\S+)$", re.MULTILINE)
_MAIN = "from assistant.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Process:
    """Milliseconds.

    Attributes:
        commands: For each command the median of the whole process.
        runs: How many of each there were.
        packages: For each package what importing its modules takes, largest first; measuring adds to it.
        modules: How many modules are imported.
        stages: What each stage of answering takes, in order.
    """

    commands: dict[str, float]
    runs: int
    packages: dict[str, float]
    modules: int
    stages: dict[str, float]


def measured(home: Path, pairs: int) -> Process:
    """Measure with the base in `home`, which is built first."""
    open_base(home).close()
    packages, modules = _packages(home)
    return Process(_commands(home, pairs), pairs, packages, modules, _stages(home))


def _commands(home: Path, pairs: int) -> dict[str, float]:
    beside = neighbours()
    commands = {
        "whichflow ask": ours(home, "ask", QUESTION), NEIGHBOUR: beside[NEIGHBOUR], PASS: beside[PASS],
    }  # fmt: skip
    return medians(commands, pairs)


def _packages(home: Path) -> tuple[dict[str, float], int]:
    command = [sys.executable, "-X", "importtime", "-P", "-c", _MAIN, "--home", str(home), "ask", QUESTION]
    runs = [_imported(run(command).stderr) for _ in range(STARTS)]
    names = {name for run in runs for name in run}
    took = {name: statistics.median(run[name] for run in runs) / 1000 for name in names}
    largest = sorted(took, key=lambda name: -took[name])[:PACKAGES_SHOWN]
    return {name: took[name] for name in largest}, len(_IMPORTED.findall(run(command).stderr))


def _imported(told: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in _IMPORTED.finditer(told):
        found[line["module"].split(".")[0]] += int(line["self"])
    return found


def _stages(home: Path) -> dict[str, float]:
    command = [sys.executable, "-P", str(stages.__file__), str(home), QUESTION]
    runs: list[Mapping[str, float]] = [json.loads(run(command).stdout) for _ in range(STARTS)]
    return {stage: statistics.median(run[stage] for run in runs) for stage in runs[0]}
