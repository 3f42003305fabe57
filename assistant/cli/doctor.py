"""doctor: versions, paths, integrity of both databases, terminal facts."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import version

import click

from assistant.cli.common import ERROR, household, json_option, put, put_json, shared
from assistant.errors import Trouble
from assistant.household import Household
from assistant.settings import has_settings, settings_path
from assistant.text import clean
from rules.errors import RulesError

_LIBRARIES = ("durable-rules", "textual", "pydantic", "sqlite-utils", "click")


@click.command()
@json_option
@shared
@click.pass_context
def doctor(context: click.Context, *, as_json: bool, home: str | None, no_color: bool) -> None:  # noqa: ARG001
    """Say what this installation is and whether it is sound. Exit code 1: something is wrong."""
    house = household(context, home)
    shipped = "" if has_settings(house.home) else " (not there: all is as shipped)"
    facts: dict[str, str] = {
        "whichflow": version("whichflow"),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name: version(name) for name in _LIBRARIES},
        "home": str(house.home),
        "settings": f"{settings_path(house.home)}{shipped}",
        "terminal": os.environ.get("TERM", "not set"),
        "size": "{} x {}".format(*shutil.get_terminal_size((80, 24))),
        "encoding": str(sys.stdout.encoding),
    }
    checks = {
        "guide base": _sound(partial(_base_problems, house)),
        "sessions": _sound(house.sessions.check),
        "settings file": _sound(partial(_settings_problems, house)),
        "rule engine": _sound(_engine_problems),
        "answer space": _sound(_space_problems),
    }
    if as_json:
        put_json({"facts": facts, "checks": checks})
    else:
        for name, fact in facts.items():
            put(f"{name:14} {clean(fact)}")
        for name, problems in checks.items():
            put(f"{name:14} {clean('; '.join(problems)) or 'sound'}")
    context.exit(ERROR if any(checks.values()) else 0)


def _sound(check: Callable[[], list[str]]) -> list[str]:
    """What a check finds wrong; a check that cannot run has found something."""
    try:
        return check()
    except (Trouble, RulesError) as trouble:
        return [str(trouble)]


def _base_problems(house: Household) -> list[str]:
    found = house.base.check()
    if house.base.path is None:
        found.append(f"cannot be kept in {house.home}, and no session can; give another folder with --home")
    return found


def _settings_problems(house: Household) -> list[str]:
    """What the full screen would refuse to start with."""
    if has_settings(house.home):
        from assistant.tui.look import look_of  # noqa: PLC0415

        look_of(house.home)
    return []


def _engine_problems() -> list[str]:
    """Ask the rules one question whose answer is known: nothing told, nothing advised."""
    from rules.reading import shipped_engine  # noqa: PLC0415

    routes = shipped_engine().evaluate([]).values("route")
    return [] if routes == ("undetermined",) else [f"nothing told leads to the route {routes!r}"]


def _space_problems() -> list[str]:
    from rules.space import shipped_space  # noqa: PLC0415

    if shipped_space() is None:
        return ["does not belong to this rule book; python -m rules.space_build makes it anew"]
    return []
