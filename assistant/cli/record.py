"""record: decision records in Markdown, made from sessions."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.common import household, json_option, put, put_json, shared, troubles
from assistant.household import RECORDS

_dir = click.option(
    "--dir",
    "folder",
    metavar="DIR",
    default=str(RECORDS),
    show_default=True,
    help="The folder of the records.",
)


@click.group()
def record() -> None:
    """Decision records (MADR) of what was decided, and why."""


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


@record.command("list")
@_dir
@json_option
@shared
def list_(*, folder: str, as_json: bool, home: str | None, no_color: bool) -> None:  # noqa: ARG001
    """List the records of a folder."""
    from dataclasses import asdict  # noqa: PLC0415

    from assistant.records.listing import list_records  # noqa: PLC0415

    with troubles():
        lines = list_records(Path(folder))
        if as_json:
            put_json([asdict(line) for line in lines])
            return
        for line in lines:
            put(f"{line.number:04d}  {line.status}  {line.date}  {line.start or '-'}  {line.title}")
