"""Reads misspelt words of a question as the words that they come nearest to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.features import LONGEST_READ, WORD, words_of
from knowledge.reader import GuideBase
from knowledge.words import STOP_WORDS

if TYPE_CHECKING:
    # Only a build reads phrasings; whoever asks must not wait for what validates them.
    from knowledge.voices import Phrasings

SHORTEST = 6
"""Letters of the shortest word that is corrected: shorter ones are too like each other ("bread", "break")."""
NEAR_ENOUGH = 0.83
"""How like a known word has to be, from 0 to 1: one letter wrong, missing or swapped in six."""
MOST = 12
"""Words corrected in one question; whoever misspells more of a long text is understood from the rest."""
LONGEST = 40
SEEN_BY = 2
"""In how many phrasings a word has to stand to be taken for one that is spelt right."""
CARELESS = frozenset({"typos", "hurry", "nonnative", "slang"})
"""The voices whose spelling proves nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was read: with each corrected word, and which they are."""

    text: str
    corrected: tuple[tuple[str, str], ...] = ()


def known_words(phrasings: Phrasings, texts: Iterable[str]) -> tuple[str, ...]:
    """The words that count as spelt right: those of the guide, and those that careful voices share."""
    seen: dict[str, int] = {}
    asked = [(each.voice, each.text) for each in phrasings.covered]
    asked += [(each.voice, each.text) for each in phrasings.uncovered]
    for voice, text in asked:
        if voice not in CARELESS:
            for word in set(words_of(text)):
                seen[word] = seen.get(word, 0) + 1
    words = {word for word, times in seen.items() if times >= SEEN_BY}
    words.update(STOP_WORDS, *(words_of(text) for text in texts))
    return tuple(sorted(word for word in words if word.isalpha() and len(word) <= LONGEST))


def read_right(base: GuideBase, text: str) -> Reading:
    """Read a question with its misspelt words corrected; `text` may be anything."""
    words = words_of(text)
    strange = [word for word in dict.fromkeys(words) if SHORTEST <= len(word) <= LONGEST and word.isalpha()]
    held = {row[0] for row in base.rows(_HELD, (json.dumps(strange),))}
    nearest: dict[str, str] = {}
    for word in [word for word in strange if word not in held][:MOST]:
        if found := _nearest(base, word):
            nearest[word] = found
    if not nearest:
        return Reading(text)
    # Signs stay where they are: they part the clauses.
    right = WORD.sub(lambda found: nearest.get("".join(words_of(found[0])), found[0]), text[:LONGEST_READ])
    return Reading(right, tuple(nearest.items()))


_HELD = "SELECT word FROM words WHERE word IN (SELECT value FROM json_each(?))"


def _nearest(base: GuideBase, word: str) -> str | None:
    # Loaded only for a word that nobody knows.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    found = process.extractOne(word, base.words, scorer=OSA.normalized_similarity, score_cutoff=NEAR_ENOUGH)
    return str(found[0]) if found else None
