"""The few words of HTML that a page is put together from."""

from __future__ import annotations

import re
from html import escape

_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200c"
    r"\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufff"
    r"b\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f]"
)
"""What is no text: it could hide or turn what is read. Line breaks, tabs and the emoji's joiner stay."""


def visible(text: str) -> str:
    """Markdown with nothing hidden in it, laid out as it was."""
    return _HIDDEN.sub("", text)


def escaped(text: str) -> str:
    """Text for between tags and for attributes."""
    return escape(text, quote=True)


def element(tag: str, text: str) -> str:
    """A tag with text in it."""
    return f"<{tag}>{escaped(text)}</{tag}>"
