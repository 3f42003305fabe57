"""Sessions at a glance: what a list shows of each, and the words that a search looks for."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.text import clean

MAX_WORDS = 200
"""Characters of a search that count."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A session in a list: `turns` is how many it has, `last` the time of the last one.

    `start` and `stability` are its verdict's, empty before there is one. `excerpt` is a line of where the
    words stand that were looked for, empty in a list of all.
    """

    id: str
    title: str
    started: str
    mode: str
    turns: int
    last: str
    start: str
    stability: str
    excerpt: str = ""


def words_of(text: str) -> tuple[str, ...]:
    """The words to look for; none where nothing was typed."""
    return tuple(clean(text, limit=MAX_WORDS).split())


def folded(value: object) -> str:
    """A text without the difference between small letters and capitals, in any alphabet."""
    return str(value).casefold()
