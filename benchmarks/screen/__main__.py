"""Measure our screen and the bare app in turns, and print a table."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.answers.report import surroundings
from benchmarks.screen import bare
from benchmarks.screen.session import SHOWN, long_session
from benchmarks.screen.terminal import Terminal, terminal
from benchmarks.tables import table

_OURS = [sys.executable, "-P", "-c", "from assistant.cli import main; main()"]
_READY = "Type a question"
_Figures = tuple[list[float], list[float]]


@click.command()
@click.option("--starts", default=15, show_default=True, type=click.IntRange(min=2), help="Starts of each.")
@click.option("--said", default=40, show_default=True, type=click.IntRange(min=2), help="Lines said to each.")
@click.option("--turns", default=500, show_default=True, type=click.IntRange(min=10), help="Turns before.")
def main(*, starts: int, said: int, turns: int) -> None:
    """Time first paint, a turn and going on, each from a key or start until the bytes reach a terminal."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        long_session(home, turns)
        ours = [*_OURS, "--home", folder]
        first = _starts(ours, _bare(0), _READY, starts)
        resumed = _starts([*ours, "interview", "--continue"], _bare(turns), None, starts, turns)
        with terminal([*ours, "interview", "--continue"]) as one, terminal(_bare(turns)) as other:
            spoken = _turns(one, other, said, turns)
    rows = [
        _row("first paint", first, "at most 1.3 of bare"),
        _row(f"a turn after {turns}", spoken, "median under 100 ms"),
        _row(f"going on after {turns}", resumed, "under 1500 ms"),
    ]
    click.echo(surroundings() + f" Each started {starts} times, {said} lines said, in turns.\n")
    head = ("milliseconds", "whichflow, p50", "p95", "bare Textual, p50", "p95", "ratio", "aim")
    click.echo(table(head, rows))


def _bare(past: int) -> list[str]:
    return [sys.executable, "-P", str(bare.__file__), str(past)]


def _starts(
    ours: Sequence[str], bare_app: Sequence[str], words: str | None, number: int, turns: int = 0
) -> _Figures:
    """Milliseconds until `words`, or else the last turn, are shown: of ours and of the bare app."""
    taken: _Figures = ([], [])
    shows = (words or SHOWN, words or f"line {turns - 1}")
    for turn in range(number + 1):
        for kept, command, shown in zip(taken, (ours, bare_app), shows, strict=True):
            with terminal(command) as opened:
                spent = opened.first(shown)
            # The first of each finds nothing in the machine's caches.
            if turn:
                kept.append(spent)
    return taken


def _turns(ours: Terminal, bare_app: Terminal, number: int, turns: int) -> _Figures:
    """Milliseconds from enter until the reply is shown."""
    ours.first(SHOWN)
    bare_app.first(f"line {turns - 1}")
    taken: _Figures = ([], [])
    hands: tuple[tuple[Terminal, Callable[[str], str]], ...] = (
        (ours, lambda name: f"called {name}."),
        (bare_app, lambda name: f"You said: title {name}"),
    )
    for n in range(number):
        for kept, (opened, reply) in zip(taken, hands, strict=True):
            name = f"n{n:03}"
            opened.quiet()
            opened.press(f"title {name}", name)
            opened.quiet()
            kept.append(opened.press("\r", reply(name)))
    return taken


def _row(name: str, figures: _Figures, aim: str) -> tuple[str, ...]:
    ours, other = figures
    p50, bare_p50 = statistics.median(ours), statistics.median(other)
    return name, f"{p50:.0f}", _p95(ours), f"{bare_p50:.0f}", _p95(other), f"{p50 / bare_p50:.2f}", aim


def _p95(figures: Sequence[float]) -> str:
    return f"{statistics.quantiles(figures, n=20, method='inclusive')[-1]:.0f}"


if __name__ == "__main__":
    main()
