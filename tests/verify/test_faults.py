"""A verifier that cannot fail proves nothing: it names each seeded fault, and none in the real book."""

from __future__ import annotations

import pytest

from rules.model import Book
from rules.verifying import verify
from tests.verify.faults import FAULTS, QUICK

pytestmark = pytest.mark.long


def test_the_real_book_has_none(book: Book, sections: frozenset[str]) -> None:
    checks = verify(book, sections, thoroughly=False)
    assert [(check.name, breach) for check in checks for breach in check.breaches] == []
    assert len(checks) == 22
    assert all(check.count for check in checks)


def test_there_are_faults_enough() -> None:
    assert FAULTS.keys() > QUICK
    assert len(FAULTS) >= 40


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in QUICK or place % 4 == 0 else pytest.mark.thorough)
        for place, name in enumerate(FAULTS)
    ],
)
def test_a_seeded_fault_is_named(name: str, book: Book, sections: frozenset[str]) -> None:
    fault = FAULTS[name]
    faulty = fault.change(book)
    assert faulty.rules != book.rules
    found = {check.name: check for check in verify(faulty, sections, thoroughly=False) if not check.holds}
    assert set(fault.found_by) <= found.keys(), sorted(found)
    said = [breach.detail + str(breach.answers) for by in fault.found_by for breach in found[by].breaches]
    assert any(fault.says in words for words in said), said[:5]
