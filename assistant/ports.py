"""What the conversation needs from outside, as protocols: it holds no SQL, no file and no clock itself."""

from __future__ import annotations

from collections.abc import Iterable
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


class Recorder(Protocol):
    """Writes the session's decision record."""

    def save(self, title: str) -> str:
        """Write the record and return where it is, for showing."""
        ...
