"""The whole answer space: what the verdict can still become, exactly, for any set of known answers.

The engine works out the outcome of every complete answer set once. The outcomes are kept as a decision
diagram: one level a fact, one node for each different way in which the rest can still go. So "is it
settled?" and "can this question change anything?" are walks over a few hundred nodes, not searches.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rules.engine import Trace
from rules.errors import SpaceError
from rules.model import Book
from rules.reading import shipped_book

SHIPPED = Path(__file__).parent / "answer_space.json"
"""The diagram of the shipped rule book, made by `python -m rules.space_build`."""

Known = Mapping[str, str]
"""Deciding facts by id with a value of their closed set; a fact that is absent is not known."""


class Outcome(NamedTuple):
    """What the rules conclude of where to start, where to head, and how to get there."""

    start: str | None
    direction: str | None
    route: str | None


UNDETERMINED = Outcome(None, None, "undetermined")
"""The outcome where nothing about the flow is known."""


def outcome_of(trace: Trace) -> Outcome:
    """The outcome that the fired rules conclude; None where they conclude nothing.

    Raises:
        SpaceError: the rules conclude two different things at once.
    """
    found: list[str | None] = []
    for topic in Outcome._fields:
        values = trace.values(topic)
        if len(values) > 1:
            raise SpaceError(f"the rules conclude more than one {topic}: {', '.join(values)}")
        found.append(values[0] if values else None)
    return Outcome(*found)


@dataclass(frozen=True, slots=True)
class Level:
    """One fact of the diagram and its nodes, each a child for each value.

    `unknown` is the index of the child that an unknown answer leads to. Where some value is read by no rule
    that decides, not to know the fact is the same as that value; else there is one child more than values.
    """

    fact: str
    values: tuple[str, ...]
    unknown: int
    tells: bool
    nodes: tuple[tuple[int, ...], ...]

    def index(self, known: Known) -> int:
        """The child that what is known leads to."""
        return self.values.index(known[self.fact]) if self.fact in known else self.unknown


@dataclass(frozen=True, slots=True)
class AnswerSpace:
    """The decision diagram: a level a fact, the last one's children indices into `outcomes`.

    The one node of the first level is the root. `tells` of a level marks a fact about the flow: without any
    of those nothing is advised.
    """

    logic_sha256: str
    outcomes: tuple[Outcome, ...]
    levels: tuple[Level, ...]

    def outcome(self, known: Known) -> Outcome:
        """What the rules conclude from exactly what is known."""
        if self.undetermined(known):
            return UNDETERMINED
        node = 0
        for level in self.levels:
            node = level.nodes[node][level.index(known)]
        return self.outcomes[node]

    def undetermined(self, known: Known) -> bool:
        """Whether nothing about the flow is known, so that nothing can be advised."""
        return not any(level.tells and level.fact in known for level in self.levels)

    def possible(self, known: Known) -> tuple[Outcome, ...]:
        """Every outcome over all completions of `known`, in the order of `outcomes`."""
        return tuple(self.outcomes[index] for index in sorted(self._reached(known)))

    def starts(self, known: Known) -> frozenset[str | None]:
        """Every start over all completions of `known`."""
        return frozenset(outcome.start for outcome in self.possible(known))

    def idle(self, known: Known) -> frozenset[str]:
        """The unknown facts whose answer changes no outcome, whatever the other unknown ones are."""
        same = self._same_below(known)
        frontier, idle = {0}, set()
        for depth, level in enumerate(self.levels):
            below = same[depth + 1]
            reached = [completions(level, node, known) for node in frontier]
            if level.fact not in known and all(
                len({below[c] for c in children}) == 1 for children in reached
            ):
                idle.add(level.fact)
            frontier = {child for children in reached for child in children}
        return frozenset(idle)

    def _reached(self, known: Known) -> set[int]:
        frontier = {0}
        for level in self.levels:
            frontier = {child for node in frontier for child in completions(level, node, known)}
        return frontier

    def _same_below(self, known: Known) -> list[list[int]]:
        """For each depth and node there, a number that two nodes share if `known` makes them the same."""
        classes = [list(range(len(self.outcomes)))]
        for level in reversed(self.levels):
            below = classes[-1]
            seen: dict[tuple[int, ...], int] = {}
            merged: list[int] = []
            for node in range(len(level.nodes)):
                key = tuple([below[child] for child in completions(level, node, known)])
                merged.append(seen.setdefault(key[:1] if len(set(key)) == 1 else key, len(seen)))
            classes.append(merged)
        return classes[::-1]

    def to_json(self) -> str:
        """The diagram as text, the same bytes for the same book."""
        data = {
            "logic_sha256": self.logic_sha256,
            "outcomes": self.outcomes,
            "levels": [
                [level.fact, level.values, level.unknown, level.tells, level.nodes] for level in self.levels
            ],
        }
        return json.dumps(data, separators=(",", ":")) + "\n"

    @staticmethod
    def from_json(text: str) -> AnswerSpace:
        """Read what `to_json` wrote.

        Raises:
            SpaceError: the text is something else, or damaged.
        """
        try:
            data: Any = json.loads(text)
            space = AnswerSpace(
                str(data["logic_sha256"]),
                tuple(Outcome(*outcome) for outcome in data["outcomes"]),
                tuple(
                    Level(str(fact), tuple(values), int(unknown), bool(tells), tuple(map(tuple, nodes)))
                    for fact, values, unknown, tells, nodes in data["levels"]
                ),
            )
            space._check()
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise SpaceError(
                "the kept answer space is damaged; `python -m rules.space_build` makes it anew"
            ) from error
        return space

    def _check(self) -> None:
        """Every child must be there: a walk must not end in an IndexError, nor beside the diagram."""
        sizes = [*(len(level.nodes) for level in self.levels), len(self.outcomes)]
        if not self.levels or sizes[0] != 1:
            raise ValueError("there is no one root")
        for level, below in zip(self.levels, sizes[1:], strict=True):
            width = max(len(level.values), level.unknown + 1)
            if not 0 <= level.unknown <= len(level.values):
                raise ValueError("not knowing leads nowhere")
            for node in level.nodes:
                if len(node) != width or not all(type(c) is int and 0 <= c < below for c in node):
                    raise ValueError("a node does not fit")


def completions(level: Level, node: int, known: Known) -> tuple[int, ...]:
    """The children of a node that some answer leads to: one where the fact is known, else all."""
    children = level.nodes[node]
    if level.fact in known:
        return (children[level.values.index(known[level.fact])],)
    return children[: len(level.values)]


def load_space(book: Book, paths: Iterable[Path] = (SHIPPED,)) -> AnswerSpace | None:
    """The first kept diagram that belongs to `book`, or None where it has to be worked out."""
    for path in paths:
        try:
            space = AnswerSpace.from_json(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, SpaceError):
            continue
        if space.logic_sha256 == book.logic_sha256:
            return space
    return None


@cache
def shipped_space() -> AnswerSpace | None:
    """The diagram that ships with the package, read once a process."""
    return load_space(shipped_book())
