"""Opens the SQLite base of the guide, built from the files on first need and again when they change."""

import sqlite3
from contextlib import closing
from pathlib import Path

from knowledge.files import GUIDE
from knowledge.reader import GuideBase
from knowledge.seal import is_whole
from knowledge.sources import identity

__all__ = ["FILE_NAME", "GUIDE", "GuideBase", "open_base"]

SCHEMA = 2
"""Raised with every change to the tables. It is part of the file's name, so that an older and a newer
whichflow in the same home each keep a base of their own and neither overwrites the other's."""

FILE_NAME = f"guide-{SCHEMA}.db"


def open_base(folder: Path, content: Path = GUIDE) -> GuideBase:
    """Open the guide's base, building it first when it is missing, damaged or older than the files.

    Any number of processes may do so at once: one builds, the others wait and read what it built. Where the
    folder cannot be written, the base is built in memory instead, each time anew.

    Args:
        folder: Where the base is kept; made when missing.
        content: The folder of the guide's files.

    Returns:
        The base, opened for reading only.

    Raises:
        ContentError: The guide's files are not as they should be.
    """
    path = folder.absolute() / FILE_NAME
    wanted = identity(content)
    return _open_file(path, wanted) or _rebuild(path, content, wanted)


def _open_file(path: Path, wanted: str) -> GuideBase | None:
    """Open the file if it is a whole base of the wanted content."""
    connection = None
    try:
        if not is_whole(path):
            return None
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        base = GuideBase(connection, path)
        if base.identity == wanted:
            return base
    except (OSError, sqlite3.Error):
        # Not there or not to be read: mended by building it.
        pass
    if connection:
        connection.close()
    return None


def _rebuild(path: Path, content: Path, wanted: str) -> GuideBase:
    # Reading must not pay for what only building needs: Pydantic, PyYAML, sqlite-utils and the lock.
    from knowledge.building import alone, build, write  # noqa: PLC0415

    base = None
    try:
        with alone(path):
            # Whoever had the lock before us may have built what we want.
            base = _open_file(path, wanted)
            if base is None:
                with closing(build(content)) as built:
                    write(built, path)
                base = _open_file(path, wanted)
    except (OSError, NotImplementedError):
        # A home that cannot be written or locked slows us down and stops nobody.
        pass
    return base or GuideBase(build(content), None)
