"""The questions that are put, the held-back phrasings; and what a search may know of guide and training."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from knowledge.content import load_sections
from knowledge.model import Section
from knowledge.voices import HELD_BACK, PHRASINGS, Phrasings, folded, read_phrasings
from knowledge.words import terms_of

REPORTS = frozenset({"issue", "forum", "ticket"})
"""The voices of those who report a fault somewhere: what is hardest to tell from a question to the guide."""

TUNED_ON = 5
"""One training phrasing in so many sets the thresholds; a search that learns knows only the others then."""

_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e", "y")
_LEAST_STEM = 3

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what is expected of it.

    Attributes:
        text: As somebody would type it.
        voice: Who asks.
        right: The sections that are right first, the foremost of them first; none for an uncovered question.
        shares: Whether it shares a content word with a right section.
        kind: For an uncovered question what kind of thing is asked for.
        missing: For an uncovered question what the guide would have to say.
    """

    text: str
    voice: str
    right: tuple[str, ...] = ()
    shares: bool = False
    kind: str = ""
    missing: str = ""

    @property
    def covered(self) -> bool:
        """Whether the guide answers it."""
        return bool(self.right)


@dataclass(frozen=True, slots=True)
class Document:
    """A text to find: a passage below its section's title, or a phrasing; no section for an uncovered one."""

    section: str | None
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Material:
    """What a search is made of: the guide's passages, and questions with what is expected of each."""

    passages: tuple[Document, ...]
    phrasings: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Sets:
    """All that is measured with.

    Attributes:
        held_back: The questions that nothing here was made of nor tuned on.
        learned: Material with four fifths of the training phrasings.
        tuning: The other fifth.
        whole: Material with all of them.
        known: How many held-back questions are left out because the training phrasings have them too.
    """

    held_back: tuple[Question, ...]
    learned: Material
    tuning: tuple[Question, ...]
    whole: Material
    known: int


def read_sets(most: int | None = None) -> Sets:
    """Read the guide and both sets of phrasings; `most` thins out each kind of them evenly."""
    sections = load_sections()
    held_back, training = (
        _questions(read_phrasings(folder, sections), _words_of(sections), most)
        for folder in (HELD_BACK, PHRASINGS)
    )
    passages = tuple(
        Document(section.id, section.title, passage.text)
        for section in sections
        for passage in section.passages
    )
    learned = tuple(each for place, each in enumerate(training) if place % TUNED_ON)
    known = {folded(each.text) for each in training}
    new = tuple(each for each in held_back if folded(each.text) not in known)
    return Sets(
        new,
        Material(passages, learned),
        training[::TUNED_ON],
        Material(passages, training),
        len(held_back) - len(new),
    )


def thinned(items: Sequence[Item], most: int | None) -> tuple[Item, ...]:
    """At most `most` of them, evenly from beginning to end."""
    if most is None or len(items) <= most:
        return tuple(items)
    return tuple(items[place * len(items) // most] for place in range(most))


@cache
def stem(word: str) -> str:
    """A word without its ending: one of a dozen taken off, then the second of two last letters alike."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > _LEAST_STEM and word[-1] == word[-2] else word


def content_words(text: str) -> frozenset[str]:
    """The words that carry a subject (`knowledge.words.terms_of`), without their endings (`stem`)."""
    return frozenset(stem(word) for word in terms_of(text))


def _words_of(sections: Iterable[Section]) -> dict[str, frozenset[str]]:
    return {
        section.id: content_words(section.title).union(*(content_words(p.text) for p in section.passages))
        for section in sections
    }


def _questions(
    phrasings: Phrasings, words: dict[str, frozenset[str]], most: int | None
) -> tuple[Question, ...]:
    covered = [
        Question(
            each.text,
            each.voice,
            (each.section, *each.also),
            any(content_words(each.text) & words[section] for section in (each.section, *each.also)),
        )
        for each in thinned(phrasings.covered, most)
    ]
    uncovered = [
        Question(each.text, each.voice, kind=each.kind, missing=each.missing)
        for each in thinned(phrasings.uncovered, most)
    ]
    return (*covered, *uncovered)
