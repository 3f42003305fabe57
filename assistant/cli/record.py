"""record: decision records in Markdown, made from sessions, and what happens to them later."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.common import household, json_option, put, put_json, shared, troubles
from assistant.cli.record_check import check
from assistant.cli.record_show import HTML, ONE_PAGE, SUMMARY, page_options, record_page
from assistant.household import RECORDS
from assistant.text import clean_lines

if TYPE_CHECKING:
    from assistant.records.listing import RecordLine
    from assistant.records.shelf import Changed, Shelf

_MANY = 200
"""From so many files on a search shows on a terminal how far it is."""
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""What could steer a terminal or hide text in it. Line breaks and tabs stay, and the joiner within emoji."""

_dir = click.option(
    "--dir",
    "folder",
    metavar="DIR",
    default=str(RECORDS),
    show_default=True,
    help="The folder of the records.",
)
_ref = click.argument("ref", metavar="REF")


@click.group()
def record() -> None:
    """Decision records (MADR) of what was decided, and why.

    REF is a record's number (4), its id (ADR-0004) or its file's name.
    """


record.add_command(check)


@record.command()
@click.option(
    "--session", "session_id", metavar="ID", help="The session to record; the last interview without it."
)
@click.option("--title", default="", help="The record's title; the session's own without it.")
@_dir
@json_option
@shared
@click.pass_context
def new(
    context: click.Context, *, session_id: str | None, title: str, folder: str, as_json: bool,
    home: str | None, no_color: bool,  # noqa: ARG001
) -> None:  # fmt: skip
    """Write the record of a session, whole transcript included."""
    with troubles():
        house = household(context, home)
        house.records = Path(folder)
        session = house.interview(session_id)
        path = house.save_record(session.id, title)
        if as_json:
            put_json({"path": str(path), "session": session.id})
        else:
            put(str(path))


@record.command()
@_ref
@_dir
@json_option
@shared
@click.pass_context
def renew(
    context: click.Context, *, ref: str, folder: str, as_json: bool, home: str | None, no_color: bool  # noqa: ARG001
) -> None:  # fmt: skip
    """Reason over a record's answers by the rules and the guide of today, and write its parts anew.

    What was written by hand outside of them stays, and so does the transcript.
    """
    with troubles():
        house = household(context, home)
        house.records = Path(folder)
        _tell(
            house.renew_record(ref),
            "It says just what it would say today; nothing was changed.",
            as_json=as_json,
        )


@record.command("list")
@click.option(
    "--status",
    type=click.Choice(["proposed", "accepted", "rejected", "deprecated", "superseded"]),
    help="Only records of that status.",
)
@_dir
@json_option
@shared
def list_(*, status: str | None, folder: str, as_json: bool, home: str | None, no_color: bool) -> None:  # noqa: ARG001
    """List the records of a folder."""
    from assistant.records.status import kind_of  # noqa: PLC0415

    with troubles():
        shelf = _shelf(folder)
        lines = shelf.records()
        wanted = [line for line in lines if status is None or kind_of(line.status) == status]
        _print(wanted, as_json=as_json)
        if not lines:
            _say(f"There are no records in {folder}; whichflow record new writes one.")
        elif not wanted:
            _say(f"No record in {folder} is {status}.")
        _say(shelf.interrupted())


@record.command()
@click.argument("words", nargs=-1, required=True)
@_dir
@json_option
@shared
def search(*, words: tuple[str, ...], folder: str, as_json: bool, home: str | None, no_color: bool) -> None:  # noqa: ARG001
    """List the records in which all WORDS stand, transcripts included."""
    with troubles():
        shelf = _shelf(folder)
        lines = shelf.records(" ".join(words), _watched)
        _print(lines, as_json=as_json)
        if not lines:
            _say(f"No record in {folder} holds all of these words.")
        _say(shelf.interrupted())


@record.command()
@_ref
@page_options(HTML, ONE_PAGE, SUMMARY)
@_dir
@json_option
@shared
@click.pass_context
def show(
    context: click.Context, *, ref: str, page: str | None, folder: str, as_json: bool,
    home: str | None, no_color: bool,  # noqa: ARG001
) -> None:  # fmt: skip
    """Print a record's Markdown, or what it tells in another form."""
    with troubles():
        shelf = _shelf(folder)
        told = record_page(page, shelf, ref, household(context, home)) if page else shelf.text(ref)
        text = _harmless(told)
        if as_json:
            put_json({**_json(shelf.record(ref)), "text": text})
        else:
            put(text.rstrip("\n"))
        _say(shelf.interrupted())


@record.command()
@_ref
@_dir
@json_option
@shared
def accept(*, ref: str, folder: str, as_json: bool, home: str | None, no_color: bool) -> None:  # noqa: ARG001
    """Accept a proposed record."""
    _restate(folder, ref, "accepted", as_json=as_json)


@record.command()
@_ref
@_dir
@json_option
@shared
def reject(*, ref: str, folder: str, as_json: bool, home: str | None, no_color: bool) -> None:  # noqa: ARG001
    """Reject a proposed record; it stays in the folder."""
    _restate(folder, ref, "rejected", as_json=as_json)


@record.command()
@_ref
@_dir
@json_option
@shared
def deprecate(*, ref: str, folder: str, as_json: bool, home: str | None, no_color: bool) -> None:  # noqa: ARG001
    """Say that an accepted record no longer holds, with none in its place."""
    _restate(folder, ref, "deprecated", as_json=as_json)


@record.command()
@click.argument("old", metavar="OLD...", nargs=-1, required=True)
@click.option("--by", "newer", metavar="NEW", required=True, help="The record that takes their place.")
@_dir
@json_option
@shared
def supersede(
    *, old: tuple[str, ...], newer: str, folder: str, as_json: bool, home: str | None, no_color: bool  # noqa: ARG001
) -> None:  # fmt: skip
    """Let one record take the place of others: all of them change, or none does."""
    with troubles():
        changes = _shelf(folder).replace(old, newer)
        if as_json:
            put_json([{**_json(change.line), "changed": change.changed} for change in changes])
            return
        _print([change.line for change in changes], as_json=False)
        if not changes[0].changed:
            _say("All of that was so already; nothing was changed.")


@record.command()
@_dir
@json_option
@shared
def index(*, folder: str, as_json: bool, home: str | None, no_color: bool) -> None:  # noqa: ARG001
    """Write the table of all records into README.md of the folder.

    The table stands between two comments; what is written around them stays as it is.
    """
    with troubles():
        path = _shelf(folder).index()
        if as_json:
            put_json({"path": str(path)})
        else:
            put(_harmless(str(path)))


def _restate(folder: str, ref: str, status: str, *, as_json: bool) -> None:
    with troubles():
        _tell(
            _shelf(folder).restate(ref, status),
            f"It was {status} already; nothing was changed.",
            as_json=as_json,
        )


def _tell(change: Changed, otherwise: str, *, as_json: bool) -> None:
    """Print a record after a command; `otherwise` where it changed nothing."""
    if as_json:
        put_json({**_json(change.line), "changed": change.changed})
        return
    _print([change.line], as_json=False)
    if not change.changed:
        _say(otherwise)


def _shelf(folder: str) -> Shelf:
    from assistant.records.shelf import Shelf  # noqa: PLC0415  (readers load only what they need)

    return Shelf(Path(folder))


def _print(lines: Iterable[RecordLine], *, as_json: bool) -> None:
    if as_json:
        put_json([_json(line) for line in lines])
        return
    for line in lines:
        put(f"{line.number:04d}  {line.status or '-'}  {line.date or '-'}  {line.start or '-'}  {line.title}")


def _json(line: RecordLine) -> dict[str, Any]:
    from dataclasses import asdict  # noqa: PLC0415

    return {**asdict(line), "path": str(line.path)}


def _harmless(text: str) -> str:
    """Markdown for a terminal: as it is, but for what is no text."""
    return _HARMFUL.sub("", text.replace("\r\n", "\n"))


def _say(sentence: str) -> None:
    """Talk on stderr, where there is something to say."""
    if sentence:
        sys.stderr.write(f"whichflow: {clean_lines(sentence)}\n")


def _watched(paths: Sequence[Path]) -> Iterator[Path]:
    if len(paths) < _MANY or not sys.stderr.isatty():
        yield from paths
        return
    with click.progressbar(paths, label="Searching", file=sys.stderr) as bar:
        yield from bar
