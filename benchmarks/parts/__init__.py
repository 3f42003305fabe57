"""What `python -m benchmarks` measures, a file a part; each has `report`: a setting in, tables out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "batch-job.yaml"
RECORDS = ROOT / "docs" / "decisions"


class Setting(NamedTuple):
    """Where and how much is measured.

    Attributes:
        home: A home in which the guide's base is built.
        quick: Whether less is to do.
    """

    home: Path
    quick: bool
