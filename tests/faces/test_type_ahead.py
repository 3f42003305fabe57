"""Who types faster than the screen draws says the same lines as anybody else."""

from __future__ import annotations

import asyncio

import pytest
from textual.events import Key, Paste

from assistant.tui.app import WhichflowApp
from tests.tui.fake import FakeDoors


def heard(*events: Paste | Key) -> list[str]:
    """What is said when all of this comes in one read from the terminal."""
    doors = FakeDoors()
    app = WhichflowApp(doors, begin="interview")

    async def play() -> None:
        async with app.run_test() as pilot:
            await pilot.pause()
            for event in events:
                app.post_message(event)
            for _ in range(4):
                await pilot.pause()

    asyncio.run(play())
    return doors.talk.heard


def enter() -> Key:
    """An event of its own: one that was handled is spent."""
    return Key("enter", "\r")


@pytest.mark.xfail(
    reason="enter is a binding: it bubbles up to the app while letters go straight to the input"
)
@pytest.mark.parametrize(
    "events",
    [
        pytest.param([Paste("one"), enter(), Paste("two"), enter()], id="pasted"),
        pytest.param([Key("a", "a"), enter(), Key("b", "b"), enter()], id="typed"),
    ],
)
def test_lines_typed_ahead_stay_apart(events: list[Paste | Key]) -> None:
    assert len(heard(*events)) == 2
