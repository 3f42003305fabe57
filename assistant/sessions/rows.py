"""Rows of the database as what they stand for, every text plain whatever somebody put into the file."""

from __future__ import annotations

import json
from typing import Any

from assistant.session_list import Glance
from assistant.text import MAX_LINE, clean, clean_lines
from assistant.turns import Effect, Session, Turn, TurnKind

MAX_REPLY = 200_000

_NEEDS: dict[str, set[str]] = {
    "answer": {"fact", "value"}, "leave-out": {"rule"}, "keep": {"rule"}, "note": {"text"}, "title": {"text"},
    "flow": {"text"}, "saved": {"text"}, "mode": {"text"}, "branch": {"changes"},
}  # fmt: skip
"""What a kind of effect cannot do without; a damaged one changes nothing."""


def session_of(row: tuple[Any, ...], turns: list[tuple[Any, ...]]) -> Session:
    """A session: id, title, time, mode and verdict, and its turns as `turn_of` takes them."""
    session_id, title, started, mode = (clean(str(value)) for value in row[:4])
    return Session(session_id, title, started, mode, tuple(map(turn_of, turns)), _object(row[4]))


def turn_of(row: tuple[Any, ...]) -> Turn:
    """A turn: number, kind, what was said, the reply, effects, time."""
    n, kind, said, reply, effects, at = row
    lines = clean_lines(str(reply), limit=MAX_REPLY)
    # A number that is none, as somebody may have put it there, is no turn's.
    n = n if isinstance(n, int) else 0
    return Turn(n, _kind(kind), clean(str(said)), lines, _effects(effects), clean(str(at)))


def glance_of(row: tuple[Any, ...], excerpt: str = "") -> Glance:
    """A session in a list: id, title, time, mode, turns, last time, start, stability."""
    texts = [_line(value) for value in (*row[:4], *row[5:])]
    session_id, title, started, mode, last, start, stability = texts
    turns = row[4] if isinstance(row[4], int) else 0
    return Glance(session_id, title, started, mode, turns, last, start, stability, excerpt)


def _line(value: object) -> str:
    """`clean`, without the work where there is nothing to do: a list has thousands of these."""
    text = str(value or "")
    plain = text.isascii() and text.isprintable() and "  " not in text and text == text.strip()
    return text if plain and len(text) <= MAX_LINE else clean(text)


def _kind(value: str) -> TurnKind:
    known: dict[str, TurnKind] = {
        "opening": "opening", "answer": "answer", "question": "question", "command": "command",
    }  # fmt: skip
    return known.get(value, "unclear")


def _effects(text: str) -> tuple[Effect, ...]:
    """The changes of a turn; whatever is not a change in plain words is left out."""
    data = _loaded(text)
    return tuple(
        {str(key): clean(str(value)) for key, value in effect.items()}
        for effect in (data if isinstance(data, list) else ())
        if isinstance(effect, dict) and _NEEDS.get(str(effect.get("do")), {"do"}) <= effect.keys()
    )


def _object(text: str) -> dict[str, object]:
    data = _loaded(text)
    return data if isinstance(data, dict) else {}


def _loaded(text: str) -> object:
    """What JSON says; None where it is none."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None
