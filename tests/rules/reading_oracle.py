"""The design's table of rules once more, in plain Python without an engine: what the book is held against.

Written from the table alone. It explains nothing and cites nothing; it only says where to start, where to
head and how to get there.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.space import Outcome

SEQUENTIAL, EVENTS, STATES, HYBRID = "sequential", "event-driven", "state-machine", "hybrid"

FLOW_FACTS = frozenset(
    {
        "fixed_order",
        "parallel_steps",
        "many_branches",
        "external_events",
        "strict_states",
        "coupling",
        "high_load",
    }
)
"""Without one of these nothing is known of the flow, and nothing is advised."""

AGAINST_SEQUENCE = {
    ("fixed_order", "no"),
    ("parallel_steps", "yes"),
    ("many_branches", "yes"),
    ("coupling", "independent"),
}
TIERS: tuple[dict[tuple[str, str], str], ...] = (
    {
        ("many_branches", "yes"): STATES,
        ("coupling", "request-reply"): STATES,
        ("coupling", "independent"): EVENTS,
        ("high_load", "yes"): EVENTS,
    },
    {("hardest_part", "core-rules"): STATES, ("hardest_part", "outside-links"): EVENTS},
    {
        ("must_trace", "yes"): STATES,
        ("changes_often", "yes"): EVENTS,
        ("experience", "state-machine"): STATES,
        ("experience", "broker"): EVENTS,
    },
)


def needs_events(known: Mapping[str, str]) -> bool:
    return known.get("external_events") == "yes"


def needs_states(known: Mapping[str, str]) -> bool:
    return known.get("strict_states") == "yes"


def votes_of(known: Mapping[str, str], tier: int) -> set[str]:
    """The sides that the answers of a tier take."""
    return {side for pair, side in TIERS[tier].items() if pair in known.items()}


def deciding_tier(known: Mapping[str, str]) -> int | None:
    """The first tier whose votes all agree; None where every one is empty or split."""
    return next((tier for tier in range(len(TIERS)) if len(votes_of(known, tier)) == 1), None)


def advise(known: Mapping[str, str]) -> Outcome:
    """What the table says of `known`, deciding facts by id; a fact that is absent is not known."""
    if FLOW_FACTS.isdisjoint(known):
        return Outcome(None, None, "undetermined")
    direction = _direction(known)
    if direction == SEQUENTIAL:
        return Outcome(SEQUENTIAL, SEQUENTIAL, "direct")
    if _is_stage(known):
        return Outcome(SEQUENTIAL, direction, "staged")
    return Outcome(direction, direction, _route(known, events=direction in {EVENTS, HYBRID}))


def _direction(known: Mapping[str, str]) -> str:
    match needs_events(known), needs_states(known):
        case True, True:
            return HYBRID
        case True, False:
            return EVENTS
        case False, True:
            return STATES
    if AGAINST_SEQUENCE.isdisjoint(known.items()):
        return SEQUENTIAL
    tier = deciding_tier(known)
    if known.get("broker_budget") == "no" or tier is None:
        return STATES
    return votes_of(known, tier).pop()


def _is_stage(known: Mapping[str, str]) -> bool:
    if needs_events(known) or needs_states(known):
        return False
    small = (known.get("steps"), known.get("parallel_steps")) == ("few", "no")
    unskilled = (known.get("experience"), known.get("managed_services")) == ("none", "no")
    roomy = not (
        {("parallel_steps", "yes"), ("coupling", "independent"), ("high_load", "yes")} & set(known.items())
    )
    return small or unskilled or (known.get("prefers_simplicity") == "yes" and roomy)


def _route(known: Mapping[str, str], *, events: bool) -> str:
    experience = known.get("experience")
    lacking = (
        experience == "none"
        or (events and experience == "state-machine")
        or (events and known.get("broker_budget") == "no")
    )
    if not lacking:
        return "direct"
    return "conflict" if known.get("managed_services") == "no" else "managed"
