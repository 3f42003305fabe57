"""From a kept session to its decision record on disk, and from the record's transcript to the record anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from assistant import clock
from assistant.mind import Mind
from assistant.records.draft import draft_record
from assistant.records.folder import save_record
from assistant.records.frontmatter import KEY
from assistant.records.model import RecordError
from assistant.records.naming import Place, number_of
from assistant.records.reading import read_record
from assistant.records.renewing import regenerate
from assistant.records.transcript import ENDING, turns_of
from assistant.records.tree import front_of
from assistant.state import fold
from assistant.text import MAX_TITLE, clean
from assistant.turns import Session
from knowledge.base import GuideBase


def write_record(session: Session, folder: Path, mind: Mind, base: GuideBase, title: str = "") -> Path:
    """Reason over the answers of `session` anew and write the record into `folder`.

    `title` stands for the session's own where it is given.

    Raises:
        Trouble: there is no verdict to record, or the folder cannot be written.
    """
    named = replace(session, title=clean(title, limit=MAX_TITLE) or session.title)
    verdict = mind.verdict(fold(session.turns).values)
    return save_record(folder, draft_record(named, verdict, mind.book, base, clock.today()))


def renewed(text: str, transcript: bytes, mind: Mind, base: GuideBase, today: date) -> str:
    """What a record says today: its session told again from its transcript, and reasoned over anew.

    Args:
        text: The record, hand edits included.
        transcript: What is in the file beside it.
        mind: Reasons by the rules of today.
        base: The guide of today.
        today: The day of the renewal.

    Returns:
        The record with its generated parts written anew; see `regenerate` for what stays.

    Raises:
        Trouble: The record or its transcript is broken, or nothing can be decided from the answers any more.
    """
    kept = read_record(text).whichflow
    digest = sha256(transcript).hexdigest()
    if digest != kept.transcript.sha256:
        raise RecordError("The transcript is not the one that the record was made from: its hash is another.")
    session = replace(_session(text), title=kept.name, turns=turns_of(transcript))
    try:
        values = fold(session.turns).values
    except KeyError as error:
        raise RecordError("The transcript holds a turn whose effect cannot be understood.") from error
    draft = draft_record(session, mind.verdict(values), mind.book, base, today)
    file = kept.transcript.file
    place = Place(number_of(file) or 0, file.partition("-")[2].removesuffix(ENDING))
    return regenerate(text, draft, place, digest)


def _session(text: str) -> Session:
    """The session's id, mode and start, which stand beside its hash; what is missing is empty."""
    front = front_of(text)
    block = front.values.get(KEY) if front else None
    told = block.get("transcript") if isinstance(block, dict) else None

    def word(name: str) -> str:
        value = told.get(name) if isinstance(told, dict) else None
        return clean(value) if isinstance(value, str) else ""

    return Session(word("session"), "", word("started"), word("mode"))
