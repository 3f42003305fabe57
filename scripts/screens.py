"""Draws the screens that README shows: `python scripts/screens.py` writes docs/screens/*.svg."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from assistant.household import Household
from assistant.sessions import Sessions
from assistant.tui.app import WhichflowApp
from assistant.tui.house import HouseDoors
from assistant.tui.look import Look

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "screens"
SMALL, WIDE = (80, 24), (120, 36)
_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
"""Fonts that would be loaded from elsewhere; without them a reader's own monospaced one is taken."""

_TOLD = (
    "a customer's call", "parcel handed to the carrier", "1,4",
)  # fmt: skip
_TO_THE_VERDICT = ("yes", "yes", "both", "yes", "yes", "no", "yes", "yes", "1")
_STEPS = "steps order placed, payment confirmed (event), packed, shipped (event), delivered"


class _Clock:
    """Goes on by seven seconds whenever it is asked."""

    def __init__(self) -> None:
        self._now = _NOON - timedelta(hours=18, minutes=40)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=7)
        return self._now


def _house(home: Path) -> Household:
    house = Household(home, home / "docs" / "decisions")
    house.sessions = Sessions(home, _Clock())
    return house


def _told(house: Household) -> None:
    """An interview that was left half way, and one that came to its verdict and its record."""
    for lines in (
        ("a customer's order", "parcel delivered", "2", "no", "no", "4", "title Returns", "quit"),
        ("title Loan approval", *_TOLD, *_TO_THE_VERDICT, "save", "quit"),
        ("title Order fulfilment", *_TOLD, "yes", "quit"),
    ):
        talk = house.begin("guided")
        talk.open()
        for line in lines:
            talk.say(line)


@asynccontextmanager
async def _app(house: Household, size: tuple[int, int]) -> AsyncIterator[tuple[WhichflowApp, Pilot[int]]]:
    doors = HouseDoors(house, "guided", lambda: _NOON)
    app = WhichflowApp(doors, look=Look())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


async def _say(pilot: Pilot[int], *lines: str) -> None:
    for line in lines:
        for character in line:
            await pilot.press("space" if character == " " else character)
        await pilot.press("enter")
        await pilot.pause()


async def _drawn(app: WhichflowApp, pilot: Pilot[int], name: str) -> None:
    await pilot.pause(0.2)
    picture = _FONTS.sub("", app.export_screenshot(title="whichflow"))
    (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")


async def main() -> None:
    """Draw them all."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with TemporaryDirectory() as folder:
        house = _house(Path(folder))
        _told(house)
        async with _app(house, SMALL) as (app, pilot):
            await _drawn(app, pilot, "first")
        async with _app(house, WIDE) as (app, pilot):
            await pilot.press("1")
            await _say(pilot, *_TOLD, "isn't kafka overkill for us?")
            await _drawn(app, pilot, "interview")
            await _say(pilot, *_TO_THE_VERDICT, _STEPS, "verdict")
            await _drawn(app, pilot, "verdict")
            await pilot.press("f2")
            await _drawn(app, pilot, "guide")
        async with _app(house, SMALL) as (app, pilot):
            app.action_records()
            await _drawn(app, pilot, "records")
    sys.stdout.write(f"{len(list(FOLDER.glob('*.svg')))} screens in {FOLDER.relative_to(ROOT)}\n")


if __name__ == "__main__":
    asyncio.run(main())
