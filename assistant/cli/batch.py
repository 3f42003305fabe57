"""Batches: JSON lines in, one JSON line out for each, in order; the memory it takes does not grow with them.

The first lines are answered in this process, one at a time. If more come, they go in chunks to processes
that each hold rules and guide of their own. No more is read than these have room for, so that neither a
file of any length nor a reader that is slow fills the memory.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import NamedTuple

import click

from assistant.cli import completion_values as values
from assistant.cli.bar import Bar, bar_over
from assistant.cli.common import Function, fail
from assistant.cli.lines import MAX_LINE, Line, numbered, object_of, open_lines, told
from assistant.household import Household

ALONE = 300
"""So many lines are answered before processes are started: they take as long to begin as these lines."""
CHUNK_LINES, CHUNK_CHARACTERS = 64, 400_000
"""A chunk ends at whichever comes first."""
MOST_JOBS = 16
"""By itself it takes no more cores: one process hands out the lines and writes what comes back."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

Teller = Callable[[int, dict[str, object] | None], dict[str, object] | str]
"""What a line comes to: its number and object in, None for what is no object; an object or its JSON out."""
Maker = Callable[[Household], Teller]
"""Makes a teller over a home; a function of a module, so that another process finds it."""


class Counts(NamedTuple):
    """How many lines were read, and how many of them only have an error."""

    lines: int = 0
    unread: int = 0


class Chunk(NamedTuple):
    """Lines that are answered together, and where in the file they end."""

    lines: list[Line]
    end: int


class Done(NamedTuple):
    """What a chunk comes to."""

    text: str
    lines: int
    unread: int


_jobs = click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N",
    help="Processes for a long batch; as many as there are cores unless given, 1 for this one alone.",
)  # fmt: skip


def batch_options(takes: str) -> Callable[[Function], Function]:
    """Give a command --batch, with what it takes for help, and --jobs."""
    batch = click.option("--batch", metavar="FILE", help=takes, shell_complete=values.files)

    def decorate(function: Function) -> Function:
        return batch(_jobs(function))

    return decorate


def check_jobs(batch: str | None, jobs: int | None) -> None:
    """Refuse `--jobs` where there is no batch to share out.

    Raises:
        click.UsageError: there is none.
    """
    if batch is None and jobs is not None:
        raise click.UsageError("--jobs is for --batch")


def run_batch(name: str, house: Household, maker: Maker, jobs: int | None) -> Counts:
    """Answer the lines of a file, or of stdin for "-", on stdout.

    Raises:
        Trouble: the file cannot be read, or a process ended before its work was done.
    """
    lines = unread = 0
    with (
        open_lines(name) as file,
        bar_over(file) as bar,
        # Closed at once where this ends early, and with it the processes.
        closing(_answered(numbered(file), house, maker, jobs or available())) as answered,
    ):
        try:
            for done, end in answered:
                sys.stdout.write(done.text)
                lines, unread = lines + done.lines, unread + done.unread
                bar.show(lines, end)
            bar.end(lines)
        except KeyboardInterrupt:
            _leave(bar, lines)
    return Counts(lines, unread)


def available() -> int:
    """The cores that this process may use, capped."""
    affinity = getattr(os, "sched_getaffinity", None)
    return min(len(affinity(0)) if affinity else os.cpu_count() or 1, MOST_JOBS)


def answer(chunk: Chunk, tell: Teller) -> Done:
    """Answer the lines of a chunk."""
    unread = 0
    texts = []
    for line in chunk.lines:
        if line.text is None:
            why = f"line {line.number}: is longer than {MAX_LINE:,} characters"
            found: dict[str, object] | str = {"id": None, "error": why}
        else:
            found = tell(line.number, object_of(line.text))
        if isinstance(found, str):
            texts.append(found)
        else:
            unread += "error" in found
            texts.append(told(found))
    return Done("".join(f"{text}\n" for text in texts), len(chunk.lines), unread)


def chunks(lines: Iterable[Line]) -> Iterator[Chunk]:
    """Lines by the chunk."""
    held: list[Line] = []
    characters = 0
    for line in lines:
        held.append(line)
        characters += len(line.text or "")
        if len(held) >= CHUNK_LINES or characters >= CHUNK_CHARACTERS:
            yield Chunk(held, line.end)
            held, characters = [], 0
    if held:
        yield Chunk(held, held[-1].end)


def _answered(
    lines: Iterator[Line], house: Household, maker: Maker, jobs: int
) -> Generator[tuple[Done, int], None, None]:
    """What every chunk comes to, in order, and how far in the file that is."""
    tell = maker(house)
    for line in islice(lines, ALONE) if jobs > 1 else lines:
        yield answer(Chunk([line], line.end), tell), line.end
    rest = chunks(lines)
    first = next(rest, None)
    if first is not None:
        from assistant.cli.pool import spread  # noqa: PLC0415  (short batches wait for no processes)

        yield from spread(first, rest, house.home, maker, jobs)


def _leave(bar: Bar, lines: int) -> None:
    """End after Ctrl-C; what was answered is on stdout."""
    bar.close()
    sys.stdout.flush()
    fail(f"stopped after {lines:,} lines.", INTERRUPTED)
