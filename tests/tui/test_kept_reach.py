"""Everything in the rooms of sessions and records can be reached by keys alone, moved or not, and is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from assistant.tui.chat import ChatScreen
from assistant.tui.commands import Commands
from assistant.tui.help import HelpScreen, helped
from assistant.tui.home import HomeScreen
from assistant.tui.keyboard import Keyboard
from assistant.tui.lists import Kept, KeptPage, SearchField
from assistant.tui.look import Look
from assistant.tui.records import RecordsScreen
from assistant.tui.rooms import shipped, shipped_keys
from assistant.tui.sessions import SessionsScreen
from assistant.tui.sure import SureScreen
from tests.tui.conftest import Drive, Hand

pytestmark = pytest.mark.long

MOVED = {name: (f"alt+ctrl+f{number}",) for number, name in enumerate(shipped())}
"""Each binding on a key of its own, far from where it was."""
OURS = ("sessions.", "records.", "sure.", "search.")


class Walk:
    """Presses keys by the ids of their bindings, and remembers which."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.walked: set[str] = set()

    async def go(self, name: str, seen: Callable[[], object]) -> None:
        """Press the first key of a binding; `seen` must hold then."""
        await self.hand.press(self.hand.app.keyboard.keys(name)[0])
        assert seen(), name
        self.walked.add(name)

    def on(self, kind: type) -> Callable[[], bool]:
        """Whether that screen is shown."""
        return lambda: isinstance(self.hand.app.screen, kind)

    def focus(self, kind: type) -> Callable[[], bool]:
        """Whether that has the focus."""
        return lambda: isinstance(self.hand.app.focused, kind)


def any_begins(done: list[str], word: str) -> bool:
    """Whether something that was done begins with that word."""
    return any(each.startswith(word) for each in done)


@pytest.mark.parametrize(
    "moved", [False, pytest.param(True, marks=pytest.mark.thorough)], ids=["shipped", "moved"]
)
def test_all_actions_are_reached_by_keys(drive: Drive, moved: bool) -> None:
    walked: set[str] = set()

    async def scene(hand: Hand) -> None:
        walk = Walk(hand)
        archive, shelf = hand.doors.archive.done, hand.doors.shelf.done
        await walk.go("home.sessions", walk.on(SessionsScreen))
        await walk.go("sessions.export", lambda: archive[-1].startswith("export"))
        await walk.go("sessions.record", lambda: archive[-1].startswith("record"))
        await walk.go("sessions.delete", walk.on(SureScreen))
        await walk.go("sure.back", walk.on(SessionsScreen))
        await walk.go("sessions.find", walk.focus(SearchField))
        await walk.go("search.down", walk.focus(Kept))
        await walk.go("sessions.back", walk.on(HomeScreen))
        await walk.go("home.records", walk.on(RecordsScreen))
        for place, name, done in (
            (0, "reject", "rejected"),
            (1, "accept", "accepted"),
            (2, "deprecate", "deprecated"),
        ):
            hand.app.screen.query_one(Kept).highlighted = place
            await walk.go(f"records.{name}", walk.on(SureScreen))
            await hand.press("1")
            assert shelf[-1] == f"{3 - place} {done}"
        for name in ("html", "one-page", "summary"):
            await walk.go(f"records.{name}", partial(any_begins, shelf, name))
        await walk.go("records.renew", walk.on(SureScreen))
        await hand.press("1")
        assert shelf[-1] == "1 renewed"
        for name in ("check", "check-all"):
            await walk.go(f"records.{name}", walk.focus(KeptPage))
            await walk.go("records.back", walk.focus(Kept))
        hand.app.screen.query_one(Kept).highlighted = 1
        await hand.settle()
        await walk.go("records.supersede", lambda: "Choose the record" in hand.screen)
        await walk.go("list.select", walk.on(SureScreen))
        await hand.press("1")
        await walk.go("records.export", lambda: "Copied the record" in hand.told)
        await walk.go("records.index", lambda: shelf[-1] == "index")
        await walk.go("records.find", walk.focus(SearchField))
        await walk.go("search.down", walk.focus(Kept))
        await walk.go("app.help", walk.on(HelpScreen))
        await walk.go("help.back", walk.on(RecordsScreen))
        await walk.go("records.back", walk.on(HomeScreen))
        await walk.go("home.sessions", walk.on(SessionsScreen))
        await walk.go("sessions.resume", walk.on(ChatScreen))
        walked.update(walk.walked)

    drive(scene, look=Look(keyboard=Keyboard(shipped_keys, MOVED)) if moved else Look())
    assert {name for name in shipped() if name.startswith(OURS)} <= walked


@pytest.mark.parametrize("room", ["sessions", "records"])
def test_every_key_is_in_the_help_and_every_action_in_the_palette(drive: Drive, room: str) -> None:
    async def scene(hand: Hand) -> None:
        await hand.app.run_action(room)
        await hand.settle()
        # No record can be proposed and accepted at once.
        refused = {"records.supersede", "records.deprecate"}
        names = {name for name in shipped() if name.startswith(f"{room}.")} - refused
        about = helped(hand.app.screen)
        assert names <= {name for _, rows in about.keys for _, _, name in rows}
        offers = list(Commands(hand.app.screen).offered())
        actions = {bound.binding.id: bound.binding.action for bound in hand.app.active_bindings.values()}
        assert {actions[name] for name in names} <= {offer.action for offer in offers}
        assert len({offer.name for offer in offers}) == len(offers)
        assert all(offer.does for offer in offers)

    drive(scene)


@pytest.mark.parametrize("typed", ["sessions", "rec"])
def test_the_palette_leads_to_the_room(drive: Drive, typed: str) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("ctrl+p", *typed, "enter")
        await hand.settle()
        assert isinstance(hand.app.screen, SessionsScreen if typed == "sessions" else RecordsScreen)

    drive(scene, begin="resume")
