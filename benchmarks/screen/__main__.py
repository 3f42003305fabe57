"""Measure our screen and the bare app in turns, and print a table."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.answers.report import surroundings
from benchmarks.screen.session import SHOWN, long_session
from benchmarks.screen.starting import READY, Figures, bare_app, our_screen, starts_of
from benchmarks.screen.terminal import Terminal, terminal
from benchmarks.tables import table


@click.command()
@click.option("--starts", default=15, show_default=True, type=click.IntRange(min=2), help="Starts of each.")
@click.option("--said", default=40, show_default=True, type=click.IntRange(min=2), help="Lines said to each.")
@click.option("--turns", default=500, show_default=True, type=click.IntRange(min=10), help="Turns before.")
def main(*, starts: int, said: int, turns: int) -> None:
    """Time first paint, a turn and going on, each from a key or start until the bytes reach a terminal."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        long_session(home, turns)
        ours = our_screen(home)
        first = starts_of(ours, bare_app(0), READY, starts)
        resumed = starts_of([*ours, "interview", "--continue"], bare_app(turns), None, starts, turns)
        with terminal([*ours, "interview", "--continue"]) as one, terminal(bare_app(turns)) as other:
            spoken = _turns(one, other, said, turns)
    rows = [
        _row("first paint", first, "at most 1.3 of bare"),
        _row(f"a turn after {turns}", spoken, "median under 100 ms"),
        _row(f"going on after {turns}", resumed, "under 1500 ms"),
    ]
    click.echo(surroundings() + f" Each started {starts} times, {said} lines said, in turns.\n")
    head = ("milliseconds", "whichflow, p50", "p95", "bare Textual, p50", "p95", "ratio", "aim")
    click.echo(table(head, rows))


def _turns(ours: Terminal, other: Terminal, number: int, turns: int) -> Figures:
    """Milliseconds from enter until the reply is shown."""
    ours.first(SHOWN)
    other.first(f"line {turns - 1}")
    taken: Figures = ([], [])
    hands: tuple[tuple[Terminal, Callable[[str], str]], ...] = (
        (ours, lambda name: f"called {name}."),
        (other, lambda name: f"You said: title {name}"),
    )
    for n in range(number):
        for kept, (opened, reply) in zip(taken, hands, strict=True):
            name = f"n{n:03}"
            opened.quiet()
            opened.press(f"title {name}", name)
            opened.quiet()
            kept.append(opened.press("\r", reply(name)))
    return taken


def _row(name: str, figures: Figures, aim: str) -> tuple[str, ...]:
    ours, other = figures
    p50, bare_p50 = statistics.median(ours), statistics.median(other)
    return name, f"{p50:.0f}", _p95(ours), f"{bare_p50:.0f}", _p95(other), f"{p50 / bare_p50:.2f}", aim


def _p95(figures: Sequence[float]) -> str:
    return f"{statistics.quantiles(figures, n=20, method='inclusive')[-1]:.0f}"


if __name__ == "__main__":
    main()
