"""What a question to the guide was about: kept with its turn, so that a later line can go on with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_BETWEEN = "&"
"""No id of a section or passage holds it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A question to the guide as the next line may take it up.

    Attributes:
        question: The question; where it went on with another, the whole that the two made.
        about: The words for what it is about, which the next line may point at.
        sections: The ids of the sections that came nearest, best first.
        told: The ids of the passages told so far.
        outcome: What became of the question.
        turn: The turn it was asked in.
    """

    question: str
    about: str
    sections: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    outcome: str = ""
    turn: int = 0

    def effect(self) -> dict[str, str]:
        """As an effect of its turn; the turn itself is where the effect stands."""
        return {
            "do": "asked",
            "question": self.question,
            "about": self.about,
            "sections": _BETWEEN.join(self.sections),
            "told": _BETWEEN.join(self.told),
            "outcome": self.outcome,
        }


def subject_of(effect: Mapping[str, str], turn: int) -> Subject:
    """What an effect of turn number `turn` keeps."""
    return Subject(
        effect.get("question", ""),
        effect.get("about", ""),
        _parts(effect.get("sections", "")),
        _parts(effect.get("told", "")),
        effect.get("outcome", ""),
        turn,
    )


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(part for part in joined.split(_BETWEEN) if part)
