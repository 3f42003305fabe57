"""The design's decision table, said without rules: what the book is held against.

Pairs of a fact and a value, and who speaks for what. Written from the design and not from the book.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.space import Outcome

Known = Mapping[str, str]
Pair = tuple[str, str]

SEQUENCE, EVENTS, STATES, HYBRID = "sequential", "event-driven", "state-machine", "hybrid"
WITH_EVENTS = frozenset({EVENTS, HYBRID})
WITH_STATES = frozenset({STATES, HYBRID})

FLOW = frozenset(
    {
        *("fixed_order", "parallel_steps", "many_branches", "external_events"),
        *("strict_states", "coupling", "high_load"),
    }
)
"""The facts about the flow; where none of them is known, nothing is advised."""

OUTSIDE, STRICT = ("external_events", "yes"), ("strict_states", "yes")
"""The two hard needs."""
AGAINST_SEQUENCE = frozenset(
    {
        ("fixed_order", "no"),
        ("parallel_steps", "yes"),
        ("many_branches", "yes"),
        ("coupling", "independent"),
    }
)
NATURE = {
    ("many_branches", "yes"): STATES,
    ("coupling", "request-reply"): STATES,
    ("coupling", "independent"): EVENTS,
    ("high_load", "yes"): EVENTS,
}
HARDEST = {("hardest_part", "core-rules"): STATES, ("hardest_part", "outside-links"): EVENTS}
TEAM = {
    ("must_trace", "yes"): STATES,
    ("changes_often", "yes"): EVENTS,
    ("experience", "state-machine"): STATES,
    ("experience", "broker"): EVENTS,
}
VOTES = {**NATURE, **HARDEST, **TEAM}
"""The three tiers, and all their votes."""
FOR_EVENTS = frozenset({OUTSIDE, *(pair for pair, side in VOTES.items() if side == EVENTS)})
FOR_STATES = frozenset({STRICT, *(pair for pair, side in VOTES.items() if side == STATES)})
NO_MONEY, NO_SKILLS, NO_PROVIDER = ("broker_budget", "no"), ("experience", "none"), ("managed_services", "no")


def told(known: Known, pair: Pair) -> bool:
    """Whether that answer was given."""
    return known.get(pair[0]) == pair[1]


def direction_of(known: Known) -> str:
    """What the nature of the work calls for: needs, then money, then the tiers."""
    outside, strict = told(known, OUTSIDE), told(known, STRICT)
    if outside or strict:
        return HYBRID if outside and strict else EVENTS if outside else STATES
    if not any(told(known, pair) for pair in AGAINST_SEQUENCE):
        return SEQUENCE
    if told(known, NO_MONEY):
        return STATES
    for tier in (NATURE, HARDEST, TEAM):
        sides = {side for pair, side in tier.items() if told(known, pair)}
        if len(sides) == 1:
            return sides.pop()
    return STATES


def stage_reasons(known: Known) -> frozenset[str]:
    """Why a sequence may come first; it takes a reason against it, and no hard need."""
    soft = any(told(known, pair) for pair in AGAINST_SEQUENCE)
    if not soft or told(known, OUTSIDE) or told(known, STRICT):
        return frozenset()
    heavy = (("parallel_steps", "yes"), ("coupling", "independent"), ("high_load", "yes"))
    reasons = {
        "small": told(known, ("steps", "few")) and told(known, ("parallel_steps", "no")),
        "skills": told(known, NO_SKILLS) and told(known, NO_PROVIDER),
        "simplicity": told(known, ("prefers_simplicity", "yes"))
        and not any(told(known, pair) for pair in heavy),
    }
    return frozenset(name for name, holds in reasons.items() if holds)


def lacks(known: Known, start: str | None) -> frozenset[str]:
    """What the team lacks for what is to be built: skills, money, both or nothing."""
    events = start in WITH_EVENTS
    lacking = set()
    if start not in {None, SEQUENCE}:
        if told(known, NO_SKILLS) or (events and told(known, ("experience", "state-machine"))):
            lacking.add("skills")
        if events and told(known, NO_MONEY):
            lacking.add("money")
    return frozenset(lacking)


def outcome_of_table(known: Known) -> Outcome:
    """Start, direction and route as the table has them."""
    if FLOW.isdisjoint(known):
        return Outcome(None, None, "undetermined")
    direction = direction_of(known)
    if direction != SEQUENCE and stage_reasons(known):
        return Outcome(SEQUENCE, direction, "staged")
    route = "direct"
    if lacks(known, direction):
        route = "conflict" if told(known, NO_PROVIDER) else "managed"
    return Outcome(direction, direction, route)


def dissenting(known: Known, outcome: Outcome) -> frozenset[frozenset[Pair]]:
    """The answers that point elsewhere than the verdict, each with those it stands together with."""
    start, direction = outcome.start, outcome.direction
    found: set[frozenset[Pair]] = set()
    if start not in {None, SEQUENCE}:
        found |= {
            frozenset({("steps", "few"), ("parallel_steps", "no")}),
            frozenset({("fixed_order", "yes")}),
        }
    if start in WITH_EVENTS:
        found.add(frozenset({NO_MONEY}))
    for pair, side in VOTES.items():
        if direction in {None, HYBRID, side}:
            continue
        # A run is easily followed in a sequence too, and a sequence suits parts that wait for a reply.
        if direction == SEQUENCE and pair in {("must_trace", "yes"), ("coupling", "request-reply")}:
            continue
        found.add(frozenset({pair}))
    return frozenset(group for group in found if all(told(known, pair) for pair in group))
