"""Text from people stays text: in Markdown prose, and in a fence that nothing in it can close."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\\`*{\[\]<|~$@]|(?<!\w)#|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
"""What opens code, emphasis, links, HTML, entities, tables, formulas, mentions or a template.

Inside a word `#` and `_` open nothing, and stay as they are for whoever reads the file as text.
"""
_BLOCK_START = re.compile(r"^(?:\d{1,9}(?=[.)])|(?=[-+=:>]))")
"""Where a backslash keeps a list, a quote, an underline or a definition from starting."""
_BARE_LINK = re.compile(r"(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)
"""Where a backslash keeps a bare address from becoming a link, as GitHub's Markdown would have it."""
_TICKS = re.compile(r"`+")


def escape_markdown(text: str) -> str:
    r"""Write text so that Markdown shows it as it is.

    Args:
        text: Any text.

    Returns:
        One line that has no markup in it, wherever in a line it is put: `*a*` becomes `\*a\*`.
    """
    line = _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
    return _BARE_LINK.sub(r"\\", _BLOCK_START.sub(r"\g<0>\\", line, count=1))


def escape_heading(text: str) -> str:
    """As `escape_markdown`, for a heading: a `#` at its end, as in C#, could close it."""
    return re.sub(r"(?<=\w)#$", r"\\#", escape_markdown(text))


def fenced(text: str, language: str = "text") -> str:
    """Put lines into a fence of backticks that is longer than any run of them in `text`.

    Args:
        text: Lines without control characters.
        language: What the lines are written in.

    Returns:
        The block, without a line break at its end.
    """
    longest = max(map(len, _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def mid_sentence(text: str) -> str:
    """A sentence as it stands after "because": its first word small, unless it is a name or an acronym."""
    first = text.partition(" ")[0]
    return text[:1].lower() + text[1:] if first[1:] == first[1:].lower() else text
