"""docs/rule-book.md names the files, policies and invariants that there are."""

from __future__ import annotations

import re
from math import prod
from pathlib import Path

from rules.reading import shipped_book
from rules.verifying.report import INVARIANTS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rule-book.md").read_text(encoding="utf-8")
ROWS = {row[0]: row[1] for row in re.findall(r"^\| `?([^|`]+)`? \| (.+) \|$", PAGE, re.MULTILINE)}


def test_every_file_of_both_books_is_named_and_there() -> None:
    books = ("rules/book", "rules/answer_book")
    there = {path.relative_to(ROOT).as_posix() for book in books for path in (ROOT / book).glob("*.yaml")}
    assert {name for name in ROWS if name.startswith("rules/")} == there


def test_every_policy_and_invariant_is_told_as_it_is() -> None:
    told = {policy.id: policy.says for policy in shipped_book().policies} | dict(INVARIANTS.values())
    heads = {"policy", "file", "no.", "---"}
    assert {name: says for name, says in ROWS.items() if not name.startswith(("rules/", *heads))} == told


def test_the_figures_are_the_books() -> None:
    deciding = shipped_book().deciding
    assert len(deciding) == 15
    assert "Fifteen decide" in PAGE
    # Not knowing an answer is no answer of a complete set; a number of steps is few or many.
    assert f"{prod(len(fact.values) for fact in deciding):,}" in PAGE
