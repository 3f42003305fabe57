"""The worst misses: what was told most surely and is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.answers.quality import Row

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Miss:
    """A question, how surely it was answered, what was told and what was expected."""

    question: str
    voice: str
    sure: float
    told: str
    expected: str


def wrong_sections(rows: Sequence[Row], most: int = SHOWN) -> list[Miss]:
    """Covered questions answered with a wrong section first, the surest first."""
    wrong = [row for row in rows if row.question.covered and not row.told.refused and not row.first]
    return [_miss(row, " or ".join(row.question.right)) for row in _surest(wrong, most)]


def wrongly_answered(rows: Sequence[Row], most: int = SHOWN) -> list[Miss]:
    """Uncovered questions that were answered, the surest first."""
    wrong = [row for row in rows if not row.question.covered and not row.told.refused]
    return [_miss(row, f"{row.question.kind}: {row.question.missing}") for row in _surest(wrong, most)]


def _surest(rows: Sequence[Row], most: int) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.told.sure, row.question.text))[:most]


def _miss(row: Row, expected: str) -> Miss:
    told = row.told.sections[0] if row.told.sections else "nothing"
    return Miss(row.question.text, row.question.voice, round(row.told.sure, 4), told, expected)
