"""The guide's own examples come out as it would have them, or it is written down why not."""

from __future__ import annotations

import pytest

from rules.engine import Engine
from rules.model import Book
from rules.space import AnswerSpace
from rules.verdict import conclude
from rules.verifying.examples import Example, guide_examples

EXAMPLES = guide_examples()


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.id for example in EXAMPLES])
def test_an_example_comes_out_right(example: Example, book: Book, engine: Engine, space: AnswerSpace) -> None:
    answers = example.answers
    assert answers.keys() <= book.facts_by_id.keys()
    assert all(book.facts_by_id[name].closed(value) for name, value in answers.items())
    verdict = conclude(book, engine, answers, space)
    right = {verdict.start, verdict.direction} & set(example.acceptable)
    assert bool(right) != bool(example.differs), (verdict.start, verdict.direction, verdict.route)


def test_there_are_twenty_three_and_two_differ() -> None:
    assert len({example.id for example in EXAMPLES}) == 23
    assert [example.id for example in EXAMPLES if example.differs] == ["example-20", "example-21"]
