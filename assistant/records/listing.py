"""The records of a folder at a glance, our own and those of other tools."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from assistant.records.files import record_files
from assistant.records.frontmatter import KEY
from assistant.records.model import RecordError
from assistant.records.tree import Front, Value, front_of
from assistant.text import clean

Watch = Callable[[Sequence[Path]], Iterable[Path]]
"""Hands the files on one by one, and may show how far that has come."""

_HEAD = 16 * 1024
"""Bytes that hold the front matter and the heading of nearly every record."""
_MAX_HEAD = 1024 * 1024
_DEEP = re.compile(
    r"^  (?:(?:guide|rules|answers|flips):\n(?:(?:    |  - ).*\n)+|parts: \{.*\n)", re.MULTILINE
)
"""Most of what we write into a front matter, and nothing that a list shows."""
_MAX_SEARCHED = 8 * 1024
"""Characters below the front matter in which a heading is looked for."""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record in a list.

    What a file does not tell is empty; `start` and `review_by` are told by our own records only.
    """

    number: int
    title: str
    status: str
    date: str
    start: str
    review_by: str = ""
    path: Path = Path()


def list_records(folder: Path, watch: Watch = iter) -> list[RecordLine]:
    """List the numbered Markdown files of a folder.

    Args:
        folder: The folder of records; one that is missing has none.
        watch: Sees every file go by.

    Returns:
        A line a file in the order of the numbers. A file that cannot be read is listed by its name.

    Raises:
        RecordError: There is something at `folder` that cannot be listed.
    """
    files = record_files(folder)
    numbers = {folder / name: number for number, name in files}
    return [record_line(numbers[path], path) for path in watch(list(numbers))]


def record_line(number: int, path: Path) -> RecordLine:
    """What one file tells; of one that cannot be read, its name."""
    try:
        text, front = _top(path)
    except (OSError, UnicodeDecodeError):
        return RecordLine(number, clean(path.stem), "", "", "", path=path)
    values = front.values if front else {}
    ours = _mapping(values.get(KEY))
    title = _text(ours.get("name")) or _heading(text[front.body if front else 0 :]) or clean(path.stem)
    return RecordLine(
        number,
        title,
        status=_text(values.get("status")),
        date=_text(values.get("date")),
        start=_text(_mapping(ours.get("verdict")).get("start")),
        review_by=_text(ours.get("review-by")),
        path=path,
    )


def _top(path: Path) -> tuple[str, Front | None]:
    """The upper part of a file, with its whole front matter unless that is broken or endless."""
    with path.open("rb") as file:
        content = file.read(_HEAD)
        text, front = _understood(content, whole=len(content) < _HEAD)
        if front is None and len(content) == _HEAD and text.lstrip("\ufeff").startswith("---"):
            content += file.read(_MAX_HEAD - _HEAD)
            text, front = _understood(content, whole=len(content) < _MAX_HEAD)
    return text, front


def _understood(content: bytes, *, whole: bool) -> tuple[str, Front | None]:
    # What was cut in the middle of a letter is no fault of the file.
    text = content.decode("utf-8") if whole else _cut(content).decode("utf-8")
    try:
        return text, _skimmed(text) or front_of(text)
    except RecordError:
        return text, None


def _skimmed(text: str) -> Front | None:
    """The front matter of a record of ours without what a list does not show: a third of the time.

    None where it is not written as we write it; then the whole of it has to be read.
    """
    end = text.find("\n---\n")
    if end < 0 or f"\n{KEY}:\n" not in text[:end]:
        return None
    try:
        front = front_of(_DEEP.sub("", text[: end + 5]))
    except RecordError:
        return None
    ours = _mapping(front.values.get(KEY)) if front else {}
    return front if _text(ours.get("name")) else None


def _cut(content: bytes) -> bytes:
    """Content up to its last whole line."""
    return content[: content.rfind(b"\n") + 1]


def _heading(body: str) -> str:
    """The text of the first top heading, its marks taken off."""
    body = body.lstrip("\ufeff")[:_MAX_SEARCHED]
    if not body.strip():
        return ""
    # Our own records tell their name above: only those of other tools need a Markdown parser.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    tokens = MarkdownIt().parse(body)
    for opening, content in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            return clean("".join(child.content for child in content.children or ()))
    return ""


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _text(value: Value) -> str:
    return clean(value) if isinstance(value, str) else ""
