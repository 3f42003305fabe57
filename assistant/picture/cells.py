"""How many columns of a terminal a text takes, without a library that draws."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"
"""Asks for the wide form of the sign before it."""


def cells(text: str) -> int:
    """The columns that `text` takes at most; terminals that join emoji take fewer."""
    return sum(map(_cell, text))


def _cell(character: str) -> int:
    if character == _AS_EMOJI:
        return 1
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shortened(text: str, most: int) -> str:
    """`text`, or as much of its beginning as fits `most` cells with an ellipsis behind it."""
    if cells(text) <= most:
        return text
    kept, room = "", most - 1
    for character in text:
        room -= _cell(character)
        if room < 0:
            break
        kept += character
    return kept.rstrip(" " + _JOINER) + "…"


def padded(text: str, width: int, fill: str = " ") -> str:
    """`text` with `fill` behind it, `width` cells wide."""
    return text + fill * (width - cells(text))
