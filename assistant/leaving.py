"""How an interview is left before its verdict, the same in either face."""

from __future__ import annotations

EARLY = 3
"""Exit code where the interview ended before its verdict; the session is kept."""
LEFT_EARLY = "Ended early; the session is kept. Go on with: whichflow interview --continue\n"
FAILED = "That did not work:"
"""How either face begins to say that something could not be done."""
