"""What the conversation needs from outside, as protocols: it holds no SQL, no file and no clock itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from assistant.replies import GuideText
from assistant.subject import Subject
from assistant.told import Tie, Told
from assistant.turns import Spoken


class Log(Protocol):
    """Keeps the turns of one session."""

    def append(self, said: Spoken, verdict: dict[str, object]) -> None:
        """Put one turn on disk; when this returns, the turn survives a power cut.

        Raises:
            Trouble: it cannot be kept, or somebody else has gone on with the session.
        """
        ...


class Guide(Protocol):
    """Answers questions from the guide."""

    def ask(self, question: str, before: Subject | None = None) -> Told:
        """A reply with citations, or one that says that the guide does not cover it.

        `before` is the question before, which this one may go on with.
        """
        ...

    def tie(self, line: str, before: Subject) -> Tie:
        """Whether a line goes on with the question before."""
        ...

    def verify_notes(self, passages: Iterable[str]) -> list[str]:
        """What to verify outside the guide about these passages."""
        ...

    def title(self, section: str) -> str:
        """The title of a section of the guide."""
        ...

    def read(self, section: str, passage: str | None) -> GuideText:
        """A section to read, with one passage marked."""
        ...


class KeptRecord(Protocol):
    """A decision record as a list shows it; what its file does not tell is empty."""

    @property
    def number(self) -> int:
        """Its number in the folder."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def status(self) -> str:
        """What has become of it."""
        ...

    @property
    def date(self) -> str:
        """When it was last changed."""
        ...

    @property
    def start(self) -> str:
        """The architecture that it chose."""
        ...


class Change(Protocol):
    """A record after a command, and whether that changed anything."""

    @property
    def line(self) -> KeptRecord:
        """The record."""
        ...

    @property
    def changed(self) -> bool:
        """Whether it was otherwise before."""
        ...


class Shelf(Protocol):
    """The decision records of one folder. Every method raises Trouble, with one sentence, if it cannot."""

    def records(self, words: str = "") -> Sequence[KeptRecord]:
        """All of them, or those in which every one of `words` stands."""
        ...

    def text(self, ref: str) -> str:
        """One record's Markdown."""
        ...

    def restate(self, ref: str, status: str) -> Change:
        """Give a record another status."""
        ...

    def replace(self, old: Sequence[str], new: str) -> Sequence[Change]:
        """Let one record take the place of others; the others come first in what is returned."""
        ...

    def index(self) -> Path:
        """Write the folder's index and tell where it is."""
        ...


class Recorder(Protocol):
    """Writes the session's decision record, and reaches those that were written before."""

    @property
    def shelf(self) -> Shelf:
        """The records of the folder that this session's would go into."""
        ...

    def save(self, title: str) -> str:
        """Write the record and return where it is, for showing."""
        ...

    def check(self, refs: Sequence[str]) -> list[str]:
        """Whether the records named still hold, or all of them, as lines.

        Raises:
            Trouble: one of them is not there.
        """
        ...

    def renew(self, ref: str) -> Change:
        """Write a record's generated parts anew, by the rules and the guide of today.

        Raises:
            Trouble: it is not there, or it or its transcript is broken.
        """
        ...

    def page(self, ref: str, form: str) -> str:
        """Write a record as "html", "one-page" or "summary" into a new file and return where it is.

        Raises:
            Trouble: it is not there, or cannot be told so.
        """
        ...
