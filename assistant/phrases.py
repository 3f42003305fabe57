"""Small parts of sentences: words in a row, and what came from outside, fit to be shown in one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.text import clean


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: a, b and c; `last` stands before the last one."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def quoted(text: str) -> str:
    """A word of a file, fit to be shown in a sentence."""
    return repr(clean(text, limit=60))


def shown(path: Path) -> str:
    """A path, fit to be shown."""
    return clean(str(path), limit=300)
