"""The folder of records: numbers that never collide, files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.records.madr import render
from assistant.records.model import Draft, RecordError
from assistant.records.naming import Place, next_number, slug
from assistant.records.transcript import transcript_bytes

LOCK_NAME = ".whichflow.lock"
LOCK_SECONDS = 30
"""How long to wait for others that are saving; one save takes well under a second."""


def save_record(folder: Path, draft: Draft) -> Path:
    """Write a draft as the folder's next record, and its transcript beside it.

    Args:
        folder: The folder of records; it is made where it is missing.
        draft: What the record says.

    Returns:
        The record's file.

    Raises:
        RecordError: The folder cannot be written, or others kept it for too long. Nothing is left behind.
    """
    try:
        with _alone(folder):
            place = Place(next_number(path.name for path in folder.iterdir()), slug(draft.title))
            return _write_both(folder, place, draft)
    except Timeout:
        raise RecordError(
            f"Somebody else has been writing in {folder} for {LOCK_SECONDS} seconds; try again later."
        ) from None
    except (OSError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or "the file system has no locks"
        raise RecordError(f"The record cannot be written in {folder}: {reason}.") from error


def _write_both(folder: Path, place: Place, draft: Draft) -> Path:
    record, beside = folder / place.record, folder / place.transcript
    transcript = transcript_bytes(draft.talk.turns)
    text = render(draft, place, sha256(transcript).hexdigest()).encode()
    try:
        # The transcript first: a record must never name one that is not there.
        write_whole(beside, transcript)
        write_whole(record, text)
    except BaseException:
        record.unlink(missing_ok=True)
        beside.unlink(missing_ok=True)
        raise
    return record


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` into a file so that nobody ever sees half of it, not even after a power cut.

    Args:
        path: The file to make or replace; only one process may write in its folder at a time.
        content: What will be in it.

    Raises:
        OSError: The file cannot be written; what was there before is untouched.
    """
    part = path.with_name(f".{path.name}.part")
    # One that is there now was left by a process that was killed: only one writes at a time.
    part.unlink(missing_ok=True)
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    # Some file systems cannot sync a folder; the file itself is safe by now.
    with suppress(OSError):
        _sync_folder(path.parent)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / LOCK_NAME, timeout=LOCK_SECONDS):
        yield


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last: it stands in the folder, not in the file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
