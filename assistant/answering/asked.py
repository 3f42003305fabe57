"""What is known of a question, as the rules about questions read it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.base import GuideBase
from knowledge.features import words_of
from knowledge.matching import Match, Matcher
from knowledge.model import Passage
from knowledge.search import rank, search_sections
from knowledge.spelling import read_right
from knowledge.words import percentages_of, terms_of
from rules.deciding import AnswerBook
from rules.rule import Atom

NEAREST = 3
"""Sections that are offered where it is not sure which is meant, and looked through for passages."""
LOOKED_AT = 4
"""The most passages of which it is asked what they hold."""

_COUNTED = "one two three four five six seven eight nine ten dozens? half days weeks months"
_AMOUNT = re.compile(rf"\d|\b(?:{'|'.join(_COUNTED.split())})\b", re.IGNORECASE)
_DATE = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that is known of it.

    Attributes:
        text: The question, already cleaned.
        corrected: Its misspelt words, each with the word that it was read as.
        match: What the matcher makes of it, None for a base without a matcher.
        sections: The ids of the sections that come nearest, best first; none where nothing is near.
        passages: The passages of those sections that share words with it, best first, with a figure each.
        atoms: All of that as the rules read it.
    """

    text: str
    corrected: tuple[tuple[str, str], ...]
    match: Match | None
    sections: tuple[str, ...]
    passages: tuple[tuple[Passage, float], ...]
    atoms: tuple[Atom, ...]


def asked_of(base: GuideBase, matcher: Matcher, book: AnswerBook, text: str) -> Asked:
    """Find out what can be known of a question; `text` may be anything."""
    reading = read_right(base, text)
    read, words, terms = reading.text, words_of(reading.text), terms_of(reading.text)
    match = matcher.match(read) if matcher.trained and words else None
    percent: list[Atom] = []
    if match:
        chances = match.sections
        sections = tuple(section for section, _ in chances[:NEAREST])
        lead = 100 * (chances[0][1] - (chances[1][1] if len(chances) > 1 else 0))
        percent = [
            book.band("spoken-of", 100 * match.covered),
            book.band("fit", 100 * chances[0][1]),
            book.band("lead", lead),
        ]
    else:
        sections, percent = _by_words_alone(base, book, read, len(terms))
    passages = tuple(rank(base, read, sections)) if sections else ()
    atoms = [
        *percent,
        book.band("length", len(terms)),
        *book.heard(words),
        *_figures(base, read),
        *(Atom("section", slug(section)) for section in sections[:1]),
        *(Atom("second", slug(section)) for section in sections[1:2]),
        *([Atom("missing", match.kinds[0][0])] if match and match.kinds else []),
        *_held(sections, passages),
    ]
    return Asked(text, reading.corrected, match, sections, passages, tuple(dict.fromkeys(atoms)))


def slug(name: str) -> str:
    """The id of a section or passage as a word of the rules."""
    return name.replace("/", "_").replace("#", "_")


def _by_words_alone(
    base: GuideBase, book: AnswerBook, text: str, terms: int
) -> tuple[tuple[str, ...], list[Atom]]:
    """For a guide that nobody has asked of: what shares words with the question may be what is meant."""
    hits = search_sections(base, text, NEAREST)
    if not hits or not terms:
        return (), [book.band("spoken-of", 0)]
    return tuple(hit.section_id for hit in hits), [book.band("spoken-of", 60), book.band("fit", 30)]


def _figures(base: GuideBase, text: str) -> list[Atom]:
    """Whether the percentages that a question names stand in the guide."""
    named = percentages_of(text)
    return [Atom("figure", "held" if named <= base.percentages else "strange")] if named else []


def _held(sections: tuple[str, ...], passages: tuple[tuple[Passage, float], ...]) -> list[Atom]:
    """What the best passages of the best section hold."""
    best = [passage for passage, _ in passages if passage.section == sections[0]][:LOOKED_AT]
    text = " ".join(passage.text for passage in best)
    held = [("amount", _AMOUNT), ("date", _DATE)]
    return [Atom("holds", kind) for kind, pattern in held if pattern.search(text)]
