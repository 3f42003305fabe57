"""What the screens need from outside: somebody to talk to, and a guide to read. The caller brings both."""

from __future__ import annotations

from typing import Protocol

from assistant.replies import GuideText, Reply
from assistant.turns import Turn
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


class Doors(Protocol):
    """The ways in from the first screen, and the guide behind them."""

    @property
    def edition(self) -> str:
        """Which guide this is, in a few words."""
        ...

    def choose(self) -> Talk:
        """A new interview."""
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

    def sections(self) -> list[tuple[str, str]]:
        """Id and title of every section of the guide, in its order."""
        ...

    def read(self, section: str) -> GuideText:
        """A section to read."""
        ...
