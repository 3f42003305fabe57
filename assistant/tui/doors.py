"""What the screens need from outside: somebody to talk to, a guide to read, and what was kept of both.

The caller brings all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Loads what writes records; the screens need no more of it than the name.
    from assistant.records.listing import RecordLine
    from assistant.replies import GuideText, Reply
    from assistant.session_list import Glance
    from assistant.turns import Session, Turn
    from assistant.view import View


class Talk(Protocol):
    """A conversation, as a face sees it."""

    @property
    def finished(self) -> bool:
        """Whether the interview has come to its verdict, or none was begun."""
        ...

    @property
    def past(self) -> tuple[Turn, ...]:
        """The turns of earlier sittings, oldest first."""
        ...

    def open(self) -> Reply:
        """The opening words, of a new session or on coming back. Called once."""
        ...

    def say(self, text: str) -> Reply:
        """One thing said. It is on disk before the reply comes back."""
        ...

    def view(self) -> View:
        """The state, for what stands beside the chat."""
        ...


class Archive(Protocol):
    """The sessions that were kept, and what can be done with one."""

    def find(self, words: str, limit: int) -> Sequence[Glance]:
        """The newest sessions, `limit` of them at most; with words, those in which all of them stand."""
        ...

    def load(self, session: str) -> Session:
        """One with its turns."""
        ...

    def resume(self, session: str) -> Talk:
        """A conversation that goes on where it stands."""
        ...

    def export(self, session: str) -> Path:
        """Write all that was said into a file of its own; where that is."""
        ...

    def record(self, session: str) -> Path:
        """Write its decision record; where that is."""
        ...

    def delete(self, session: str) -> None:
        """Remove it for good."""
        ...


class Shelf(Protocol):
    """The decision records, and what happens to them after they were written. `ref` is a record's number."""

    def records(self, words: str = "") -> list[RecordLine]:
        """All of them; with words, those in which all of them stand."""
        ...

    def text(self, ref: str) -> str:
        """One of them, in Markdown."""
        ...

    def accept(self, ref: str) -> RecordLine:
        """It was decided so."""
        ...

    def reject(self, ref: str) -> RecordLine:
        """It was decided otherwise."""
        ...

    def deprecate(self, ref: str) -> RecordLine:
        """It no longer holds, and nothing takes its place."""
        ...

    def supersede(self, old: Sequence[str], new: str) -> list[RecordLine]:
        """`new` takes the place of `old`; both ends say so, or neither."""
        ...

    def index(self) -> Path:
        """Write the list of records into the folder; where that is."""
        ...

    def mend(self) -> list[str]:
        """Finish or undo what was cut off in the middle, and say what."""
        ...


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a check found: some lines a record, the first of them its outcome, and all in a sentence."""

    records: tuple[tuple[str, ...], ...]
    summary: str


class Clerk(Protocol):
    """What is done with records beyond keeping them."""

    def check(self, refs: Sequence[str], stop: Event) -> Checkup:
        """Whether those still hold, or all of them. For a thread of its own; `stop` ends it early."""
        ...

    def renew(self, ref: str) -> tuple[RecordLine, bool]:
        """Write the generated parts anew; the record, and whether anything changed."""
        ...

    def page(self, ref: str, form: str) -> tuple[Path, str, str]:
        """Write it as "html", "one-page" or "summary"; where that is, its text, and what was left out."""
        ...


class Doors(Protocol):
    """The ways in from the first screen, the guide behind them, and what was kept."""

    @property
    def archive(self) -> Archive:
        """The sessions."""
        ...

    @property
    def shelf(self) -> Shelf:
        """The decision records."""
        ...

    @property
    def clerk(self) -> Clerk:
        """Who checks and renews them."""
        ...

    @property
    def folder(self) -> Path:
        """Where the decision records are."""
        ...

    @property
    def edition(self) -> str:
        """Which guide this is, in a few words."""
        ...

    def choose(self) -> Talk:
        """A new interview."""
        ...

    def check(self) -> Talk:
        """A new interview about a workflow that runs already: it begins with what runs today."""
        ...

    def ask(self) -> Talk:
        """A new conversation that only asks the guide."""
        ...

    def last(self) -> str | None:
        """A line about the last session, if there is one to go on with."""
        ...

    def go_on(self) -> Talk:
        """The last session, where it was left."""
        ...

    def when(self, at: str) -> str:
        """A time that was kept, as people say it."""
        ...

    def sections(self) -> list[tuple[str, str]]:
        """Id and title of every section of the guide, in its order."""
        ...

    def read(self, section: str) -> GuideText:
        """A section to read."""
        ...
