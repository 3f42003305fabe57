"""The most memory that commands take, and the full screen until it is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.parts import Setting
from benchmarks.parts.batches import write_lines
from benchmarks.parts.starts import commands_of
from benchmarks.processes import PASS, ours, peak, shows_peaks
from benchmarks.tables import table

LINES, QUICK = 2000, 200
TIMES = 5
"""A longer batch has so many times the lines."""


def report(setting: Setting) -> str:
    """Megabytes at the most of each command; of a batch those of one process."""
    if not shows_peaks():
        return "Memory is left out: this system does not tell how much a process had at most."
    many = QUICK if setting.quick else LINES
    commands = commands_of(setting.home)
    for each in (many, many * TIMES):
        path = write_lines(setting.home / f"{each}.jsonl", each)
        batch = ours(setting.home, "assess", "--batch", str(path), "--jobs", "1")
        commands[f"whichflow assess --batch, {each:,} lines"] = batch
    found = {name: peak(command) for name, command in commands.items()} | _screens(setting.home)
    rows = [(name, f"{most:.0f}", f"{most / found[PASS]:.1f}") for name, most in found.items()]
    return table(("memory at the most", "MB", f"of {PASS}"), rows)


def _screens(home: Path) -> dict[str, float]:
    """Of our full screen and of the least Textual app, where the system tells it of a living process."""
    if not Path("/proc/self/status").exists():
        return {}
    from benchmarks.screen.starting import READY, bare_app, our_screen  # noqa: PLC0415

    screens = {"bare Textual app": bare_app(0), "whichflow, full screen": our_screen(home)}
    return {name: _drawn(command, READY) for name, command in screens.items()}


def _drawn(command: Sequence[str], words: str) -> float:
    from benchmarks.screen.terminal import terminal  # noqa: PLC0415

    with terminal(command) as opened:
        opened.first(words)
        opened.quiet()
        status = Path(f"/proc/{opened.process.pid}/status").read_text("utf-8")
    most = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(most[1]) / 1024 if most else 0.0
