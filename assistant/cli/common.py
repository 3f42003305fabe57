"""What every command shares: the home folder, colour, JSON out, and troubles as one sentence."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, TypeVar

import click

from assistant.errors import Trouble
from assistant.household import Household, home_folder
from assistant.text import clean_lines
from rules.errors import RulesError

OK, ERROR, USAGE, EARLY, NOT_IN_GUIDE = 0, 1, 2, 3, 4
"""Exit codes: fine, error, wrong use, ended early with the session kept, not in the guide."""

_STEERING = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""DEL and the 8-bit controls, hidden, turning and line-breaking characters, lone surrogates."""

Function = TypeVar("Function", bound=Callable[..., Any])

_home = click.option("--home", "home", metavar="DIR", help="Folder for sessions and the guide's base.")
_no_color = click.option("--no-color", is_flag=True, help="No colours; NO_COLOR does the same.")


def shared(function: Function) -> Function:
    """Give a command --home and --no-color, so that they may stand before or behind its name."""
    return _home(_no_color(function))


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def household(context: click.Context, home: str | None) -> Household:
    """The parts over the home folder that was named nearest to the command."""
    return Household(home_folder(home or (context.obj or {}).get("home")))


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
    put(_plain(json.dumps(data, ensure_ascii=False, indent=2)))


def put_line(data: object) -> None:
    """Print one JSON line on stdout."""
    put(_plain(json.dumps(data, ensure_ascii=False, separators=(",", ":"))))


def _plain(text: str) -> str:
    """JSON's text with every character escaped that could steer a terminal, such as an id that came in."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def json_rows(name: str) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """The lines of a JSON-lines file (or stdin, "-") with their numbers; None for one that is no object.

    Raises:
        Trouble: there is no such file, or it is a folder.
    """
    with open_lines(name) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line, parse_constant=_no_number)
            except (ValueError, RecursionError):
                row = None
            yield number, row if isinstance(row, dict) else None


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def open_lines(name: str) -> TextIO:
    """The lines of a file, or of stdin for "-".

    Raises:
        Trouble: there is no such file, or it is a folder.
    """
    if name == "-":
        return sys.stdin
    try:
        return open(name, encoding="utf-8", errors="replace")  # noqa: PTH123  (the caller reads and ends)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "bad path"
        raise Trouble(f"{name[:200]}: cannot be read ({reason})") from None
