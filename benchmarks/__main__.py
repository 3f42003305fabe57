"""Every ratio that is told of whichflow, from one run on one machine: `python -m benchmarks`."""

from __future__ import annotations

import tempfile
from importlib import import_module
from pathlib import Path

import click

from benchmarks.machine import machine
from benchmarks.parts import Setting
from knowledge.base import open_base

PARTS = {
    "starts": "Start of a command",
    "screen": "First paint of the full screen",
    "verdicts": "A verdict, in a running process",
    "questions": "A question, in a running process",
    "batches": "A batch of answer sets",
    "memory": "Memory",
}
"""Each is the module of that name in `benchmarks.parts`, loaded when it has its turn."""


@click.command()
@click.option("--quick", is_flag=True, help="Fewer of each, for a first look: under a minute.")
@click.option(
    "--only", "chosen", type=click.Choice(list(PARTS)), multiple=True, help="Only this; may be given again."
)
def main(*, quick: bool, chosen: tuple[str, ...]) -> None:
    """Measure whichflow beside what it is built on and what does parts of the same."""
    click.echo(machine())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        open_base(home).close()
        for name in chosen or PARTS:
            click.echo(f"\n### {PARTS[name]}\n")
            click.echo(part_told(name, Setting(home, quick)))


def part_told(name: str, setting: Setting) -> str:
    """The tables of one part, or a sentence on why there are none."""
    try:
        part = import_module(f"benchmarks.parts.{name}")
        return str(part.report(setting))
    except ImportError as error:
        return f"{name} is left out: {error}."


if __name__ == "__main__":
    main()
