"""A question in, an answer out: what the rules conclude decides what is said, and by which passages."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast

from assistant.answering.asked import Asked, asked_of, slug
from assistant.models import DESCRIBED_IN
from assistant.text import clean
from knowledge.base import GuideBase
from knowledge.matching import Matcher
from knowledge.model import Passage, Section
from rules.deciding import AnswerBook, shipped_answer_book
from rules.engine import Trace
from rules.rule import Atom

Outcome = Literal["answered", "partly", "offered", "not-covered", "false-premise"]

OUTCOMES: tuple[Outcome, ...] = ("false-premise", "not-covered", "offered", "partly", "answered")
"""The more careful first: should the rules conclude two, that one counts."""

SENTENCES = 5
"""The most passages that an answer is made of."""
OF_THE_BEST = 3
OF_A_SECOND = 2
CLOSE_TO_BEST = 0.45
"""A passage speaks if it fits at least this well, as a share of the section's best one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the guide says to a question. Every passage in `said` is quoted whole.

    Attributes:
        asked: The question and what is known of it.
        outcome: What became of it.
        said: The passages that speak, the best first.
        hint: Of a refusal, what the nearest section does say.
        nearest: The sections that come nearest, best first.
        missing: What the guide does not say, to be read behind "The guide does not say"; often empty.
        offers: What else is offered, such as `interview`.
        trace: The rules that fired, in order.
    """

    asked: Asked
    outcome: Outcome
    said: tuple[Passage, ...]
    hint: tuple[Passage, ...]
    nearest: tuple[Section, ...]
    missing: str
    offers: tuple[str, ...]
    trace: Trace

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands beside them: what to verify elsewhere, and where the guide disagrees with itself."""
        return tuple(dict.fromkeys(note.text for passage in self.said for note in passage.notes))

    @property
    def quoted(self) -> tuple[Passage, ...]:
        """All passages that are quoted, the best first."""
        return self.said or self.hint

    @property
    def in_order(self) -> tuple[Passage, ...]:
        """The same in reading order: those of a section together, as they stand in it."""
        sections = list(dict.fromkeys(passage.section for passage in self.quoted))
        return tuple(
            sorted(self.quoted, key=lambda passage: (sections.index(passage.section), passage.number))
        )

    @property
    def score(self) -> float | None:
        """How likely it is, from 0 to 1, that the guide speaks of it; None without a matcher."""
        return None if self.asked.match is None else round(self.asked.match.covered, 4)


class Answerer:
    """Answers questions from one base of the guide by one book of rules."""

    def __init__(self, base: GuideBase, book: AnswerBook | None = None) -> None:
        self.base = base
        self.book = book or shipped_answer_book()
        self._matcher = Matcher(base)
        self._looked_out_for = frozenset(
            atom
            for rule in self.book.rules
            for condition in (*rule.when, *rule.unless)
            if condition.topic == "found"
            for atom in condition.atoms
        )

    @cached_property
    def _by_slug(self) -> dict[str, Passage]:
        return {slug(p.id): p for section in self.base.sections() for p in section.passages}

    def answer(self, question: str) -> Answer:
        """Answer from the base alone; `question` may be any text at all."""
        asked = asked_of(self.base, self._matcher, self.book, clean(question))
        trace = self.book.decide(asked.atoms)
        concluded = set(trace.values("outcome"))
        # Rules that conclude nothing have nothing to say.
        outcome = next((word for word in OUTCOMES if word in concluded), "not-covered")
        said, hint = self._speaking(asked, trace), self._hinting(asked, trace)
        # What has to stand beside a passage hangs on which ones are quoted in the end.
        found = [Atom("found", slug(passage.id)) for passage in (*said, *hint)]
        if not self._looked_out_for.isdisjoint(found):
            trace = self.book.decide((*asked.atoms, *found))
            beside = set(trace.values("beside"))
            said, hint = self._with(beside, said), self._with(beside, hint)
        return Answer(
            asked,
            cast(Outcome, outcome),
            said,
            hint,
            tuple(self.base.section(section) for section in asked.sections),
            self._missing(asked, outcome),
            trace.values("offer"),
            trace,
        )

    def _missing(self, asked: Asked, outcome: str) -> str:
        if outcome == "not-covered" and asked.match and asked.match.kinds:
            return self.base.missing_of(asked.match.kinds[0][0])
        return ""

    def _speaking(self, asked: Asked, trace: Trace) -> tuple[Passage, ...]:
        """The passages that the rules let speak, the best first, at most SENTENCES of them."""
        speak = set(trace.values("speak"))
        chosen: list[Passage] = []
        chosen += [self._by_slug[name] for name in trace.values("quote") if name in self._by_slug]
        if "whole-section" in speak and asked.sections:
            chosen += _whole(asked, self.base.section(asked.sections[0]))
        elif "best" in speak and asked.sections:
            chosen += _fitting(asked, self.base.section(asked.sections[0]), OF_THE_BEST)
        if "second" in speak and len(asked.sections) > 1:
            chosen += _fitting(asked, self.base.section(asked.sections[1]), OF_A_SECOND)[:1]
        if "each-model" in speak:
            chosen += self._of_each_model(asked, chosen)
        if "three-sections" in speak:
            for section in asked.sections:
                chosen += _fitting(asked, self.base.section(section), 1)
        return tuple(dict.fromkeys(chosen))[:SENTENCES]

    def _hinting(self, asked: Asked, trace: Trace) -> tuple[Passage, ...]:
        """What the nearest section says that fits best, where the rules let that speak."""
        if "nearest" not in trace.values("speak") or not asked.sections:
            return ()
        return tuple(_fitting(asked, self.base.section(asked.sections[0]), 1))

    def _with(self, beside: Set[str], quoted: tuple[Passage, ...]) -> tuple[Passage, ...]:
        """The passages, and those of their sections that are wanted beside them."""
        sections = dict.fromkeys(passage.section for passage in quoted)
        wanted = (passage for name in sections for passage in self.base.section(name).passages)
        return tuple(dict.fromkeys((*quoted, *(p for p in wanted if slug(p.id) in beside))))

    def _of_each_model(self, asked: Asked, chosen: Iterable[Passage]) -> list[Passage]:
        """Where models are compared, one passage of each that is named and does not speak yet."""
        named = [atom.value for atom in asked.atoms if atom.topic == "names"]
        speaking = " ".join(passage.text.lower().replace("-", " ") for passage in chosen)
        found = []
        for model in named:
            if len(named) > 1 and model in DESCRIBED_IN and model.replace("-", " ") not in speaking:
                found += _fitting(asked, self.base.section(DESCRIBED_IN[model]), 1)
        return found


def _fitting(asked: Asked, section: Section, most: int) -> list[Passage]:
    """The passages of a section that fit best, best first; its first one where no word is shared."""
    ranked = [(passage, score) for passage, score in asked.passages if passage.section == section.id]
    if not ranked:
        return list(section.passages[: min(most, OF_A_SECOND)])
    top = ranked[0][1]
    return [passage for passage, score in ranked[:most] if score >= CLOSE_TO_BEST * top]


def _whole(asked: Asked, section: Section) -> list[Passage]:
    """A section's passages, what fits best first; where it has too many, those only."""
    best = _fitting(asked, section, SENTENCES)
    return list(dict.fromkeys([*best, *section.passages]))[:SENTENCES]
