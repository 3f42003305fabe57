"""What people said, as plain data: their answers, what they left open, and the turns of the session."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.turns import Turn


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as the record shows it.

    Attributes:
        fact: The fact's id.
        number: Its question's number, or None where the interview has no question for it.
        short: Its name in a few words.
        value: The value that the rules saw.
        label: That value in words.
        words: What the person said, where it says more than the label; else empty.
        note: What the person added.
        turn: The turn in which it was said.
    """

    fact: str
    number: int | None
    short: str
    value: str
    label: str
    words: str
    note: str
    turn: int


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without an answer, and why it has none."""

    number: int | None
    short: str
    why_open: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A turn for reading: `reply` may have several lines, `done` says what the turn changed."""

    n: int
    at: str
    kind: str
    said: str
    reply: str
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """The session that the record was made from: `turns` as they are logged, `entries` for reading."""

    id: str
    mode: str
    started: str
    turns: tuple[Turn, ...]
    entries: tuple[Entry, ...]
