from __future__ import annotations

import pytest

from rules.engine import Engine
from rules.model import Book
from rules.reading import shipped_book, shipped_engine
from rules.space import AnswerSpace, shipped_space


@pytest.fixture(scope="session")
def book() -> Book:
    return shipped_book()


@pytest.fixture(scope="session")
def engine() -> Engine:
    return shipped_engine()


@pytest.fixture(scope="session")
def space() -> AnswerSpace:
    found = shipped_space()
    assert found is not None, "the kept answer space is not the shipped book's; python -m rules.space"
    return found
