"""A rule, and the proof of the book, as a person reads them, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rules.rule import Condition, Rule

if TYPE_CHECKING:
    # The verifier is large, and to read a rule takes none of it.
    from rules.verifying import Check

_SHOWN = 3
"""So many counterexamples of one check are printed."""


def rule_lines(rule: Rule, rules: Sequence[Rule]) -> list[str]:
    """All that a rule says, and which of its book's `rules` it feeds or hangs on."""
    lines = [f"{rule.id} ({rule.table}, {rule.basis})"]
    lines += [f"  if      {condition}" for condition in rule.when]
    lines += [f"  unless  {condition}" for condition in rule.unless]
    lines += [f"  then    {condition}" for condition in rule.then]
    lines.append(f"  because {rule.because}")
    if rule.short:
        lines.append(f"  short   {rule.short}")
    if rule.sections:
        lines.append(f"  source  {', '.join(rule.sections)}")
    needed = {atom for condition in (*rule.when, *rule.unless) for atom in condition.atoms}
    feeds_it = [other.id for other in rules if needed & set(other.conclusions)]
    fed = [other.id for other in rules if set(rule.conclusions) & _read_by(other)]
    if feeds_it:
        lines.append(f"  fed by  {', '.join(feeds_it)}")
    if fed:
        lines.append(f"  feeds   {', '.join(fed)}")
    return lines


def rule_json(rule: Rule) -> dict[str, object]:
    """The object that `rules --json` prints."""
    return {
        "id": rule.id,
        "table": rule.table,
        "if": _plain(rule.when),
        "unless": _plain(rule.unless),
        "then": _plain(rule.then),
        "because": rule.because,
        "short": rule.short,
        "sections": list(rule.sections),
        "basis": rule.basis,
    }


def nearest_rules(rules: Iterable[Rule], name: str) -> list[str]:
    """The three ids that come closest to `name`."""
    from rapidfuzz import process  # noqa: PLC0415  (only a slip needs it)

    return [found[0] for found in process.extract(name[:100], [rule.id for rule in rules], limit=3)]


def check_lines(check: Check) -> list[str]:
    """One line for a check, and at most three counterexamples, each an answer file to replay."""
    result = "holds" if check.holds else f"BREACH: {check.broken}"
    cases = f"{check.count:,} cases"
    if check.drawn:
        cases += " drawn" if check.drawn == check.count else f" ({check.drawn:,} of them drawn)"
    lines = [f"{check.number:>3}  {check.says}: {cases}, {check.seconds:.1f} s, {result}"]
    for breach in check.breaches[:_SHOWN]:
        lines.append(f"       # {breach.detail}")
        lines += [f"       {line}" for line in answer_file(breach.answers)]
    if check.broken > _SHOWN:
        lines.append(f"       # and {check.broken - _SHOWN} more")
    return lines


def answer_file(answers: dict[str, str]) -> list[str]:
    """The lines of an answer file as `whichflow assess` reads it; none for no answers."""
    return [f"{name}: {json.dumps(value, ensure_ascii=True)}" for name, value in answers.items()]


def excuse_lines() -> list[str]:
    """What the proof lets pass, and why."""
    return ["Let pass, and why:", *(f"  {name}: {why}" for name, why in _excuses().items())]


def proof_json(checks: list[Check], *, thoroughly: bool) -> dict[str, object]:
    """The object that `rules --verify --json` prints."""
    return {
        "over": "the whole space" if thoroughly else "a seeded sample",
        "holds": all(check.holds for check in checks),
        "checks": [
            {
                "number": check.number,
                "name": check.name,
                "says": check.says,
                "count": check.count,
                "drawn": check.drawn,
                "seconds": round(check.seconds, 3),
                "breaches": check.broken,
                "examples": [{"detail": b.detail, "answers": b.answers} for b in check.breaches],
            }
            for check in checks
        ],
        "let_pass": _excuses(),
    }


def _excuses() -> dict[str, str]:
    from rules.verifying.examples import guide_examples  # noqa: PLC0415
    from rules.verifying.living import ADVISORY  # noqa: PLC0415

    differing = {example.id: example.differs for example in guide_examples() if example.differs}
    return {**ADVISORY, **differing}


def _read_by(rule: Rule) -> set[object]:
    return {atom for condition in (*rule.when, *rule.unless) for atom in condition.atoms}


def _plain(conditions: tuple[Condition, ...]) -> list[dict[str, object]]:
    return [{"topic": condition.topic, "any_of": list(condition.values)} for condition in conditions]
