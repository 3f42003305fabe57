"""record: decision records in Markdown, made from sessions, and what happens to them later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import completion_values as values
from assistant.cli.common import household, put, put_json, troubles
from assistant.cli.record_check import check
from assistant.cli.record_common import (
    folder_options,
    harmless,
    line_json,
    put_lines,
    ref_argument,
    say,
    shelf_at,
)
from assistant.cli.record_read import list_, search, show

if TYPE_CHECKING:
    from assistant.records.shelf import Changed


@click.group()
def record() -> None:
    """Decision records (MADR) of what was decided, and why.

    REF is a record's number (4), its id (ADR-0004) or its file's name.
    """


for reader in (list_, search, show, check):
    record.add_command(reader)


@record.command()
@click.option(
    "--session",
    "session_id",
    metavar="ID",
    help="The session to record; the last interview without it.",
    shell_complete=values.session_ids,
)
@click.option("--title", default="", help="The record's title; the session's own without it.")
@folder_options
def new(*, session_id: str | None, title: str, folder: str, as_json: bool) -> None:
    """Write the record of a session, whole transcript included."""
    with troubles():
        house = household()
        house.records = Path(folder)
        session = house.interview(session_id)
        path = house.save_record(session.id, title)
        if as_json:
            put_json({"path": str(path), "session": session.id})
        else:
            put(str(path))


@record.command()
@ref_argument
@folder_options
def renew(*, ref: str, folder: str, as_json: bool) -> None:
    """Reason over a record's answers by the rules and the guide of today, and write its parts anew.

    What was written by hand outside of them stays, and so does the transcript.
    """
    with troubles():
        house = household()
        house.records = Path(folder)
        _tell(
            house.renew_record(ref),
            "It says just what it would say today; nothing was changed.",
            as_json=as_json,
        )


@record.command()
@ref_argument
@folder_options
def accept(*, ref: str, folder: str, as_json: bool) -> None:
    """Accept a proposed record."""
    _restate(folder, ref, "accepted", as_json=as_json)


@record.command()
@ref_argument
@folder_options
def reject(*, ref: str, folder: str, as_json: bool) -> None:
    """Reject a proposed record; it stays in the folder."""
    _restate(folder, ref, "rejected", as_json=as_json)


@record.command()
@ref_argument
@folder_options
def deprecate(*, ref: str, folder: str, as_json: bool) -> None:
    """Say that an accepted record no longer holds, with none in its place."""
    _restate(folder, ref, "deprecated", as_json=as_json)


@record.command()
@click.argument("old", metavar="OLD...", nargs=-1, required=True, shell_complete=values.records)
@click.option(
    "--by",
    "newer",
    metavar="NEW",
    required=True,
    help="The record that takes their place.",
    shell_complete=values.records,
)
@folder_options
def supersede(*, old: tuple[str, ...], newer: str, folder: str, as_json: bool) -> None:
    """Let one record take the place of others: all of them change, or none does."""
    with troubles():
        changes = shelf_at(folder).replace(old, newer)
        if as_json:
            put_json([{**line_json(change.line), "changed": change.changed} for change in changes])
            return
        put_lines([change.line for change in changes], as_json=False)
        if not changes[0].changed:
            say("All of that was so already; nothing was changed.")


@record.command()
@folder_options
def index(*, folder: str, as_json: bool) -> None:
    """Write the table of all records into README.md of the folder.

    The table stands between two comments; what is written around them stays as it is.
    """
    with troubles():
        path = shelf_at(folder).index()
        if as_json:
            put_json({"path": str(path)})
        else:
            put(harmless(str(path)))


def _restate(folder: str, ref: str, status: str, *, as_json: bool) -> None:
    with troubles():
        _tell(
            shelf_at(folder).restate(ref, status),
            f"It was {status} already; nothing was changed.",
            as_json=as_json,
        )


def _tell(change: Changed, otherwise: str, *, as_json: bool) -> None:
    """Print a record after a command; `otherwise` where it changed nothing."""
    if as_json:
        put_json({**line_json(change.line), "changed": change.changed})
        return
    put_lines([change.line], as_json=False)
    if not change.changed:
        say(otherwise)
