"""What screens tell the app, which alone knows the way from one screen to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from assistant.replies import Citation, GuideText


class Entered(Message):
    """A door of the first screen was taken: its key, and what was typed instead of it."""

    def __init__(self, door: str, question: str = "") -> None:
        super().__init__()
        self.door = door
        self.question = question


class Read(Message):
    """Something of the guide is to be shown: a text, or citations from number `number` on."""

    def __init__(
        self, text: GuideText | None = None, citations: tuple[Citation, ...] = (), number: int = 0
    ) -> None:
        super().__init__()
        self.text = text
        self.citations = citations
        self.number = number


class Resumed(Message):
    """A session is to be gone on with."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self.session = session


class Left(Message):
    """The person said goodbye; `why` is what went wrong with it, if anything did."""

    def __init__(self, why: str = "") -> None:
        super().__init__()
        self.why = why


class Failed(Message):
    """Something did not work."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class Copied(Message):
    """A text is to be copied; `what` names it in a sentence."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__()
        self.text = text
        self.what = what
