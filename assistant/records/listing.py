"""The records of a folder at a glance, our own and those of other tools."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt

from assistant.records.frontmatter import KEY, split_record
from assistant.records.model import RecordError
from assistant.records.naming import number_of
from assistant.text import clean


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record in a list. What a file does not tell is empty; `start` is told by our own records only."""

    number: int
    title: str
    status: str
    date: str
    start: str


def list_records(folder: Path) -> list[RecordLine]:
    """List the numbered Markdown files of a folder.

    Args:
        folder: The folder of records; one that is missing has none.

    Returns:
        A line a file in the order of the numbers. A file that cannot be read is listed by its name.

    Raises:
        RecordError: There is something at `folder` that cannot be listed.
    """
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise RecordError(f"The records in {folder} cannot be listed: {error.strerror}.") from error
    found = ((number_of(path.name), path) for path in paths if path.suffix.lower() == ".md")
    lines = [_line(number, path) for number, path in found if number is not None and path.is_file()]
    return sorted(lines, key=lambda line: line.number)


def _line(number: int, path: Path) -> RecordLine:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return RecordLine(number, clean(path.stem), "", "", "")
    try:
        front, body = split_record(text)
    except RecordError:
        front, body = {}, text
    ours = _mapping(front.get(KEY))
    title = clean(str(ours.get("name") or "")) or _heading(body) or clean(path.stem)
    start = _mapping(ours.get("verdict")).get("start")
    return RecordLine(number, title, _text(front.get("status")), _text(front.get("date")), _text(start))


def _heading(body: str) -> str:
    """The text of the first top heading, its marks taken off."""
    tokens = MarkdownIt().parse(body)
    for opening, content in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            return clean("".join(child.content for child in content.children or ()))
    return ""


def _mapping(value: object) -> dict[object, object]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return "" if value is None else clean(str(value))
