"""How an interview is left before its verdict, the same in either face."""

from __future__ import annotations

import shlex

from assistant.text import clean

EARLY = 3
"""Exit code where the interview ended before its verdict; the session is kept."""
FAILED = "That did not work:"
"""How either face begins to say that something could not be done."""


def left_early(home: str | None) -> str:
    """What is said where it ended early; `home` is the folder, where one was named."""
    named = f"--home {shlex.quote(clean(home))} " if home else ""
    return f"Ended early; the session is kept. Go on with: whichflow {named}interview --continue\n"
