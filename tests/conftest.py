"""What holds for every test."""

from __future__ import annotations

import os
import sys

# Some surroundings forbid Python to keep what it has compiled. An installed program has its bytecode; without
# it every process that a test starts would compile all of whichflow anew, which takes longer than most tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
