"""The four options: what each is called, what it is made of, and where the guide speaks for and against it.

Only ids stand here. The words come from the guide's base, so that a record never says what the guide
has stopped saying.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An architecture to choose.

    Attributes:
        label: Its name for people, the same wherever the record names it.
        meets: The hard needs that its parts meet, as the rules call them.
        good: Passages on what it is good at.
        neutral: Passages that speak for it or against it, as things stand.
        bad: Passages on what it is bad at.
        gains: Passages on what follows for the better once it is built.
        costs: Passages on what follows for the worse.
        tests: Passages that say what a prototype of it has to show.
    """

    label: str
    meets: frozenset[str]
    good: tuple[str, ...]
    neutral: tuple[str, ...]
    bad: tuple[str, ...]
    gains: tuple[str, ...]
    costs: tuple[str, ...]
    tests: tuple[str, ...]


OPTIONS = {
    "sequential": Option(
        label="Sequential",
        meets=frozenset(),
        good=("models/sequential#2", "models/sequential#3"),
        neutral=("realities/economics#3",),
        bad=("models/sequential#4", "models/sequential#5", "models/sequential#9"),
        gains=("realities/economics#2", "growth/organization#2"),
        costs=("realities/maintenance#3", "growth/throughput-latency#1"),
        tests=("process/step-4-prototype#4",),
    ),
    "event-driven": Option(
        label="Event-driven",
        meets=frozenset({"events"}),
        good=("models/event-driven#4", "models/event-driven#9"),
        neutral=("realities/economics#4",),
        bad=("models/event-driven#5", "models/event-driven#7", "models/event-driven#10"),
        gains=("realities/maintenance#4", "growth/throughput-latency#4"),
        costs=("models/event-driven#5", "models/event-driven#7"),
        tests=("process/step-4-prototype#6",),
    ),
    "state-machine": Option(
        label="State machine",
        meets=frozenset({"states"}),
        good=("models/state-machine#2", "models/state-machine#6", "models/state-machine#3"),
        neutral=("realities/economics#5",),
        bad=("models/state-machine#7", "models/state-machine#9"),
        gains=("models/state-machine#6", "realities/economics#9"),
        costs=("models/state-machine#7", "realities/maintenance#5"),
        tests=("process/step-4-prototype#5",),
    ),
    "hybrid": Option(
        label="Hybrid",
        meets=frozenset({"events", "states"}),
        good=("faq/hybrid#1", "models/state-machine#6", "models/event-driven#4"),
        neutral=("faq/hybrid#2",),
        bad=("faq/hybrid#3", "models/event-driven#5", "models/state-machine#9"),
        gains=("realities/maintenance#6", "models/state-machine#6"),
        costs=("faq/hybrid#3", "models/event-driven#7", "models/state-machine#7"),
        tests=("process/step-4-prototype#5", "process/step-4-prototype#6"),
    ),
}

PROTOTYPE = ("process/step-4-prototype#3",)
"""How to try any option out; the option's own `tests` come after it."""
MEASURE = ("synthesis/next-actions#6",)
"""What to measure a prototype by."""

STAGED_GAIN = "pitfalls/over-engineering#5"
"""What a start that is only a stage leaves open."""

MEETS = {
    "events": "it takes in what comes from outside at no known time",
    "states": "it rules illegal moves out",
}
FAILS = {
    "events": "nothing in it waits for what comes from outside",
    "states": "nothing in it rules illegal moves out",
}
"""What an option with a part for a hard need does, and what one without it lacks."""


def label(start: str) -> str:
    """The name of an architecture for people."""
    return OPTIONS[start].label
