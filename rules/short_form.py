"""What the short form of a rule's sentence must be like, and which rules cannot do without one."""

from __future__ import annotations

from collections.abc import Iterable

from rules.rule import Condition

SHORT_TOPICS = ("duty", "pitfall", "next-action", "audit", "dissent", "conflict")
"""Who concludes one of these is listed on a verdict's single screen, and so says it shortly too."""
FEWEST, MOST = 8, 44
"""Characters of a short form: less says nothing by itself, more does not fit beside its sources."""


def needs_short(then: Iterable[Condition]) -> str | None:
    """The topic for which a rule that concludes `then` needs a short form; None if it needs none."""
    topics = {condition.topic for condition in then}
    return next((topic for topic in SHORT_TOPICS if topic in topics), None)


def fault_of(short: str, because: str) -> str | None:
    """What is wrong with `short` as the short form of the sentence `because`; None if nothing is."""
    if not FEWEST <= len(short) <= MOST:
        return f"has {len(short)} characters; make it {FEWEST} to {MOST}"
    if not short.isprintable():
        return "must be one line of plain text"
    if short.endswith("."):
        return "is a phrase, no sentence; leave out the full stop at its end"
    first = short.split(maxsplit=1)[0]
    if first[0].isupper() and f" {first} " not in because:
        # A name keeps its capital wherever it stands; other words have one only where a sentence begins.
        return "starts with a small letter, or with a name as `because` writes it"
    return None
