"""From a kept session to its decision record on disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.mind import Mind
from assistant.records import draft_record, save_record
from assistant.state import fold
from assistant.text import clean
from assistant.turns import Session
from knowledge.base import GuideBase

MAX_TITLE = 200


def write_record(session: Session, folder: Path, mind: Mind, base: GuideBase, title: str = "") -> Path:
    """Reason over the answers of `session` anew and write the record into `folder`.

    `title` stands for the session's own where it is given.

    Raises:
        Trouble: there is no verdict to record, or the folder cannot be written.
    """
    named = replace(session, title=clean(title, limit=MAX_TITLE) or session.title)
    verdict = mind.verdict(fold(session.turns).values)
    today = datetime.now(UTC).astimezone().date()
    return save_record(folder, draft_record(named, verdict, mind.book, base, today))
