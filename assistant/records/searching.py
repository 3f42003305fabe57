"""Words in records and their transcripts, without an index: about as fast as the files can be read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from assistant.records.files import MAX_FILE
from assistant.text import clean

_TRANSCRIPT = ".session.jsonl"


def words_of(said: str) -> tuple[str, ...]:
    """The words to look for, in the form in which they are compared."""
    return tuple(_comparable(clean(said)).split())


def holds(path: Path, words: Sequence[str]) -> bool:
    """Whether all words stand in a record or in the transcript beside it, in any order and case.

    Args:
        path: The record.
        words: From `words_of`; parts of words are found too.

    Returns:
        True where all of them do. A file that cannot be read holds none; of a huge one the first part counts.
    """
    said = _comparable(_text(path))
    left = [word for word in words if word not in said]
    if not left:
        return True
    said = _comparable(_transcript(path.with_name(path.stem + _TRANSCRIPT), plain="".join(left).isascii()))
    return all(word in said for word in left)


def _transcript(path: Path, *, plain: bool) -> str:
    """A transcript as text; where only plain words are looked for, its escaped letters stay escaped."""
    text = _text(path)
    if plain:
        return text
    try:
        return "\n".join(json.dumps(json.loads(line), ensure_ascii=False) for line in text.splitlines())
    except (ValueError, RecursionError):
        return text


def _comparable(text: str) -> str:
    # Markdown and JSON put backslashes before marks; nobody types those who looks for the words.
    return text.replace("\\", "").casefold()


def _text(path: Path) -> str:
    try:
        # A link may lead to something that never ends.
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return file.read(MAX_FILE).decode("utf-8", "replace")
    except OSError:
        return ""
