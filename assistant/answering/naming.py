"""Which words of a question name a model, and which words say what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.features import words_of
from knowledge.words import STOP_WORDS
from rules.deciding import AnswerBook

SUBJECT_WORDS = 8
"""The most words that tell what a question is about; one with more of them rambles."""


def about_of(book: AnswerBook, question: str, title: str = "") -> str:
    """What a question is about, in words: the models it names, or else what carries its subject.

    Args:
        book: The book of rules about questions; its cues tell the models.
        question: The question.
        title: The title of the section that answers it, for a question that rambles.
    """
    named = named_in(book, words_of(question))
    if named:
        return " and ".join(named)
    # By what stands between blanks, so that "over" goes and "over-engineering" stays.
    told = (words_of(token) for token in question.split())
    words = [word for token in told if not STOP_WORDS.issuperset(token) for word in token]
    if len(words) > SUBJECT_WORDS and title:
        words = words_of(title)
    return " ".join(list(dict.fromkeys(words))[:SUBJECT_WORDS])


def named_in(book: AnswerBook, words: Sequence[str]) -> list[str]:
    """The models that are named, in the words that name them, each once."""
    return list(dict.fromkeys(" ".join(words[start:end]) for start, end in spans_of(book, words)))


def spans_of(book: AnswerBook, words: Sequence[str]) -> list[tuple[int, int]]:
    """From which word to which, not with it, a model is named; where two cues meet, the longer one."""
    said = f" {' '.join(words)} "
    found: list[tuple[int, int]] = []
    for _, cues in cues_of(book, "names"):
        for cue in cues:
            place = said.find(cue)
            while place >= 0:
                start = said[:place].count(" ")
                found.append((start, start + len(cue.split())))
                place = said.find(cue, place + 1)
    return _apart(found)


def cues_of(book: AnswerBook, topic: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The cues of a fact about questions, by the value that they show."""
    return next((fact.cues for fact in book.facts if fact.id == topic), ())


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that overlap with no longer one, in order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span)):
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end))
    return sorted(kept)
