"""The first screen, and how one leaves."""

from __future__ import annotations

import pytest

from assistant.leaving import EARLY
from assistant.tui.chat import ChatScreen
from assistant.tui.home import HomeScreen
from tests.tui.conftest import Drive, Hand
from tests.tui.fake import TODAY, FakeDoors


def test_a_digit_opens_the_interview(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("1")
        assert isinstance(hand.app.screen, ChatScreen)
        assert "What starts a run?" in hand.screen

    drive(scene)


@pytest.mark.parametrize("keys", [("down", "enter"), ("2",)])
def test_one_that_exists_is_checked_from_what_runs_today(drive: Drive, keys: tuple[str, ...]) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press(*keys)
        assert hand.doors.talk.question == TODAY

    drive(scene)


def test_enter_takes_the_marked_door(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("down", "down", "enter")
        assert "Questions to the guide" in hand.screen

    drive(scene)


def test_the_mouse_goes_on_with_the_last_session(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.click("Go on")
        assert "> a customer's call" in hand.screen
        assert "About how many steps" in hand.screen

    drive(scene)


def test_without_a_last_session_there_are_three_doors(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        assert "Go on" not in hand.screen
        await hand.press("4")
        assert isinstance(hand.app.screen, HomeScreen)
        assert hand.app.screen.prompt.value == "4"

    drive(scene, doors=FakeDoors(line=None))


def test_a_question_at_once_opens_the_guide_with_it(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("what is a saga?")
        assert hand.heard == ["what is a saga?"]
        assert "The guide on what is a saga?" in hand.screen

    drive(scene)


def test_a_door_that_does_not_open_says_why(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        assert "file is damaged" in hand.screen
        assert "Go on" not in hand.screen
        await hand.press("1")
        assert isinstance(hand.app.screen, HomeScreen)
        assert hand.screen.count("file is damaged") == 2

    drive(scene, doors=FakeDoors(broken=True))


@pytest.mark.parametrize(
    ("begin", "shown"), [("interview", "What starts a run?"), ("resume", "About how many")]
)
def test_the_first_screen_can_be_skipped(drive: Drive, begin: str, shown: str) -> None:
    async def scene(hand: Hand) -> None:
        assert shown in hand.screen

    drive(scene, begin=begin)


def test_leaving_from_the_first_screen_is_no_failure(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("ctrl+q")

    assert drive(scene).return_value == 0


@pytest.mark.parametrize("last", [("ctrl+q",), (*"quit", "enter")])
def test_leaving_before_the_verdict_is_told_by_the_exit_code(drive: Drive, last: tuple[str, ...]) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press(*last)

    app = drive(scene, begin="interview")
    assert (app.return_value, app.return_code) == (EARLY, EARLY)


@pytest.mark.parametrize("last", [("ctrl+q",), (*"quit", "enter"), ("f2", "ctrl+q")])
def test_leaving_after_the_verdict_is_success(drive: Drive, last: tuple[str, ...]) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("few")
        await hand.press("1")
        assert "Start with a hybrid" in hand.screen
        await hand.press(*last)

    assert drive(scene, begin="resume").return_value == 0


def test_leaving_a_talk_that_only_asks_is_success(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("3", "ctrl+q")

    assert drive(scene).return_value == 0


def test_the_palette_starts_afresh_and_goes_home(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("ctrl+p", *"start", "enter")
        await hand.settle()
        assert "What starts a run?" in hand.screen
        await hand.press("ctrl+p", *"why", "enter")
        await hand.settle()
        assert hand.heard == ["why"]
        await hand.press("ctrl+p", *"first", "enter")
        await hand.settle()
        assert "Which architecture fits" in hand.screen

    drive(scene)
