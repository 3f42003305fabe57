"""Saving into the folder of records: numbers never collide, and files are written whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from assistant.records.files import write_whole
from assistant.records.index import refresh_index
from assistant.records.linking import mend
from assistant.records.lock import alone
from assistant.records.madr import render
from assistant.records.model import Draft, RecordError
from assistant.records.naming import Place, next_number, slug
from assistant.records.transcript import transcript_bytes


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
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder):
            # What is wrong with other files must not keep anybody from saving what was just decided.
            with suppress(RecordError, OSError):
                mend(folder)
            place = Place(next_number(path.name for path in folder.iterdir()), slug(draft.title))
            record = _write_both(folder, place, draft)
            with suppress(RecordError, OSError):
                refresh_index(folder)
            return record
    except OSError as error:
        reason = error.strerror or "the system refuses"
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
