"""Every way of answering says the same thing."""

from __future__ import annotations

import pytest

from assistant.tui.chat import ChatScreen
from assistant.tui.doors import Talk
from assistant.tui.options import Choices
from assistant.tui.prompt import Prompt
from assistant.turns import Turn
from tests.tui.conftest import Drive, Hand
from tests.tui.fake import FakeDoors, FakeTalk


async def to_choice(hand: Hand) -> None:
    """On to the question with one answer of three, from where the session was gone on with."""
    await hand.say("few")
    hand.heard.clear()


@pytest.mark.parametrize(
    "keys", [("2",), ("down", "down", "enter"), ("up", "up", "enter"), ("n", "o", "enter")]
)
def test_digit_arrows_and_words(drive: Drive, keys: tuple[str, ...]) -> None:
    async def scene(hand: Hand) -> None:
        await to_choice(hand)
        await hand.press(*keys)
        assert hand.heard == (["no"] if keys[0] == "n" else ["2"])

    drive(scene, begin="resume")


def test_the_mouse_chooses(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await to_choice(hand)
        await hand.click("2  No")
        assert hand.heard == ["2"]
        assert "> 2: No" in hand.screen

    drive(scene, begin="resume")


def test_enter_alone_answers_nothing(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await to_choice(hand)
        await hand.press("enter", "space", "enter")
        assert hand.heard == []

    drive(scene, begin="resume")


def test_digits_are_typed_where_a_number_is_the_answer(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.type("12")
        assert hand.heard == ["12"]

    drive(scene, begin="resume")


def test_digits_are_typed_once_something_is(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await to_choice(hand)
        await hand.type("no, 2 of them wait")
        assert hand.heard == ["no, 2 of them wait"]

    drive(scene, begin="resume")


def test_a_marked_option_does_not_eat_a_sentence(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await to_choice(hand)
        await hand.press("down")
        await hand.type("why not both")
        assert hand.heard == ["why not both"]

    drive(scene, begin="resume")


def test_letters_go_to_the_input_wherever_the_focus_is(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await to_choice(hand)
        screen = hand.app.screen
        assert isinstance(screen, ChatScreen)
        for _ in range(2):
            screen.choices.focus()
            await hand.type("no way back")
        assert hand.heard == ["no way back", "no way back"]

    drive(scene, begin="resume")


def test_digits_choose_in_the_list_too(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await to_choice(hand)
        await hand.press("shift+tab")
        assert isinstance(hand.app.focused, Choices)
        await hand.press("3")
        assert hand.heard == ["3"]

    drive(scene, begin="resume")


@pytest.mark.parametrize(
    "keys",
    [
        ("1", "comma", "3"),
        ("down", "space", "down", "down", "space"),
        ("3", "comma", "1", "backspace", "backspace", "backspace", "down", "space", "up", "space"),
    ],
)
def test_several_are_ticked_or_typed(drive: Drive, keys: tuple[str, ...]) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("a customer calls")
        await hand.press(*keys)
        assert "[x] 1  It times out" in hand.screen
        assert "[ ] 2  Bad input" in hand.screen
        assert "[x] 3  Half done" in hand.screen
        await hand.press("enter")
        assert hand.heard[-1] == "1,3"
        assert "> 1, 3: It times out, Half done" in hand.screen

    drive(scene, begin="interview")


def test_several_are_ticked_by_mouse(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("a customer calls")
        await hand.click("It times out")
        await hand.click("Bad input")
        await hand.click("It times out")
        assert hand.app.screen.query_one(Prompt).value == "2"
        await hand.press("enter")
        assert hand.heard[-1] == "2"

    drive(scene, begin="interview")


def test_several_can_be_told_in_words(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("a customer calls")
        await hand.type("1 of 3 times out")
        assert hand.heard[-1] == "1 of 3 times out"

    drive(scene, begin="interview")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("f3", "why"),
        ("ctrl+y", "why"),
        ("f4", "back"),
        ("ctrl+z", "back"),
        ("f5", "skip"),
        ("f6", "unsure"),
        ("f7", "save"),
    ],
)
def test_keys_say_words(drive: Drive, key: str, said: str) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press(key)
        assert hand.heard == [said]

    drive(scene, begin="resume")


def test_an_answer_beside_the_chat_is_changed(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("shift+tab", "shift+tab", "home", "down", "enter")
        assert hand.heard == ["change 2"]
        await hand.click("starts  a customer")
        assert hand.heard == ["change 2", "change 1"]

    drive(scene, begin="resume", size=(120, 40))


def test_trouble_is_shown_and_nothing_is_lost(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("broken")
        assert "That did not work: The session file cannot be written: the disk is full." in hand.screen
        await hand.say("few")
        assert hand.heard == ["broken", "few"]

    drive(scene, begin="resume")


def test_a_long_reply_is_shown_from_its_beginning(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("long")
        assert "> long" in hand.screen
        assert "more lines below: PgDn" in hand.screen
        for _ in range(9):
            await hand.press("pagedown")
        assert "Thing number 59." in hand.screen
        assert "below" not in hand.screen
        await hand.say("why")
        assert "Yes would rule out plain sequential" in hand.screen

    drive(scene, begin="resume")


def test_the_conversation_is_copied_and_it_is_said(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("few")
        await hand.press("f8")
        assert "> Few\n\nYou said: few." in hand.app.clipboard
        assert "> a customer's call" in hand.app.clipboard
        assert "Copied" in hand.screen

    drive(scene, begin="resume")


def test_ctrl_c_does_not_quit(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("ctrl+c")
        assert "Nothing is selected" in hand.screen

    drive(scene, begin="resume")


def test_a_session_gone_on_with_shows_where_it_stands(drive: Drive) -> None:
    reply = "\n".join(f"- {number} " + "words " * 20 for number in range(40))
    past = tuple(Turn(number, "answer", "more", reply) for number in range(1, 51))

    class LongDoors(FakeDoors):
        def go_on(self) -> Talk:
            return self._open(FakeTalk(at=2, past=past))

    async def scene(hand: Hand) -> None:
        assert "Welcome." in hand.screen
        assert "About how many steps" in hand.screen

    drive(scene, begin="resume", doors=LongDoors())
