"""Sessions and turns among the rows of a damaged database, put together as far as they go."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from assistant.care.pages import Row

TURN_LOST = "(This turn could not be read when the sessions were salvaged.)"
CHANGE_LOST = "(What this turn changed could not be read when the sessions were salvaged.)"

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:")
_KINDS = frozenset({"opening", "answer", "question", "command", "unclear"})
_MOST_LOST = 10_000
_TURN, _SESSION = 8, 5
"""How many columns the first layout had; a later one may have more behind them."""


@dataclass(frozen=True, slots=True)
class SavedTurn:
    """A turn as it goes into the fresh database. `whole` is false where part of it was lost."""

    place: int
    session: str
    n: int
    at: str
    kind: str
    said: str
    reply: str
    effects: str
    whole: bool


@dataclass(frozen=True, slots=True)
class SavedSession:
    """A session with the turns that were found; `lost` is how many of them were not."""

    row: int
    id: str
    title: str
    started: str
    mode: str
    verdict: str
    turns: tuple[SavedTurn, ...] = ()
    lost: int = 0


@dataclass(slots=True)
class _Heap:
    sessions: dict[str, SavedSession] = field(default_factory=dict)
    turns: dict[str, dict[int, SavedTurn]] = field(default_factory=dict)


def saved_sessions(rows: Iterable[Row]) -> list[SavedSession]:
    """The sessions among the rows, in the order in which they were begun.

    A turn that is missing between two others has one in its place that says so: a transcript is numbered
    without a gap. Turns whose session is gone get one that is made of what they tell.
    """
    heap = _Heap()
    for row in rows:
        if turn := _turn(row):
            heap.turns.setdefault(turn.session, {}).setdefault(turn.place, turn)
        elif session := _session(row):
            heap.sessions.setdefault(session.id, session)
    last = max((session.row for session in heap.sessions.values()), default=0)
    for name in sorted(heap.turns.keys() - heap.sessions.keys()):
        last += 1
        heap.sessions[name] = _session_of(last, name, heap.turns[name].values())
    taken = {place for turns in heap.turns.values() for place in turns}
    together = (
        _with_turns(session, heap.turns.get(name, {}), taken) for name, session in heap.sessions.items()
    )
    return sorted(together, key=lambda session: session.row)


def is_list(text: object) -> bool:
    """Whether a turn's changes can be read."""
    try:
        return isinstance(json.loads(str(text)), list)
    except (ValueError, RecursionError):
        return False


def _turn(row: Row) -> SavedTurn | None:
    if len(row.values) < _TURN or row.values[0] is not None or row.rowid < 1:
        return None
    session, n, at, kind, said, reply, effects = row.values[1:_TURN]
    if not (isinstance(session, str) and session and isinstance(n, int) and isinstance(at, str)):
        return None
    # Either may be what was damaged; together they tell a turn from a row of another table.
    if not (_TIME.match(at) or kind in _KINDS):
        return None
    texts = [text if isinstance(text, str) else "" for text in (kind, said, reply)]
    whole = row.whole and is_list(effects)
    if not whole:
        texts[2] = f"{texts[2]}\n{CHANGE_LOST}".strip()
    changes = str(effects) if is_list(effects) else "[]"
    return SavedTurn(row.rowid, session, n, at, texts[0], texts[1], texts[2], changes, whole)


def _session(row: Row) -> SavedSession | None:
    if len(row.values) < _SESSION or row.rowid < 1:
        return None
    words = [value for value in row.values[:_SESSION] if isinstance(value, str)]
    if len(words) < _SESSION or not words[0] or not _TIME.match(words[2]):
        return None
    session, title, started, mode, verdict = words
    try:
        json.loads(verdict)
    except (ValueError, RecursionError):
        # It is worked out anew at the next turn.
        verdict = "{}"
    return SavedSession(row.rowid, session, title, started, mode, verdict)


def _session_of(row: int, name: str, turns: Iterable[SavedTurn]) -> SavedSession:
    ordered = sorted(turns, key=lambda turn: turn.place)
    title = ""
    for turn in ordered:
        changes = (each for each in json.loads(turn.effects) if isinstance(each, dict))
        title = next((str(each["text"]) for each in changes if each.get("do") == "title"), title)
    return SavedSession(row, name, title, ordered[0].at, "guided", "{}")


def _with_turns(session: SavedSession, found: dict[int, SavedTurn], taken: set[int]) -> SavedSession:
    """Put turns in order, one behind another; `taken` are the places of all rows, and grows by the gaps.

    A lost turn was a row as well, so that no more can be missing before a turn than there are free places.
    """
    turns: list[SavedTurn] = []
    before, lost = 0, 0
    for place, turn in sorted(found.items()):
        missing = turn.n - len(turns) - 1
        free = [each for each in range(max(before + 1, place - _MOST_LOST), place) if each not in taken]
        gaps = free[-missing:] if 0 < missing <= len(free) else []
        turns += [_gap(turn, gap, len(turns) + step) for step, gap in enumerate(gaps, 1)]
        turns.append(replace(turn, n=len(turns) + 1))
        taken.update(gaps)
        lost += len(gaps)
        before = place
    return replace(session, turns=tuple(turns), lost=lost)


def _gap(turn: SavedTurn, place: int, n: int) -> SavedTurn:
    return SavedTurn(place, turn.session, n, turn.at, "unclear", "", TURN_LOST, "[]", whole=True)
