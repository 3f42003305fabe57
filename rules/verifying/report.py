"""What a check found: how much it looked at, how long it took, and every breach with answers to replay."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

KEPT = 50
"""So many breaches of one check are kept with their answers; the others are only counted."""

INVARIANTS: dict[str, tuple[str, str]] = {
    "one-verdict": ("1", "what is known of the flow leads to exactly one start, direction and route"),
    "needs-kept": ("2", "outside events bring events in, strict states a state machine; nothing drops them"),
    "stages": ("3", "the start differs from the direction only as a stage, and for a stated reason"),
    "order": ("4", "the order of answers and of rules changes nothing"),
    "monotone": ("5", "one more reason never moves the verdict away from what it speaks for"),
    "unsure": ("6", "unsure is the same as not asked"),
    "sections": ("7a", "every section cited exists, and all items of the checklist are cited"),
    "live": ("7b", "no rule is dead: each can fire, and something reads or shows what it concludes"),
    "decisive": ("7c", "each rule that feeds the verdict decides it somewhere"),
    "grounds": ("8", "a hybrid only with both hard needs, events only with a reason for events"),
    "possible": ("9", "a provisional start stays possible, and a settled one never changes"),
    "flips": ("10", "every listed flip flips the start, and none is missing"),
    "money": ("11", "without money for a broker the team is never sent to run one"),
    "skills": ("12", "without experience the way is never direct, a sequence aside"),
    "sufficient": ("13", "a sufficient set of answers alone forces the start, and no part of it does"),
    "replay": ("14", "the same answers give the same verdict, byte for byte"),
    "conflicts": ("15", "a conflict is shown if and only if a constraint opposes what the work needs"),
    "dissent": ("16", "whatever speaks against the verdict is shown as dissent, and nothing else is"),
    "guide-examples": ("17", "the guide's own examples come out right, or it is argued why not"),
    "decision-table": ("18", "start, direction and route are those of the design's table, tier by tier"),
    "answer-space": ("19", "the kept answer space is what the engine works out, unknown answers included"),
    "compiles": ("20", "the rules can be laid in layers and compiled"),
}
"""Every check by its name: its number (1 to 17 are the design's own) and what it says."""


_LISTED = frozenset({"sections", "live", "decisive", "guide-examples", "compiles"})
"""Checks that go through all there is of their kind, be the answers drawn or not."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One way in which an invariant does not hold, and answers that show it; none where it needs none."""

    answers: dict[str, str]
    detail: str


@dataclass(slots=True)
class Check:
    """One invariant, and what came of looking at `count` cases.

    `drawn` says how many of the cases come from a seeded sample; the others are all that there are.
    `broken` counts all breaches; `breaches` holds the first of them.
    """

    name: str
    count: int = 0
    drawn: int = 0
    seconds: float = 0.0
    broken: int = 0
    breaches: list[Breach] = field(default_factory=list)

    @property
    def number(self) -> str:
        """Its number among the invariants."""
        return INVARIANTS[self.name][0]

    @property
    def says(self) -> str:
        """The sentence that must hold."""
        return INVARIANTS[self.name][1]

    @property
    def holds(self) -> bool:
        """Whether no breach was found."""
        return not self.broken

    def breach(self, answers: Mapping[str, str], detail: str) -> None:
        """Note one breach."""
        self.broken += 1
        if len(self.breaches) < KEPT:
            self.breaches.append(Breach(dict(answers), detail))


class Report:
    """The checks of one run, each made when it is first opened."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}

    @contextmanager
    def open(self, name: str) -> Iterator[Check]:
        """The check of that name; the time until it is closed is added to its own."""
        check = self._checks.setdefault(name, Check(name))
        began = time.perf_counter()
        try:
            yield check
        finally:
            check.seconds += time.perf_counter() - began

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """What is counted meanwhile comes from a seeded sample."""
        before = {check.name: check.count for check in self.checks()}
        yield
        for check in self.checks():
            if check.name not in _LISTED:
                check.drawn += check.count - before.get(check.name, 0)

    def checks(self) -> list[Check]:
        """Every check made, in the order of their numbers."""
        return [self._checks[name] for name in INVARIANTS if name in self._checks]
