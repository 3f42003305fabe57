"""interview: the conversation, in the face that fits the terminal."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from assistant.cli import completion_values as values
from assistant.cli.common import household, named_home, shared, troubles, without_color
from assistant.household import Household
from assistant.leaving import EARLY, left_early


@click.command()
@click.option("--plain", is_flag=True, help="Plain text on stdin and stdout, also on a terminal.")
@click.option(
    "--mode",
    type=click.Choice(["guided", "fast", "full", "check"]),
    default="guided",
    help="guided leaves out what can change nothing; fast asks what tells most, until settled; "
    "full asks all; check begins with what runs today and what hurts",
)
@click.option(
    "--answers", metavar="FILE", help="Begin with the answers of a file.", shell_complete=values.files
)
@click.option("--resume", metavar="ID", help="Go on with a session.", shell_complete=values.session_ids)
@click.option("--continue", "go_on", is_flag=True, help="Go on with the last interview.")
@click.option("--doors", is_flag=True, hidden=True, help="Begin at the first screen.")
@shared
@click.pass_context
def interview(
    context: click.Context, *, plain: bool, mode: str, answers: str | None, resume: str | None, go_on: bool,
    doors: bool,
) -> None:  # fmt: skip
    """Be interviewed about one workflow, and get a verdict with its reasons."""
    if sum((answers is not None, resume is not None, go_on)) > 1:
        raise click.UsageError("--answers, --resume and --continue exclude each other")
    house = household()
    with troubles():
        if plain or not _has_screen():
            context.exit(_plain(house, mode, answers, resume, go_on=go_on))
        context.exit(_screen(house, mode, answers, resume, go_on=go_on, doors=doors))


def _has_screen() -> bool:
    """Whether a full screen can be drawn: Textual never falls back by itself."""
    terminal = os.environ.get("TERM", "")
    return sys.stdin.isatty() and sys.stdout.isatty() and terminal not in {"", "dumb"}


def _plain(house: Household, mode: str, answers: str | None, resume: str | None, *, go_on: bool) -> int:
    from assistant.plain import talk  # noqa: PLC0415

    talking = house.talk(mode, Path(answers) if answers else None, resume, go_on=go_on)
    return talk(talking, sys.stdin, sys.stdout, named_home())


def _screen(
    house: Household,
    mode: str,
    answers: str | None,
    resume: str | None,
    *,
    go_on: bool,
    doors: bool,
) -> int:
    # Nearly all that is loaded for a screen stays; looking through it for rubbish would hold the first one
    # up. The app turns this on again once it is seen.
    gc.disable()
    from assistant.tui.app import run  # noqa: PLC0415
    from assistant.tui.look import look_of  # noqa: PLC0415

    # Before a session is begun: settings that cannot be read must leave nothing behind.
    look = look_of(house.home, no_color=without_color())
    talking = None if doors else house.talk(mode, Path(answers) if answers else None, resume, go_on=go_on)
    code = run(house, mode, talking, look)
    if code == EARLY:
        sys.stderr.write(left_early(named_home()))
    return code
