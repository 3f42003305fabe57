"""The only sanitiser: every text from outside passes it on its way in, whichever door it comes by."""

from __future__ import annotations

import re
import unicodedata

MAX_LINE = 20_000
"""Characters kept of one thing said (some 200 lines); a longer text is cut, and whoever said it is told."""

_ESCAPES = re.compile(
    r"""
    \x1b\][^\x07\x1b]*(?:\x07|\x1b\\)       # operating system command with its end
  | \x1b[PX^_][^\x1b]*\x1b\\               # device control and kin with their end
  | [\x1b\x9b]\[?[0-?]*[ -/]*[@-~]          # control sequence, its parts without a common sign
    """,
    re.VERBOSE | re.DOTALL,
)
_MAX_INDENT = 12
_KEPT_FORMATS = {"\u200d"}
"""Zero-width joiner: without it joined emoji fall apart. Any other of its kind can hide or turn text."""


def clean(text: str, *, limit: int = MAX_LINE) -> str:
    """One line of plain text: no escape sequence, no control or bidi character, white space folded.

    Returns at most `limit` characters. The empty string where nothing is left.
    """
    # Cut before the work, generously: most of a flood is thrown away unread.
    text = _ESCAPES.sub(" ", text[: limit * 4])
    # Composed last: a hidden character may have stood between a letter and its accent.
    kept = unicodedata.normalize("NFC", "".join(map(_seen, text)))
    return " ".join(kept.split())[:limit].rstrip()


def clean_lines(text: str, *, limit: int = MAX_LINE) -> str:
    """As `clean`, with the line breaks kept: for texts that are shown as they were laid out."""
    lines = text[: limit * 4].splitlines()
    return "\n".join(_indent(line) + clean(line, limit=limit) for line in lines)[:limit].rstrip()


def _indent(line: str) -> str:
    return " " * min(len(line) - len(line.lstrip(" ")), _MAX_INDENT)


def was_cut(text: str, *, limit: int = MAX_LINE) -> bool:
    """Whether `clean` has to leave out the end of `text`."""
    return len(text) > limit * 4 or len(clean(text, limit=limit + 1)) > limit


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp", "Zs"}:
        return " "
    if category in {"Cf", "Cs", "Co", "Cn"} and character not in _KEPT_FORMATS:
        return ""
    return character
