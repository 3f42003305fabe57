"""A text as a new file: nothing that is there is ever written over."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from assistant.errors import Trouble


def write_new(folder: Path, stem: str, ending: str, text: str, what: str) -> Path:
    """Write `text` into a new file in `folder`.

    Args:
        folder: Where it goes.
        stem: How its name begins; where that is taken, a number follows.
        ending: How its name ends, such as `.md`.
        text: What is in it.
        what: What it is, to begin a sentence with.

    Returns:
        The file, with its whole path.

    Raises:
        Trouble: the folder cannot be written.
    """
    try:
        folder = folder.absolute()
        for path in (folder / f"{name}{ending}" for name in _names(stem)):
            try:
                with path.open("x", encoding="utf-8") as file:
                    file.write(text)
            except FileExistsError:
                continue
            return path
    except OSError as error:
        raise Trouble(f"{what} cannot be written into {folder}: {error.strerror}.") from None
    raise AssertionError("there is always another name")


def _names(stem: str) -> Iterator[str]:
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"
