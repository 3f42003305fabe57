"""A text as a new file, whole or not at all: nothing that is there is ever written over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import mkstemp

from assistant.errors import Trouble

_MOST = 60
"""Characters of a name that its unfinished file has too."""


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
    folder = folder.absolute()
    try:
        handle, part = mkstemp(".part", f".{stem[:_MOST]}.", folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(handle)
            Path(part).chmod(_usual_rights())
            return _named(Path(part), (folder / f"{name}{ending}" for name in _names(stem)))
        finally:
            Path(part).unlink(missing_ok=True)
    except OSError as error:
        raise Trouble(f"{what} cannot be written into {folder}: {error.strerror}.") from None


def _named(part: Path, paths: Iterator[Path]) -> Path:
    """Give a whole file the first name that is free: it is there with all of its text, or not at all."""
    for path in paths:
        try:
            path.hardlink_to(part)
        except FileExistsError:
            continue
        except (OSError, NotImplementedError):
            # No links here, as on many a memory card: the name is taken first, and the file moved over it.
            with suppress(FileExistsError):
                path.open("x").close()
                part.replace(path)
                return path
            continue
        return path
    raise AssertionError("there is always another name")


def _usual_rights() -> int:
    """The rights of a file that is made in the usual way."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _names(stem: str) -> Iterator[str]:
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"
