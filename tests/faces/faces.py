"""A script played to the end: on the plain face, and on the screen."""

from __future__ import annotations

import asyncio
import os
from io import StringIO
from unittest.mock import patch

from textual.events import Key, Paste
from textual.pilot import Pilot

from assistant.leaving import EARLY
from assistant.plain import talk
from assistant.text import clean
from assistant.tui.app import WhichflowApp
from assistant.tui.chat import ChatScreen
from assistant.tui.desk import Desk
from assistant.tui.home import ASK, CHECK
from assistant.tui.house import HouseDoors
from assistant.tui.reader import ReaderScreen
from tests.faces.house import NOON, Home
from tests.faces.script import CLICK, CLICK_SEND, PASTED, TYPED, Line, Script, Sitting
from tests.tui.conftest import screen_text

SIZE = (100, 30)
_MODES = {ASK: "ask", CHECK: "check"}
"""What the plain face is called with where the screen has a door."""
_ROUNDS = 400
"""How often the app may go round its queues before a line counts as lost."""


def play_plain(script: Script, home: Home) -> list[int]:
    """Say it to the plain face, one sitting after the other, and hand back the exit codes."""
    with patch.dict(os.environ, {"COLUMNS": str(script.width)}):
        return [_sit_plain(sitting, script.mode, home) for sitting in script.sittings]


def _sit_plain(sitting: Sitting, mode: str, home: Home) -> int:
    mode = _MODES.get(sitting.door, mode)
    conversation = home.talk(mode, None, None, go_on=sitting.go_on)
    said = "".join(f"{line.plainly}\n" for line in sitting.lines)
    return talk(conversation, StringIO(said), StringIO())


def play_screen(script: Script, home: Home) -> list[int]:
    """Say it on the screen, by keys, pastes and clicks."""
    return [asyncio.run(_sit_at_screen(sitting, script.mode, home)) for sitting in script.sittings]


async def _sit_at_screen(sitting: Sitting, mode: str, home: Home) -> int:
    straight = None if sitting.door else home.talk(mode, None, None, go_on=sitting.go_on)
    app = WhichflowApp(HouseDoors(home, mode, lambda: NOON), talk=straight)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await _settle(pilot)
        if sitting.door and not (sitting.door == ASK and sitting.lines):
            await _press(pilot, sitting.door)
            await _settle(pilot)
        for line in sitting.lines:
            await _say(pilot, line)
        if app.return_value is None:
            await _press(pilot, "ctrl+q")
            await _settle(pilot)
    return EARLY if app.return_value is None else app.return_value


async def _say(pilot: Pilot[int], line: Line) -> None:
    if isinstance(pilot.app.screen, ReaderScreen):
        await _press(pilot, "escape")
        await _settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, Desk)
    before = _turns(pilot)
    hand = line.hand
    if hand == CLICK:
        label = next(each.label for each in screen.choices._offered if each.key == line.said)
        await _click(pilot, f"{line.said}  {label}" if line.said.isdecimal() else label)
    elif hand == TYPED:
        await _press(pilot, *line.said, "enter")
    elif hand in {PASTED, CLICK_SEND}:
        screen.post_message(Paste(line.said))
        await _settle(pilot)
        await (_press(pilot, "enter") if hand == PASTED else _click(pilot, "[send]"))
    else:
        await _press(pilot, hand)
    await _settle(pilot)
    if (hand == CLICK or hand.isdecimal()) and screen.prompt.value == line.said:
        # Where no option has that digit, or several may apply, it stands in the input first.
        await _press(pilot, "enter")
    for _ in range(_ROUNDS):
        # Only a line with nothing in it makes no turn.
        if pilot.app.return_value is not None or _turns(pilot) > before or not clean(line.said):
            break
        await pilot.pause(0)
    await _settle(pilot)


def _turns(pilot: Pilot[int]) -> int:
    """How many turns the conversation on the screen has kept."""
    screens = [screen for screen in pilot.app.screen_stack if isinstance(screen, ChatScreen)]
    # Between the first screen and a chat counts as less than the chat's opening and a reply.
    return screens[-1].talk.state.turn if screens else 1  # type: ignore[attr-defined]


async def _press(pilot: Pilot[int], *keys: str) -> None:
    """As the pilot does, without its waits for an idle machine."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
    await pilot.pause(0)


async def _click(pilot: Pilot[int], words: str) -> None:
    rows = screen_text(pilot.app).split("\n")
    row = max(number for number, text in enumerate(rows) if words in text)
    await pilot.click(offset=(rows[row].index(words) + 1, row))


async def _settle(pilot: Pilot[int]) -> None:
    for _ in range(2):
        await pilot.pause(0)
