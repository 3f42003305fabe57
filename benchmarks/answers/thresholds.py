"""Makes a search refuse what comes not near enough, chosen on questions that it was not made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from benchmarks.answers.contenders import Search, Told
from benchmarks.answers.questions import Question


@dataclass(frozen=True, slots=True)
class Threshold:
    """By which way of telling it is judged, from where on it answers, and the right outcome that gave."""

    way: str
    least: float
    outcome: float


class Careful:
    """A search that refuses what comes nowhere near."""

    def __init__(self, search: Search, threshold: Threshold) -> None:
        self._search = search
        self._threshold = threshold

    def tell(self, question: str) -> Told:
        """Refused when nothing is found or the best is not near enough."""
        sections, near = self._search.find(question)
        sure = near[self._threshold.way]
        return Told(sections, not sections or sure < self._threshold.least, sure)


def best_threshold(search: Search, questions: Sequence[Question]) -> Threshold:
    """The threshold with the best right outcome on `questions`, over all ways of telling of a search."""
    found = [(each, search.find(each.text)) for each in questions]
    ways = found[0][1].near
    return max(
        (
            _best([(each, bool(each.covered and f.sections[:1] and f.sections[0] in each.right), f.near[way])
                   for each, f in found], way)
            for way in ways
        ),
        key=lambda threshold: threshold.outcome,
    )  # fmt: skip


def _best(judged: Sequence[tuple[Question, bool, float]], way: str) -> Threshold:
    covered = max(sum(each.covered for each, _, _ in judged), 1)
    uncovered = max(sum(not each.covered for each, _, _ in judged), 1)
    # Where everything is answered no uncovered question is refused; from there the least rises.
    right, refused = sum(right for _, right, _ in judged), 0
    best = Threshold(way, float("-inf"), right / covered / 2)
    ranked = sorted(judged, key=lambda row: row[2])
    for value, rows in groupby(ranked, key=lambda row: row[2]):
        for each, was_right, _ in rows:
            right -= was_right
            refused += not each.covered
        outcome = (right / covered + refused / uncovered) / 2
        if outcome > best.outcome:
            best = Threshold(way, _above(value, ranked), outcome)
    return best


def _above(value: float, ranked: Sequence[tuple[Question, bool, float]]) -> float:
    """Half way between a value and the next greater one."""
    above = next((near for _, _, near in ranked if near > value), value + 1)
    return (value + above) / 2
