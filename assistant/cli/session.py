"""session: list, search, show, resume, export and delete what was said."""

from __future__ import annotations

import json

import click

from assistant.cli import completion_values as values
from assistant.cli.common import OK, fail, household, json_option, put, put_json, shared, troubles, unsteered
from assistant.session_list import Glance, words_of

MOST = 1000
"""Sessions that a list shows unless it is told otherwise; more than that nobody reads."""

_limit = click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help=f"List the newest N ({MOST:,} unless given)."
)
_all = click.option("--all", "every", is_flag=True, help="List all of them, however many.")


@click.group()
def session() -> None:
    """The sessions: every turn is kept."""


@session.command("list")
@_limit
@_all
@json_option
@shared
def list_(*, limit: int | None, every: bool, as_json: bool) -> None:
    """List the sessions, those that were gone on with last first."""
    most = _most(limit, every=every)
    with troubles():
        # One more than is shown tells whether there are more.
        _print(household().sessions.glances(limit=most + 1 if most else -1), most, as_json=as_json)


@session.command()
@click.argument("words", nargs=-1, required=True)
@_limit
@_all
@json_option
@shared
def search(*, words: tuple[str, ...], limit: int | None, every: bool, as_json: bool) -> None:
    """List the sessions in which all WORDS were said or replied, each with a line of where."""
    most = _most(limit, every=every)
    with troubles():
        told = " ".join(words)
        sessions = household().sessions
        # Words with nothing to look for in them find nothing, not everything.
        found = sessions.glances(told, limit=most + 1 if most else -1) if words_of(told) else []
        _print(found, most, as_json=as_json, nothing="No session has all of these words in it.")


@session.command()
@click.argument("session_id", required=False, metavar="[ID]", shell_complete=values.session_ids)
@click.option("--last", is_flag=True, help="The last session; also what is shown without an ID.")
@json_option
@shared
def show(*, session_id: str | None, last: bool, as_json: bool) -> None:
    """Show one session, turn by turn."""
    from assistant.session_words import session_json, session_text  # noqa: PLC0415

    if last and session_id:
        raise click.UsageError("give an ID or --last, not both")
    with troubles():
        found = household().session(session_id)
        if as_json:
            put_json(session_json(found))
        else:
            put(session_text(found))


@session.command()
@click.argument("session_id", required=False, metavar="[ID]", shell_complete=values.session_ids)
@shared
def export(*, session_id: str | None) -> None:
    """Print one session as JSON lines: the session first, then a line a turn, with what each did."""
    from assistant.session_words import export_lines  # noqa: PLC0415

    with troubles():
        for line in export_lines(household().session(session_id)):
            put(unsteered(json.dumps(line, ensure_ascii=False)))


@session.command()
@click.argument("session_id", metavar="ID", shell_complete=values.session_ids)
@shared
def delete(*, session_id: str) -> None:
    """Remove one session for good."""
    with troubles():
        house = household()
        found = house.session(session_id)
        house.sessions.delete(found.id)
        put(f"{found.id} is deleted.")


@session.command()
@click.argument("session_id", required=False, metavar="[ID]", shell_complete=values.session_ids)
@click.option("--plain", is_flag=True, help="Plain text on stdin and stdout, also on a terminal.")
@shared
@click.pass_context
def resume(context: click.Context, *, session_id: str | None, plain: bool) -> None:
    """Go on with one session, the last interview without an ID."""
    from assistant.cli.interview import interview  # noqa: PLC0415

    context.invoke(interview, plain=plain, resume=session_id, go_on=session_id is None)


def _most(limit: int | None, *, every: bool) -> int | None:
    """How many to list, None for all."""
    if limit and every:
        raise click.UsageError("give --limit or --all, not both")
    return None if every else limit or MOST


def _print(
    sessions: list[Glance],
    most: int | None,
    *,
    as_json: bool,
    nothing: str = "There are no sessions yet; whichflow interview begins one.",
) -> None:
    from assistant.session_words import summary_json, summary_line  # noqa: PLC0415

    shown = sessions[:most]
    if as_json:
        put_json([summary_json(each) for each in shown])
    else:
        for each in shown:
            put(summary_line(each))
    if len(shown) < len(sessions):
        fail(f"These are the newest {len(shown):,}; there are more, and --all lists them.", OK)
    if not sessions and not as_json:
        fail(nothing, OK)
