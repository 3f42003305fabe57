"""Why a database refuses, in plain words with the way on; shared by whoever opens one."""

from __future__ import annotations

import errno
from pathlib import Path

_WAYS = {
    5: "another program keeps it locked; leave that one, and try again",
    6: "another program keeps it locked; leave that one, and try again",
    3: "this user may not use it; mend its rights, or give another folder with --home",
    8: "it can only be read; mend its rights, or give another folder with --home",
    10: "the disk fails or is full; make room, and try again",
    11: "it is damaged; whichflow doctor --mend saves what can be read",
    13: "the disk is full; make room, and try again",
    14: "it cannot be opened here; see that its folder can be written, or give another folder with --home",
    26: "it is damaged; whichflow doctor --mend saves what can be read",
}
"""By SQLite's primary result codes."""
_DISK = {errno.ENOSPC, errno.EDQUOT}


def refusal(path: Path, error: Exception) -> str:
    """One sentence: which file refuses, why, and how that is mended.

    Args:
        path: The database.
        error: What SQLite or the system said.
    """
    code = getattr(error, "sqlite_errorcode", None)
    way = _WAYS.get(code & 0xFF) if isinstance(code, int) else None
    if way is None and isinstance(error, OSError):
        way = _WAYS[13 if error.errno in _DISK else 14]
    reason = getattr(error, "strerror", None) or error
    return f"{path}: {way} ({reason})." if way else f"{path} cannot be used ({reason}); see whichflow doctor."
