"""Who else may read what was said: nobody."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from assistant.care.concern import Concern
from assistant.errors import Trouble

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_PRIVATE = ("sessions*.db", "sessions*.db-wal", "sessions*.db-shm", "copied*.txt")
_OURS = (*_PRIVATE, "*.part", "sessions.lock", "guide-*", "answer_space.*", "settings.yaml")


def rights(home: Path) -> Concern:
    """The rights of the home folder and of what is private in it."""

    def look() -> list[str]:
        return [
            f"{path} may be read by others ({stat.S_IMODE(path.stat().st_mode):04o} instead of {wanted:04o})"
            for path, wanted in _too_open(home)
        ]

    def mend() -> list[str]:
        return [_closed(path, wanted) for path, wanted in _too_open(home)]

    return Concern("rights", look, mend)


def _too_open(home: Path) -> Iterator[tuple[Path, int]]:
    """What others may read, and the rights that it should have."""
    if os.name != "posix" or not os.path.isdir(home):  # noqa: PTH112  (no error for a path that cannot be)
        return
    try:
        names = list(home.iterdir())
        private = {path for pattern in _PRIVATE for path in home.glob(pattern)}
        ours = {path for pattern in _OURS for path in home.glob(pattern)}
        # A folder that serves something else as well is not ours to close.
        if set(names) <= ours and home.stat().st_mode & _OTHERS:
            yield home, 0o700
        for path in sorted(private):
            if path.is_file() and not path.is_symlink() and path.stat().st_mode & _OTHERS:
                yield path, 0o600
    except OSError as error:
        raise Trouble(f"{home} cannot be read ({error.strerror}); give another folder with --home.") from None


def _closed(path: Path, wanted: int) -> str:
    try:
        path.chmod(wanted)
    except OSError as error:
        raise Trouble(f"The rights of {path} cannot be changed ({error.strerror}).") from None
    return f"{path} is for its owner alone now."
