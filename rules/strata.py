"""In which layer a rule may fire: an exception (`unless`) is read once all it names is worked out.

The usual layering of rules with negation: a rule stands above every rule whose conclusion it excepts
and not below any whose conclusion it needs. Worked out from the book, so that nobody writes phases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.errors import RulesError
from rules.rule import Atom, Rule


class UnlayeredBook(RulesError):
    """A rule hangs, by way of an exception, on its own conclusion: the book contradicts itself."""


@dataclass(frozen=True, slots=True)
class Layers:
    """The layer of each rule, by id, and how many layers there are (0 needs no phase)."""

    of_rule: dict[str, int]
    count: int


def layers_of(rules: Sequence[Rule]) -> Layers:
    """Work out the lowest layer of each rule.

    Raises:
        UnlayeredBook: no layering exists; names a rule on the circle.
    """
    # All start at the bottom: so a lifted rule shows as a change, and whoever reads it is seen to again.
    of_rule = {rule.id: 0 for rule in rules}
    of_atom: dict[Atom, int] = {}
    for _round in range(len(rules) + 2):
        changed = ""
        for rule in rules:
            needed = [of_atom.get(atom, 0) for condition in rule.when for atom in condition.atoms]
            excepted = [of_atom.get(atom, 0) + 1 for condition in rule.unless for atom in condition.atoms]
            layer = max([of_rule[rule.id], *needed, *excepted])
            for atom in rule.conclusions:
                of_atom[atom] = max(of_atom.get(atom, 0), layer)
            if layer != of_rule[rule.id]:
                of_rule[rule.id] = layer
                changed = rule.id
        if not changed:
            # A rule without exceptions fires as soon as its conditions hold; it needs no phase of its own.
            phased = {rule.id: of_rule[rule.id] if rule.unless else 0 for rule in rules}
            return Layers(phased, max(phased.values(), default=0) + 1)
    raise UnlayeredBook(
        f"rule {changed} hangs on its own conclusion by way of an exception; break the circle"
    )
