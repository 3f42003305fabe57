"""The doors of one home folder: where the screens meet sessions and guide."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.errors import Trouble
from assistant.tui.archive import HouseArchive
from assistant.tui.clerk import HouseClerk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.records.checking import Checked
    from assistant.records.listing import Watch
    from assistant.records.pages.page import Page
    from assistant.records.shelf import Changed
    from assistant.replies import GuideText
    from assistant.session_list import Glance
    from assistant.state import State
    from assistant.tui.doors import Archive, Clerk, Shelf, Talk
    from assistant.turns import Session


class Desk(Protocol):
    """The guide, as far as reading it goes."""

    @property
    def edition(self) -> str:
        """The date that the guide carries."""
        ...

    def sections(self) -> list[tuple[str, str]]:
        """Id and title of every section."""
        ...

    def read(self, section: str) -> GuideText:
        """A section to read."""
        ...


class Sessions(Protocol):
    """The sessions that were kept."""

    def latest(self, *, interviews: bool = False) -> Session | None:
        """The one with the newest turn."""
        ...

    def glances(self, words: str = "", *, limit: int = -1, offset: int = 0) -> list[Glance]:
        """All of them or those in which all words stand, newest first, as a list shows them."""
        ...

    def load(self, session_id: str) -> Session:
        """One with its turns."""
        ...

    def delete(self, session_id: str) -> None:
        """Remove one for good."""
        ...


class House(Protocol):
    """What holds the parts together; the screens see no more of it than this."""

    @property
    def desk(self) -> Desk:
        """The guide."""
        ...

    @property
    def sessions(self) -> Sessions:
        """The sessions."""
        ...

    @property
    def shelf(self) -> Shelf:
        """The decision records."""
        ...

    @property
    def records(self) -> Path:
        """Where they are."""
        ...

    def save_record(self, session_id: str, title: str = "") -> Path:
        """Write the record of a session, and say where."""
        ...

    def check_records(self, refs: Sequence[str], watch: Watch = iter) -> list[Checked]:
        """Whether records still hold; opens what it needs for itself."""
        ...

    def renew_record(self, ref: str) -> Changed:
        """Write a record's generated parts anew."""
        ...

    def write_page(self, ref: str, form: str, folder: Path) -> tuple[Path, Page]:
        """Write a record in another form into a new file."""
        ...

    def begin(self, mode: str) -> Talk:
        """A conversation in a new session."""
        ...

    def resume(self, session: Session) -> Talk:
        """A conversation that goes on where `session` stands."""
        ...


class HouseDoors:
    """The doors into a house, with interviews held in `mode`; what is exported goes into `folder`."""

    def __init__(self, house: House, mode: str, now: Callable[[], datetime], folder: Path = Path()) -> None:
        self._house, self._mode, self._now = house, mode, now
        self._archive = HouseArchive(house, folder)
        self._clerk = HouseClerk(house, folder)

    @property
    def edition(self) -> str:
        """Which guide this is."""
        desk = self._house.desk
        return f"guide of {desk.edition}, {len(desk.sections())} sections"

    @property
    def archive(self) -> Archive:
        """The sessions."""
        return self._archive

    @property
    def shelf(self) -> Shelf:
        """The decision records."""
        return self._house.shelf

    @property
    def clerk(self) -> Clerk:
        """Who checks and renews them."""
        return self._clerk

    @property
    def folder(self) -> Path:
        """Where the decision records are."""
        return self._house.records

    def choose(self) -> Talk:
        """A new interview."""
        return self._house.begin(self._mode)

    def check(self) -> Talk:
        """A new interview about a workflow that runs already."""
        return self._house.begin("check")

    def ask(self) -> Talk:
        """A new conversation that only asks the guide."""
        return self._house.begin("ask")

    def last(self) -> str | None:
        """The last interview, how far it came, and when."""
        session = self._house.sessions.latest(interviews=True)
        if session is None or not session.turns:
            return None
        from assistant.state import fold  # noqa: PLC0415  (the first screen is drawn without it)

        state = fold(session.turns)
        return f"{state.title or 'no title yet'}, {_far(state)}, {_when(session.turns[-1].at, self._now())}"

    def go_on(self) -> Talk:
        """That interview.

        Raises:
            Trouble: there is none.
        """
        session = self._house.sessions.latest(interviews=True)
        if session is None:
            raise Trouble("There is no session yet to go on with.")
        return self._house.resume(session)

    def when(self, at: str) -> str:
        """A time as people say it."""
        return _when(at, self._now())

    def sections(self) -> list[tuple[str, str]]:
        """Id and title of every section of the guide."""
        return self._house.desk.sections()

    def read(self, section: str) -> GuideText:
        """A section to read."""
        return self._house.desk.read(section)


def _far(state: State) -> str:
    """How far an interview came."""
    if "verdict" in state.pending:
        return "verdict given"
    answers = len(state.answers)
    if "about" in state.pending:
        return f"question {answers + 1} of about {state.pending['about']}"
    return "1 answer so far" if answers == 1 else f"{answers} answers so far"


def _when(at: str, now: datetime) -> str:
    """A time as people say it; the words as they were kept where they are no time."""
    try:
        then = datetime.fromisoformat(at).astimezone(now.tzinfo)
    except ValueError:
        return at
    days = {now.date(): "today", now.date() - timedelta(days=1): "yesterday"}
    return f"{days.get(then.date(), then.date().isoformat())} {then:%H:%M}"
