"""Which whole numbers a line of text stands for."""

from __future__ import annotations

import re

# fmt: off
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
# fmt: on
_WORDS_FOR_NUMBERS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS)}
_MANY = 999_999
"""More than anybody counts: where what is told has no upper end."""
_ABOUT = (
    r"(?:(?:it's|i'd say|we have|there are|between|from|about|around|roughly|approximately|some|ca\.?|~|"
    r"maybe)\s*)*"
)
_UNIT = r"(?:\s*(?:steps?|stages?|tasks?|phases?|boxes|ish|or so))*"
_NUMBER = re.compile(rf"^{_ABOUT}(\d{{1,6}}){_UNIT}$")
_RANGE = re.compile(rf"^{_ABOUT}(\d{{1,6}})\s*(?:-|–|to|or|and)\s*(\d{{1,6}}){_UNIT}$")
_AT_LEAST = re.compile(rf"^{_ABOUT}(?:at least\s*)?(\d{{1,6}})(?:\s*(?:\+|or more))?{_UNIT}$")
_OVER = re.compile(rf"^(?:well )?(?:more than|over|above)\s*(\d{{1,6}}){_UNIT}$")
_UNDER = re.compile(rf"^(?:less than|fewer than|under|below)\s*(\d{{1,6}}){_UNIT}$")
_AT_MOST = re.compile(rf"^(?:at most|up to|no more than)\s*(\d{{1,6}}){_UNIT}$")


def in_digits(said: str) -> str:
    """A text with its words for numbers as digits."""
    return re.sub(r"[a-z]+", lambda word: _WORDS_FOR_NUMBERS.get(word[0], word[0]), said)


def number_of(digits: str) -> int | None:
    """The one number that a text says, give or take what stands around it: "about 5 steps"."""
    found = _NUMBER.match(digits)
    return int(found[1]) if found else None


def span_of(digits: str) -> tuple[int, int] | None:
    """The least and the most that a text about a number allows; None where it says nothing of that."""
    if found := _RANGE.match(digits):
        low, high = sorted((int(found[1]), int(found[2])))
        return low, high
    if found := _OVER.match(digits):
        return int(found[1]) + 1, _MANY
    if found := _AT_LEAST.match(digits):
        return int(found[1]), _MANY
    if found := _UNDER.match(digits):
        return 0, max(int(found[1]) - 1, 0)
    if found := _AT_MOST.match(digits):
        return 0, int(found[1])
    return None
