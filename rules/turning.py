"""What would change the verdict, exactly: flips, reach, the smallest sufficient answers, what tells most.

All of it is read off the answer space; every change named here is one that the engine would follow.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from rules.space import AnswerSpace, Known, Outcome, completions

_FAR = 1_000_000
"""More than any number of answers."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One answer given otherwise (or given at all), and the start that it would lead to."""

    fact: str
    value: str
    start: str | None


def flips(space: AnswerSpace, known: Known) -> tuple[Flip, ...]:
    """Every single answer that would flip the start, in the order of the facts and their values."""
    now = space.outcome(known).start
    found = []
    for level in space.levels:
        for value in level.values:
            if known.get(level.fact) != value:
                start = space.outcome({**known, level.fact: value}).start
                if start != now:
                    found.append(Flip(level.fact, value, start))
    return tuple(found)


def reach(space: AnswerSpace, known: Known) -> dict[str, int]:
    """The fewest answers to give otherwise (or at all) to come to each other start that can be reached."""
    costs = {0: 0}
    for level in space.levels:
        now = level.index(known)
        below: dict[int, int] = {}
        for node, cost in costs.items():
            for index, child in enumerate(level.nodes[node]):
                dearer = cost + (index != now)
                if dearer < below.get(child, _FAR) and (index < len(level.values) or index == now):
                    below[child] = dearer
        costs = below
    fewest: dict[str, int] = {}
    for node, cost in costs.items():
        start = space.outcomes[node].start
        if start is not None:
            fewest[start] = min(fewest.get(start, cost), cost)
    if space.undetermined(known):
        # The walk cannot see that somebody has to say something first.
        return {start: max(1, cost) for start, cost in sorted(fewest.items())}
    now_start = space.outcome(known).start
    return {start: cost for start, cost in sorted(fewest.items()) if start != now_start}


def sufficient(space: AnswerSpace, known: Known) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of known answers that alone settle the start; none where it is not settled.

    Facts within a set, and the sets, stand in the order of the facts.
    """
    starts = space.starts(known)
    if space.undetermined(known) or len(starts) != 1:
        return ()
    start = next(iter(starts))
    return _smallest_hitting(space, _differences(space, known, lambda outcome: outcome.start != start))


def excluding(space: AnswerSpace, known: Known, start: str) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of known answers that alone rule `start` out; none where it is still possible.

    Facts within a set, and the sets, stand in the order of the facts.
    """
    if space.undetermined(known) or start in space.starts(known):
        return ()
    return _smallest_hitting(space, _differences(space, known, lambda outcome: outcome.start == start))


def _smallest_hitting(space: AnswerSpace, obstacles: set[int]) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of facts that hold one fact of every obstacle."""
    facts = [level.fact for level in space.levels]
    useful = sorted({bit for mask in obstacles for bit in range(len(facts)) if mask >> bit & 1})
    for size in range(len(useful) + 1):
        found = [
            chosen
            for chosen in itertools.combinations(useful, size)
            if all(any(mask >> bit & 1 for bit in chosen) for mask in obstacles)
        ]
        if found:
            return tuple(tuple(facts[bit] for bit in chosen) for chosen in found)
    return ()


def _differences(space: AnswerSpace, known: Known, unwanted: Callable[[Outcome], bool]) -> set[int]:
    """The smallest sets of known facts that an answer set with an unwanted outcome differs in, as bit masks.

    A set of answers keeps those outcomes away if and only if it holds one fact of every such set.
    """
    below = [{0} if unwanted(outcome) else set[int]() for outcome in space.outcomes]
    for depth in reversed(range(len(space.levels))):
        level = space.levels[depth]
        own = level.values.index(known[level.fact]) if level.fact in known else None
        row = []
        for children in level.nodes:
            masks: set[int] = set()
            for index, child in enumerate(children[: len(level.values)]):
                bit = 0 if own is None or index == own else 1 << depth
                masks |= {mask | bit for mask in below[child]}
            row.append(_smallest(masks))
        below = row
    return below[0]


def _smallest(masks: set[int]) -> set[int]:
    """Those masks that contain no other."""
    # Most of what is asked is one of these, and a batch asks a few hundred times a line.
    if len(masks) < 2:
        return masks
    if 0 in masks:
        return {0}
    kept: list[int] = []
    for mask in sorted(masks, key=int.bit_count):
        if not any(other & mask == other for other in kept):
            kept.append(mask)
    return set(kept)


def telling(space: AnswerSpace, known: Known) -> tuple[str, ...]:
    """The unknown facts that can still change the start, the one that tells most about it first.

    Tells most: leaves the least uncertainty (entropy over all completions) on average over its values.
    """
    settled = len(space.starts(known)) == 1
    if settled:
        return ()
    ranked = []
    for place, level in enumerate(space.levels):
        if level.fact in known:
            continue
        after = [_uncertainty(_counts(space, {**known, level.fact: value})) for value in level.values]
        expected = sum(after) / len(after)
        ranked.append((expected, place, level.fact))
    now = _uncertainty(_counts(space, known))
    return tuple(fact for expected, _place, fact in sorted(ranked) if expected < now - 1e-12)


def _counts(space: AnswerSpace, known: Known) -> Counter[str | None]:
    """How many completions of `known` lead to each start."""
    ways: dict[int, int] = {0: 1}
    for level in space.levels:
        below: dict[int, int] = {}
        for node, count in ways.items():
            for child in completions(level, node, known):
                below[child] = below.get(child, 0) + count
        ways = below
    counts: Counter[str | None] = Counter()
    for node, count in ways.items():
        counts[space.outcomes[node].start] += count
    return counts


def _uncertainty(counts: Counter[str | None]) -> float:
    total = counts.total()
    return -sum(count / total * math.log2(count / total) for count in counts.values() if count)
