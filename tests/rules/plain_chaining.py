"""Forward chaining in plain Python, slow and obvious: what the engine is held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rules.rule import Atom, Rule


class Circle(Exception):
    """A rule hangs on its own conclusion by way of an exception."""


def depends_on(rules: Sequence[Rule]) -> dict[str, set[str]]:
    """For each rule, the rules whose conclusions it hangs on, by however many steps."""
    reach = {
        rule.id: {
            other.id
            for other in rules
            for condition in (*rule.when, *rule.unless)
            if not set(condition.atoms).isdisjoint(other.conclusions)
        }
        for rule in rules
    }
    for through, farther in reach.items():
        for near in reach.values():
            if through in near:
                near |= farther  # noqa: PLW2901  (grows the set in place)
    return reach


def excepted_by(rule: Rule, rules: Sequence[Rule]) -> list[Rule]:
    """The rules whose conclusion would keep `rule` from firing."""
    excepted = {atom for condition in rule.unless for atom in condition.atoms}
    return [other for other in rules if not excepted.isdisjoint(other.conclusions)]


def conclude(rules: Sequence[Rule], given: Iterable[Atom]) -> tuple[set[str], set[Atom]]:
    """The rules that fire and all that holds in the end: a rule waits until all it excepts is worked out."""
    reach = depends_on(rules)
    for rule in rules:
        for other in excepted_by(rule, rules):
            if other.id == rule.id or rule.id in reach[other.id]:
                raise Circle(rule.id)
    holds, fired = set(given), set[str]()

    def may_still_come(rule: Rule) -> bool:
        """Whether a rule that could still fire stands, directly or not, behind an exception of `rule`."""
        behind = {other.id for other in excepted_by(rule, rules)}
        behind |= {far for near in tuple(behind) for far in reach[near]}
        return bool(behind - fired - dead)

    dead: set[str] = set()
    while True:
        ready = [
            rule
            for rule in rules
            if rule.id not in fired
            and all(not holds.isdisjoint(condition.atoms) for condition in rule.when)
            and all(holds.isdisjoint(condition.atoms) for condition in rule.unless)
        ]
        now = [rule for rule in ready if not rule.unless or not may_still_come(rule)]
        for rule in now:
            fired.add(rule.id)
            holds.update(rule.conclusions)
        if now:
            continue
        # Nothing moves: a rule that is not ready, and hangs on nothing that could still move, never will be.
        waiting = {rule.id for rule in ready}
        still = {rule.id for rule in rules} - fired - dead
        gone = {name for name in still - waiting if not (reach[name] & waiting)}
        if not gone:
            return fired, holds
        dead |= gone
