"""The first screen: the doors, and a line to ask at once."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.errors import Trouble
from assistant.replies import Option
from assistant.tui.desk import Desk
from assistant.tui.doors import Doors
from assistant.tui.draw import STRONG
from assistant.tui.header import Header
from assistant.tui.messages import Entered, Failed
from assistant.tui.options import Choices
from assistant.tui.prompt import Prompt

CHOOSE, CHECK, ASK, GO_ON = "1", "2", "3", "4"
_ASKS = "Which architecture fits your workflow?"
_TITLE = 40
"""Characters of a title that are shown; the list of sessions shows all of it."""
_OFFERS = (
    "Sequential, event-driven, state machine, or a hybrid: an interview of about ten questions, "
    "advice with its reasons, a record that your team can check."
)


class HomeScreen(Desk):
    """Where one comes in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "app.guide", "guide", id="home.guide", tooltip="read the guide"),
        Binding("f3", "app.records", "records", id="home.records", tooltip="the decision records"),
        Binding("f4", "app.sessions", "sessions", id="home.sessions", tooltip="all that was said, kept"),
    ]

    def __init__(self, doors: Doors) -> None:
        super().__init__("Type a question, or press a number")
        self._doors = doors
        self._edition = ""

    def compose(self) -> ComposeResult:
        """The name, what this is, the doors."""
        yield Header(id="header")
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static(Content.styled(_ASKS, STRONG), markup=False)
            yield Static(_OFFERS, markup=False)
        yield from self.compose_desk()
        yield from self.compose_keys()

    def told(self) -> str:
        """What a small screen has no room for."""
        return f"{_ASKS} {_OFFERS} {self._edition}".rstrip()

    def on_screen_resume(self) -> None:
        """The last session may be another one by now."""
        edition, last = "", None
        try:
            edition, last = self._doors.edition, self._doors.last()
        except Trouble as trouble:
            self.post_message(Failed(str(trouble)))
        self._edition = edition
        self.query_one(Header).show("whichflow", state=edition)
        doors = [
            Option(CHOOSE, "Choose an architecture", "an interview of 3 to 5 minutes"),
            Option(CHECK, "Check one that exists", "does it still fit the work?"),
            Option(ASK, "Ask the guide", "any question, answered with its source"),
        ]
        if last:
            doors.append(_go_on(last))
        self.choices.offer(tuple(doors))
        self.choices.highlighted = 0

    @on(Choices.Chosen)
    def chosen(self, event: Choices.Chosen) -> None:
        """A door."""
        self.post_message(Entered(event.key))

    @on(Prompt.Said)
    def asked(self, event: Prompt.Said) -> None:
        """A question at once: the door to the guide, with the question in hand."""
        self.post_message(Entered(ASK, event.text))


def _go_on(last: str) -> Option:
    """The door to the last session. Its title may have commas; how far it came and when have none."""
    title, *far = last.rsplit(", ", 2)
    shown = title if len(title) <= _TITLE else f"{title[:_TITLE].rstrip()}…"
    return Option(GO_ON, f"Go on: {shown}", ", ".join(far))
