"""Everything can be reached by keys alone, moved or not, and by the mouse alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

import pytest
from textual.command import Hit

from assistant.intents import CommandName
from assistant.leaving import EARLY
from assistant.tui.chat import ChatScreen
from assistant.tui.commands import GO_ON, WORDS, Commands
from assistant.tui.help import HelpScreen
from assistant.tui.home import HomeScreen
from assistant.tui.keyboard import Keyboard
from assistant.tui.lists import Answers
from assistant.tui.look import Look
from assistant.tui.options import Choices
from assistant.tui.palette import Palette
from assistant.tui.prompt import Prompt
from assistant.tui.reader import ReaderScreen
from assistant.tui.records import RecordsScreen
from assistant.tui.rooms import shipped, shipped_keys
from assistant.tui.sessions import SessionsScreen
from tests.tui.conftest import Drive, Hand

pytestmark = pytest.mark.long

MOVED = {name: (f"alt+ctrl+f{number}",) for number, name in enumerate(shipped())}
"""Each binding on a key of its own, far from where it was."""
ELSEWHERE = ("input.", "list.", "page.", "palette.", "records.", "sessions.", "sure.", "search.")
"""Bindings of Textual's own that move and edit, and of rooms whose own tests walk through them."""


class Walk:
    """Presses keys by the ids of their bindings, and remembers which."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.walked: set[str] = set()

    async def go(self, name: str, seen: Callable[[Hand], object]) -> None:
        """Press the first key of a binding; `seen` must hold then."""
        await self.hand.press(self.hand.app.keyboard.keys(name)[0])
        assert seen(self.hand), name
        self.walked.add(name)


async def through_sources(walk: Walk) -> None:
    """Open each of nine sources from the chat, and each from the guide."""
    hand = walk.hand
    await hand.say("sources")
    for number in range(1, 10):
        await walk.go(f"chat.source-{number}", shows(f"source {number} of 9"))
        await hand.press(hand.app.keyboard.keys("reader.back")[0])
    await walk.go("chat.sources", shows("source 1 of 9"))
    for number in range(9, 0, -1):
        await walk.go(f"reader.source-{number}", shows(f"source {number} of 9"))
    await hand.press(hand.app.keyboard.keys("reader.back")[0])


def heard(word: str) -> Callable[[Hand], bool]:
    return lambda hand: hand.heard[-1] == word


def on(kind: type) -> Callable[[Hand], bool]:
    return lambda hand: isinstance(hand.app.screen, kind)


def marked(place: int) -> Callable[[Hand], bool]:
    return lambda hand: hand.app.screen.query_one(Choices).highlighted == place


def focus(kind: type) -> Callable[[Hand], bool]:
    return lambda hand: isinstance(hand.app.focused, kind)


def says(words: str) -> Callable[[Hand], bool]:
    return lambda hand: words in hand.told


def shows(words: str) -> Callable[[Hand], bool]:
    return lambda hand: words in hand.screen


@pytest.mark.parametrize(
    "moved", [False, pytest.param(True, marks=pytest.mark.thorough)], ids=["shipped", "moved"]
)
def test_all_actions_are_reached_by_keys(drive: Drive, moved: bool) -> None:
    walked: set[str] = set()

    async def scene(hand: Hand) -> None:
        walk = Walk(hand)
        await walk.go("home.guide", on(ReaderScreen))
        await walk.go("reader.back", on(HomeScreen))
        await walk.go("home.records", on(RecordsScreen))
        await hand.press(hand.app.keyboard.keys("records.back")[0])
        await walk.go("home.sessions", on(SessionsScreen))
        await hand.press(hand.app.keyboard.keys("sessions.back")[0])
        await walk.go("prompt.down", marked(1))
        await walk.go("prompt.up", marked(0))
        await walk.go("prompt.enter", on(ChatScreen))
        for name in ("why", "skip", "unsure", "save", "back"):
            await walk.go(f"chat.{name}", heard(name))
        await hand.say("change 1")
        await hand.say("a customer calls")
        await walk.go("screen.previous", focus(Choices))
        await walk.go("choices.tick", shows("[x] 1"))
        await walk.go("choices.choose", heard("1"))
        await walk.go("chat.type", focus(Prompt))
        await walk.go("screen.next", focus(Answers))
        await walk.go("chat.type", focus(Prompt))
        await walk.go("chat.panel", focus(Answers))
        await walk.go("chat.type", focus(Prompt))
        await hand.say("long")
        top = hand.app.screen.query_one("#scroll").scroll_y
        await walk.go("chat.later", lambda hand: hand.app.screen.query_one("#scroll").scroll_y > top)
        await walk.go("chat.earlier", lambda hand: hand.app.screen.query_one("#scroll").scroll_y == top)
        await walk.go("chat.copy", says("Copied the whole conversation"))
        await walk.go("app.copy", says("Nothing is selected"))
        await through_sources(walk)
        await hand.say("why")
        await walk.go("chat.sources", shows("source 1 of 2"))
        await walk.go("reader.next", shows("source 2 of 2"))
        await walk.go("reader.previous", shows("source 1 of 2"))
        await walk.go("reader.find", lambda hand: hand.app.screen.query_one("#find").has_focus)
        await walk.go("app.help", on(HelpScreen))
        await walk.go("help.back", on(ReaderScreen))
        await walk.go("app.commands", on(Palette))
        await walk.go("palette.help", on(HelpScreen))
        await walk.go("help.back", on(Palette))
        await walk.go("palette.escape", on(ReaderScreen))
        hand.app.screen.action_copy_text = lambda: hand.app.notify("marked text copied")  # type: ignore[method-assign]
        await walk.go("screen.copy", says("marked text copied"))
        walked.update(walk.walked)
        await hand.press(hand.app.keyboard.keys("app.quit")[0])

    look = Look(keyboard=Keyboard(shipped_keys, MOVED)) if moved else Look()
    app = drive(scene, look=look, size=(120, 40))
    assert app.return_value == EARLY
    walked.add("app.quit")
    assert {name for name in shipped() if not name.startswith(ELSEWHERE)} <= walked


async def choose(hand: Hand, name: str) -> None:
    """Open the palette and choose a command, by mouse."""
    await hand.click("^p commands")
    await hand.settle()
    lines = hand.screen.split("\n")
    row = next(number for number, line in enumerate(lines) if line.strip() == name)
    await hand.pilot.click(offset=(lines[row].index(name) + 1, row))
    await hand.settle()


def commands() -> Iterator[tuple[str, str, bool]]:
    """Each word of the conversation: the command that says it, and whether it only begins a line."""
    keys = {"why": "Why", "back": "Back", "skip": "Skip", "unsure": "Not sure", "save": "Save"}
    for word in get_args(CommandName):
        name = keys.get(word) or WORDS.get(word, (word.capitalize(),))[0]
        yield name, GO_ON.get(word, word), word in GO_ON


def test_every_word_and_every_action_is_in_the_palette(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        offers = list(Commands(hand.app.screen).offered())
        for typed, first in (("rec", "Decision records"), ("ses", "Sessions")):
            hits = [hit async for hit in Commands(hand.app.screen).search(typed) if isinstance(hit, Hit)]
            best = max(hits, key=lambda hit: hit.score)
            assert str(best.match_display) == first
        names = [offer.name for offer in offers]
        assert set(names) >= {name for name, _, _ in commands()}
        assert len(names) == len(set(names))
        assert all(offer.does for offer in offers)
        assert len({offer.does for offer in offers}) == len(offers)
        actions = {bound.binding.id: bound.binding.action for bound in hand.app.active_bindings.values()}
        offered = {offer.action for offer in offers}
        here = {name for name in actions if name and name.startswith(("chat.", "screen.", "app."))}
        assert {name for name in here if actions[name] not in offered} == {"app.commands"}

    drive(scene, begin="resume")


@pytest.mark.thorough
def test_all_words_of_the_conversation_are_reached_by_mouse(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        for name, said, begins in commands():
            word = said
            if word == "quit":
                continue
            await choose(hand, name)
            if begins:
                prompt = hand.app.screen.query_one(Prompt)
                assert (prompt.value, prompt.has_focus) == (word, True)
                word += "2"
                prompt.put(word)
                await hand.settle()
                await hand.click("[send]")
            assert hand.heard[-1] == word, name
        await choose(hand, "Goodbye")
        assert hand.heard[-1] == "quit"

    assert drive(scene, begin="resume", size=(120, 120)).return_value is not None


def test_all_screens_and_actions_are_reached_by_mouse(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.click("f2 guide")
        await hand.click("Event-driven workflows")
        assert "models/event-driven" in hand.screen
        await hand.click("esc back")
        await hand.click("Choose an architecture")
        hand.app.screen.query_one(Prompt).put("a customer")
        await hand.settle()
        await hand.click("[send]")
        await hand.click("It times out")
        await hand.click("Half done")
        await hand.click("[send]")
        assert hand.heard[-2:] == ["a customer", "1,3"]
        await hand.click("errors dealt with too late")
        assert "source 1 of 2" in hand.screen
        await hand.click("esc back")
        await hand.click("starts  a customer")
        assert hand.heard[-1] == "change 1"
        await choose(hand, "Copy")
        assert "Copied the whole conversation" in hand.told
        await hand.click("f3 why")
        await hand.click("f2 sources")
        await hand.click("n next source")
        assert "source 2 of 2" in hand.screen
        await hand.click("p previous")
        await hand.click("/ find")
        assert hand.app.screen.query_one("#find").has_focus
        await hand.click("f1 help")
        assert isinstance(hand.app.screen, HelpScreen)
        await hand.click("esc back")
        await choose(hand, "Theme")
        await hand.click("high-contrast-light")
        assert hand.app.theme == "high-contrast-light"
        await choose(hand, "First screen")
        await hand.click("Go on")
        await choose(hand, "Read the guide")
        await hand.click("esc back")
        await hand.click("^q quit")

    assert drive(scene, size=(140, 110)).return_value == EARLY


def test_what_is_below_is_reached_by_mouse(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("long")
        for _ in range(9):
            if "below" in hand.screen:
                await hand.click("below")
        assert "Thing number 59." in hand.screen

    drive(scene, begin="resume")


@pytest.mark.parametrize("by", ["keys", "mouse"])
def test_on_a_narrow_screen_the_list_of_sections_comes_and_goes(drive: Drive, by: str) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("f2")
        if by == "keys":
            await hand.press("slash", *"event", "enter")
        else:
            await hand.click("/ find")
            await hand.click("Event-driven")
        assert "models/event-driven" in hand.screen
        assert "find a section" not in hand.screen
        await hand.press("slash", "escape", "escape")
        assert isinstance(hand.app.screen, HomeScreen)

    drive(scene, size=(50, 14))
