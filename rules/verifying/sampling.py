"""Which answers are looked at: seeded draws, draws that lay the ground for a rule, and every complete set."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from rules.model import UNSURE, Book
from rules.rule import Rule
from rules.space import AnswerSpace
from rules.verifying.table import AGAINST_SEQUENCE, FLOW, OUTSIDE, STRICT

SEED = 20_817
"""The same draws in every run, so that what was found once is found again."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many answer sets each part of a run draws."""

    cases: int
    moved: int
    told: int
    turned: int
    completed: int
    tries: int


QUICK = Sizes(cases=450, moved=50, told=120, turned=12, completed=12, tries=40)
THOROUGH = Sizes(cases=4000, moved=400, told=1500, turned=150, completed=150, tries=200)


def source(salt: int) -> random.Random:
    """A stream of draws of its own for each use, so that one check does not shift another's."""
    return random.Random(SEED + salt)  # noqa: S311  (nothing here is secret)


def sampled(book: Book, count: int, salt: int) -> list[dict[str, str]]:
    """Answers to deciding facts: complete ones, partial ones, and ones that leave the choice open."""
    draw = source(salt)
    values = {fact.id: fact.values for fact in book.deciding}
    found = []
    for turn in range(count):
        share = (1.0, draw.random(), draw.random())[turn % 3]
        known = {name: draw.choice(some) for name, some in values.items() if draw.random() < share}
        if turn % 3 != 1:
            # Most of what decides is read only where no hard need does.
            for name, _value in (OUTSIDE, STRICT):
                if name in known and draw.random() < 0.7:
                    known[name] = "no"
        found.append(known)
    return found


def told_answers(book: Book, draw: random.Random, share: float) -> dict[str, str]:
    """Answers to about `share` of all facts as a conversation keeps them: numbers, lists and unsure too."""
    answers = {}
    for fact in book.facts:
        if not fact.values or draw.random() >= share:
            continue
        if fact.kind == "several":
            answers[fact.id] = ",".join(draw.sample(fact.values, draw.randint(1, min(3, len(fact.values)))))
        elif fact.kind == "count" and draw.random() < 0.5:
            answers[fact.id] = str(draw.choice((1, 2, 4, 5, 12)))
        else:
            answers[fact.id] = draw.choice((*fact.values, UNSURE))
    return answers


def quiet(book: Book, draw: random.Random, share: float) -> dict[str, str]:
    """Answers to about `share` of the deciding facts, none of which speaks against a sequence."""
    loud = AGAINST_SEQUENCE | {OUTSIDE, STRICT}
    return {
        fact.id: draw.choice([value for value in fact.values if (fact.id, value) not in loud])
        for fact in book.deciding
        if draw.random() < share
    }


def directed(book: Book, rule: Rule, draw: random.Random, share: float) -> dict[str, str]:
    """Draws in which the ground for `rule` is laid: its conditions, and those of rules that feed them."""
    answers = told_answers(book, draw, share)
    for condition in rule.unless:
        answers.pop(condition.topic, None)
    behind, seen = [rule], {rule.id}
    while behind:
        for condition in behind.pop().when:
            atom = draw.choice(condition.atoms)
            if fact := book.facts_by_id.get(atom.topic):
                # A word that only a number stands for: the first number of its band.
                band = next((b for b in fact.bands if b.value == atom.value), None)
                bare = band is not None and atom.value not in fact.values
                answers[atom.topic] = str(max(1, band.at_least)) if bare and band else atom.value
            elif makers := [maker for maker in book.concluding.get(atom, ()) if maker.id not in seen]:
                behind.append(draw.choice(makers))
                seen.add(behind[-1].id)
    return answers


def every_case(space: AnswerSpace) -> Iterator[dict[str, str]]:
    """Every complete answer set, and those without a fact that none of its values can stand for.

    Not to know any other fact comes to the same as that value of it that no rule looks for, so these stand
    for every partial set too, as long as something is known of the flow.
    """
    levels = space.levels
    odd = [level.fact for level in levels if level.unknown == len(level.values)]
    for left_out in itertools.chain.from_iterable(
        itertools.combinations(odd, size) for size in range(len(odd) + 1)
    ):
        kept = [level for level in levels if level.fact not in left_out]
        names = [level.fact for level in kept]
        for values in itertools.product(*(level.values for level in kept)):
            yield dict(zip(names, values, strict=True))


def flowless(book: Book) -> Iterator[dict[str, str]]:
    """Every set of answers, partial ones too, that tells nothing of the flow."""
    facts = [fact for fact in book.deciding if fact.id not in FLOW]
    for values in itertools.product(*(("", *fact.values) for fact in facts)):
        yield {fact.id: value for fact, value in zip(facts, values, strict=True) if value}
