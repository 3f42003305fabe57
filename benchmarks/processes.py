"""Commands as processes: how long they take, in turns, and how much memory at most."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PASS = "python -c pass"  # noqa: S105  (no secret)
TEXTUAL = 'python -c "import textual"'
NEIGHBOUR = "sqlite-utils --version"
_FINE = {0, 4}
"""4 is an answer too: that the guide does not cover it."""
_WATCHER = """
import os, sys
nothing = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=nothing)
_, status, used = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss)
"""
"""A process begins with what its parent holds counted as its own, so the parent has to be a small one."""


def ours(home: Path, *words: str) -> list[str]:
    """A command of whichflow."""
    return [_script("whichflow"), "--home", str(home), *words]


def neighbours() -> dict[str, list[str]]:
    """What our commands stand beside: an empty Python, the screen's library, another command line."""
    return {
        PASS: [sys.executable, "-c", "pass"],
        TEXTUAL: [sys.executable, "-c", "import textual"],
        NEIGHBOUR: [_script("sqlite-utils"), "--version"],
    }


def medians(commands: Mapping[str, Sequence[str]], turns: int) -> dict[str, float]:
    """The median milliseconds of each command, all run in turns; the first turn is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(turns + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            run(command)
            # The first of each finds nothing in the machine's caches.
            if turn:
                taken[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(each) for name, each in taken.items()}


def run(command: Sequence[str], patience: float = 60) -> subprocess.CompletedProcess[str]:
    """Run a command to its end.

    Raises:
        SystemExit: it failed.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=patience)
    if done.returncode not in _FINE:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-500:]}")
    return done


def peak(command: Sequence[str]) -> float:
    """The most megabytes that a command ever has in memory; of several processes those of the largest.

    Raises:
        SystemExit: it failed.
    """
    done = run([sys.executable, "-I", "-S", "-c", _WATCHER, *command], patience=600)
    code, most = map(int, done.stdout.split())
    if code not in _FINE:
        raise SystemExit(f"{' '.join(command)} ended with {code}: {done.stderr[-500:]}")
    # Linux counts in kilobytes, macOS in bytes.
    return most / 2**20 if sys.platform == "darwin" else most / 1024


def shows_peaks() -> bool:
    """Whether this system can tell them."""
    return hasattr(os, "wait4") and hasattr(os, "posix_spawn")


def _script(name: str) -> str:
    return str(Path(sys.executable).parent / name)
