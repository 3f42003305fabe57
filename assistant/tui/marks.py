"""What is sent to the terminal, for those that know no Unicode or are to show no colour.

Every line of every widget passes these filters last, so that no widget has to know of them.
"""

from __future__ import annotations

import codecs
import os
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = {
    "…": "~", "·": "-", "•": "*", "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"',
    "↑": "^", "↓": "v", "←": "<", "→": ">", "⏎": "<", "⌫": "<", "▶": ">", "►": ">", "◀": "<", "◄": "<",
    "▲": "^", "▼": "v", "●": "*", "○": "o", "✓": "x", "✔": "x", "✗": "-", "×": "x", "⇒": ">", "⇐": "<",
    "▁": "_", "▔": "-", "▏": "|", "▎": "|", "▍": "|", "▕": "|", "\xa0": " ", "🔎": "> ",
}  # fmt: skip
_HORIZONTAL, _VERTICAL = "─━┄┅┈┉╌╍═╴╶╸╺╼╾", "│┃┆┇┊┋╎╏║╵╷╹╻╽╿"
_HALF_OR_MORE = "▄▅▆▇█▀▐▌▋▊▉▙▛▜▟"
"""Blocks that fill their cell at least by half, as the ends of a scroll bar do; such a cell is drawn full."""


class AsciiMarks(LineFilter):
    """Draws borders, arrows and other signs with ASCII; with `letters`, all that is left as well."""

    def __init__(self, *, letters: bool) -> None:
        super().__init__()
        self.letters = letters

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells in ASCII."""
        del background
        return [part for segment in segments for part in self._parts(segment)]

    def _parts(self, segment: Segment) -> Iterable[Segment]:
        text, style, control = segment
        if control or text.isascii():
            return (segment,)
        if any(character in _HALF_OR_MORE for character in text):
            full = (style or Style()) + Style(reverse=not (style and style.reverse))
            parts = ((" ", full) if each in _HALF_OR_MORE else (self._plain(each), style) for each in text)
            return [Segment(*part) for part in parts]
        plain = "".join(map(self._plain, text))
        # Joined signs can be narrower than the sum of their parts; the line must stay as wide as it was.
        return (Segment(set_cell_size(plain, cell_len(text)), style),)

    def _plain(self, character: str) -> str:
        return _ascii(character, letters=self.letters)


@lru_cache(2048)
def _ascii(character: str, *, letters: bool) -> str:
    if character.isascii():
        return character
    if character in _SIGNS:
        return _SIGNS[character]
    if "\u2500" <= character <= "\u257f":
        return "-" if character in _HORIZONTAL else "|" if character in _VERTICAL else "+"
    if "\u2580" <= character <= "\u259f":
        return " "
    if not letters:
        return character
    width = cell_len(character)
    base = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return set_cell_size(base, width) if base.isprintable() and base else "?" * width


def knows_unicode(environ: Mapping[str, str]) -> bool:
    """Whether the locale that a process was started in has UTF-8 for its encoding."""
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or "C"
    return "utf8" in locale.lower().replace("-", "")


def can_write(encoding: str | None) -> bool:
    """Whether a stream of this encoding takes every character."""
    with suppress(LookupError):
        return codecs.lookup(encoding or "ascii").name.startswith("utf")
    return False


def started_with() -> Mapping[str, str]:
    """The environment that this process was started with.

    Python itself sets LC_CTYPE where it finds the locale C, so that os.environ no longer tells.
    """
    try:
        pairs = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return os.environ
    parts = (os.fsdecode(pair).partition("=") for pair in pairs)
    return {name: value for name, _, value in parts if name}
