"""Citations, the guide reader, and back again."""

from __future__ import annotations

import pytest

from assistant.tui.chat import ChatScreen
from assistant.tui.reader import ReaderScreen
from tests.tui.conftest import Drive, Hand


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
        await hand.press("slash", *"zzz", "enter", "escape")
        assert isinstance(hand.app.screen, ReaderScreen)
        assert "Event-driven" in hand.screen

    drive(scene)


def test_nothing_said_is_lost_under_the_reader(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("h", "a", "f2", "escape", "l", "f", "enter")
        assert hand.heard == ["half"]

    drive(scene, begin="resume")
