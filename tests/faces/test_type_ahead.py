"""Who types faster than the screen draws says the same lines as anybody else."""

from __future__ import annotations

import asyncio

import pytest
from textual.events import Key, Paste

from assistant.tui.app import WhichflowApp
from tests.tui.fake import FakeDoors


def heard(*events: Paste | Key, begin: str = "interview", first: str = "") -> list[str]:
    """What is said when all of this comes in one read from the terminal."""
    doors = FakeDoors()
    app = WhichflowApp(doors, begin=begin)

    async def play() -> None:
        async with app.run_test() as pilot:
            await pilot.pause()
            if first:
                app.post_message(Paste(first))
                app.post_message(enter())
                for _ in range(4):
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


def keys(*names: str) -> list[Key]:
    """Keys as the terminal's reader tells them."""
    characters = {"enter": "\r", "backspace": "\x7f"}
    return [Key(name, characters.get(name, name if len(name) == 1 else None)) for name in names]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        pytest.param([Paste("one"), enter(), Paste("two"), enter()], ["one", "two"], id="pasted"),
        pytest.param(keys("a", "enter", "b", "enter"), ["a", "b"], id="typed"),
        pytest.param(keys("enter", "a", "enter", "enter", "b", "enter"), ["a", "b"], id="empty lines"),
        pytest.param(keys("a", "ctrl+j", "b", "ctrl+j"), ["a", "b"], id="before the start"),
        pytest.param(keys("a", "x", "backspace", "b", "enter"), ["ab"], id="mended"),
        pytest.param(keys("b", "left", "a", "end", "c", "enter"), ["abc"], id="moved about"),
        pytest.param(keys("a", "b", "ctrl+u", "c", "enter"), ["c"], id="begun anew"),
    ],
)
def test_what_is_typed_ahead_comes_in_its_order(events: list[Paste | Key], said: list[str]) -> None:
    assert heard(*events) == said


def test_digits_and_words_come_in_their_order() -> None:
    typed = [*keys("n", "enter", "2", "h", "enter"), *keys("3")]
    assert heard(*typed, begin="resume", first="few") == ["few", "n", "2", "h", "3"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(("1", "1", "d", "o", "enter"), ["1", "do"], id="a door, an answer, a line"),
        pytest.param(("1", "1", "d", "o"), ["1"], id="a line not ended", marks=pytest.mark.long),
        pytest.param(
            ("a", "enter", "d", "enter", "1"), ["a", "d", "1"], id="a question", marks=pytest.mark.long
        ),
    ],
)
def test_what_is_typed_behind_a_door_is_said_there(typed: tuple[str, ...], said: list[str]) -> None:
    assert heard(*keys(*typed), begin="") == said
