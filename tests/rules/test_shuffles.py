"""A thousand shuffles of answers and rules: the same bytes come out."""

from __future__ import annotations

import json
import random

import pytest

from assistant.advice_json import verdict_json
from rules.engine import Engine
from rules.model import Book
from rules.space import AnswerSpace
from rules.verdict import conclude
from tests.rules.making import random_known, seeded

ENGINES, SHUFFLES = 20, 50


def shuffled(answers: dict[str, str], source: random.Random) -> dict[str, str]:
    names = list(answers)
    source.shuffle(names)
    return {name: answers[name] for name in names}


@pytest.mark.long
def test_a_thousand_shuffles_of_answers_and_rules_change_no_byte(book: Book, space: AnswerSpace) -> None:
    source = seeded(71)
    told = [
        {**random_known(book, source, 0.7), "failures": "times-out,half-done", "today": "sequential"}
        for _ in range(SHUFFLES)
    ]
    plain = Engine(book.verdict_rules)
    expected = [json.dumps(verdict_json(conclude(book, plain, each, space), book)) for each in told]
    for _ in range(ENGINES):
        rules = list(book.verdict_rules)
        source.shuffle(rules)
        engine = Engine(rules)
        for answers, bytes_out in zip(told, expected, strict=True):
            verdict = conclude(book, engine, shuffled(answers, source), space)
            assert json.dumps(verdict_json(verdict, book)) == bytes_out
