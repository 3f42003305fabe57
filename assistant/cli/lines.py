"""The lines of a batch: read with a limit, taken as JSON, and told as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TextIO

from assistant.cli.common import unsteered
from assistant.errors import Trouble

MAX_LINE = 1_000_000
"""Characters of one line; a longer one gets an error, and is thrown away unread."""


class Line(NamedTuple):
    """A line with its number and the byte where it ends; without a text where it is too long."""

    number: int
    text: str | None
    end: int


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


def numbered(file: TextIO) -> Iterator[Line]:
    """The lines that are not blank, with their numbers."""
    number = end = 0
    while text := file.readline(MAX_LINE):
        number += 1
        end += _bytes(text)
        if len(text) < MAX_LINE or text.endswith("\n"):
            if text.strip():
                yield Line(number, text, end)
            continue
        while rest := file.readline(MAX_LINE):
            end += _bytes(rest)
            if rest.endswith("\n"):
                break
        yield Line(number, None, end)


def object_of(text: str) -> dict[str, Any] | None:
    """The JSON object that a line is, or None."""
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def told(data: Mapping[str, object], more: str = "{}") -> str:
    """An object as one line of JSON, with the members of `more`, an object that is JSON already.

    An id that JSON has no word for, such as a number without end, is told as null.
    """
    try:
        text = _line(data)
    except ValueError:
        text = _line({**data, "id": None})
    return text if more == "{}" else f"{text[:-1]},{more[1:]}"


def _line(data: Mapping[str, object]) -> str:
    return unsteered(json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode(errors="replace"))


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON")
