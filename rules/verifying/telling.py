"""The invariants that whole verdicts show: dissent, conflicts, tools, and that nothing hangs on order."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from rules.engine import Engine, Trace
from rules.model import UNSURE, Book
from rules.rule import Atom
from rules.space import Outcome
from rules.verdict import conclude
from rules.verifying.asking import Asked, concluded, values_of
from rules.verifying.report import Report
from rules.verifying.sampling import source, told_answers
from rules.verifying.table import (
    NO_MONEY,
    NO_PROVIDER,
    dissenting,
    lacks,
    stage_reasons,
    told,
)

SELF_RUN = frozenset({"kafka", "rabbitmq"})
"""Tools that a team runs itself, and that nobody without money for a broker is offered."""


def check_shown(asked: Asked, report: Report, cases: list[dict[str, str]]) -> None:
    """3, 11, 15, 16: what is shown beside the verdict is what the table finds there, no more and no less."""
    for known in cases:
        trace = asked.whole.evaluate(asked.given(known))
        values = values_of(trace)
        if any(len(several) > 1 for several in values):
            continue
        outcome = Outcome(*(several[0] if several else None for several in values))
        with report.open("dissent") as check:
            check.count += 1
            if detail := _dissent(asked.book, trace, known, outcome):
                check.breach(known, detail)
        for name, topic, wanted in (
            ("conflicts", "conflict", _conflicts(known, outcome)),
            ("stages", "grow-when", stage_reasons(known) if outcome.route == "staged" else frozenset()),
        ):
            with report.open(name) as check:
                shown = frozenset(trace.values(topic))
                check.count += 1
                if shown != wanted:
                    check.breach(known, f"{topic} shown: {_names(shown)}; there should be: {_names(wanted)}")
        with report.open("money") as check:
            check.count += 1
            if told(known, NO_MONEY) and (offered := SELF_RUN & set(trace.values("tool"))):
                check.breach(known, f"offers {_names(offered)} to a team without money for a broker")


def _conflicts(known: Mapping[str, str], outcome: Outcome) -> frozenset[str]:
    return lacks(known, outcome.start) if told(known, NO_PROVIDER) else frozenset()


def _dissent(book: Book, trace: Trace, known: Mapping[str, str], outcome: Outcome) -> str:
    shown = {
        frozenset((atom.topic, atom.value) for atom in matched if atom.topic in book.facts_by_id): rule.id
        for rule, matched, _value in concluded(trace, "dissent")
    }
    wanted = dissenting(known, outcome)
    missing, needless = wanted - shown.keys(), shown.keys() - wanted
    parts = [f"not shown: {_pairs(group)}" for group in sorted(missing, key=_pairs)]
    parts += [f"{shown[group]} is shown and opposes nothing" for group in sorted(needless, key=_pairs)]
    return "; ".join(parts)


def check_sameness(asked: Asked, report: Report, count: int) -> None:
    """4, 6, 14: order, unsure and a second run change nothing."""
    book, draw = asked.book, source(4)
    renamed, names = _renamed(book, draw)
    again = Engine(book.verdict_rules)
    for _turn in range(count):
        answers = told_answers(book, draw, draw.random())
        verdict = asked.verdict(answers)
        if verdict is None:
            continue
        turned = dict(draw.sample(sorted(answers.items()), len(answers)))
        with report.open("order") as check:
            check.count += 1
            atoms = book.atoms_of(answers)
            trace = renamed.evaluate(draw.sample(atoms, len(atoms)))
            if _held(trace, names) != _held(verdict.trace, None):
                check.breach(answers, "another order of answers and rules concludes something else")
        with report.open("unsure") as check:
            check.count += 1
            told_only = {name: value for name, value in answers.items() if value != UNSURE}
            unsure = {fact.id: told_only.get(fact.id, UNSURE) for fact in book.facts}
            if asked.verdict(told_only) != asked.verdict(unsure):
                check.breach(told_only, "unsure for all the rest gives another verdict than not asking")
        with report.open("replay") as check:
            check.count += 1
            if repr(conclude(book, again, turned, None)) != repr(verdict):
                check.breach(answers, "a second run gives another verdict")


def _renamed(book: Book, draw: random.Random) -> tuple[Engine, dict[str, str]]:
    """The rules under other names: the engine takes them in the order of their names, so in another order."""
    rules = draw.sample(book.verdict_rules, len(book.verdict_rules))
    names = {f"rule-{place:04}": rule.id for place, rule in enumerate(rules)}
    renamed = [replace(rule, id=name) for name, rule in zip(names, rules, strict=True)]
    return Engine(renamed), names


def _held(trace: Trace, names: dict[str, str] | None) -> tuple[frozenset[Atom], frozenset[str]]:
    fired = {firing.rule.id for firing in trace.firings}
    added = {atom for firing in trace.firings for atom in firing.added}
    return frozenset(added), frozenset(fired if names is None else {names[name] for name in fired})


def _pairs(group: frozenset[tuple[str, str]]) -> str:
    return " and ".join(f"{fact}={value}" for fact, value in sorted(group))


def _names(words: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(words)) or "none"
