"""whichflow as a teller, read as `ask --json` tells it."""

from __future__ import annotations

from assistant.answering.answer import Answer, Answerer
from assistant.answering.telling import answer_json
from benchmarks.answers.contenders import Told
from knowledge.base import GuideBase

REFUSED = "not-covered"


class Ours:
    """Answers from a base of the guide by the shipped rules."""

    def __init__(self, base: GuideBase) -> None:
        self._base = base
        self._answerer = Answerer(base)

    def answer(self, question: str) -> Answer:
        """The answer as the program has it before it is put into words: what is timed."""
        return self._answerer.answer(question)

    def tell(self, question: str) -> Told:
        """The sections cited, best first, then those named as nearest; refused as the command has it."""
        found = self.answer(question)
        told = answer_json(found, self._base)
        sections = dict.fromkeys([*_cited(told), *(each.id for each in found.nearest)])
        return Told(tuple(sections), told["outcome"] == REFUSED, sure_of(found))


def sure_of(found: Answer) -> float:
    """How likely it is, by the answer itself, that the guide speaks of it and its first section does."""
    match = found.asked.match
    return match.covered * match.sections[0][1] if match else 0.0


def _cited(told: dict[str, object]) -> list[str]:
    citations = told["citations"]
    if not isinstance(citations, list):
        raise TypeError("the citations of an answer are no list")
    return [each["section"] for each in citations]
