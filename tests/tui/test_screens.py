"""What the screens look like, as text, and that they hold on small ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.dom import DOMNode

from assistant.tui.app import WhichflowApp
from assistant.tui.chat import ChatScreen
from assistant.tui.help import HelpScreen, keys_of
from assistant.tui.home import HomeScreen
from assistant.tui.options import Choices
from assistant.tui.prompt import Prompt
from assistant.tui.reader import ReaderScreen
from tests.tui.conftest import Drive, Hand

Matches = Callable[[str, str], None]
ROOMS: list[type[DOMNode]] = [WhichflowApp, HomeScreen, ChatScreen, Prompt, Choices, ReaderScreen, HelpScreen]


@pytest.mark.parametrize(
    ("name", "size", "begin", "keys"),
    [
        ("home", (80, 24), None, ()),
        ("question", (80, 24), "resume", (*"few", "enter", "down")),
        ("several", (80, 24), "interview", ("x", "enter", *"1,3")),
        ("verdict", (80, 24), "resume", (*"few", "enter", "1")),
        ("reader", (80, 24), "resume", (*"why", "enter", "f2")),
        ("help", (80, 24), None, ("f1",)),
        ("panel", (120, 40), "resume", (*"few", "enter")),
        ("small", (40, 12), "resume", (*"few", "enter")),
    ],
)
def test_a_screen_looks_as_it_did(
    drive: Drive, matches: Matches, name: str, size: tuple[int, int], begin: str | None, keys: tuple[str, ...]
) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press(*("comma" if key == "," else key for key in keys))
        matches(f"{name}-{size[0]}x{size[1]}", hand.screen)

    drive(scene, size=size, begin=begin)


def test_a_small_screen_does_all_that_a_large_one_does(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("1")
        await hand.say("a customer calls")
        await hand.press("down", "space", "enter")
        await hand.say("few")
        await hand.press("pageup", "pagedown", "2")
        assert "Start with a hybrid" in hand.screen
        await hand.press("f2", "right", "escape", "f1", "escape", "ctrl+p", "escape")
        assert hand.heard == ["a customer calls", "1", "few", "2"]

    drive(scene, size=(40, 12))


def test_a_screen_that_shrinks_and_grows_keeps_the_question(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("few")
        for size in ((120, 40), (40, 12), (20, 5), (80, 24)):
            await hand.pilot.resize_terminal(*size)
            await hand.settle()
        assert "Must a run wait" in hand.screen
        assert "2  No" in hand.screen

    drive(scene, begin="resume")


def test_without_colour_all_is_there(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def scene(hand: Hand) -> None:
        await hand.say("few")
        await hand.press("down")
        assert hand.app.no_color
        assert "> 1  Yes" in hand.screen
        assert "sequential     out" in hand.screen

    drive(scene, size=(120, 40), begin="resume")


def test_the_high_contrast_theme_can_be_chosen(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        hand.app.theme = "high-contrast"
        await hand.settle()
        assert "Which architecture" in hand.screen

    drive(scene)


def test_every_key_of_ours_has_an_id_and_stands_in_the_help(drive: Drive) -> None:
    bindings = [binding for room in ROOMS for binding in room.BINDINGS]
    assert all(getattr(binding, "id", None) for binding in bindings)
    assert len({getattr(binding, "id", None) for binding in bindings}) == len(bindings)

    async def scene(hand: Hand) -> None:
        await hand.press("question_mark")
        listed = hand.screen
        for room in ROOMS[:-1]:
            assert all(does for _keys, does in keys_of(room))
            listed_here = [keys for keys, _does in keys_of(room) if keys in listed]
            assert listed_here == [keys for keys, _does in keys_of(room)]

    drive(scene, size=(100, 70))


@pytest.mark.parametrize("room", ROOMS)
def test_no_key_is_one_that_terminals_take(room: type[DOMNode]) -> None:
    taken = {"ctrl+s", "ctrl+b", "ctrl+j", "ctrl+o", "shift+enter", "ctrl+enter"}
    keys = {key for binding in room.BINDINGS for key in getattr(binding, "key", "").split(",")}
    assert not keys & taken
