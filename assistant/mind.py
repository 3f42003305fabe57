"""What reasons behind the conversation: the book, its engine, its answer space and its interviewer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from assistant.advice import verdict_block
from assistant.composing import Composer
from assistant.replies import VerdictBlock
from rules.engine import Engine
from rules.interview import Interviewer
from rules.model import Book, Fact, Rule
from rules.reading import shipped_book, shipped_engine
from rules.space import AnswerSpace, shipped_space
from rules.verdict import Verdict, conclude, known_of


class Mind:
    """A rule book ready to be asked; remembers the last few verdicts."""

    def __init__(self, book: Book, engine: Engine, space: AnswerSpace | None) -> None:
        """`space` is the book's answer space; without it nothing is called settled."""
        self.book = book
        self._engine, self._space = engine, space
        self._interviewer = Interviewer(book, space)
        self._verdicts: dict[tuple[tuple[str, str], ...], Verdict] = {}

    def verdict(self, values: Mapping[str, str]) -> Verdict:
        """What the rules conclude from the answers, fact id to value."""
        key = tuple(sorted(values.items()))
        if key not in self._verdicts:
            if len(self._verdicts) > 64:
                self._verdicts.clear()
            self._verdicts[key] = conclude(self.book, self._engine, values, self._space)
        return self._verdicts[key]

    def advice(self, values: Mapping[str, str], composer: Composer) -> VerdictBlock:
        """The verdict over `values` as a block, its citations numbered by `composer`."""
        return verdict_block(self.verdict(values), self.book, self.turning(values), composer)

    def turning(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The unknown facts whose answer can still change the outcome; all of them without the space."""
        known = known_of(self.book, values)
        idle = self._space.idle(known) if self._space else frozenset()
        return tuple(fact.id for fact in self.book.deciding if fact.id not in known and fact.id not in idle)

    def next_question(
        self, values: Mapping[str, str], passed: Collection[str], mode: str
    ) -> tuple[Fact | None, dict[str, Rule]]:
        """The next question, if one is left, and the facts that need not be asked, each with its rule."""
        out = self._interviewer.left_out(values, mode)
        left = (
            fact
            for fact in self.book.questions
            if fact.id not in values and fact.id not in passed and fact.id not in out
        )
        return next(left, None), out


@cache
def shipped_mind() -> Mind:
    """The mind over the rule book that ships with the package, made once a process."""
    return Mind(shipped_book(), shipped_engine(), shipped_space())
