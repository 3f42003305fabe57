"""What a question is about: how likely each section is the one to open, and whether the guide speaks of it.

The weights come from the base, learned from `knowledge/phrasings`; a question touches a few hundred of them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.features import STRANGE, clauses_of, features_of, strange_of
from knowledge.reader import GuideBase
from knowledge.weights import NOT_COVERED, RARITY_SCALE

WEIGHT_OF_CLAUSES = 1.5
"""How much the clauses of a rambling question count beside it as a whole."""

TELLING = 6
"""The most words named as those that a match hangs on."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the matcher makes of a question.

    Attributes:
        covered: How likely it is that the guide speaks of it, from 0 to 1.
        sections: The sections with how likely each is the one, given that any is; best first.
        kinds: The kinds of uncovered question with how likely each is, given that it is one; best first.
        telling: The words that speak most for the best section.
    """

    covered: float
    sections: tuple[tuple[str, float], ...]
    kinds: tuple[tuple[str, float], ...]
    telling: tuple[str, ...]


class Matcher:
    """The matcher of a base. Without weights in the base it knows nothing; see `trained`."""

    def __init__(self, base: GuideBase) -> None:
        self._base = base

    @cached_property
    def _head(self) -> tuple[tuple[str, ...], tuple[float, ...], float]:
        rows = self._base.rows("SELECT value FROM meta WHERE key = 'matcher'")
        if not rows or not rows[0][0]:
            return (), (), 0.0
        head = json.loads(rows[0][0])
        return tuple(head["classes"]), tuple(head["bias"]), head["scale"]

    @property
    def trained(self) -> bool:
        """Whether the base has weights."""
        return bool(self._head[0])

    def match(self, question: str) -> Match:
        """Weigh a question; `question` may be any text at all."""
        classes = self._head[0][:-1]
        texts = [question, *clauses_of(question)]
        read = [features_of(text) for text in texts]
        weights = self._weights(set(STRANGE).union(*read))
        whole, *clauses = (
            found | strange_of(text, lambda word: f"w{word}" in weights)
            for found, text in zip(read, texts, strict=True)
        )
        scores = self._scores(whole, weights)
        if clauses:
            scores = _joined(scores, [self._scores(clause, weights) for clause in clauses])
        *scores, second = (score + start for score, start in zip(scores, self._head[1], strict=True))
        chances = _chances(scores)
        inside = {
            name: chance for name, chance in zip(classes, chances, strict=True) if name[0] != NOT_COVERED
        }
        outside = {
            name[1:]: chance for name, chance in zip(classes, chances, strict=True) if name[0] == NOT_COVERED
        }
        sections = _ranked(inside)
        best = classes.index(sections[0][0])
        covered = _of_two_opinions(sum(inside.values()), second)
        return Match(covered, sections, _ranked(outside), _telling(weights, best))

    def _weights(self, features: Iterable[str]) -> dict[str, tuple[int, ...]]:
        rows = self._base.rows(
            "SELECT feature, weights FROM matcher WHERE feature IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(features)),),
        )
        return {feature: (*memoryview(row[:-1]).cast("b"), row[-1]) for feature, row in rows}

    def _scores(self, features: set[str], weights: dict[str, tuple[int, ...]]) -> list[float]:
        classes, _, scale = self._head
        found = [weights[feature] for feature in sorted(features & weights.keys())]
        if not found:
            return [0.0] * len(classes)
        *sums, _ = map(sum, zip(*found, strict=True))
        length = math.sqrt(sum(row[-1] * row[-1] for row in found)) / RARITY_SCALE
        return [total * scale / length for total in sums]


def _joined(whole: Sequence[float], clauses: Sequence[Sequence[float]]) -> list[float]:
    """The scores of a whole and of its clauses, each clause counting as much as it is sure of itself."""
    sure = [max(_chances(clause[:-1])) for clause in clauses]
    total = sum(sure)
    mean = [
        sum(part * score for part, score in zip(sure, column, strict=True)) / total
        for column in zip(*clauses, strict=True)
    ]
    return [score + WEIGHT_OF_CLAUSES * added for score, added in zip(whole, mean, strict=True)]


def _of_two_opinions(chance: float, second: float) -> float:
    """The chance half way between two: the classes' own, and the odds that the second opinion gives."""
    chance = min(max(chance, 1e-9), 1 - 1e-9)
    odds = (math.log(chance / (1 - chance)) + second) / 2
    return 1 / (1 + math.exp(-odds))


def _chances(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _ranked(chances: dict[str, float]) -> tuple[tuple[str, float], ...]:
    total = sum(chances.values()) or 1.0
    return tuple(
        (name, chance / total)
        for name, chance in sorted(chances.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _telling(weights: dict[str, tuple[int, ...]], best: int) -> tuple[str, ...]:
    words = {
        feature[1:]: row[best] for feature, row in weights.items() if feature[0] == "w" and row[best] > 0
    }
    return tuple(sorted(words, key=lambda word: (-words[word], word))[:TELLING])
