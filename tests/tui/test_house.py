"""The doors of a home folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from assistant.errors import Trouble
from assistant.replies import GuideText
from assistant.tui.doors import Talk
from assistant.tui.house import HouseDoors
from assistant.turns import Session, Turn
from tests.tui.fake import SECTIONS, FakeTalk, section

NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)


@dataclass
class FakeHouse:
    """A house with one session at most; it is its own guide and its own shelf of sessions."""

    session: Session | None = None
    begun: list[str] = field(default_factory=list)
    edition: str = "May 2026"

    @property
    def desk(self) -> FakeHouse:
        """Itself."""
        return self

    @property
    def sessions(self) -> FakeHouse:
        """Itself."""
        return self

    def sections(self) -> list[tuple[str, str]]:
        """Three."""
        return SECTIONS

    def read(self, name: str) -> GuideText:
        """One of them."""
        return section(name)

    def latest(self, *, interviews: bool = False) -> Session | None:
        """The session, asked for as an interview."""
        assert interviews
        return self.session

    def begin(self, mode: str) -> Talk:
        """A talk."""
        self.begun.append(mode)
        return FakeTalk()

    def resume(self, session: Session) -> Talk:
        """The talk of that session."""
        assert session is self.session
        return FakeTalk()


def doors(house: FakeHouse) -> HouseDoors:
    """The doors, at a known time."""
    return HouseDoors(house, "full", lambda: NOW)


def session_of(*turns: Turn) -> Session:
    """A session with these turns."""
    return Session("1", "", "2026-05-01T08:00:00Z", "full", turns)


def turn(number: int, at: str, *effects: dict[str, str]) -> Turn:
    """A turn with effects."""
    return Turn(n=number, kind="answer", said=str(number), reply="noted", effects=effects, at=at)


def test_conversations_begin_in_their_modes() -> None:
    house = FakeHouse()
    doors(house).choose()
    doors(house).ask()
    assert house.begun == ["full", "ask"]
    assert doors(house).edition == "guide of May 2026, 3 sections"


def test_without_a_session_there_is_nothing_to_go_on_with() -> None:
    assert doors(FakeHouse()).last() is None
    with pytest.raises(Trouble):
        doors(FakeHouse()).go_on()


@pytest.mark.parametrize(
    ("at", "when"),
    [
        ("2026-05-03T08:05:00+00:00", "today 08:05"),
        ("2026-05-02T17:20:00+00:00", "yesterday 17:20"),
        ("2026-04-02T17:20:00+00:00", "2026-04-02 17:20"),
        ("some day", "some day"),
    ],
)
def test_the_last_session_says_how_far_and_when(at: str, when: str) -> None:
    title = {"do": "title", "text": "Orders"}
    answer = {"do": "answer", "fact": "steps", "value": "few"}
    assert (
        doors(FakeHouse(session_of(turn(1, at, title, answer)))).last() == f"Orders, 1 answer so far, {when}"
    )


def test_a_session_with_its_verdict_says_so() -> None:
    last = doors(FakeHouse(session_of(turn(1, "", {"do": "pending", "verdict": "yes"})))).last()
    assert last is not None
    assert "verdict given" in last
