"""The proof itself: every complete answer set, afresh from the engine."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import islice

import pytest

from rules.model import Book
from rules.space import AnswerSpace
from rules.verifying import cases, run, verify
from rules.verifying.cases import check_every_case
from rules.verifying.kept import check_whole
from rules.verifying.report import KEPT, Report
from rules.verifying.sampling import QUICK, every_case, flowless
from rules.verifying.table import outcome_of_table
from tests.rules.reading_oracle import advise
from tests.verify.faults import FAULTS

COMPLETE = 147_456
PARALLEL_UNKNOWN = COMPLETE // 2


def test_the_cases_are_all_there(space: AnswerSpace, book: Book) -> None:
    sizes = [len(case) for case in every_case(space)]
    assert sizes.count(15) == COMPLETE
    assert sizes.count(14) == PARALLEL_UNKNOWN == len(sizes) - COMPLETE
    assert sum(1 for _ in flowless(book)) == 14_580


def test_the_table_agrees_with_another_reading_of_the_design(space: AnswerSpace) -> None:
    for number, case in enumerate(every_case(space)):
        if number % 7 == 0:
            assert outcome_of_table(case) == advise(case), case


@pytest.mark.long
def test_the_kept_cases_hold(space: AnswerSpace, monkeypatch: pytest.MonkeyPatch) -> None:
    # The proof below looks at all of them, afresh from the engine; CI at every fourth as it is kept.
    monkeypatch.setattr(cases, "every_case", lambda space: islice(every_case(space), 0, None, 4))
    report = Report()
    check_every_case(space, report)
    checks = {check.name: check for check in report.checks()}
    assert [breach for check in checks.values() for breach in check.breaches] == []
    assert checks["decision-table"].count == (COMPLETE + PARALLEL_UNKNOWN) // 4
    assert checks["monotone"].count > COMPLETE // 4


@pytest.mark.thorough
def test_the_real_book_holds_over_the_whole_space(book: Book, sections: frozenset[str]) -> None:
    told: list[tuple[str, int, int]] = []
    checks = verify(
        book,
        sections,
        thoroughly=True,
        workers=os.cpu_count() or 1,
        progress=lambda what, done, of: told.append((what, done, of)),
    )
    assert [(check.name, breach) for check in checks for breach in check.breaches] == []
    counts = {check.name: check.count for check in checks}
    assert counts["one-verdict"] >= COMPLETE + PARALLEL_UNKNOWN + 14_580
    assert counts["monotone"] > COMPLETE
    whole = {check.name: check.count - check.drawn for check in checks}
    assert whole["decision-table"] == whole["answer-space"] == COMPLETE + PARALLEL_UNKNOWN
    assert whole["dissent"] == whole["flips"] == 0
    assert told[-1][1] == told[-1][2]


@pytest.mark.thorough
def test_two_starts_at_once_stop_the_whole_space_and_the_sample_names_them(
    book: Book, sections: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A small sample names them already.
    monkeypatch.setattr(run, "THOROUGH", QUICK)
    faulty = FAULTS["second-start"].change(book)
    checks = verify(faulty, sections, thoroughly=True, workers=os.cpu_count() or 1)
    (check,) = (each for each in checks if each.name == "one-verdict")
    assert check.breaches[0].detail.startswith("an overlap: the rules conclude more than one start")
    assert any(breach.answers and "start-again" in breach.detail for breach in check.breaches)


@pytest.mark.long
def test_every_case_is_held_against_the_invariants(
    space: AnswerSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    # That the cases are all there, and are all looked at, is proved above.
    monkeypatch.setattr(cases, "every_case", lambda space: islice(every_case(space), 0, None, 11))
    wrong = replace(space, outcomes=(space.outcomes[-1], *space.outcomes[1:-1], space.outcomes[0]))
    report = Report()
    check_every_case(wrong, report)
    check_whole(space, wrong, report)
    found = {check.name: check for check in report.checks() if not check.holds}
    assert {
        "needs-kept",
        "monotone",
        "grounds",
        "conflicts",
        "decision-table",
        "answer-space",
    } <= found.keys()
    assert len(found["decision-table"].breaches) == KEPT < found["decision-table"].broken
