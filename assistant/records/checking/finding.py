"""What a check finds of a record, and which finding counts most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.text import clean

Kind = Literal["broken", "otherwise", "overdue", "changed"]
Outcome = Literal["broken", "otherwise", "overdue", "changed", "holds"]

EXIT_CODES: dict[Outcome, int] = {"broken": 2, "otherwise": 1, "overdue": 3, "changed": 5, "holds": 0}
"""The exit code for each outcome. The one that counts most stands first: what is broken proves nothing."""
WORDS: dict[Outcome, str] = {
    "holds": "OK", "otherwise": "would be decided otherwise", "broken": "broken", "overdue": "review overdue",
    "changed": "guide or rules changed",
}  # fmt: skip
"""How an outcome is told."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold, in sentences: what it is, and what to do about it."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A record and what was found of it.

    `ours` tells a record of whichflow from one of another tool, of which only the links are looked at. What
    concerns the folder as a whole has the folder's path, and no `record`.
    """

    record: str
    path: Path
    title: str
    status: str
    ours: bool
    findings: tuple[Finding, ...]

    @property
    def outcome(self) -> Outcome:
        """The worst of its findings."""
        return worst(finding.kind for finding in self.findings)


def lines_of(checked: Checked) -> list[str]:
    """What was found of a record, as lines: its outcome, and a line a finding."""
    name = checked.record.removeprefix("ADR-") or clean(str(checked.path))
    outcome = WORDS[checked.outcome] if checked.ours or checked.findings else "not ours"
    found = [f"      {WORDS[finding.kind]}: {finding.text}" for finding in checked.findings]
    return [f"{name}  {outcome}  {checked.title}".rstrip(), *found]


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome that counts most; "holds" where there is none."""
    found = set(outcomes)
    return next((outcome for outcome in EXIT_CODES if outcome in found), "holds")


def summary_of(checked: Sequence[Checked], folder: str) -> str:
    """A check of several records in a sentence: how many, and how many of them with which outcome."""
    if not checked:
        return f"There are no records in {folder}, so there is nothing to check."
    ours = [each for each in checked if each.ours and each.record]
    found = Counter(each.outcome for each in checked if each.ours or each.findings)
    told = ", ".join(f"{found[outcome]} {words}" for outcome, words in WORDS.items() if found[outcome])
    others = sum(1 for each in checked if not each.ours)
    beside = f"; {others} of another tool, looked at for links only" if others else ""
    many = "1 record" if len(ours) == 1 else f"{len(ours)} records"
    return f"{many} checked{': ' if told else ''}{told}{beside}."
