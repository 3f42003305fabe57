"""Hostile inputs, made of good ones: the same for the same seed, door and number, on every machine."""
# ruff: noqa: E501  (tables of words are read better wide)

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from tests.fuzz.nasty import HUGE, TOKENS

FLOODED = 1 / 1500
"""The share of changes that put a flood in."""
SPOILT = 0.15
"""The share of files that are changed as bytes as well."""


class Mutator:
    """Draws one input. Whatever is drawn hangs on the seed alone."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)  # noqa: S311  (nothing here is secret)

    def text(self, corpus: Sequence[str], *, most: int = 5) -> str:
        """One text of the corpus, changed in up to `most` places; sometimes in none."""
        text = self.random.choice(corpus)
        for _ in range(self.random.randrange(most + 1)):
            text = self.random.choice(_CHANGES)(self, text, corpus)
        return text

    def data(self, corpus: Sequence[str], *, most: int = 5) -> bytes:
        """The same as a file's bytes, which may be no UTF-8."""
        text = self.text(corpus, most=most)
        if self.random.random() >= SPOILT:
            return text.encode("utf-8", "replace")
        data = bytearray(text.encode(self.random.choice(("utf-8", "utf-16", "utf-32-be")), "surrogatepass"))
        for _ in range(self.random.randrange(6)):
            if data:
                data[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
        return bytes(data[: self.random.randrange(len(data) + 1)] if self.random.random() < 0.2 else data)

    def token(self) -> str:
        """One nasty word."""
        if self.random.random() < FLOODED:
            return self.random.choice(HUGE)
        if self.random.random() < 0.1:
            return chr(self.random.choice((self.random.randrange(0x300), self.random.randrange(0x110000))))
        return self.random.choice(self.random.choice(TOKENS))

    def span(self, text: str) -> tuple[int, int]:
        """Where something is taken out: often a line's part, at times anything."""
        start = self.random.randrange(len(text) + 1)
        return start, min(len(text), start + self.random.choice((0, 1, 1, 2, 5, 20, 200)))

    def value(self, depth: int = 0) -> object:
        """Something that JSON or a row of a database may hold."""
        made = self.random.randrange(9 if depth < 4 else 6)
        match made:
            case 0:
                return self.random.choice((None, True, False, 0, -1, 1.5, float("inf"), 2**62, 10**30))
            case 6:
                return [self.value(depth + 1) for _ in range(self.random.randrange(4))]
            case 7 | 8:
                return {self.token(): self.value(depth + 1) for _ in range(self.random.randrange(4))}
            case _:
                return "".join(self.token() for _ in range(self.random.randrange(1, 4)))


def _insert(made: Mutator, text: str, _corpus: Sequence[str]) -> str:
    at = made.random.randrange(len(text) + 1)
    return text[:at] + made.token() + text[at:]


def _replace(made: Mutator, text: str, _corpus: Sequence[str]) -> str:
    start, end = made.span(text)
    return text[:start] + made.token() + text[end:]


def _cut(made: Mutator, text: str, _corpus: Sequence[str]) -> str:
    start, end = made.span(text)
    return text[:start] + text[end:]


def _truncate(made: Mutator, text: str, _corpus: Sequence[str]) -> str:
    return text[: made.random.randrange(len(text) + 1)]


def _repeat(made: Mutator, text: str, _corpus: Sequence[str]) -> str:
    start, end = made.span(text)
    return text[:end] + text[start:end] * made.random.choice((1, 1, 2, 9, 60)) + text[end:]


def _splice(made: Mutator, text: str, corpus: Sequence[str]) -> str:
    other = made.random.choice(corpus)
    return text[: made.random.randrange(len(text) + 1)] + other[made.random.randrange(len(other) + 1) :]


def _flip(made: Mutator, text: str, _corpus: Sequence[str]) -> str:
    if not text:
        return made.token()
    at = made.random.randrange(len(text))
    return text[:at] + chr(ord(text[at]) ^ 1 << made.random.randrange(8)) + text[at + 1 :]


def _line(made: Mutator, text: str, _corpus: Sequence[str]) -> str:
    """A line in another place, a second time, with another value or another indent, or gone."""
    lines = text.split("\n")
    at = made.random.randrange(len(lines))
    match made.random.randrange(5):
        case 0:
            lines.insert(made.random.randrange(len(lines)), lines[at])
        case 1:
            lines.insert(made.random.randrange(len(lines)), lines.pop(at))
        case 2:
            key, colon, _ = lines[at].partition(":")
            lines[at] = f"{key}{colon or ':'} {made.token()}"
        case 3:
            lines[at] = " " * made.random.randrange(9) + lines[at].lstrip()
        case _:
            del lines[at]
    return "\n".join(lines)


def _all_breaks(made: Mutator, text: str, _corpus: Sequence[str]) -> str:
    return text.replace("\n", made.random.choice(("\r", "\r\n", "\u2028", "\x85", "\n\n", " ")))


def _wrap(made: Mutator, text: str, _corpus: Sequence[str]) -> str:
    opening, closing = made.random.choice((("[", "]"), ("{", "}"), ('"', '"'), ("{a: ", "}"), ("\ufeff", "")))
    times = made.random.choice((1, 2, 25))
    return opening * times + text + closing * times


_Change = Callable[[Mutator, str, Sequence[str]], str]
_CHANGES: tuple[_Change, ...] = (
    _insert, _insert, _replace, _replace, _line, _line, _cut, _truncate, _repeat, _splice, _flip, _all_breaks, _wrap,
)  # fmt: skip
