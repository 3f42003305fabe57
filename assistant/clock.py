"""What day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """The day where the user is."""
    return datetime.now(UTC).astimezone().date()
