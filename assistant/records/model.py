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
Tone = Literal["Good", "Bad"]


class RecordError(Trouble):
    """A record cannot be made, written or read; one sentence says which and what to do about it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule that fired: why, on which answers ("answer 8, outside events: Yes") and sections it rests."""

    rule: str
    because: str
    answers: tuple[str, ...]
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
    """Something good or bad about an option; `sources` are section or passage ids."""

    tone: Tone
    text: str
    sources: tuple[str, ...]
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionCase:
    """One of the four options and what is to be said about it."""

    label: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict, and the sentences that carry it.

    Attributes:
        start: What to build now; a draft is only made where there is one.
        direction: What it is headed for.
        route: How to get there.
        stability: Whether open questions can still change the start.
        agreement: Whether something speaks against it.
        possible: Every start that open questions can still lead to; empty where that is not known.
        because: The grounds of the choice.
        heading_for: The grounds of the direction, where the start is only a stage on the way to it.
        getting_there: The grounds of the route.
    """

    start: str
    direction: str
    route: str
    stability: str
    agreement: str
    possible: tuple[str, ...]
    because: tuple[Ground, ...]
    heading_for: tuple[Ground, ...]
    getting_there: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class CitedSection:
    """A section that the record rests on, with the digest of its text on the day."""

    id: str
    title: str
    digest: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rule book that decided, and its policies by id."""

    version: str
    sha256: str
    policies: dict[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a record says but its number, which it gets when it is saved."""

    title: str
    decided: date
    answers: tuple[Told, ...]
    notes: tuple[str, ...]
    drivers: tuple[Driver, ...]
    outcome: Outcome
    consequences: tuple[Argument, ...]
    confirmation: tuple[Quote, ...]
    options: tuple[OptionCase, ...]
    evidence: tuple[Ground, ...]
    dissent: tuple[Ground, ...]
    conflicts: tuple[Ground, ...]
    contradictions: tuple[Ground, ...]
    open_questions: tuple[OpenQuestion, ...]
    guide_edition: str
    citations: tuple[CitedSection, ...]
    verify: tuple[Quote, ...]
    rulebook: Rulebook
    talk: Talk
