"""doctor: versions, paths, terminal facts, what is wrong with this installation, and mending it."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from assistant.cli.common import ERROR, household, put, put_json
from assistant.cli.record_common import folder_options, say
from assistant.household import Household
from assistant.settings import has_settings, settings_path
from assistant.text import clean

_LIBRARIES = ("durable-rules", "textual", "pydantic", "sqlite-utils", "click")
_MEND = "whichflow doctor --mend mends what can be mended."
_NOTHING = "Nothing was found that doctor could mend."


@click.command()
@click.option("--mend", is_flag=True, help="Mend what can be mended; nothing readable is thrown away.")
@folder_options
@click.pass_context
def doctor(context: click.Context, *, mend: bool, folder: str, as_json: bool) -> None:
    """Say what this installation is and whether it is sound.

    With --mend, damaged sessions are saved into a fresh file and the damaged one is kept beside it; what is
    made of the guide and the rules is made anew; what a killed process left is finished or removed; rights
    that are too open are closed. Without it nothing is changed.

    Exit code 0: all is sound, with --mend by now; 1: something is wrong.
    """
    from assistant.care.checkup import concerns  # noqa: PLC0415  (loaded when it is asked)

    house = household()
    house.records = Path(folder)
    facts = _facts(house)
    looked = concerns(house)
    checks, done = {each.name: each.problems() for each in looked}, []
    if mend:
        for each in looked:
            if checks[each.name]:
                done += each.mended()
                checks[each.name] = each.problems()
    if as_json:
        put_json({"facts": facts, "checks": checks, "mended": done})
    else:
        for name, fact in facts.items():
            put(f"{name:14} {clean(fact)}")
        for name, problems in checks.items():
            put(f"{name:14} {clean('; '.join(problems)) or 'sound'}")
    for sentence in done:
        say(sentence)
    if mend and not done:
        say(_NOTHING)
    if not mend and any(checks[each.name] for each in looked if each.mend):
        say(_MEND)
    context.exit(ERROR if any(checks.values()) else 0)


def _facts(house: Household) -> dict[str, str]:
    shipped = "" if has_settings(house.home) else " (not there: all is as shipped)"
    return {
        "whichflow": _version("whichflow"),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name: _version(name) for name in _LIBRARIES},
        "home": str(house.home),
        "settings": f"{settings_path(house.home)}{shipped}",
        "terminal": os.environ.get("TERM", "not set"),
        "size": "{} x {}".format(*shutil.get_terminal_size((80, 24))),
        "encoding": str(sys.stdout.encoding),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
