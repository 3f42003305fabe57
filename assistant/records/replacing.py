"""Whether a record may take the place of others, by what they say of each other now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from assistant.records.files import find_record, read_text, record_id
from assistant.records.frontmatter import KEY
from assistant.records.model import RecordError
from assistant.records.status import kind_of, status_of, superseder
from assistant.records.tree import front_of


def links_of(text: str, key: str) -> list[str]:
    """The records in one of our lists, `supersedes` or `superseded-by`; none in a record of another tool."""
    front = front_of(text)
    block = front.values.get(KEY) if front else None
    listed = block.get(key) if isinstance(block, dict) else None
    return [item.upper() for item in listed if isinstance(item, str)] if isinstance(listed, list) else []


def refuse(folder: Path, old: Sequence[Path], new: Path) -> None:
    """See that `new` can take the place of `old`, as far as they and the records between them tell.

    Raises:
        RecordError: It cannot; the sentence says why.
    """
    newer = record_id(new)
    for path in (*old, new):
        # Links name numbers, so a number must say which record is meant.
        find_record(folder, record_id(path))
    if new in old:
        raise RecordError(f"{newer} cannot supersede itself.")
    status = status_of(read_text(new), newer)
    if circle := set(_replaced_by(folder, new)) & {record_id(path) for path in old}:
        raise RecordError(f"{newer} cannot supersede {min(circle)}, which has taken the place of {newer}.")
    if kind_of(status) not in {"proposed", "accepted"}:
        raise RecordError(f"{newer} is {status}; only a proposed or accepted record can supersede others.")
    for path in old:
        by = superseder(status_of(read_text(path), record_id(path)))
        if by and by != newer:
            raise RecordError(f"{record_id(path)} is superseded by {by} already.")


def _replaced_by(folder: Path, path: Path) -> list[str]:
    """The records that took this one's place, and theirs, as far as that can be followed."""
    found: list[str] = []
    waiting = [path]
    while waiting:
        with suppress(RecordError):
            for record in _direct(waiting.pop()):
                if record not in found:
                    found.append(record)
                    waiting.append(find_record(folder, record))
    return found


def _direct(path: Path) -> Iterable[str]:
    text = read_text(path)
    by = superseder(status_of(text, record_id(path)))
    return {*links_of(text, "superseded-by"), *({by} if by else ())}
