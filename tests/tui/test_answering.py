"""Every way of answering says the same thing."""

from __future__ import annotations

import pytest

from assistant.leaving import EARLY, FAILED
from assistant.tui.chat import ChatScreen
from assistant.tui.doors import Talk
from assistant.tui.options import Choices
from assistant.tui.prompt import Prompt
from assistant.turns import Turn
from tests.tui.conftest import Drive, Hand
from tests.tui.fake import FULL, FakeDoors, FakeTalk

pytestmark = pytest.mark.long


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
        await hand.press("tab", "home", "down", "enter")
        assert hand.heard == ["change 2"]
        await hand.click("starts  a customer")
        assert hand.heard == ["change 2", "change 1"]

    drive(scene, begin="resume", size=(120, 40))


def test_after_a_choice_beside_the_chat_digits_answer_again(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("f9", "home", "down", "enter", "2")
        assert hand.app.screen.query_one(Prompt).value == "2"
        await hand.press("enter")
        assert hand.heard == ["change 2", "2"]

    drive(scene, begin="resume", size=(120, 40))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_without_room_for_the_panel_a_key_shows_it(drive: Drive, size: tuple[int, int]) -> None:
    async def scene(hand: Hand) -> None:
        assert "So far (2)" not in hand.screen
        for back in ("f9", "escape"):
            await hand.press("f9")
            assert "So far (2)" in hand.screen
            assert "sequential     out, by answers 1, 2" in hand.screen
            assert "Many" not in hand.screen
            await hand.press("tab")
            assert "errors dealt with too late" in hand.screen
            await hand.press(back)
            assert "So far (2)" not in hand.screen
            assert "Many" in hand.screen
        await hand.press("f9", "home", "enter")
        assert hand.heard == ["change 1"]
        assert "What starts a run?" in hand.screen
        await hand.type("a call")
        assert hand.heard == ["change 1", "a call"]

    drive(scene, begin="resume", size=size)


def test_what_is_typed_over_the_panel_is_said_and_takes_it_away(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("f9", *"few")
        assert "> few" in hand.screen
        await hand.press("enter")
        assert hand.heard == ["few"]
        assert "Must a run wait" in hand.screen

    drive(scene, begin="resume")


def test_the_guide_alone_has_no_panel(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("3", "f9")
        assert "So far" not in hand.screen

    drive(scene)


def test_a_long_reply_leaves_the_question_with_its_answers(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("few")
        await hand.say("long")
        lines = hand.screen.split("\n")
        asked = lines.index(" 4  Must a run wait for things outside that come at no known time?")
        assert "more lines below" in lines[asked - 1]
        assert "1  Yes" in lines[asked + 1]
        await hand.pilot.resize_terminal(50, 24)
        await hand.settle()
        assert " 4  Must a run wait for things outside that come\n    at no known time?\n" in hand.screen
        await hand.pilot.resize_terminal(80, 24)
        await hand.settle()
        for _ in range(9):
            await hand.press("pagedown")
        assert hand.screen.count("Must a run wait") == 1

    drive(scene, begin="resume")


def test_the_check_door_asks_what_runs_today(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("2")
        assert "19  What runs today?" in hand.screen
        assert "0 of about 5" in hand.screen
        await hand.press("2")
        assert hand.heard == ["2"]

    drive(scene)


def test_a_typed_question_goes_to_the_guide_and_the_last_door_goes_on(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("is kafka overkill?")
        assert hand.heard == ["is kafka overkill?"]
        assert not hand.doors.talk.asks
        await hand.app.run_action("home")
        await hand.settle()
        await hand.press("4")
        assert "About how many steps" in hand.screen

    drive(scene)


def test_a_title_with_commas_stays_whole_on_the_first_screen(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        assert "4  Go on: Orders, returns, refunds   verdict given, today 09:00" in hand.screen

    drive(scene, doors=FakeDoors(line="Orders, returns, refunds, verdict given, today 09:00"))


def test_trouble_is_shown_and_nothing_is_lost(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("broken")
        assert "That did not work: The session file cannot be written: the disk is full." in hand.screen
        prompt = hand.app.screen.query_one(Prompt)
        assert prompt.value == "broken"
        prompt.put("few")
        await hand.press("enter")
        assert (hand.heard, prompt.value) == (["broken", "few"], "")

    drive(scene, begin="resume")


def test_a_long_paste_that_could_not_be_kept_is_put_back_whole(drive: Drive) -> None:
    pasted = "word " * 5000

    async def scene(hand: Hand) -> None:
        hand.doors.talk.full = True
        await hand.say(pasted)
        hand.doors.talk.full = False
        assert "<pasted 1" in hand.app.screen.query_one(Prompt).value
        await hand.press("enter")
        assert [said.strip() for said in hand.heard] == [pasted.strip()] * 2

    drive(scene, begin="resume")


@pytest.mark.parametrize("last", ["quit", "Bye!"])
def test_a_goodbye_that_cannot_be_kept_leaves_all_the_same(
    drive: Drive, capsys: pytest.CaptureFixture[str], last: str
) -> None:
    async def scene(hand: Hand) -> None:
        hand.doors.talk.full = True
        await hand.say(last)
        assert hand.heard == [last]

    app = drive(scene, begin="resume")
    assert app.return_value == EARLY
    assert capsys.readouterr().err == f"{FAILED} {FULL}\n"


def test_what_was_told_in_passing_goes_with_its_screen(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        hand.app.complain("The sessions cannot be read.")
        await hand.settle()
        assert "The sessions cannot be read." in hand.screen
        await hand.press("f2")
        assert "The sessions cannot be read." not in hand.screen
        hand.app.complain("No such section.")
        await hand.press("escape")
        assert not hand.told

    drive(scene)


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
