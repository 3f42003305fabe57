"""The verifier: holds a rule book against the invariants of its design, and names what breaks them.

What must hold is said here once more, apart from the book and without its rules: a fault in the book would
otherwise move the yardstick too.
"""

from __future__ import annotations

from rules.verifying.report import INVARIANTS, Breach, Check
from rules.verifying.run import verify

__all__ = ["INVARIANTS", "Breach", "Check", "verify"]
