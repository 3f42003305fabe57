"""A session as text, as JSON, and as lines to export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from assistant.session_list import Glance
from assistant.state import fold
from assistant.turns import Session

UNTITLED = "untitled"


def session_text(session: Session) -> str:
    """The whole transcript, as it was said."""
    lines = [f"{session.id}  {session.title or UNTITLED}  begun {session.started}"]
    for turn in session.turns:
        lines.append("")
        lines.append(f"{turn.n}. {turn.at} ({turn.kind})")
        if turn.said:
            lines.append(f"> {turn.said}")
        lines += [f"  {line}" if line else "" for line in turn.reply.splitlines()]
    return "\n".join(lines)


def session_json(session: Session) -> dict[str, object]:
    """The object that `session show --json` prints."""
    return {
        "id": session.id,
        "title": session.title,
        "started": session.started,
        "mode": session.mode,
        "turns": [
            {"n": turn.n, "at": turn.at, "kind": turn.kind, "said": turn.said, "reply": turn.reply}
            for turn in session.turns
        ],
        "answers": {name: asdict(given) for name, given in fold(session.turns).answers.items()},
        "verdict": session.verdict,
    }


def summary_json(session: Glance) -> dict[str, object]:
    """The object that `session list --json` prints for a session; a search adds where its words stand."""
    return {
        "id": session.id,
        "title": session.title,
        "started": session.started,
        "mode": session.mode,
        "start": session.start or None,
        "stability": session.stability or None,
        **({"excerpt": session.excerpt} if session.excerpt else {}),
    }


def summary_line(session: Glance) -> str:
    """One session in one line, and a second one of where the words stand that were looked for."""
    # Who asked the guide first may have gone on to an interview.
    what = session.start or ("questions to the guide" if session.mode == "ask" else "no verdict")
    line = f"{session.id}  {session.started}  {what}  {session.title or UNTITLED}"
    return f"{line}\n    {session.excerpt}" if session.excerpt else line


def export_lines(session: Session) -> Iterator[dict[str, object]]:
    """Everything that is kept of a session, an object a line."""
    yield {
        "session": session.id,
        "title": session.title,
        "started": session.started,
        "mode": session.mode,
        "verdict": session.verdict,
    }
    for turn in session.turns:
        yield asdict(turn)
