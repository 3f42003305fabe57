"""Citations, the guide reader, and back again."""

from __future__ import annotations

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from assistant.tui.chat import ChatScreen
from assistant.tui.forgiving import know_alt_digits
from assistant.tui.reader import ReaderScreen
from tests.tui.conftest import Drive, Hand

pytestmark = pytest.mark.long


@pytest.mark.parametrize("key", ["ctrl+g", "f2"])
def test_a_key_opens_the_first_citation_marked(drive: Drive, key: str) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("why")
        await hand.press(key)
        assert "source 1 of 2" in hand.screen
        assert "> - It fits where the order is known" in hand.screen
        await hand.press("right")
        assert "source 2 of 2" in hand.screen
        assert "> Steps follow one another" in hand.screen
        await hand.press("p", "escape")
        assert isinstance(hand.app.screen, ChatScreen)
        assert hand.heard == ["why"]

    drive(scene, begin="resume")


def test_each_source_of_the_last_reply_has_a_key(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("sources")
        for number in range(1, 10):
            await hand.press(f"alt+{number}")
            assert f"source {number} of 9" in hand.screen
            await hand.press("escape")
        assert hand.heard == ["sources"]

    drive(scene, begin="resume")


def test_in_the_reader_digits_switch_sources(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("sources")
        await hand.press("f2", "7")
        assert "source 7 of 9" in hand.screen
        await hand.press("alt+2")
        assert "source 2 of 9" in hand.screen

    drive(scene, begin="resume")


@pytest.mark.parametrize("where", ["input", "answers"])
def test_alt_and_a_digit_answers_nothing_where_there_is_no_such_source(drive: Drive, where: str) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("few")
        hand.heard.clear()
        await hand.press(*(["shift+tab"] if where == "answers" else []), "alt+2")
        assert isinstance(hand.app.screen, ChatScreen)
        assert (hand.heard, hand.app.screen.prompt.value) == ([], "")

    drive(scene, begin="resume")


def test_alt_and_a_digit_arrive_as_that() -> None:
    know_alt_digits()
    keys = [
        [event.key for event in XTermParser().feed(f"\x1b{digit}") if isinstance(event, Key)]
        for digit in range(10)
    ]
    assert keys == [[f"alt+{digit}"] for digit in range(10)]


@pytest.mark.parametrize("by", ["keys", "mouse"])
def test_a_pitfall_beside_the_chat_opens_where_the_guide_tells_of_it(drive: Drive, by: str) -> None:
    async def scene(hand: Hand) -> None:
        if by == "keys":
            await hand.press("tab", "tab", "down", "enter")
        else:
            await hand.click("a sequence that slows")
        assert "source 2 of 2" in hand.screen
        assert "Sequential workflows" in hand.screen
        await hand.press("p")
        assert "pitfalls/error-handling" in hand.screen
        await hand.press("escape")
        assert isinstance(hand.app.screen, ChatScreen)
        assert hand.heard == []

    drive(scene, begin="resume", size=(120, 40))


def test_a_citation_is_clicked(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("why")
        await hand.click("[2] pitfalls")
        assert "source 2 of 2" in hand.screen

    drive(scene, begin="resume")


def test_asking_to_read_opens_the_reader_and_keeps_the_question(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("read 1")
        assert isinstance(hand.app.screen, ReaderScreen)
        assert "Sequential workflows" in hand.screen
        await hand.press("escape")
        assert "About how many steps" in hand.screen

    drive(scene, begin="resume")


def test_without_a_citation_the_guide_opens_at_its_start(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("f2", "down", "enter")
        assert "models/event-driven" in hand.screen
        await hand.press("escape")
        assert "Which architecture" in hand.screen

    drive(scene)


def test_a_section_is_found_by_its_name(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("f2", "slash", *"late")
        assert "Event-driven" not in hand.screen
        await hand.press("enter")
        assert "pitfalls/error-handling" in hand.screen
        await hand.press("slash", *"zzz", "enter")
        assert "No section by that name." in hand.screen
        await hand.press("escape")
        assert isinstance(hand.app.screen, ReaderScreen)
        assert "Event-driven" in hand.screen

    drive(scene)


def test_nothing_said_is_lost_under_the_reader(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("h", "a", "f2", "escape", "l", "f", "enter")
        assert hand.heard == ["half"]

    drive(scene, begin="resume")
