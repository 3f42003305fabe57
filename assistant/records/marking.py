"""The generated parts of a record, each between two comment lines; all else is its people's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.records.model import RecordError

_MARKER = re.compile(r"^<!-- whichflow:(begin|end) ([a-z-]+) -->[ \t]*\r?$", re.MULTILINE)


def marked(name: str, lines: Iterable[str]) -> str:
    """Put lines between the markers of the part `name`.

    No text of a person can forge one: in prose its `<` is escaped, in the transcript a mark stands before.
    """
    content = "\n".join(lines).strip("\n")
    return f"<!-- whichflow:begin {name} -->\n{content}\n<!-- whichflow:end {name} -->"


def parts_of(text: str) -> dict[str, str]:
    """The parts of a record by name, each as it stands in `text`, markers included.

    Raises:
        RecordError: A marker has no partner, stands inside another part, or a part is there twice.
    """
    return {name: text[start:end] for name, (start, end) in _spans(text).items()}


def replace_parts(text: str, parts: Mapping[str, str]) -> str:
    """Put other text in the place of parts, markers included; every other byte stays.

    Args:
        text: A record.
        parts: What is to stand there from now on, by name.

    Raises:
        RecordError: The markers are broken, or a part is not there.
    """
    spans = _spans(text)
    for name in parts:
        if name not in spans:
            raise RecordError(f"The record has lost the two marker lines of its part {name}: put them back.")
    for name in sorted(parts, key=lambda name: spans[name], reverse=True):
        start, end = spans[name]
        text = text[:start] + parts[name] + text[end:]
    return text


def _spans(text: str) -> dict[str, tuple[int, int]]:
    spans: dict[str, tuple[int, int]] = {}
    opened: re.Match[str] | None = None
    for found in _MARKER.finditer(text):
        kind, name = found.groups()
        if kind == "begin":
            if opened or name in spans:
                raise _broken(text, found)
            opened = found
        elif opened is None or opened[2] != name:
            raise _broken(text, found)
        else:
            spans[name], opened = (opened.start(), found.end() - found[0].endswith("\r")), None
    if opened:
        raise _broken(text, opened)
    return spans


def _broken(text: str, found: re.Match[str]) -> RecordError:
    line = text.count("\n", 0, found.start()) + 1
    return RecordError(f"Line {line} of the record, {found[0].strip()}, has no partner: put it back.")
