"""The tags of a record: few and fixed, so that one can be looked for."""

from __future__ import annotations

from rules.verdict import STARTS, Verdict

STAGED, CONFLICT = "staged", "conflict"
TAGS = frozenset((*STARTS, STAGED, CONFLICT))
"""Every tag of ours; others are their people's."""


def tags(verdict: Verdict, start: str) -> tuple[str, ...]:
    """What is built, whether it is a first stage, and whether it goes against a constraint."""
    staged = (STAGED,) if start != verdict.direction else ()
    return (start, *staged, *((CONFLICT,) if verdict.conflicts else ()))
