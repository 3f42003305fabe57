"""The invariants that one set of answers and its outcome show: each says what is wrong, or nothing."""

from __future__ import annotations

from collections.abc import Callable

from rules.space import Outcome
from rules.verifying.table import (
    FLOW,
    FOR_EVENTS,
    HYBRID,
    NO_MONEY,
    NO_PROVIDER,
    NO_SKILLS,
    OUTSIDE,
    SEQUENCE,
    STRICT,
    WITH_EVENTS,
    WITH_STATES,
    Known,
    lacks,
    outcome_of_table,
    stage_reasons,
    told,
)


def one_verdict(known: Known, outcome: Outcome) -> str:
    """1: nothing is missing where the flow is known, and nothing is advised where it is not."""
    if FLOW.isdisjoint(known):
        return "" if outcome == Outcome(None, None, "undetermined") else f"advises {show(outcome)} on nothing"
    missing = [topic for topic, value in outcome._asdict().items() if value is None]
    return f"a gap: no rule concludes a {' or a '.join(missing)}" if missing else ""


def needs_kept(known: Known, outcome: Outcome) -> str:
    """2: a hard need is in the direction and in the start, whatever constrains the team."""
    for pair, architectures, what in ((OUTSIDE, WITH_EVENTS, "events"), (STRICT, WITH_STATES, "states")):
        if told(known, pair):
            for topic in ("start", "direction"):
                if getattr(outcome, topic) not in architectures:
                    return f"{pair[0]} is {pair[1]}, yet the {topic} {getattr(outcome, topic)} has no {what}"
    return ""


def stages(known: Known, outcome: Outcome) -> str:
    """3: another start than the direction is a sequence, staged, and has a reason."""
    if (outcome.route == "staged") != (outcome.start != outcome.direction):
        return f"start {outcome.start} and direction {outcome.direction} by a route that is {outcome.route}"
    if outcome.start == outcome.direction:
        return ""
    if outcome.start != SEQUENCE:
        return f"the first stage is {outcome.start}"
    return "" if stage_reasons(known) else f"a first stage before {outcome.direction}, and no reason"


def grounds(known: Known, outcome: Outcome) -> str:
    """8: a hybrid rests on both hard needs, and events on some reason for events."""
    both = told(known, OUTSIDE) and told(known, STRICT)
    if HYBRID in (outcome.start, outcome.direction) and not both:
        return "a hybrid without both hard needs"
    has_events = outcome.start in WITH_EVENTS or outcome.direction in WITH_EVENTS
    if has_events and not any(told(known, pair) for pair in FOR_EVENTS):
        return "events without any reason for events"
    return ""


def money(known: Known, outcome: Outcome) -> str:
    """11: no money, yet events: a managed service or an open conflict."""
    broke = told(known, NO_MONEY) and outcome.start in WITH_EVENTS
    if broke and outcome.route not in {"managed", "conflict"}:
        return f"events without money for a broker, by a route that is {outcome.route}"
    return ""


def skills(known: Known, outcome: Outcome) -> str:
    """12: a team without experience is not sent straight into anything but a sequence."""
    green = told(known, NO_SKILLS) and outcome.start not in {None, SEQUENCE}
    return f"no experience, yet straight to {outcome.start}" if green and outcome.route == "direct" else ""


def conflict_route(known: Known, outcome: Outcome) -> str:
    """15: the route is a conflict exactly where a lack meets a ban on managed services."""
    opposed = bool(lacks(known, outcome.start)) and told(known, NO_PROVIDER)
    if opposed == (outcome.route == "conflict"):
        return ""
    opposes = "opposes" if opposed else "does not oppose"
    return f"a constraint {opposes} the work, and the route is {outcome.route}"


def decision_table(known: Known, outcome: Outcome) -> str:
    """18: the outcome is the table's."""
    wanted = outcome_of_table(known)
    return "" if outcome == wanted else f"comes out as {show(outcome)}; the table says {show(wanted)}"


def show(outcome: Outcome) -> str:
    """An outcome in one phrase."""
    if outcome.start == outcome.direction:
        return f"{outcome.start} ({outcome.route})"
    return f"{outcome.start} toward {outcome.direction} ({outcome.route})"


SINGLE: dict[str, Callable[[Known, Outcome], str]] = {
    "one-verdict": one_verdict,
    "needs-kept": needs_kept,
    "stages": stages,
    "grounds": grounds,
    "money": money,
    "skills": skills,
    "conflicts": conflict_route,
    "decision-table": decision_table,
}
"""The checks that need no more than one case, by name."""
