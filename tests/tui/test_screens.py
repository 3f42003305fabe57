"""What the screens look like, as text, and that they hold on small ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import Drive, Hand

Matches = Callable[[str, str], None]


@pytest.mark.parametrize(
    ("name", "size", "begin", "keys"),
    [
        ("home", (80, 24), None, ()),
        ("question", (80, 24), "resume", (*"few", "enter", "down")),
        ("several", (80, 24), "interview", ("x", "enter", *"1,3")),
        ("middle", (80, 24), "resume", (*"sources", "enter")),
        pytest.param("middle", (40, 12), "resume", (*"sources", "enter"), marks=pytest.mark.long),
        ("unclear", (80, 24), "resume", (*"few", "enter", *"maybe", "enter")),
        ("check", (80, 24), None, ("2",)),
        pytest.param("check", (40, 12), None, ("2",), marks=pytest.mark.long),
        ("verdict", (80, 24), "resume", (*"few", "enter", "1")),
        pytest.param("verdict", (120, 40), "resume", (*"few", "enter", "1"), marks=pytest.mark.long),
        pytest.param("verdict", (40, 12), "resume", (*"few", "enter", "1"), marks=pytest.mark.long),
        ("reader", (80, 24), "resume", (*"why", "enter", "f2")),
        ("help", (80, 24), None, ("f1",)),
        ("help", (120, 40), "resume", (*"few", "enter", "down", "question_mark")),
        ("help", (40, 12), "resume", ("f1",)),
        ("commands", (80, 24), "resume", ("ctrl+p",)),
        ("commands", (40, 12), "resume", ("ctrl+p",)),
        ("panel", (120, 40), "resume", (*"few", "enter")),
        ("panel", (100, 24), "resume", (*"few", "enter", "1")),
        ("panel", (80, 24), "resume", (*"few", "enter", "f9")),
        ("panel", (40, 12), "resume", (*"few", "enter", "f9")),
        ("small", (40, 12), "resume", (*"few", "enter")),
        ("home", (40, 12), None, ()),
        ("reader", (40, 12), "resume", (*"why", "enter", "f2")),
        ("sections", (40, 12), None, ("f2", "slash")),
    ],
)
def test_a_screen_looks_as_it_did(
    drive: Drive, matches: Matches, name: str, size: tuple[int, int], begin: str | None, keys: tuple[str, ...]
) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press(*({",": "comma", " ": "space"}.get(key, key) for key in keys))
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
