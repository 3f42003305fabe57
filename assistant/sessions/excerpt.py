"""Where the words that were looked for stand in what was said."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.session_list import folded
from assistant.text import clean

WIDTH = 90
"""Characters of an excerpt."""
_BEFORE = 30
"""Characters before the first word."""


def excerpt(text: str, words: Sequence[str]) -> str:
    """A line of `text` around the first place where one of the folded `words` stands, … where it is cut."""
    low = folded(text)
    found, length = min(((low.find(word), len(word)) for word in words if word in low), default=(0, 0))
    place = _unfolded(text, low, found)
    begin = _word_begin(text, max(0, place - _BEFORE), place)
    end = _word_end(text, begin + WIDTH, place + length)
    shown = " ".join(text[begin:end].split())
    if not (shown.isascii() and shown.isprintable()):
        shown = clean(shown)
    return f"{'…' if text[:begin].strip() else ''}{shown}{'…' if text[end:].strip() else ''}"


def _unfolded(text: str, low: str, place: int) -> int:
    """A place in the folded text as one in the text itself: some letters become two."""
    if text.isascii() or len(low) == len(text):
        return place
    length = 0
    for index, character in enumerate(text):
        length += len(folded(character))
        if length > place:
            return index
    return len(text)


def _word_begin(text: str, begin: int, place: int) -> int:
    """The next beginning of a word from `begin` on, `begin` itself where none comes before `place`."""
    if begin == 0 or text[begin - 1].isspace():
        return begin
    blank = next((at for at in range(begin, place) if text[at].isspace()), None)
    return begin if blank is None else blank + 1


def _word_end(text: str, end: int, behind: int) -> int:
    """The last end of a word up to `end`, `end` itself where none comes from `behind` on."""
    if end >= len(text) or text[end].isspace():
        return end
    return next((at for at in range(end - 1, behind - 1, -1) if text[at].isspace()), end)
