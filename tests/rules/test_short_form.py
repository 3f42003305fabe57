"""What a verdict lists has a short form; a book without one, or with one that does not fit, is refused."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from rules.checked_rule import answer_rule_of
from rules.engine import Engine
from rules.errors import BookError
from rules.model import Book
from rules.reading import load_book
from rules.rule import Rule
from rules.short_form import SHORT_TOPICS, needs_short
from rules.space import AnswerSpace
from rules.verdict import conclude
from tests.rules.making import random_answers, seeded

FACTS = """version: "1"
facts:
  - id: colour
    kind: choice
    sections: [models]
    choices: [{value: red, label: Red}]
"""
BECAUSE = "Paint it, and let Ada look at it from afar."
SHORT_LINE = 7


def read(folder: Path, then: str, short: str | None) -> Rule:
    """The one rule of a book in which it concludes `then` and has the line `short`."""
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    lines = ["table: paint", "rules:", "  - id: paint-it", "    when: {colour: red}", f"    then: {{{then}}}"]
    lines += [f"    because: {BECAUSE}", *([f"    short: {short}"] if short is not None else [])]
    lines += ["    sections: [models]", "    basis: stated"]
    (folder / "paint.yaml").write_text("\n".join(lines), encoding="utf-8")
    return load_book(folder).rules[0]


def refusal(folder: Path, then: str, short: str | None) -> str:
    with pytest.raises(BookError) as caught:
        read(folder, then, short)
    return str(caught.value)


@pytest.mark.parametrize("missing", [None, "", "~"], ids=["no key", "nothing", "null"])
@pytest.mark.parametrize("topic", SHORT_TOPICS)
def test_what_a_verdict_lists_is_refused_without_a_short_form(
    tmp_path: Path, topic: str, missing: str | None
) -> None:
    words = refusal(tmp_path, f"{topic}: paint, mismatch: likely", missing)
    line = 3 if missing is None else SHORT_LINE
    assert f"paint.yaml:{line}: rules.0.short: " in words
    assert f"a rule that concludes {topic} needs its sentence in a few words under `short`" in words
    assert "\n" not in words


@pytest.mark.parametrize("topic", ["start", "vote-nature", "grow-when", "tool", "duties"])
def test_other_rules_may_do_without(tmp_path: Path, topic: str) -> None:
    assert read(tmp_path, f"{topic}: paint", None).short is None
    assert read(tmp_path, f"{topic}: paint", "paint it red").short == "paint it red"


@pytest.mark.parametrize(
    ("short", "says"),
    [
        ("paint i", "has 7 characters; make it 8 to 44"),
        ("x" * 45, "has 45 characters; make it 8 to 44"),
        ('"        "', "has 0 characters"),
        ('"paint it\\nred and blue"', "one line of plain text"),
        ('"paint it \\u202ered"', "one line of plain text"),
        ("paint it red.", "leave out the full stop"),
        ("Paint it red", "starts with a small letter"),
        ("Paint, a red one", "starts with a small letter"),
        ("[paint it red]", "valid string"),
    ],
)
@pytest.mark.parametrize("then", ["duty: paint", "start: paint"])
def test_a_short_form_that_does_not_fit_is_refused(tmp_path: Path, then: str, short: str, says: str) -> None:
    words = refusal(tmp_path, then, short)
    assert f"paint.yaml:{SHORT_LINE}: rules.0.short: " in words
    assert says in words
    assert "\n" not in words


@pytest.mark.parametrize(
    ("short", "kept"),
    [
        ("paint it", "paint it"),
        ("x" * 44, "x" * 44),
        ('"  paint it red "', "paint it red"),
        ("Ada looks at it", "Ada looks at it"),
        ("100 ms at most", "100 ms at most"),
    ],
)
def test_a_short_form_that_fits_is_kept(tmp_path: Path, short: str, kept: str) -> None:
    assert read(tmp_path, "duty: paint", short).short == kept


def test_a_rule_about_questions_has_no_use_for_one() -> None:
    fields: dict[str, Any] = {"id": "a", "table": "b", "when": {"c": "d"}, "then": {"outcome": "partly"}}
    fields |= {"because": BECAUSE, "basis": "policy"}
    assert answer_rule_of(fields).short is None
    with pytest.raises(ValueError, match="short"):
        answer_rule_of({**fields, "short": "paint it red"})


def test_the_shipped_short_forms_are_told_apart_within_their_table(book: Book) -> None:
    shorts = Counter((rule.table, rule.short) for rule in book.rules if rule.short)
    assert [pair for pair, count in shorts.items() if count > 1] == []
    assert {rule.table for rule in book.rules if needs_short(rule.then)} < {table for table, _ in shorts}


def test_the_shipped_short_forms_are_phrases_of_their_own(book: Book) -> None:
    for rule in book.rules:
        if rule.short is None:
            continue
        assert rule.short.isascii(), rule.id
        assert rule.short[-1].isalnum(), rule.id
        assert rule.short[0].islower(), rule.id
        assert not re.match(r"do |beware |mismatch", rule.short), rule.id
        assert rule.short not in {rule.because, rule.because.rstrip(".")}, rule.id


def test_whoever_is_told_a_reason_is_told_it_shortly(book: Book, engine: Engine, space: AnswerSpace) -> None:
    source = seeded(53)
    for _ in range(60):
        verdict = conclude(book, engine, random_answers(book, source, 0.8), space)
        listed = (*verdict.dissent, *verdict.conflicts, *verdict.growth, *verdict.duties, *verdict.pitfalls)
        for reason in (*listed, *verdict.next_actions, *verdict.audit):
            assert reason.short == book.rules_by_id[reason.rule].short != ""
        assert {reason.short for reason in verdict.reasons} == {""} or verdict.start is None
