"""What a record says, as plain data. `draft.py` fills it in; `frontmatter.py` and `madr.py` write it out.

Every text in a draft is one line of plain text without control characters; nothing in it is markup yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.errors import Trouble
from assistant.records.talk import OpenQuestion, Talk, Told

DriverKind = Literal["Must", "Leans", "Limits"]
Tone = Literal["Good", "Neutral", "Bad"]


class RecordError(Trouble):
    """A record cannot be made, written or read; one sentence says which and what to do about it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule that fired: why, and on which answers and sections it rests.

    `answers` tells each in words ("answer 4, outside events: Yes"), `short` all of them by number.
    """

    rule: str
    because: str
    answers: tuple[str, ...]
    short: tuple[str, ...]
    sections: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Driver:
    """A ground that decided, and whether it is a need, a leaning or a limit."""

    kind: DriverKind
    ground: Ground


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the guide and the id of the passage they come from."""

    text: str
    passage: str


@dataclass(frozen=True, slots=True)
class Argument:
    """Something good, bad or neither about an option; `sources` are section or passage ids."""

    tone: Tone
    text: str
    sources: tuple[str, ...]
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionCase:
    """One of the four options and what is to be said about it; `runs` says that it is what runs today."""

    label: str
    runs: bool
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Concluded:
    """A verdict in the words of a record.

    Attributes:
        start: What to build now; a draft is only made where there is one.
        direction: What it is headed for.
        route: How to get there.
        stability: Whether open questions can still change the start.
        agreement: Whether something speaks against it.
        possible: Every start that open questions can still lead to; empty where that is not known.
    """

    start: str
    direction: str
    route: str
    stability: str
    agreement: str
    possible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome(Concluded):
    """The verdict, and the sentences that carry it.

    Attributes:
        because: The grounds of the choice.
        heading_for: The grounds of the direction, where the start is only a stage on the way to it.
        getting_there: The grounds of the route.
        growth: When to move on from the start to the direction.
        settled_by: The smallest sets of answers that alone settle the start, each in words.
    """

    because: tuple[Ground, ...]
    heading_for: tuple[Ground, ...]
    getting_there: tuple[Ground, ...]
    growth: tuple[Ground, ...]
    settled_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flipped:
    """One answer given otherwise, or given at all, and the start that it would lead to.

    Attributes:
        fact: The fact's id.
        value: The other value.
        start: Where it leads; None where nothing would be advised any more.
        words: The same for people.
    """

    fact: str
    value: str
    start: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is to be done, and the sections that say so."""

    text: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedSection:
    """A section that the record rests on, with the digest of its text on the day."""

    id: str
    title: str
    digest: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rule book that decided, and its policies by id; `meaning` is its hash but for how it is worded."""

    version: str
    sha256: str
    meaning: str
    policies: dict[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a record says but its number, which it gets when it is saved.

    `summary` is the advice in one sentence and how firm it is in another. `steps` are the workflow's own, as
    they were told; `picture` is the chosen shape with them, in Mermaid's language. `duties` and `pitfalls`
    come with the choice, `follow_ups` with any.
    """

    title: str
    summary: tuple[str, ...]
    tags: tuple[str, ...]
    decided: date
    review_by: date
    answers: tuple[Told, ...]
    steps: str
    picture: str
    notes: tuple[str, ...]
    drivers: tuple[Driver, ...]
    outcome: Outcome
    consequences: tuple[Argument, ...]
    duties: tuple[Task, ...]
    pitfalls: tuple[Argument, ...]
    confirmation: tuple[Quote, ...]
    options: tuple[OptionCase, ...]
    evidence: tuple[Ground, ...]
    dissent: tuple[Ground, ...]
    contradictions: tuple[Ground, ...]
    audit: tuple[Ground, ...]
    sufficient: dict[str, str]
    flips: tuple[Flipped, ...]
    follow_ups: tuple[Task, ...]
    open_questions: tuple[OpenQuestion, ...]
    guide_edition: str
    citations: tuple[CitedSection, ...]
    verify: tuple[Quote, ...]
    rulebook: Rulebook
    talk: Talk
