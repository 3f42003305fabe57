"""What a face may show beside the chat: how far along, what is known, where each architecture stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.replies import Question

StandingWord = Literal["in", "out", "leads", "chosen"]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer so far. Saying `change <number>` asks for it again."""

    number: int
    fact: str
    short: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one of the four architectures stands now."""

    start: str
    word: StandingWord


@dataclass(frozen=True, slots=True)
class View:
    """The state of a conversation, ready to be drawn. `about` is how many questions are expected in all."""

    title: str
    answered: int
    about: int
    stability: str
    answers: tuple[AnswerLine, ...]
    standing: tuple[Standing, ...]
    question: Question | None
    ended: bool
