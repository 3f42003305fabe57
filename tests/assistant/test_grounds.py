"""Why an answer is what it is: each outcome has its sentences, and none of them shows machinery."""

from __future__ import annotations

import pytest

from assistant.answering.answer import Answerer
from assistant.answering.grounds import grounds_of
from assistant.answering.telling import refusal, why_lines
from knowledge.base import GuideBase
from knowledge.content import load_sections
from knowledge.voices import PHRASINGS, read_phrasings

GROUNDS = [
    ("when is a state machine the right choice?", "answered", 'about "State Machines', "fit your words best"),
    ("tell me about the fourth pitfall", "false-premise", "takes something for granted", "three pitfalls"),
    ("what is the msk price per month?", "not-covered", "the guide leaves out", "not say what a product"),
    ("camunda or zeebe?", "not-covered", "names a product of which", "does not say which product"),
    ("and", "not-covered", "No word of it says what it is about", "nothing to look for"),
    ("list the eight items", "answered", "a question about", "from what fits best on"),
]
BEGINNINGS = ("who ", "what ", "which ", "how ", "why ", "when ", "anything ", "exactly ")
"""What reads well behind "It does not say"."""


@pytest.fixture(scope="module")
def answerer(base: GuideBase) -> Answerer:
    return Answerer(base)


@pytest.mark.parametrize(("question", "outcome", "first", "more"), GROUNDS)
def test_the_grounds_say_what_was_recognised_and_what_is_covered_or_missing(
    answerer: Answerer, question: str, outcome: str, first: str, more: str
) -> None:
    found = answerer.answer(question)
    grounds = grounds_of(found)
    told = " ".join(sentence for sentence, _ in grounds)
    assert found.outcome == outcome
    assert 1 <= len(grounds) <= 2
    assert first in told
    assert more in told
    assert not any(sign in told for sign in ("%", "=", "Rule ", "  "))
    assert [sentence in "\n".join(why_lines(found)) for sentence, _ in grounds] == [True] * len(grounds)


def test_every_outcome_has_grounds(answerer: Answerer, base: GuideBase) -> None:
    phrasings = read_phrasings(PHRASINGS, base.sections())
    questions = [each.text for each in phrasings.covered[::90]]
    questions += [each.text for each in phrasings.uncovered[::90]]
    questions += ["how many incidents were cut, and at what price per month?", "explain the fifth step"]
    seen = set()
    for question in questions:
        found = answerer.answer(question)
        seen.add(found.outcome)
        assert all(sentence.endswith(".") for sentence, _ in grounds_of(found)), question
    assert seen == {"answered", "partly", "offered", "not-covered", "false-premise"}


def test_what_is_missing_reads_well_where_it_is_said(answerer: Answerer) -> None:
    kinds = read_phrasings(PHRASINGS, load_sections()).kinds
    for kind, missing in kinds.items():
        assert missing.startswith(BEGINNINGS), kind
        assert len(missing) <= 110, kind
        assert not {"poster", "codebase"} & set(missing.replace("'", " ").split()), kind
    found = answerer.answer("Please unlock our account, the admin left and nobody can log in")
    assert "your own account" in refusal(found)
