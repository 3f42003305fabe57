"""A session as a file of its own, to read and to hand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.new_file import write_new
from assistant.records.escaping import escape_markdown, fenced
from assistant.records.naming import slug
from assistant.session_words import UNTITLED
from assistant.turns import Session


def export_session(session: Session, folder: Path) -> Path:
    """Write all that was said into a new Markdown file in `folder`; one that is there is never written over.

    Returns:
        The file, with its whole path.

    Raises:
        Trouble: the folder cannot be written.
    """
    text = "\n".join(session_markdown(session)) + "\n"
    stem = f"{slug(session.title or UNTITLED)}-{slug(session.id)}"
    return write_new(folder, stem, ".md", text, "The session")


def session_markdown(session: Session) -> Iterator[str]:
    """The lines of the file. What people said stays text, whatever signs are in it."""
    yield f"# {escape_markdown(session.title or UNTITLED)}"
    yield ""
    yield f"Session {escape_markdown(session.id)}, begun {escape_markdown(session.started)}."
    for turn in session.turns:
        yield ""
        yield f"## {turn.n}. {escape_markdown(turn.at)}"
        if turn.said:
            yield ""
            yield f"> {escape_markdown(turn.said)}"
        if turn.reply:
            yield ""
            yield fenced(turn.reply)
