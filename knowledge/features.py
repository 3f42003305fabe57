"""What the matcher sees of a question: its words, pairs of neighbours, and pieces of words.

Training and answering share this file: whatever changes here asks for the matcher to be trained anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

LONGEST_READ = 4_000
"""Characters that are read; a pasted log has said what it is about long before."""

MOST_CLAUSES = 12
LEAST_CLAUSE = 3
"""Words in a clause that is weighed by itself: a shorter one hangs on its neighbours."""

PIECES = (3, 4, 5)
"""Letters in a piece of a word. Pieces are what a misspelt or unknown word still shares with known ones."""

WORD = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(
    r"(?<=[.!?;:])\s+|\s+[-–—]\s+|,\s+(?=(?:and|because|but|if|since|so|then|when|which|while|yet)\b)"
)


def words_of(text: str) -> list[str]:
    """The words of a text as the matcher takes them: small letters, no accents, "don't" as one word."""
    folded = unicodedata.normalize("NFKD", text[:LONGEST_READ].casefold())
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return WORD.findall(letters.replace("'", "").replace("’", ""))


def clauses_of(text: str) -> list[str]:
    """The clauses of a rambling text; none where it has but one."""
    parts = [part for part in _CLAUSE_END.split(text[:LONGEST_READ]) if len(part.split()) >= LEAST_CLAUSE]
    return parts[:MOST_CLAUSES] if len(parts) > 1 else []


def features_of(text: str) -> set[str]:
    """The features of a text: `w` a word, `b` two neighbours (^ and $ the ends), `c` a piece of a word."""
    words = words_of(text)
    return {*_words(words), *_pairs(words), *_pieces(words)}


MANY_STRANGE = 4
SHARES = 8
STRANGE = (*(f"u{number}" for number in range(MANY_STRANGE + 1)), *(f"v{n}" for n in range(SHARES + 1)))
"""The features that tell how many words are strange, as a number and as a share: see `strange_of`."""


def strange_of(text: str, known: Callable[[str], bool]) -> set[str]:
    """How strange a text is: how many of its words, and which share of them, nobody was heard to use.

    What a strange word means cannot be known; that there are several says that something else is spoken of.

    Args:
        text: The text.
        known: Whether a word stands in enough of the texts that were learned from.
    """
    words = [word for word in dict.fromkeys(words_of(text)) if word.isalpha() and len(word) > 2]
    if not words:
        return set()
    strange = sum(not known(word) for word in words)
    return {f"u{min(strange, MANY_STRANGE)}", f"v{SHARES * strange // len(words)}"}


def _words(words: list[str]) -> Iterator[str]:
    return (f"w{word}" for word in words)


def _pairs(words: list[str]) -> Iterator[str]:
    ends = ["^", *words, "$"]
    return (f"b{first} {second}" for first, second in pairwise(ends))


def _pieces(words: list[str]) -> Iterator[str]:
    for word in dict.fromkeys(words):
        edged = f"<{word[:40]}>"
        for length in PIECES:
            for start in range(len(edged) - length + 1):
                yield f"c{edged[start : start + length]}"
