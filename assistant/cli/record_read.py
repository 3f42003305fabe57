"""record list, search and show: what reads records and never writes."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.common import household, put, put_json, troubles
from assistant.cli.record_common import (
    folder_options,
    harmless,
    line_json,
    put_lines,
    ref_argument,
    say,
    shelf_at,
    watched,
)
from assistant.cli.record_show import HTML, ONE_PAGE, SUMMARY, page_options
from assistant.household import Household


@click.command("list")
@click.option(
    "--status",
    type=click.Choice(["proposed", "accepted", "rejected", "deprecated", "superseded"]),
    help="Only records of that status.",
)
@folder_options
def list_(*, status: str | None, folder: str, as_json: bool) -> None:
    """List the records of a folder."""
    from assistant.records.status import kind_of  # noqa: PLC0415

    with troubles():
        shelf = shelf_at(folder)
        lines = shelf.records()
        wanted = [line for line in lines if status is None or kind_of(line.status) == status]
        put_lines(wanted, as_json=as_json)
        if not lines:
            say(f"There are no records in {folder}; whichflow record new writes one.")
        elif not wanted:
            say(f"No record in {folder} is {status}.")
        say(shelf.interrupted())


@click.command()
@click.argument("words", nargs=-1, required=True)
@folder_options
def search(*, words: tuple[str, ...], folder: str, as_json: bool) -> None:
    """List the records in which all WORDS stand, transcripts included."""
    with troubles():
        shelf = shelf_at(folder)
        lines = shelf.records(" ".join(words), watched("Searching"))
        put_lines(lines, as_json=as_json)
        if not lines:
            say(f"No record in {folder} holds all of these words.")
        say(shelf.interrupted())


@click.command()
@ref_argument
@page_options(HTML, ONE_PAGE, SUMMARY)
@folder_options
def show(*, ref: str, page: str | None, folder: str, as_json: bool) -> None:
    """Print a record's Markdown, or what it tells in another form."""
    with troubles():
        shelf = shelf_at(folder)
        text = harmless(_page(household(), folder, ref, page) if page else shelf.text(ref))
        if as_json:
            put_json({**line_json(shelf.record(ref)), "text": text})
        else:
            put(text.rstrip("\n"))
        say(shelf.interrupted())


def _page(house: Household, folder: str, ref: str, form: str) -> str:
    house.records = Path(folder)
    page = house.record_page(ref, form)
    say(page.left_out)
    return page.text
