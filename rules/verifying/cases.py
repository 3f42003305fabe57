"""Holds single cases, and cases beside their neighbours, against the invariants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rules.space import AnswerSpace
from rules.verifying.asking import Asked
from rules.verifying.moves import Oracle, moved_wrongly
from rules.verifying.report import Report
from rules.verifying.sampling import every_case
from rules.verifying.single import SINGLE
from rules.verifying.table import Known

SHRUNK = 3
"""So many breaches of one check are brought down to the answers that they need."""


def check_sample(asked: Asked, report: Report, cases: list[dict[str, str]]) -> None:
    """The single invariants, by the engine, over `cases`."""
    with report.open("one-verdict") as check:
        for known in cases:
            if asked.outcome(known) is None:
                few = known
                if len(check.breaches) < SHRUNK:
                    few = smallest(known, lambda k: asked.outcome(k) is None)
                check.breach(few, asked.overlap(few))
    _singly(asked.outcome, report, lambda: iter(cases))


def check_every_case(space: AnswerSpace, report: Report) -> None:
    """The single invariants and the moves, over every case that the answer space holds."""
    _singly(space.outcome, report, lambda: every_case(space))
    check_moves(space.outcome, report, every_case(space))


def check_moves(oracle: Oracle, report: Report, cases: Iterable[dict[str, str]]) -> None:
    """Monotony, from each case to its neighbours."""
    with report.open("monotone") as check:
        for known in cases:
            outcome = oracle(known)
            if outcome is not None:
                check.count += 1
                for more, detail in moved_wrongly(known, outcome, oracle):
                    check.breach(more, detail)


def _singly(oracle: Oracle, report: Report, cases: Callable[[], Iterator[dict[str, str]]]) -> None:
    for name, holds in SINGLE.items():
        with report.open(name) as check:
            for known in cases():
                check.count += 1
                outcome = oracle(known)
                if outcome is None or not (detail := holds(known, outcome)):
                    continue
                few = known
                if len(check.breaches) < SHRUNK:
                    few = smallest(known, lambda k, holds=holds: _wrong(oracle, k, holds))  # type: ignore[misc]
                    detail = _wrong(oracle, few, holds)
                check.breach(few, detail)


def _wrong(oracle: Oracle, known: Known, holds: Callable[..., str]) -> str:
    outcome = oracle(known)
    return "" if outcome is None else holds(known, outcome)


def smallest(answers: dict[str, str], still: Callable[[dict[str, str]], object]) -> dict[str, str]:
    """Answers dropped one after the other as long as the breach stays: what it takes, and no more."""
    for name in list(answers):
        fewer = {fact: value for fact, value in answers.items() if fact != name}
        if still(fewer):
            answers = fewer
    return answers
