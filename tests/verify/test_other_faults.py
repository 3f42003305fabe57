"""Faults that no book can hold: in the engine, in reading an answer, in the kept answer space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

import rules.engine
import rules.verifying.telling
from rules.engine import Engine
from rules.model import UNSURE, Book, Fact
from rules.rule import Atom, Rule
from rules.space import AnswerSpace
from rules.strata import Layers
from rules.verdict import Verdict, conclude
from rules.verifying import verify

pytestmark = pytest.mark.long


def broken(book: Book, sections: frozenset[str], space: AnswerSpace | None = None) -> dict[str, list[str]]:
    checks = verify(book, sections, thoroughly=False, space=space)
    return {check.name: [breach.detail for breach in check.breaches] for check in checks if not check.holds}


@pytest.mark.thorough
def test_unsure_read_as_no(book: Book, sections: frozenset[str], monkeypatch: pytest.MonkeyPatch) -> None:
    right = Fact.atoms

    def atoms(fact: Fact, value: str) -> tuple[Atom, ...]:
        return right(fact, "no" if value == UNSURE and "no" in fact.values else value)

    monkeypatch.setattr(Fact, "atoms", atoms)
    assert "unsure" in broken(book, sections)


@pytest.mark.thorough
def test_exceptions_read_too_early(
    book: Book, sections: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def flat(book_rules: Sequence[Rule]) -> Layers:
        return Layers({rule.id: 0 for rule in book_rules}, 1)

    monkeypatch.setattr(rules.engine, "layers_of", flat)
    assert {"one-verdict", "order"} <= broken(book, sections).keys()


def test_a_verdict_that_hangs_on_the_order_of_answers(
    book: Book, sections: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ordered(book: Book, engine: Engine, answers: Mapping[str, str], space: AnswerSpace | None) -> Verdict:
        return replace(conclude(book, engine, answers, space), unknown=tuple(answers))

    monkeypatch.setattr(rules.verifying.telling, "conclude", ordered)
    assert broken(book, sections).keys() == {"replay"}


@pytest.mark.thorough
def test_a_kept_space_with_two_outcomes_swapped(
    book: Book, sections: frozenset[str], space: AnswerSpace
) -> None:
    wrong = replace(space, outcomes=(space.outcomes[-1], *space.outcomes[1:-1], space.outcomes[0]))
    assert {"possible", "flips", "answer-space"} <= broken(book, sections, wrong).keys()


def test_a_kept_space_that_has_lost_a_branch(
    book: Book, sections: frozenset[str], space: AnswerSpace
) -> None:
    last = space.levels[-1]
    nodes = tuple((node[0],) * len(node) for node in last.nodes)
    wrong = replace(space, levels=(*space.levels[:-1], replace(last, nodes=nodes)))
    assert {"possible", "sufficient", "answer-space"} <= broken(book, sections, wrong).keys()
