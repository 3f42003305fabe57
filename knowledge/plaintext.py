"""What counts as plain text in the guide: words that mean the same on every face, with nothing to render."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

# Control, format, surrogate, private-use and unassigned characters, and the separators that break lines.
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

MARKUP = (
    (re.compile(r"[{}]"), "a brace, which only the claim tag at the end of a line may have"),
    (re.compile(r"[*`]"), "an asterisk or a backtick"),
    (re.compile(r"\]\(|\]\["), "a Markdown link"),
    (re.compile(r"<[A-Za-z/!?]"), "an HTML tag"),
    (re.compile(r"&#?\w+;"), "an HTML entity"),
    (re.compile(r"^(?:[#>|~+=-]|\d+[.)] )"), "a heading, list, quote or table mark at its start"),
    (re.compile(r"^\s|\s$|\s\s"), "a space too many"),
)


def invisible_character(text: str) -> str | None:
    """Name the first character that no reader could see, as `U+001B`, or return None."""
    for character in text:
        if unicodedata.category(character) in INVISIBLE:
            return f"U+{ord(character):04X}"
    return None


def _plain(text: str) -> str:
    for pattern, what in MARKUP:
        if pattern.search(text):
            raise PydanticCustomError("not_plain", "the text has {what}", {"what": what})
    return text


PlainText = Annotated[str, StringConstraints(min_length=1), AfterValidator(_plain)]
"""A string without markup; control characters are refused for the file as a whole, with their line."""
