"""The full screen's first paint beside that of the least Textual app."""

from __future__ import annotations

import statistics

from benchmarks.parts import Setting
from benchmarks.tables import table

STARTS, QUICK = 15, 3


def report(setting: Setting) -> str:
    """Milliseconds from the start of the process until the line to type in is shown."""
    # A system without pseudo terminals has no fcntl.
    from benchmarks.screen.starting import READY, bare_app, our_screen, starts_of  # noqa: PLC0415

    starts = QUICK if setting.quick else STARTS
    taken = starts_of(our_screen(setting.home), bare_app(0), READY, starts)
    whole, bare = map(statistics.median, taken)
    head = (f"first paint, median of {starts}, in turns", "whichflow, ms", "bare Textual app, ms", "ratio")
    return table(head, [("full screen", f"{whole:.0f}", f"{bare:.0f}", f"{whole / bare:.2f}")])
