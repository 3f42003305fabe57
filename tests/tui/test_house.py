"""The doors of a home folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from assistant.errors import Trouble
from assistant.records.checking import Checked
from assistant.records.listing import Watch
from assistant.records.pages.page import Page
from assistant.records.shelf import Changed
from assistant.replies import GuideText
from assistant.session_list import Glance
from assistant.tui.doors import Shelf, Talk
from assistant.tui.house import HouseDoors
from assistant.turns import Session, Turn
from tests.tui.fake import SECTIONS, FakeTalk, section
from tests.tui.fake_kept import FOLDER, FakeShelf, glance

NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)


@dataclass
class FakeHouse:
    """A house with one session at most; it is its own guide and its own shelf of sessions."""

    session: Session | None = None
    begun: list[str] = field(default_factory=list)
    edition: str = "May 2026"
    shelf: Shelf = field(default_factory=FakeShelf)
    records: Path = FOLDER
    asked: list[tuple[str, int]] = field(default_factory=list)

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

    def glances(self, words: str = "", *, limit: int = -1, offset: int = 0) -> list[Glance]:
        """The session."""
        assert offset == 0
        self.asked.append((words, limit))
        return [glance(self.session)] if self.session else []

    def load(self, session_id: str) -> Session:
        """The session."""
        if self.session is None or self.session.id != session_id:
            raise Trouble(f"There is no session {session_id}.")
        return self.session

    def delete(self, session_id: str) -> None:
        """No session."""
        self.load(session_id)
        self.session = None

    def save_record(self, session_id: str, title: str = "") -> Path:
        """A path, seen from the working folder."""
        return Path("docs") / f"{self.load(session_id).id}{title}.md"

    def check_records(self, refs: Sequence[str], watch: Watch = iter) -> list[Checked]:
        """One that holds for each path that the watch hands on."""
        paths = [FOLDER / ref for ref in refs]
        return [
            Checked("ADR-0001", path, "A flow", "accepted", ours=True, findings=()) for path in watch(paths)
        ]

    def renew_record(self, ref: str) -> Changed:
        """A line."""
        return Changed(FakeShelf().lines[int(ref) - 1], changed=True)

    def write_page(self, ref: str, form: str, folder: Path) -> tuple[Path, Page]:
        """A path in the folder."""
        return folder / f"{ref}.{form}", Page(form, "text", "left out")

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
    doors(house).check()
    assert house.begun == ["full", "ask", "check"]
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


def test_a_session_that_was_left_at_a_question_says_which_of_how_many() -> None:
    answer = {"do": "answer", "fact": "steps", "value": "few"}
    asked = {"do": "pending", "fact": "fixed_order", "about": "11"}
    at = "2026-05-03T08:05:00+00:00"
    last = doors(FakeHouse(session_of(turn(1, at, answer, asked)))).last()
    assert last == "no title yet, question 2 of about 11, today 08:05"


def test_a_session_with_its_verdict_says_so() -> None:
    last = doors(FakeHouse(session_of(turn(1, "", {"do": "pending", "verdict": "yes"})))).last()
    assert last is not None
    assert "verdict given" in last


def test_what_was_kept_is_found_gone_on_with_and_deleted() -> None:
    house = FakeHouse(session_of(turn(1, "")))
    archive = doors(house).archive
    assert [each.id for each in archive.find("parcel", 7)] == ["1"]
    assert house.asked == [("parcel", 7)]
    assert archive.load("1") is house.session
    assert archive.resume("1").view().title == "Order fulfilment"
    assert archive.record("1") == Path("docs/1.md").absolute()
    archive.delete("1")
    for attempt in (archive.load, archive.resume, archive.export, archive.record, archive.delete):
        with pytest.raises(Trouble):
            attempt("1")


def test_an_export_goes_into_the_folder_that_was_given(tmp_path: Path) -> None:
    house = FakeHouse(session_of(turn(1, "")))
    path = HouseDoors(house, "full", lambda: NOW, tmp_path).archive.export("1")
    assert path == tmp_path / "untitled-1.md"
    assert "noted" in path.read_text("utf-8")


def test_records_and_times_come_from_the_house() -> None:
    house = FakeHouse()
    assert doors(house).shelf is house.shelf
    assert doors(house).folder == FOLDER
    assert doors(house).when("2026-05-03T08:05:00+00:00") == "today 08:05"


def test_records_are_checked_renewed_and_written_as_pages_by_the_house(tmp_path: Path) -> None:
    clerk, stop = HouseDoors(FakeHouse(), "full", lambda: NOW, tmp_path).clerk, Event()
    found = clerk.check(["0001-x.md"], stop)
    assert found.records == (("0001  OK  A flow",),)
    assert found.summary == "1 record checked: 1 OK."
    stop.set()
    assert clerk.check(["0001-x.md"], stop).records == ()
    assert clerk.renew("2")[0].number == 2
    assert clerk.page("1", "html") == (tmp_path / "1.html", "text", "left out")
