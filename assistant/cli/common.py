"""What every command shares: the home folder, colour, JSON out, and troubles as one sentence."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from assistant.cli import completion_values as values
from assistant.errors import Trouble
from assistant.household import Household, home_folder
from assistant.text import clean_lines
from rules.errors import RulesError

OK, ERROR, USAGE, NOT_IN_GUIDE = 0, 1, 2, 4
"""Exit codes: fine, error, wrong use, not in the guide; 3, ended early, is `assistant.leaving.EARLY`."""

_STEERING = re.compile(
    r"[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f"
    r"\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufff"
    r"b\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f]"
)
"""DEL and the 8-bit controls, hidden, turning and line-breaking characters, lone surrogates."""

Function = TypeVar("Function", bound=Callable[..., Any])

_NO_COLOR = "whichflow.no_color"


def _kept(key: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Keeps what is given under `key`, for all commands: the one nearest to the command counts."""

    def keep(context: click.Context, _parameter: click.Parameter, given: Any) -> None:  # noqa: ANN401
        if given:
            context.meta[key] = given

    return keep


_home = click.option(
    "--home",
    metavar="DIR",
    help="Folder for sessions and the guide's base.",
    shell_complete=values.folders,
    expose_value=False,
    callback=_kept(values.HOME),
)
_no_color = click.option(
    "--no-color",
    is_flag=True,
    help="No colours; NO_COLOR does the same.",
    expose_value=False,
    callback=_kept(_NO_COLOR),
)


def shared(function: Function) -> Function:
    """Give a command --home and --no-color, so that they may stand before or behind its name."""
    return _home(_no_color(function))


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def household() -> Household:
    """The parts over the home folder that was named nearest to the command."""
    return Household(home_folder(named_home()))


def named_home() -> str | None:
    """What was given with --home, before the command's name or behind it."""
    found: str | None = click.get_current_context().meta.get(values.HOME)
    return found


def without_color() -> bool:
    """Whether --no-color was given, before the command's name or behind it."""
    return _NO_COLOR in click.get_current_context().meta


@contextmanager
def troubles() -> Iterator[None]:
    """Turn a trouble into one sentence on stderr and exit code 1."""
    try:
        yield
    except (Trouble, RulesError) as trouble:
        fail(str(trouble))


def fail(message: str, code: int = ERROR) -> None:
    """Say what is wrong on stderr and leave with `code`."""
    sys.stderr.write(f"whichflow: {clean_lines(message)}\n")
    sys.exit(code)


def put(text: str) -> None:
    """Print data on stdout."""
    sys.stdout.write(text + "\n")


def put_json(data: object) -> None:
    """Print one JSON document on stdout."""
    put(unsteered(json.dumps(data, ensure_ascii=False, indent=2)))


def unsteered(text: str) -> str:
    """JSON's text with every character escaped that could steer a terminal, such as an id that came in."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
