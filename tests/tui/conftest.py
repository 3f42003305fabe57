"""Drives the app without a terminal, and compares screens as text."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot

from assistant.tui.app import WhichflowApp
from assistant.tui.look import Look
from tests.tui.fake import FakeDoors

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = "UPDATE_SNAPSHOTS"
"""Set this variable to write the screens anew; then read the difference before it is committed."""


@dataclass
class Hand:
    """A person at the keyboard."""

    pilot: Pilot[int]
    app: WhichflowApp
    doors: FakeDoors

    @property
    def heard(self) -> list[str]:
        """What was said in the conversation that is open."""
        return self.doors.talk.heard

    @property
    def screen(self) -> str:
        """The screen as text."""
        return screen_text(self.app)

    @property
    def told(self) -> str:
        """What was said in passing, as one text: on the screen it may be broken anywhere."""
        return "\n".join(f"{each.title} {each.message}" for each in self.app._notifications)

    async def press(self, *keys: str) -> None:
        """Press keys and let the screen settle."""
        await self.pilot.press(*keys)
        await self.settle()

    async def say(self, text: str) -> None:
        """Put a text into the input at once, which is quicker than key by key, and enter."""
        self.app.screen.post_message(Paste(text))
        await self.settle()
        await self.press(self.app.keyboard.keys("prompt.enter")[0])

    async def type(self, text: str) -> None:
        """Type a text, key by key, and enter."""
        names = {" ": "space", ",": "comma"}
        await self.press(*(names.get(character, character) for character in text), "enter")

    async def click(self, words: str) -> None:
        """Click where `words` stand on the screen, nearest to its end."""
        lines = self.screen.split("\n")
        row = max(number for number, line in enumerate(lines) if words in line)
        await self.pilot.click(offset=(lines[row].index(words) + 1, row))
        await self.settle()

    async def settle(self) -> None:
        """Let messages, layout and what follows from layout come to rest."""
        for _ in range(4):
            await self.pilot.pause()


Scene = Callable[[Hand], Awaitable[None]]
Drive = Callable[..., WhichflowApp]


def screen_text(app: App[Any]) -> str:
    """The lines that a person sees."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


@pytest.fixture
def drive() -> Drive:
    """Plays a scene on the app and hands back the app as it ended."""

    def run(
        scene: Scene,
        *,
        size: tuple[int, int] = (80, 24),
        begin: str | None = None,
        doors: FakeDoors | None = None,
        look: Look | None = None,
    ) -> WhichflowApp:
        house = doors or FakeDoors()
        app = WhichflowApp(house, begin=begin, look=look)

        async def play() -> None:
            async with app.run_test(size=size, notifications=True) as pilot:
                hand = Hand(pilot, app, house)
                await hand.settle()
                await scene(hand)

        asyncio.run(play())
        return app

    return run


@pytest.fixture
def matches() -> Callable[[str, str], None]:
    """Compares a screen with the one that was kept under a name."""

    def compare(name: str, screen: str) -> None:
        path = SNAPSHOTS / f"{name}.txt"
        if os.environ.get(UPDATE):
            path.write_text(screen + "\n", encoding="utf-8")
        assert screen + "\n" == path.read_text(encoding="utf-8")

    return compare
