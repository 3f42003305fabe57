"""Monotony: one answer more, and the verdict never moves away from what that answer speaks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rules.space import Outcome
from rules.verifying.single import show
from rules.verifying.table import (
    AGAINST_SEQUENCE,
    FOR_EVENTS,
    FOR_STATES,
    NO_MONEY,
    OUTSIDE,
    SEQUENCE,
    STRICT,
    WITH_EVENTS,
    WITH_STATES,
    Known,
    Pair,
)

Oracle = Callable[[Known], Outcome | None]
"""What a set of answers comes to; None where it comes to two things at once."""

_EVICTING = AGAINST_SEQUENCE | {OUTSIDE, STRICT}
_REASONS = tuple(sorted(FOR_EVENTS | FOR_STATES | AGAINST_SEQUENCE | {NO_MONEY}))
_TAKEN = frozenset(_REASONS)


def moved_wrongly(known: Known, outcome: Outcome, oracle: Oracle) -> Iterator[tuple[dict[str, str], str]]:
    """The answers with one reason more that lead away from it, and how."""
    for pair in _REASONS:
        # One more reason: an answer that is a reason already, be it for the other side, stays.
        fact = pair[0]
        if (fact, known.get(fact, "")) in _TAKEN:
            continue
        more = {**known, fact: pair[1]}
        then = oracle(more)
        if then is not None and (wrong := _wrong(pair, outcome, then)):
            yield more, f"{fact}={pair[1]} {wrong}: {show(outcome)} became {show(then)}"


def _wrong(pair: Pair, before: Outcome, after: Outcome) -> str:
    for was, now in ((before.start, after.start), (before.direction, after.direction)):
        if was == now:
            continue
        if pair in FOR_EVENTS and was in WITH_EVENTS and now not in WITH_EVENTS:
            return "speaks for events and removes them"
        if pair in FOR_STATES and was in WITH_STATES and now not in WITH_STATES:
            return "speaks for states and removes them"
        if pair in _EVICTING and was is not None and now == SEQUENCE:
            return "speaks against a sequence and leads to one"
        if pair == NO_MONEY and was not in WITH_EVENTS and now in WITH_EVENTS:
            return "takes the money away and adds events"
    return ""
