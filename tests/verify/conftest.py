from __future__ import annotations

from pathlib import Path

import pytest

from rules.model import Book
from rules.reading import shipped_book
from rules.space import AnswerSpace, shipped_space

SECTIONS = Path(__file__).parent.parent / "knowledge" / "section_ids.txt"


@pytest.fixture(scope="session")
def book() -> Book:
    return shipped_book()


@pytest.fixture(scope="session")
def sections() -> frozenset[str]:
    return frozenset(SECTIONS.read_text(encoding="utf-8").split())


@pytest.fixture(scope="session")
def space() -> AnswerSpace:
    found = shipped_space()
    assert found is not None, "the kept answer space is not the shipped book's; python -m rules.space_build"
    return found
