"""When a decision is to be looked at again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

REVIEW_MONTHS = 6
"""The guide says to come back to a decision (synthesis/next-actions), and not when: this figure is ours."""


def review_date(decided: date) -> date:
    """The same day half a year on, or the last of its month where that has no such day."""
    years, month = divmod(decided.month - 1 + REVIEW_MONTHS, 12)
    year = min(decided.year + years, date.max.year)
    return date(year, month + 1, min(decided.day, monthrange(year, month + 1)[1]))
