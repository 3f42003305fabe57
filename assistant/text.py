"""The only sanitiser: every text from outside passes it on its way in, whichever door it comes by."""

from __future__ import annotations

import re
import unicodedata

MAX_LINE = 20_000
"""Characters kept of one thing said (some 200 lines); a longer text is cut, and whoever said it is told."""
MAX_TITLE = 200
"""Characters kept of a workflow's title."""

_ESCAPES = re.compile(
    r"""
    \x1b\][^\x07\x1b]*(?:\x07|\x1b\\)       # operating system command with its end
  | \x1b[PX^_][^\x1b]*\x1b\\               # device control and kin with their end
  | [\x1b\x9b]\[?[0-?]*[ -/]*[@-~]          # control sequence, its parts without a common sign
    """,
    re.VERBOSE | re.DOTALL,
)
_WIDEST = " " * 60
_SPACES = re.compile(" {60,}")
"""So many spaces are a layout; more of them push text out of sight."""
_KEPT_FORMATS = {"\u200d"}
"""Zero-width joiner: without it joined emoji fall apart. Any other of its kind can hide or turn text."""


def clean(text: str, *, limit: int = MAX_LINE) -> str:
    """One line of plain text: no escape sequence, no control or bidi character, white space folded.

    Returns at most `limit` characters. The empty string where nothing is left.
    """
    # Cut before the work, generously: most of a flood is thrown away unread.
    return " ".join(_plain(_folded(text, limit * 4)).split())[:limit].rstrip()


def clean_lines(text: str, *, limit: int = MAX_LINE) -> str:
    """As `clean`, with line breaks and the spaces within a line kept: for texts that were laid out."""
    lines = text[: limit * 4].splitlines()
    return "\n".join(_SPACES.sub(_WIDEST, _plain(line)).rstrip() for line in lines)[:limit].rstrip()


def _folded(text: str, most: int) -> str:
    """At most that many characters, white space folded first: a flood of it pushes no word out."""
    # No more words than can be kept are parted; with a blank after each they are long enough.
    return " ".join(text.split(None, most))[:most]


def _plain(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPES.sub(" ", text)
    # Composed last: a hidden character may have stood between a letter and its accent.
    return unicodedata.normalize("NFC", "".join(map(_seen, text)))


def was_cut(text: str, *, limit: int = MAX_LINE) -> bool:
    """Whether `clean` has to leave out the end of `text`."""
    return len(_folded(text, limit * 4 + 1)) > limit * 4 or len(clean(text, limit=limit + 1)) > limit


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp", "Zs"}:
        return " "
    if category in {"Cf", "Cs", "Co", "Cn"} and character not in _KEPT_FORMATS:
        return ""
    return character
