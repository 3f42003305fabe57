"""One writer at a time in a folder, over all processes and people of a machine, without a file left in it."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.records.model import RecordError

try:
    import fcntl
except ImportError:  # pragma: no cover - a system without flock
    fcntl = None  # type: ignore[assignment]

LOCK_NAME = ".whichflow.lock"
LOCK_SECONDS = 30
"""How long to wait for others that are writing; one save takes well under a second."""
_PAUSE = 0.02
_TAKEN = {errno.EAGAIN, errno.EACCES}


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one that writes in a folder.

    The folder itself is what is locked (`flock` on it). That is the one thing that everybody who writes there
    has in common: a lock in a runtime or temporary folder would be found by its owner only, or by those with
    the same TMPDIR, and two containers over one mount would have two. It leaves nothing behind in the folder,
    which is usually somebody's git repository, it needs no right to write, and it ends with the process.

    A file system that cannot lock a folder (NFS, for one) gets a lock file in it, which stays: taking it away
    while others wait for it would give two of them the lock.

    Args:
        folder: The folder; it must be there.

    Raises:
        RecordError: Others kept it for too long.
        OSError: The folder cannot be opened.
    """
    deadline = time.monotonic() + LOCK_SECONDS
    handle = _locked(folder, deadline)
    if handle is not None:
        try:
            yield
        finally:
            os.close(handle)
        return
    from filelock import FileLock, Timeout  # noqa: PLC0415  (where folders can be locked it is not needed)

    try:
        lock = FileLock(folder / LOCK_NAME)
        lock.acquire(timeout=LOCK_SECONDS)
    except Timeout:
        raise _kept(folder) from None
    except NotImplementedError:
        raise RecordError(f"Nothing can be written in {folder}: the file system has no locks.") from None
    try:
        yield
    finally:
        lock.release()


def _locked(folder: Path, deadline: float) -> int | None:
    """A handle on the locked folder; None where the file system does not lock folders."""
    while True:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            if fcntl is None or not _take(handle, folder, deadline):
                os.close(handle)
                return None
            # While this one waited, the folder may have been put in another's place.
            if os.path.samestat(os.fstat(handle), folder.stat()):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _take(handle: int, folder: Path, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _TAKEN:
                return False
            if time.monotonic() > deadline:
                raise _kept(folder) from None
            time.sleep(_PAUSE)
        else:
            return True


def _kept(folder: Path) -> RecordError:
    return RecordError(
        f"Somebody else has been writing in {folder} for {LOCK_SECONDS} seconds; try again later."
    )
