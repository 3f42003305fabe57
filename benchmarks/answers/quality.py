"""How often what is told is right, over all questions and by who asks and what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.answers.contenders import Teller, Told
from benchmarks.answers.questions import REPORTS, Question

THREE = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A question with what was told."""

    question: Question
    told: Told

    @property
    def first(self) -> bool:
        """Whether a right section comes first, refused or not."""
        return bool(self.told.sections[:1]) and self.told.sections[0] in self.question.right

    @property
    def in_three(self) -> bool:
        """Whether a right section is among the first three."""
        return bool(set(self.told.sections[:THREE]) & set(self.question.right))


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1, None where there is no such question.

    Attributes:
        covered: How many covered questions there are.
        uncovered: How many uncovered ones.
        outcome: The mean of `answered_right` and `refused`; with questions of one sort only, of that sort.
        answered_right: Covered questions answered, a right section first.
        first: Covered questions with a right section first, be they refused.
        in_three: Covered questions with a right section among the first three.
        strange: Of covered questions that share no content word with a right section, those with it first.
        strangers: How many of these there are.
        false_refusals: Covered questions that are refused.
        refused: Uncovered questions that are refused.
        refused_reports: The same of those asked as issue, forum post or ticket.
        refused_others: The same of all others.
    """

    covered: int
    uncovered: int
    outcome: float | None
    answered_right: float | None
    first: float | None
    in_three: float | None
    strange: float | None
    strangers: int
    false_refusals: float | None
    refused: float | None
    refused_reports: float | None
    refused_others: float | None


@dataclass(frozen=True, slots=True)
class Quality:
    """What one teller is worth."""

    whole: Figures
    voices: dict[str, Figures]
    kinds: dict[str, Figures]


def asked(teller: Teller, questions: Iterable[Question]) -> tuple[Row, ...]:
    """Put every question."""
    return tuple(Row(each, teller.tell(each.text)) for each in questions)


def quality(rows: Sequence[Row]) -> Quality:
    """All figures over rows."""
    outside = [row for row in rows if not row.question.covered]
    return Quality(
        figures(rows),
        _grouped(rows, lambda row: row.question.voice),
        _grouped(outside, lambda row: row.question.kind),
    )


def figures(rows: Iterable[Row]) -> Figures:
    """The figures over rows."""
    rows = list(rows)
    inside = [row for row in rows if row.question.covered]
    outside = [row for row in rows if not row.question.covered]
    strangers = [row for row in inside if not row.question.shares]
    reports = [row for row in outside if row.question.voice in REPORTS]
    others = [row for row in outside if row.question.voice not in REPORTS]
    right = _share(row.first and not row.told.refused for row in inside)
    refused = _share(row.told.refused for row in outside)
    return Figures(
        covered=len(inside),
        uncovered=len(outside),
        outcome=_share(part for part in (right, refused) if part is not None),
        answered_right=right,
        first=_share(row.first for row in inside),
        in_three=_share(row.in_three for row in inside),
        strange=_share(row.first for row in strangers),
        strangers=len(strangers),
        false_refusals=_share(row.told.refused for row in inside),
        refused=refused,
        refused_reports=_share(row.told.refused for row in reports),
        refused_others=_share(row.told.refused for row in others),
    )


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, Figures]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: figures(groups[name]) for name in sorted(groups)}


def _share(found: Iterable[float]) -> float | None:
    values = list(found)
    return sum(values) / len(values) if values else None
