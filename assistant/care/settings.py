"""The settings file: what the full screen would refuse to start with."""

from __future__ import annotations

from pathlib import Path

from assistant.care.concern import Concern
from assistant.settings import has_settings


def settings(home: Path) -> Concern:
    """The settings of a home folder; only their writer can mend them."""

    def look() -> list[str]:
        if has_settings(home):
            from assistant.tui.look import look_of  # noqa: PLC0415  (loads the screen)

            look_of(home)
        return []

    return Concern("settings file", look)
