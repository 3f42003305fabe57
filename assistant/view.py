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
    """Where one of the four architectures stands now.

    `by` are the numbers of the questions whose answers alone rule it out: the fewest, empty unless it is out.
    """

    start: str
    word: StandingWord
    by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Warned:
    """A pitfall that the answers so far lead to, in short, with the section that tells of it."""

    text: str
    section: str


@dataclass(frozen=True, slots=True)
class View:
    """The state of a conversation, ready to be drawn.

    `about` is how many questions are expected in all, in a fast interview one more than were answered;
    `turning` are the numbers of the open questions that can still change the advice; `flips` tells each given
    answer that would flip it, as "answer 4 no: sequential".
    """

    title: str
    answered: int
    about: int
    stability: str
    answers: tuple[AnswerLine, ...]
    standing: tuple[Standing, ...]
    question: Question | None
    ended: bool
    turning: tuple[int, ...] = ()
    flips: tuple[str, ...] = ()
    pitfalls: tuple[Warned, ...] = ()
