"""The rooms for records and sessions have the same keys wherever one is, and those do nothing else."""

import pytest

from assistant.tui.chat import ChatScreen
from assistant.tui.records import RecordsScreen
from assistant.tui.rooms import shipped
from assistant.tui.sessions import SessionsScreen
from tests.tui.conftest import Drive, Hand


def test_no_other_binding_has_their_keys() -> None:
    for room in ("records", "sessions"):
        (key,) = shipped()[f"app.{room}"]
        assert {name for name, keys in shipped().items() if key in keys} == {f"app.{room}", f"home.{room}"}


@pytest.mark.parametrize(("key", "room"), [("ctrl+r", RecordsScreen), ("ctrl+t", SessionsScreen)])
def test_from_the_chat_and_back_nothing_was_said(
    drive: Drive, key: str, room: type[RecordsScreen | SessionsScreen]
) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("1")
        chat = hand.app.screen
        assert isinstance(chat, ChatScreen)
        await hand.press(key)
        shown: object = hand.app.screen
        assert isinstance(shown, room)
        await hand.press(key)
        assert sum(isinstance(screen, room) for screen in hand.app.screen_stack) == 1
        await hand.press("escape")
        shown = hand.app.screen
        assert shown is chat
        assert not hand.doors.talk.heard

    drive(scene)
