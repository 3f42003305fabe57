"""Keys: each can be moved, and help, bottom line and hints tell of them as they are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from textual.screen import Screen

from assistant.tui.help import Helped, HelpScreen, helped
from assistant.tui.keyboard import Keyboard, long_name
from assistant.tui.look import Look
from assistant.tui.prompt import Prompt
from assistant.tui.reader import ReaderScreen
from assistant.tui.rooms import shipped, shipped_keys
from tests.tui.conftest import Drive, Hand

pytestmark = pytest.mark.long

PLACES = {
    "home": (None, ()),
    "home's list": (None, ("shift+tab",)),
    "chat": ("resume", ()),
    "chat's answers": ("resume", ("shift+tab",)),
    "chat's panel": ("resume", ("tab",)),
    "chat's pitfalls": ("resume", ("shift+tab", "shift+tab")),
    "reader": ("resume", (*"why", "enter", "f2")),
    "reader's list": (None, ("f2",)),
    "reader's field": ("resume", ("f2", "slash")),
    "palette": ("resume", ("ctrl+p",)),
    "help": ("resume", ("f1",)),
}
"""Every place that can have the focus: where to begin, and the keys that lead there."""


def look(moved: Mapping[str, tuple[str, ...]]) -> Look:
    return Look(keyboard=Keyboard(shipped_keys, moved))


def told(about: Helped) -> set[str]:
    """The keys that the help lists."""
    return {key for _, rows in about.keys for keys, _, _ in rows for key in keys.split(", ")}


@pytest.mark.parametrize("place", PLACES)
def test_the_help_lists_the_bindings_that_are_active(drive: Drive, place: str) -> None:
    begin, keys = PLACES[place]

    async def scene(hand: Hand) -> None:
        await hand.press(*keys)
        screen = hand.app.screen
        bound = Screen.active_bindings.fget(screen)  # type: ignore[attr-defined]
        # In a text field Textual counts the slash as a key, though the field takes it.
        typed = {"slash"} if place == "reader's field" else set()
        assert all(each.binding.id in shipped() for each in bound.values())
        about = helped(screen)
        assert told(about) == {long_name(key) for key in set(bound) - typed}
        assert all(does and name in shipped() for _, rows in about.keys for _, does, name in rows)
        await hand.press("f1")
        assert isinstance(hand.app.screen, HelpScreen) == (place != "help")

    drive(scene, begin=begin, size=(120, 40))


def test_the_help_tells_what_the_cursor_is_on(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("few")
        await hand.press("down", "down", "question_mark")
        assert (
            "Order fulfilment, 3 of about 4 answered, leaning, not settled. Asked now: Must a run wait"
            in hand.screen
        )
        assert "Under the cursor: The input." in hand.screen
        assert "Marked: No" in hand.screen
        await hand.press("question_mark", "tab", "f1")
        assert "Under the cursor: The answers so far." in hand.screen

    drive(scene, begin="resume", size=(120, 40))


def test_the_help_tells_what_the_mouse_is_on(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.pilot.hover("#choices")
        await hand.press("f1")
        assert "Under the mouse: 4 to choose from." in hand.screen

    drive(scene)


def test_the_sign_for_help_is_typed_once_something_is(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("a", "question_mark", "shift+tab", "question_mark")
        assert hand.app.screen.query_one(Prompt).value == "a??"
        assert "?" not in told(helped(hand.app.screen))

    drive(scene, begin="resume")


def test_moved_keys_are_shown_wherever_keys_are(drive: Drive) -> None:
    moved = look(
        {
            "app.help": ("f19", "exclamation_mark"),
            "app.commands": ("ctrl+t",),
            "chat.why": ("alt+w",),
            "chat.later": ("ctrl+n",),
            "help.back": ("x",),
            "reader.find": ("f",),
            "app.quit": ("f12",),
            "chat.copy": ("f11",),
        }
    )

    async def scene(hand: Hand) -> None:
        assert "f19 help  ^t commands" in hand.screen
        assert "alt+w why" in hand.screen
        assert "f12 quit" in hand.screen
        await hand.say("long")
        assert "more lines below: Ctrl+N" in hand.screen
        await hand.press("exclamation_mark")
        assert "x closes this" in hand.screen
        assert "F19, !" in hand.screen
        assert "Alt+W" in hand.screen
        await hand.press("x", "ctrl+c")
        assert "F11 copies the conversation, F12 quits" in hand.told
        await hand.press("f2")
        assert "f find a section" in hand.screen
        await hand.press("ctrl+t")
        assert "(F12)" in hand.screen

    drive(scene, begin="resume", look=moved, size=(90, 60))


def test_where_a_key_was_it_is_no_more(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("f3", "ctrl+y", "question_mark", "f1")
        assert hand.heard == []
        assert hand.app.screen.query_one(Prompt).value == "?"
        await hand.press("backspace", "f19")
        assert hand.heard == ["why"]

    drive(scene, begin="resume", look=look({"chat.why": ("f19",), "app.help": ("f10",)}))


def test_a_letter_moves_in_a_list_and_types_elsewhere(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("few")
        await hand.press("shift+tab", "j", "space")
        assert hand.heard == ["few", "2"]

    drive(scene, begin="resume", look=look({"list.cursor-down": ("j",)}))


def test_a_letter_turns_pages_in_the_reader_but_not_while_one_searches(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("why")
        await hand.press("f2", "l")
        assert "source 2 of 2" in hand.screen
        await hand.press("slash", "l")
        assert "source 2 of 2" in hand.screen
        assert "L" not in told(helped(hand.app.screen))
        assert isinstance(hand.app.screen, ReaderScreen)

    drive(scene, begin="resume", look=look({"reader.next": ("l",)}))
