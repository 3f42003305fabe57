"""What the commands on records share: the folder, a record's name, and how a record is told."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import completion_values as values
from assistant.cli.common import Function, json_option, put, put_json, shared
from assistant.household import RECORDS
from assistant.text import clean

if TYPE_CHECKING:
    from assistant.records.listing import RecordLine, Watch
    from assistant.records.shelf import Shelf

_MANY = 200
"""From so many files on a terminal shows how far it is."""

_folder = click.option(
    "--dir",
    "folder",
    metavar="DIR",
    default=str(RECORDS),
    show_default=True,
    help="The folder of the records.",
    # Read before the record that is named behind it: what is offered there stands in this folder.
    is_eager=True,
    shell_complete=values.folders,
)


def folder_options(function: Function) -> Function:
    """Give a command on a folder of records --dir, --json and what all commands share."""
    return _folder(json_option(shared(function)))


ref_argument = click.argument("ref", metavar="REF", shell_complete=values.records)


def shelf_at(folder: str) -> Shelf:
    """The records of a folder."""
    from assistant.records.shelf import Shelf  # noqa: PLC0415  (readers load only what they need)

    return Shelf(Path(folder))


def put_lines(lines: Iterable[RecordLine], *, as_json: bool) -> None:
    """Print records, a line each."""
    if as_json:
        put_json([line_json(line) for line in lines])
        return
    for line in lines:
        put(f"{line.number:04d}  {line.status or '-'}  {line.date or '-'}  {line.start or '-'}  {line.title}")


def line_json(line: RecordLine) -> dict[str, Any]:
    """The object that `--json` prints for a record."""
    from dataclasses import asdict  # noqa: PLC0415

    return {**asdict(line), "path": str(line.path)}


def harmless(text: str) -> str:
    """Markdown for a terminal: as it is, but for what is no text. A lone carriage return steers as well."""
    from assistant.records.pages.markup import visible  # noqa: PLC0415

    return visible(text.replace("\r\n", "\n").replace("\r", ""))


def say(sentence: str) -> None:
    """Talk on stderr, where there is something to say."""
    if sentence:
        sys.stderr.write(f"whichflow: {clean(sentence)}\n")


def watched(label: str) -> Watch:
    """Shows on a terminal how far it is with many files."""

    def watch(paths: Sequence[Path]) -> Iterator[Path]:
        if len(paths) < _MANY or not sys.stderr.isatty():
            yield from paths
            return
        with click.progressbar(paths, label=label, file=sys.stderr) as bar:
            yield from bar

    return watch
