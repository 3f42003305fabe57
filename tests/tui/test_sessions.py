"""The room of sessions: found, read, gone on with, exported, saved as a record, deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.tui.chat import ChatScreen
from assistant.tui.home import HomeScreen
from assistant.tui.listing import REST
from assistant.tui.lists import Kept, KeptPage, SearchField
from assistant.tui.sessions import DRAWN, SessionsScreen, far, first_found, transcript
from assistant.turns import Session, Turn
from tests.tui.conftest import Drive, Hand
from tests.tui.fake import FakeDoors
from tests.tui.fake_kept import SESSIONS, glance

Matches = Callable[[str, str], None]
LONG = pytest.mark.long


async def come_in(hand: Hand) -> None:
    """Open the room."""
    hand.app.action_sessions()
    await hand.settle()


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [
        ("sessions", (80, 24), ()),
        pytest.param("session", (80, 24), ("enter",), marks=LONG),
        pytest.param("sessions", (120, 40), (), marks=LONG),
        ("sessions", (40, 12), ()),
        pytest.param("session", (40, 12), ("enter",), marks=LONG),
        pytest.param("delete", (80, 24), ("d",), marks=LONG),
    ],
)
def test_a_screen_looks_as_it_did(
    drive: Drive, matches: Matches, name: str, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press(*keys)
        if size[0] > 100:
            await hand.pilot.pause(REST * 2)
            await hand.settle()
        matches(f"{name}-{size[0]}x{size[1]}", hand.screen)

    drive(scene, size=size)


def test_a_search_lists_those_with_all_words_and_opens_where_they_stand(drive: Drive) -> None:
    said = "\n".join(f"line {number}" for number in range(90))
    session = replace(SESSIONS[0], turns=(Turn(1, "opening", "", said), *SESSIONS[0].turns))
    doors = FakeDoors()
    doors.archive.sessions[0] = session

    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("slash", *"parcel scans", "enter")
        assert "1 session" in hand.screen
        assert isinstance(hand.app.focused, Kept)
        await hand.press("enter")
        assert "the carrier scans a parcel" in hand.screen
        assert "line 60" not in hand.screen
        await hand.press("escape", "escape")
        assert "3 sessions" in hand.screen
        await hand.press("escape")
        assert isinstance(hand.app.screen, HomeScreen)

    drive(scene, doors=doors)


@pytest.mark.long
def test_a_search_waits_for_a_moment_without_a_key(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("slash", *"zebra")
        await hand.pilot.pause(REST * 2)
        assert "Nothing has all of these words" in hand.screen
        await hand.press("escape")
        assert "3 sessions" in hand.screen

    drive(scene)


@pytest.mark.long
def test_letters_search_where_one_types_and_act_where_one_does_not(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("slash", "d", "e", "g", "s")
        assert hand.app.screen.query_one(SearchField).value == "degs"
        assert hand.doors.archive.done == []

    drive(scene)


@pytest.mark.parametrize(
    "first", [(), pytest.param(("enter",), marks=LONG)], ids=["in the list", "while reading"]
)
def test_a_session_is_gone_on_with(drive: Drive, first: tuple[str, ...]) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("down", *first, "g")
        assert isinstance(hand.app.screen, ChatScreen)
        assert hand.doors.archive.done == ["resume 20260501-aaaa0002"]
        assert not any(isinstance(screen, SessionsScreen) for screen in hand.app.screen_stack)

    drive(scene)


def test_export_and_record_say_where(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("e", "s", "down", "s")
        assert hand.doors.archive.done == ["export 20260502-aaaa0001", "record 20260502-aaaa0001"]
        assert "/work/20260502-aaaa0001.md" in hand.told
        assert "/work/decisions/0004-loans.md" in hand.told
        assert "no decision to record" in hand.told

    drive(scene)


@pytest.mark.parametrize(
    ("keys", "deleted"),
    [
        (("1",), True),
        (("enter",), False),
        pytest.param(("up", "enter"), True, marks=LONG),
        pytest.param(("2",), False, marks=LONG),
        pytest.param(("escape",), False, marks=LONG),
    ],
)
def test_deleting_asks_once_more(drive: Drive, keys: tuple[str, ...], deleted: bool) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("down", "d")
        assert "Nothing brings it back" in hand.screen
        await hand.press(*keys)
        assert isinstance(hand.app.screen, SessionsScreen)
        assert ("delete 20260501-aaaa0002" in hand.doors.archive.done) == deleted
        assert ("2 sessions" in hand.screen) == deleted
        assert ("is deleted" in hand.told) == deleted
        assert hand.app.screen.query_one(Kept).highlighted == 1

    drive(scene)


def test_an_empty_list_says_what_to_do_and_no_key_breaks_it(drive: Drive) -> None:
    doors = FakeDoors()
    doors.archive.sessions.clear()

    async def scene(hand: Hand) -> None:
        await come_in(hand)
        assert "Esc leads back" in hand.screen
        assert "g go on" not in hand.screen
        await hand.press("enter", "g", "e", "s", "d", "up", "down", "f1", "escape", "escape")
        assert isinstance(hand.app.screen, HomeScreen)

    drive(scene, doors=doors)


def test_a_session_that_is_gone_elsewhere_is_said_in_a_sentence(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        hand.doors.archive.sessions.pop(0)
        await hand.press("e")
        assert "There is no session 20260502-aaaa0001" in hand.told
        assert "2 sessions" in hand.screen
        hand.doors.archive.sessions.pop(0)
        hand.app.clear_notifications()
        await hand.press("enter")
        assert "There is no session 20260501-aaaa0002" in hand.screen
        await hand.press("g")
        assert isinstance(hand.app.screen, SessionsScreen)

    drive(scene)


@pytest.mark.long
def test_sessions_that_cannot_be_read_are_a_sentence(drive: Drive) -> None:
    doors = FakeDoors()
    doors.archive.broken = "The sessions cannot be read; see whichflow doctor."

    async def scene(hand: Hand) -> None:
        await come_in(hand)
        assert "see whichflow doctor" in hand.screen
        await hand.press("enter", "g", "d", "slash", "a", "enter", "escape", "escape")

    drive(scene, doors=doors)


@pytest.mark.long
def test_beside_the_list_stands_what_is_marked(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("down")
        await hand.pilot.pause(REST * 2)
        await hand.settle()
        assert "A chain of steps." in hand.screen
        await hand.press("enter")
        assert isinstance(hand.app.focused, KeptPage)
        await hand.pilot.resize_terminal(60, 20)
        await hand.settle()
        assert "A chain of steps." in hand.screen
        assert "Loans" not in hand.screen

    drive(scene, size=(120, 40))


@pytest.mark.long
def test_the_mouse_alone_does_it_all(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.click("Loans")
        assert "a parcel too" in hand.screen
        await hand.click("esc back")
        await hand.click("e export")
        await hand.click("d delete")
        await hand.click("Yes, delete it")
        assert hand.doors.archive.done == ["export 20260401-aaaa0003", "delete 20260401-aaaa0003"]
        await hand.click("search in what")
        assert isinstance(hand.app.focused, SearchField)
        await hand.click("Order fulfilment")
        await hand.click("g go on")
        assert isinstance(hand.app.screen, ChatScreen)

    drive(scene)


@pytest.mark.long
@pytest.mark.parametrize("text", ["[/foo]", "[@click=app.quit]x[/]", "$x [$primary]", "\x1b]0;x\x07", "漢字"])
def test_what_people_said_stays_text(drive: Drive, text: str) -> None:
    doors = FakeDoors()
    doors.archive.sessions[:] = [
        Session(text, text, text, text, (Turn(1, "answer", text, text, (), text),), {"start": text})
    ]

    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("e", "enter", "f1", "escape", "escape", "d", "1", "slash", "escape", "escape")

    assert drive(scene, doors=doors, size=(120, 40)).return_value is None


@pytest.mark.parametrize(
    ("mode", "verdict", "words"),
    [
        ("guided", {}, "no advice yet"),
        ("ask", {}, "questions"),
        ("ask", {"start": "hybrid", "stability": "settled"}, "hybrid"),
        ("guided", {"start": "state-machine", "stability": "settled"}, "state machine"),
        ("guided", {"start": "hybrid", "stability": "provisional"}, "leaning hybrid"),
    ],
)
def test_how_far_a_session_came(mode: str, verdict: dict[str, object], words: str) -> None:
    assert far(glance(Session("1", "", "", mode, (), verdict))) == words


def test_of_a_very_long_session_the_last_turns_are_drawn() -> None:
    turns = tuple(Turn(n, "answer", f"said {n}.", "noted\nand more") for n in range(1, DRAWN + 51))
    session = Session("1", "Long", "", "guided", turns)
    lines = [line.plain for line in transcript(session, "today", 60)]
    assert "50 came before them" in " ".join(lines)
    assert "> said 50." not in lines
    assert lines.count("  and more") + lines.count("and more") == DRAWN
    found = first_found(session, "today", ["300."], 60)
    assert lines[found] == "> said 300."
    assert first_found(session, "today", ["zebra"], 60) == first_found(session, "today", [], 60) == 0
