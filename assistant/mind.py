"""What reasons behind the conversation: the book, its engine, its answer space and its interviewer."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from assistant.advice_block import verdict_block
from assistant.composing import Composer
from assistant.errors import Trouble
from assistant.replies import VerdictBlock
from rules.engine import Engine
from rules.interview import Interviewer
from rules.model import Book, Fact
from rules.reading import shipped_book, shipped_engine
from rules.rule import Rule
from rules.space import SHIPPED, AnswerSpace, load_space, shipped_space
from rules.turning import excluding, telling
from rules.verdict import Verdict, conclude

FAST = "fast"
"""The mode that asks what tells most and stops as soon as the start is settled."""
CHECK = "check"
"""The mode that first asks what runs today and what hurts, and then goes on as a guided interview."""


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

    def advice(self, values: Mapping[str, str], composer: Composer, flow: str = "") -> VerdictBlock:
        """The verdict over `values` as a block, its citations numbered by `composer`.

        `flow` names the workflow's own steps, for the picture.
        """
        return verdict_block(self.verdict(values), self.book, self.turning(values), composer, flow)

    def excluding(self, values: Mapping[str, str], start: str) -> tuple[str, ...]:
        """The smallest set of answers that alone rule `start` out, the first of several; else empty."""
        known = self.verdict(values).known
        sets = excluding(self._space, known, start) if self._space else ()
        return sets[0] if sets else ()

    def turning(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The unknown facts whose answer can still change the outcome; all of them without the space."""
        verdict = self.verdict(values)
        idle = self._space.idle(verdict.known) if self._space else frozenset()
        return tuple(name for name in verdict.unknown if name not in idle)

    def asked_in(self, mode: str) -> tuple[Fact, ...]:
        """Every question of an interview in `mode`, in its order, whether or not it can be left out."""
        if mode != CHECK:
            return self.book.questions
        on_request = (fact for fact in self.book.askable if fact not in self.book.questions)
        return (*on_request, *self.book.questions)

    def next_question(
        self, values: Mapping[str, str], passed: Collection[str], mode: str
    ) -> tuple[Fact | None, dict[str, Rule]]:
        """The next question, if one is left, and the facts that need not be asked, each with its rule."""
        if mode == FAST and self._space is not None:
            return self._most_telling(self._space, values, passed), {}
        out = self._interviewer.left_out(values, mode)
        asked = self.asked_in(mode)
        left = (
            fact for fact in asked if fact.id not in values and fact.id not in passed and fact.id not in out
        )
        return next(left, None), out

    def _most_telling(
        self, space: AnswerSpace, values: Mapping[str, str], passed: Collection[str]
    ) -> Fact | None:
        known = self.verdict(values).known
        for name in telling(space, known):
            # Unsure was asked already, and says no more when it is asked again.
            if name not in passed and name not in values:
                return self.book.facts_by_id[name]
        return None


@cache
def shipped_mind() -> Mind:
    """The mind over the rule book and the answer space that ship with the package, made once a process."""
    return Mind(shipped_book(), shipped_engine(), shipped_space())


def mind_at(home: Path) -> Mind:
    """The mind over the book; an answer space that does not belong to it is worked out and kept in `home`.

    Raises:
        Trouble: it cannot be kept there.
        RulesError: the book or the engine cannot be used.
    """
    book = shipped_book()
    kept = home / SHIPPED.name
    space = load_space(book, (SHIPPED, kept))
    if space is None and book.outcome_rules:
        # Only a changed book comes here; the modules that build are loaded for it alone.
        from rules.space_build import bar, build_space  # noqa: PLC0415

        try:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            parts = kept.with_suffix(".parts")
            space = build_space(book, workers=os.cpu_count() or 1, progress=bar(), parts=parts)
            fresh = kept.with_suffix(f".{os.getpid()}")
            fresh.touch(mode=0o600)
            fresh.write_text(space.to_json(), encoding="utf-8")
            fresh.replace(kept)
        except OSError as error:
            raise Trouble(f"{kept} cannot be written ({error.strerror}); give another --home.") from None
    return Mind(book, shipped_engine(), space)
