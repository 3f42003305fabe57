"""Whole processes: our commands beside an empty Python, the import of Textual and another command line."""

from __future__ import annotations

from pathlib import Path

from benchmarks.answers.process import QUESTION
from benchmarks.parts import EXAMPLE, RECORDS, Setting
from benchmarks.processes import NEIGHBOUR, PASS, medians, neighbours, ours
from benchmarks.tables import table

TURNS, QUICK = 20, 3


def report(setting: Setting) -> str:
    """Milliseconds of each, and how often what the others take."""
    turns = QUICK if setting.quick else TURNS
    found = medians(commands_of(setting.home), turns)
    rows = [
        (name, f"{ms:.0f}", *(f"{ms / found[other]:.2f}" for other in (PASS, NEIGHBOUR)))
        for name, ms in found.items()
    ]
    head = (f"whole process, median of {turns}, in turns", "ms", f"of {PASS}", f"of {NEIGHBOUR}")
    return table(head, rows)


def commands_of(home: Path) -> dict[str, list[str]]:
    """Our commands that end by themselves, and what they stand beside."""
    return {
        **neighbours(),
        "whichflow --version": ours(home, "--version"),
        "whichflow ask": ours(home, "ask", QUESTION),
        "whichflow assess": ours(home, "assess", str(EXAMPLE)),
        "whichflow record list": ours(home, "record", "list", "--dir", str(RECORDS)),
    }
