"""From the state to what a face may show beside the talk."""

from __future__ import annotations

from assistant.mind import Mind
from assistant.replies import Question
from assistant.state import State
from assistant.view import AnswerLine, Standing, StandingWord, View
from rules.verdict import STARTS, Verdict


def view_of(state: State, mind: Mind, question: Question | None, mode: str, *, ended: bool) -> View:
    """The view of `state`; cheap enough to ask for after every turn."""
    verdict = mind.verdict(state.values)
    _next, out = mind.next_question(state.values, state.skipped, mode)
    questions = mind.book.questions
    expected = [fact for fact in questions if fact.id in state.answers or fact.id not in out]
    lines = [
        AnswerLine(fact.question.number, fact.id, fact.question.short, fact.label(given.value), given.note)
        for fact in questions
        if fact.question is not None and (given := state.answers.get(fact.id)) is not None
    ]
    return View(
        title=state.title,
        answered=len(lines),
        about=len(expected) if state.pending else 0,
        stability=verdict.stability,
        answers=tuple(lines),
        standing=tuple(Standing(start, _word(start, verdict)) for start in STARTS),
        question=question,
        ended=ended,
    )


def _word(start: str, verdict: Verdict) -> StandingWord:
    if verdict.start == start:
        return "chosen" if verdict.stability == "settled" else "leads"
    # Without the answer space nothing is known to be out.
    return "in" if start in verdict.possible or not verdict.possible else "out"
