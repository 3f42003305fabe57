"""The whole answer space: what the verdict can still become, exactly, for any set of known answers.

The engine works out the outcome of every complete answer set once. The outcomes are kept as a decision
diagram: one level a fact, one node for each different way in which the rest can still go. So "is it
settled?" and "can this question change anything?" are walks over a few hundred nodes, not searches.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from rules.engine import Engine, Trace
from rules.errors import SpaceError
from rules.model import Book, Fact
from rules.reading import shipped_book

SHIPPED = Path(__file__).parent / "answer_space.json"
"""The diagram of the shipped rule book, made by `python -m rules.space`."""

Known = Mapping[str, str]
"""Deciding facts by id with a value of their closed set; a fact that is absent is not known."""


class Outcome(NamedTuple):
    """What the rules conclude of where to start, where to head, and how to get there."""

    start: str | None
    direction: str | None
    route: str | None


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
class AnswerSpace:
    """The decision diagram. `levels[k]` are the nodes that ask for fact k, each a child for each value.

    The children of the last level are indices into `outcomes`; the one node of level 0 is the root.
    """

    logic_sha256: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    outcomes: tuple[Outcome, ...]
    levels: tuple[tuple[tuple[int, ...], ...], ...]

    def possible(self, known: Known) -> tuple[Outcome, ...]:
        """Every outcome over all completions of `known`, in the order of `outcomes`."""
        return tuple(self.outcomes[index] for index in sorted(self._reached(known, len(self.levels))))

    def idle(self, known: Known) -> frozenset[str]:
        """The unknown facts whose answer changes no outcome, whatever the other unknown ones are."""
        unknown = [name for name, _values in self.facts if name not in known]
        return frozenset(name for name in unknown if self._changes_nothing(known, name))

    def _reached(self, known: Known, depth: int) -> set[int]:
        frontier = {0}
        for (name, values), nodes in zip(self.facts[:depth], self.levels[:depth], strict=True):
            if name in known:
                chosen = values.index(known[name])
                frontier = {nodes[node][chosen] for node in frontier}
            else:
                frontier = {child for node in frontier for child in nodes[node]}
        return frontier

    def _changes_nothing(self, known: Known, name: str) -> bool:
        level = next(index for index, (fact, _values) in enumerate(self.facts) if fact == name)
        below = self._restricted(known, level + 1)
        nodes = self.levels[level]
        return all(len({below[child] for child in nodes[node]}) == 1 for node in self._reached(known, level))

    def _restricted(self, known: Known, level: int) -> list[int]:
        """For each node of `level`, a number that two nodes share if `known` makes them the same."""
        classes = list(range(len(self.outcomes)))
        for (name, values), nodes in zip(
            self.facts[: level - 1 : -1], self.levels[: level - 1 : -1], strict=True
        ):
            chosen = values.index(known[name]) if name in known else None
            seen: dict[tuple[int, ...], int] = {}
            merged: list[int] = []
            for children in nodes:
                kept = children if chosen is None else (children[chosen],)
                key = tuple(classes[child] for child in kept)
                if len(set(key)) == 1:
                    key = key[:1]
                merged.append(seen.setdefault(key, len(seen)))
            classes = merged
        return classes

    def to_json(self) -> str:
        """The diagram as text, the same bytes for the same book."""
        data = {
            "logic_sha256": self.logic_sha256,
            "facts": self.facts,
            "outcomes": self.outcomes,
            "levels": self.levels,
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
                tuple((str(name), tuple(values)) for name, values in data["facts"]),
                tuple(Outcome(*outcome) for outcome in data["outcomes"]),
                tuple(tuple(tuple(node) for node in level) for level in data["levels"]),
            )
            space._check()
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise SpaceError(
                "the kept answer space is damaged; `python -m rules.space` makes it anew"
            ) from error
        return space

    def _check(self) -> None:
        """Every child must be there: a walk must not end in an IndexError, nor beside the diagram."""
        sizes = [*(len(level) for level in self.levels), len(self.outcomes)]
        for (_name, values), nodes, below in zip(self.facts, self.levels, sizes[1:], strict=True):
            for node in nodes:
                if len(node) != len(values) or not all(type(c) is int and 0 <= c < below for c in node):
                    raise ValueError("a node does not fit")
        if sizes[0] != 1 or not self.facts:
            raise ValueError("there is no one root")


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


def build_space(
    book: Book, *, workers: int = 1, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> AnswerSpace:
    """Let the engine work out every complete answer set of `book`; `progress` gets (done, all).

    Raises:
        SpaceError: some answer set leads to two verdicts at once.
    """
    facts = book.deciding
    # One job fixes the first few facts; about a hundred jobs keep the bar moving and both cores busy.
    heads = list(itertools.product(*(fact.values for fact in facts[:5])))
    cells: list[Outcome] = []
    # Spawned, not forked: a fork while a thread evaluates would inherit the engine's lock, taken for ever.
    with ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn")) as pool:
        for done, part in enumerate(pool.map(_outcomes_below, itertools.repeat(book), heads), 1):
            cells += part
            progress(done, len(heads))
    return _diagram(book.logic_sha256, facts, cells)


def _outcomes_below(book: Book, head: tuple[str, ...]) -> list[Outcome]:
    """The outcomes of every completion of `head`, the values of the first deciding facts."""
    engine = _engine_for(book.logic_sha256, book)
    outcomes: list[Outcome] = []
    for tail in itertools.product(*(fact.values for fact in book.deciding[len(head) :])):
        answers = zip(book.deciding, head + tail, strict=True)
        trace = engine.evaluate(atom for fact, value in answers for atom in fact.atoms(value))
        outcomes.append(outcome_of(trace))
    return outcomes


_compiled: dict[str, Engine] = {}


def _engine_for(digest: str, book: Book) -> Engine:
    """One engine a worker: compiling the book costs more than a hundred evaluations."""
    if digest not in _compiled:
        _compiled[digest] = Engine(book.outcome_rules)
    return _compiled[digest]


def _diagram(digest: str, facts: Sequence[Fact], cells: list[Outcome]) -> AnswerSpace:
    """Fold the flat list of outcomes, last fact first, into levels of shared nodes."""
    outcomes = tuple(sorted(set(cells), key=lambda outcome: tuple(part or "" for part in outcome)))
    row = [outcomes.index(cell) for cell in cells]
    levels: list[tuple[tuple[int, ...], ...]] = []
    for fact in reversed(facts):
        width = len(fact.values)
        seen: dict[tuple[int, ...], int] = {}
        row = [seen.setdefault(tuple(row[at : at + width]), len(seen)) for at in range(0, len(row), width)]
        levels.append(tuple(seen))
    named = tuple((fact.id, fact.values) for fact in facts)
    return AnswerSpace(digest, named, outcomes, tuple(reversed(levels)))


def main() -> None:
    """Work out the diagram of the shipped book with a line of progress, and write it beside it."""

    def show(done: int, of: int) -> None:
        sys.stderr.write(f"\ranswer space: {done} of {of} parts")
        sys.stderr.flush()

    space = build_space(shipped_book(), workers=os.cpu_count() or 1, progress=show)
    nodes = sum(len(level) for level in space.levels)
    SHIPPED.write_text(space.to_json(), encoding="utf-8")
    sys.stderr.write(f"\n{SHIPPED.name}: {nodes} nodes, {len(space.outcomes)} outcomes\n")


if __name__ == "__main__":
    main()
