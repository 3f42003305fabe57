"""From the state to what a face may show beside the talk."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.advice_block import flips_in_short
from assistant.mind import FAST, Mind
from assistant.replies import Question
from assistant.state import State
from assistant.view import AnswerLine, Standing, StandingWord, View, Warned
from rules.verdict import STARTS, Verdict


def view_of(state: State, mind: Mind, question: Question | None, mode: str, *, ended: bool) -> View:
    """The view of `state`; cheap enough to ask for after every turn."""
    verdict = mind.verdict(state.values)
    book, values = mind.book, state.values
    questions = book.askable
    lines = [
        AnswerLine(fact.question.number, fact.id, fact.question.short, fact.label(given.value), given.note)
        for fact in questions
        if fact.question is not None and (given := state.answers.get(fact.id)) is not None
    ]
    return View(
        title=state.title,
        answered=len(lines),
        about=(len(lines) + bool(question) if mode == FAST else expected(state, mind, mode))
        if state.pending
        else 0,
        stability=verdict.stability,
        answers=tuple(lines),
        standing=tuple(_standing(start, verdict, values, mind) for start in STARTS),
        question=question,
        ended=ended,
        turning=tuple(book.facts_by_id[name].number for name in mind.turning(values)),
        flips=flips_in_short(verdict, book),
        pitfalls=tuple(Warned(reason.short, reason.sections[0]) for reason in verdict.pitfalls),
    )


def expected(state: State, mind: Mind, mode: str) -> int:
    """How many questions an interview in `mode` is expected to have in all."""
    _next, out = mind.next_question(state.values, state.skipped, mode)
    asked = mind.asked_in(mode)
    return sum(
        fact.id in state.answers or (fact.id not in out and fact in asked) for fact in mind.book.askable
    )


def _standing(start: str, verdict: Verdict, values: Mapping[str, str], mind: Mind) -> Standing:
    word = _word(start, verdict)
    by = mind.excluding(values, start) if word == "out" else ()
    return Standing(start, word, tuple(mind.book.facts_by_id[name].number for name in by))


def _word(start: str, verdict: Verdict) -> StandingWord:
    if verdict.start == start:
        return "chosen" if verdict.stability == "settled" else "leads"
    # Without the answer space nothing is known to be out.
    return "in" if start in verdict.possible or not verdict.possible else "out"
