"""One record taking the place of others: both ends change, or neither does, whenever the process ends.

Two files cannot be renamed at once. So a small file says first what is about to happen, and goes last. It
holds the names of the records and the day, not their text: what is done twice is done once, a hand edit made
in between survives, and a file that came with a repository cannot put words into a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from assistant.records.editing import with_link
from assistant.records.files import (
    find_record,
    named_trouble,
    own_file,
    read_text,
    record_id,
    sync_folder,
    write_whole,
)
from assistant.records.frontmatter import KEY
from assistant.records.model import RecordError
from assistant.records.naming import number_of
from assistant.records.status import kind_of, status_of, superseder, told_in_history, with_date, with_status
from assistant.records.tree import front_of

PENDING = ".whichflow.pending"
MEND = "whichflow record check --mend"

_PART = re.compile(
    r"\.(?:\d{4,5}-.+\.(?:md|jsonl)|README\.md|\.whichflow\.pending)\.part", re.IGNORECASE | re.ASCII
)
"""What a process that was killed while it wrote leaves behind."""


def _record_name(name: str) -> str:
    if number_of(name) is None or Path(name).name != name:
        raise ValueError("no record of this folder")
    return name


_Name = Annotated[str, AfterValidator(_record_name)]


class _Pending(BaseModel):
    """What is about to happen: names of files in the folder, and the day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    old: tuple[_Name, ...] = Field(min_length=1)
    new: _Name
    day: date


def supersede(folder: Path, old: Sequence[Path], new: Path, today: date) -> bool:
    """Let one record take the place of others. The caller holds the folder's lock and has mended it.

    Args:
        folder: The folder of records.
        old: Accepted records.
        new: The record that replaces them, proposed or accepted.
        today: The day of the change.

    Returns:
        Whether anything changed; not where all of it was so already.

    Raises:
        RecordError: It makes no sense, or cannot be done. No record has changed, unless the sentence says so.
    """
    _refuse(folder, old, new)
    changes = _changes(old, new, today)
    if not changes:
        return False
    pending = _Pending(old=tuple(path.name for path in old), new=new.name, day=today)
    with named_trouble(folder / PENDING, "written"):
        write_whole(folder / PENDING, pending.model_dump_json().encode() + b"\n")
    written: list[Path] = []
    try:
        for path, (_before, after) in changes.items():
            _write(path, after)
            written.append(path)
    except BaseException:
        _undo(folder, {path: changes[path][0] for path in written})
        raise
    _settle(folder)
    return True


def interrupted(folder: Path) -> str:
    """A sentence for whoever only reads, where a supersede did not come to its end; else nothing."""
    if not (folder / PENDING).exists():
        return ""
    return f"A supersede in {folder} was interrupted; {MEND} finishes it."


def mend(folder: Path) -> list[str]:
    """Finish the supersede that a killed process left half done. The caller holds the folder's lock.

    Returns:
        What was mended, a sentence each; nothing where nothing had to be.

    Raises:
        RecordError: It cannot be finished, as a record was changed or taken away since.
    """
    _sweep(folder)
    path = folder / PENDING
    if not path.exists() and not path.is_symlink():
        return []
    own_file(path)
    try:
        pending = _Pending.model_validate_json(read_text(path))
    except ValidationError:
        raise RecordError(f"{path} does not say which supersede was interrupted; remove it.") from None
    old, new = [folder / name for name in pending.old], folder / pending.new
    said = f"{_listed(old)} by {record_id(new)}"
    try:
        for changed, (_before, after) in _changes(old, new, pending.day).items():
            _write(changed, after)
    except RecordError as error:
        raise RecordError(
            f"The supersede of {said} was interrupted and cannot be finished: {str(error).rstrip('.')}. "
            f"Set that right, or remove {path} once both ends are as you want them."
        ) from None
    _settle(folder)
    return [f"The supersede of {said} was interrupted; it is finished now."]


def links_of(text: str, key: str) -> list[str]:
    """The records in one of our lists, `supersedes` or `superseded-by`; none in a record of another tool."""
    front = front_of(text)
    block = front.values.get(KEY) if front else None
    listed = block.get(key) if isinstance(block, dict) else None
    return [item.upper() for item in listed if isinstance(item, str)] if isinstance(listed, list) else []


def _changes(old: Sequence[Path], new: Path, today: date) -> dict[Path, tuple[str, str]]:
    """What each file holds and what it has to hold, for those that have to change."""
    newer = record_id(new)
    changes = {}
    for path in old:
        own_file(path)
        before = read_text(path)
        after = with_status(before, record_id(path), f"superseded by {newer}", today)
        changes[path] = before, with_link(after, "superseded-by", newer) if _ours(after) else after
    own_file(new)
    before = after = read_text(new)
    if _ours(before):
        for path in old:
            after = with_link(after, "supersedes", record_id(path))
        if after != before:
            names = ", ".join(map(record_id, old))
            after = told_in_history(with_date(after, today), f"took the place of {names}", today)
    changes[new] = before, after
    return {path: change for path, change in changes.items() if change[0] != change[1]}


def _write(path: Path, text: str) -> None:
    with named_trouble(path, "written"):
        write_whole(path, text.encode())


def _settle(folder: Path) -> None:
    """Take the pending file away: all that it says is so."""
    with named_trouble(folder / PENDING, "removed"):
        (folder / PENDING).unlink(missing_ok=True)
    sync_folder(folder)


def _undo(folder: Path, texts: dict[Path, str]) -> None:
    # Where even that fails, the pending file stays, and the next one to write finishes.
    with suppress(OSError):
        for path, text in texts.items():
            write_whole(path, text.encode())
        (folder / PENDING).unlink(missing_ok=True)
        sync_folder(folder)


def _refuse(folder: Path, old: Sequence[Path], new: Path) -> None:
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


def _ours(text: str) -> bool:
    front = front_of(text)
    return front is not None and isinstance(front.values.get(KEY), dict)


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        if _PART.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


def _listed(paths: Iterable[Path]) -> str:
    return ", ".join(record_id(path) for path in paths)
