"""What is looked for where ranking all that shares a word would take too long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge import search as searching
from knowledge.base import GuideBase, open_base
from knowledge.search import rank, search
from tests.knowledge.conftest import write_guide

BOUND = 6


def section(name: str, order: int, lines: list[str]) -> str:
    body = "\n".join(f"{line} {{{number}}}" for number, line in enumerate(lines, 1))
    return f'---\nid: {name}\ntitle: "Number {order}"\norder: {order}\n---\n\n{body}\n'


GUIDE = {
    # Everything sails, four carry mail, two of them cheese, one of these is a ferry.
    "one.md": section("one", 1, [f"Ship {number} sails." for number in range(10, 20)]),
    "two.md": section("two", 2, ["Some sail with mail.", "Mail sails early.", "A sail for mail and cheese."]),
    "three.md": section("three", 3, ["The ferry sails with mail and cheese."]),
}


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GuideBase]:
    """A guide that is large for a search that ranks no more than a few passages."""
    monkeypatch.setattr(searching, "COMMON", BOUND)
    with open_base(tmp_path / "home", write_guide(tmp_path / "content", dict(GUIDE))) as base:
        yield base


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("ferry", {"three#1"}),
        ("sail ferry", {"three#1"}),
        ("mail ferry", {"two#1", "two#2", "two#3", "three#1"}),
        ("cheese ferry", {"two#3", "three#1"}),
        # Four and two passages are as many as are ranked; with the ferry's one the commonest is left out.
        ("mail cheese", {"two#1", "two#2", "two#3", "three#1"}),
        ("mail cheese ferry", {"two#3", "three#1"}),
        ("submarine", set()),
        ("", set()),
    ],
)
def test_the_rarest_words_are_looked_for(large: GuideBase, question: str, found: set[str]) -> None:
    assert {hit.passage.id for hit in search(large, question)} == found


def test_of_a_word_that_all_have_no_more_are_ranked_than_anybody_waits_for(large: GuideBase) -> None:
    assert len(search(large, "sail", limit=100)) == BOUND


def test_passages_of_sections_already_chosen_are_found_by_any_word_that_is_not_common(
    large: GuideBase,
) -> None:
    assert {passage.id for passage, _ in rank(large, "mail cheese ferry", ["two"])} == {
        "two#1",
        "two#2",
        "two#3",
    }
    assert rank(large, "ferry", ["one", "two"]) == []
    assert rank(large, "ferry", []) == []
