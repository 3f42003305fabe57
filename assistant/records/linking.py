"""One record taking the place of others: both ends change, or neither does, whenever the process ends.

Two files cannot be renamed at once. So a small file says first what is about to happen, and goes last; see
`pending`, which is loaded only where there is something to link: lists and readers do without Pydantic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from assistant.records.editing import with_link
from assistant.records.files import named_trouble, own_file, read_text, record_id, sync_folder, write_whole
from assistant.records.frontmatter import KEY
from assistant.records.model import RecordError
from assistant.records.replacing import refuse
from assistant.records.status import told_in_history, with_date, with_status
from assistant.records.tree import front_of

PENDING = ".whichflow.pending"
MEND = "whichflow record check --mend"

_PART = re.compile(
    r"\.(?:\d{4,5}-.+\.(?:md|jsonl)|README\.md|\.whichflow\.pending)\.part", re.IGNORECASE | re.ASCII
)
"""What a process that was killed while it wrote leaves behind."""


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
    from assistant.records.pending import announce  # noqa: PLC0415

    refuse(folder, old, new)
    changes = _changes(old, new, today)
    if not changes:
        return False
    announce(folder / PENDING, old, new, today)
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


def unfinished(folder: Path) -> list[Path]:
    """Files that a killed process left half written; the next one that writes removes them."""
    try:
        return sorted(path for path in folder.iterdir() if _PART.fullmatch(path.name))
    except OSError:
        return []


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
    from assistant.records.pending import announced  # noqa: PLC0415

    pending = announced(path)
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


def _ours(text: str) -> bool:
    front = front_of(text)
    return front is not None and isinstance(front.values.get(KEY), dict)


def _sweep(folder: Path) -> None:
    for path in unfinished(folder):
        with suppress(OSError):
            path.unlink()


def _listed(paths: Iterable[Path]) -> str:
    return ", ".join(record_id(path) for path in paths)
