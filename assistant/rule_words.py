"""A rule as a person reads it, and as JSON."""

from __future__ import annotations

from rapidfuzz import process

from rules.model import Book, Condition, Rule


def rule_lines(rule: Rule, book: Book) -> list[str]:
    """If, unless, then, because, sections, basis, and what feeds it and what it feeds."""
    lines = [f"{rule.id} ({rule.table}, {rule.basis})"]
    lines += [f"  if      {condition}" for condition in rule.when]
    lines += [f"  unless  {condition}" for condition in rule.unless]
    lines += [f"  then    {condition}" for condition in rule.then]
    lines += [f"  because {rule.because}", f"  source  {', '.join(rule.sections)}"]
    needed = {atom for condition in (*rule.when, *rule.unless) for atom in condition.atoms}
    feeds_it = [other.id for other in book.rules if needed & set(other.conclusions)]
    fed = [other.id for other in book.rules if set(rule.conclusions) & _read_by(other)]
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
        "sections": list(rule.sections),
        "basis": rule.basis,
    }


def nearest_rules(book: Book, name: str) -> list[str]:
    """The three ids that come closest to `name`."""
    return [found[0] for found in process.extract(name[:100], list(book.rules_by_id), limit=3)]


def _read_by(rule: Rule) -> set[object]:
    return {atom for condition in (*rule.when, *rule.unless) for atom in condition.atoms}


def _plain(conditions: tuple[Condition, ...]) -> list[dict[str, object]]:
    return [{"topic": condition.topic, "any_of": list(condition.values)} for condition in conditions]
