"""What is put to the engines: random answers to everything, and every answer to what decides."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator

from rules.model import UNSURE, Book, Fact
from rules.rule import Atom

COUNTS = ("1", "2", "4", "5", "12")
"""Below, at and above the bounds of the bands."""


def random_sets(book: Book, number: int, seed: int) -> list[list[Atom]]:
    """`number` sets of atoms: half of them from answers to everything, half from answers to a share of it."""
    source = random.Random(seed)  # noqa: S311  (a sample, not a secret)
    sets: list[list[Atom]] = []
    for turn in range(number):
        share = source.random() if turn % 2 else 1.0
        answered = [fact for fact in book.facts if fact.kind != "text" and source.random() < share]
        sets.append([atom for fact in answered for atom in fact.atoms(_answer(fact, source))])
    return sets


def _answer(fact: Fact, source: random.Random) -> str:
    if fact.kind == "several":
        return ",".join(source.sample(fact.values, source.randint(1, len(fact.values))))
    if fact.kind == "count":
        return source.choice(COUNTS)
    return source.choice([*fact.values, UNSURE])


def combinations(book: Book) -> int:
    """How many complete sets of answers to the deciding facts there are."""
    return math.prod(len(fact.values) for fact in book.deciding)


def all_sets(book: Book) -> Iterator[list[Atom]]:
    """Every complete set of answers to the deciding facts."""
    return map(list, itertools.product(*([Atom(fact.id, v) for v in fact.values] for fact in book.deciding)))


def sample_of_all(book: Book, number: int, seed: int) -> list[list[Atom]]:
    """`number` of the complete sets, none twice."""
    chosen = random.Random(seed).sample(range(combinations(book)), number)  # noqa: S311
    return [_set_at(book, index) for index in chosen]


def _set_at(book: Book, index: int) -> list[Atom]:
    atoms: list[Atom] = []
    for fact in book.deciding:
        index, choice = divmod(index, len(fact.values))
        atoms.append(Atom(fact.id, fact.values[choice]))
    return atoms
