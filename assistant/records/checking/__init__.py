"""Whether records still hold: their form, links and transcript, and what guide and rules say today."""

from assistant.records.checking.checker import Checker
from assistant.records.checking.finding import (
    EXIT_CODES,
    WORDS,
    Checked,
    Finding,
    Outcome,
    lines_of,
    summary_of,
    worst,
)

__all__ = [
    "EXIT_CODES",
    "WORDS",
    "Checked",
    "Checker",
    "Finding",
    "Outcome",
    "lines_of",
    "summary_of",
    "worst",
]
