"""README.md of a folder of records: a table between two markers, and whatever people write around it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from assistant.records.escaping import escape_markdown
from assistant.records.files import named_trouble, own_file, read_within, write_whole
from assistant.records.listing import RecordLine, list_records
from assistant.records.model import RecordError

NAME = "README.md"
BEGIN = "<!-- whichflow:begin index -->"
END = "<!-- whichflow:end index -->"

_HEAD = ("| Number | Title | Status | Start | Review by |", "|---|---|---|---|---|")


def write_index(folder: Path) -> Path:
    """Write the table of a folder's records. The caller holds the folder's lock.

    A README.md that is missing is made. One without the markers gets them, and the table, at its end.

    Returns:
        The file.

    Raises:
        RecordError: The markers are broken, or the file cannot be read or written; nothing has changed.
    """
    path = _readme(folder)
    content = _read(path)
    if not content:
        content = b"# Decision records\n"
    if _markers(path, content) is None:
        line = _break(content)
        gap = line if content.endswith(b"\n") else line * 2
        content += gap + BEGIN.encode() + line + END.encode() + line
    _renew(folder, path, content)
    return path


def refresh_index(folder: Path) -> None:
    """As `write_index`, but only where a README.md with the markers is there already."""
    path = _readme(folder)
    content = _read(path)
    if content and _markers(path, content):
        _renew(folder, path, content)


def _renew(folder: Path, path: Path, content: bytes) -> None:
    within = _markers(path, content)
    if within is None:
        return
    start, end = within
    line = _break(content)
    rows = [*_HEAD, *map(_row, list_records(folder))]
    table = line.join(row.encode("utf-8", "replace") for row in rows)
    wanted = content[:start] + line + table + line * 2 + content[end:]
    if wanted == _read(path):
        return
    with named_trouble(path, "written"):
        write_whole(path, wanted)


def _row(line: RecordLine) -> str:
    name = line.path.name
    # A name of bytes that are no text is linked to by those bytes.
    target = quote(name.encode("utf-8", "surrogateescape"))
    cells = (line.title, line.status, line.start, line.review_by)
    return f"| [{line.number:04d}]({target}) | {' | '.join(map(escape_markdown, cells))} |"


def _markers(path: Path, content: bytes) -> tuple[int, int] | None:
    """Where the table's lines begin and end; None where there are no markers."""
    begins, ends = _lines(content, BEGIN), _lines(content, END)
    if not begins and not ends:
        return None
    if len(begins) != 1 or len(ends) != 1 or begins[0].start() > ends[0].start():
        raise RecordError(
            f"{path} needs the line {BEGIN} once and the line {END} once below it; "
            "what lies between them is written anew."
        )
    return begins[0].end(), ends[0].start()


def _lines(content: bytes, marker: str) -> list[re.Match[bytes]]:
    line = rb"^" + re.escape(marker.encode()) + rb"[ \t]*(?:\r?\n|\Z)"
    return list(re.finditer(line, content, re.MULTILINE))


def _readme(folder: Path) -> Path:
    """README.md, in whatever letters it is written there."""
    with named_trouble(folder, "listed"):
        names = [path.name for path in folder.iterdir() if path.name.casefold() == NAME.casefold()]
    return folder / (NAME if NAME in names or not names else min(names))


def _read(path: Path) -> bytes:
    if not path.exists() and not path.is_symlink():
        return b""
    own_file(path)
    return read_within(path, f"{path} is too large for an index.")


def _break(content: bytes) -> bytes:
    return b"\r\n" if b"\r\n" in content[: content.find(b"\n") + 1] else b"\n"
