"""The first screen: the doors, and a line to ask at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.errors import Trouble
from assistant.option import Option
from assistant.tui.desk import Desk
from assistant.tui.header import Header
from assistant.tui.ink import STRONG
from assistant.tui.messages import Entered, Failed
from assistant.tui.options import Choices
from assistant.tui.prompt import Prompt

if TYPE_CHECKING:
    from assistant.tui.doors import Doors

CHOOSE, CHECK, ASK, GO_ON = "1", "2", "3", "4"
_ASKS = "Which architecture fits your workflow?"
_DOORS = (
    Option(CHOOSE, "Choose an architecture", "an interview of 3 to 5 minutes"),
    Option(CHECK, "Check one that exists", "does it still fit the work?"),
    Option(ASK, "Ask the guide", "any question, answered with its source"),
)
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
        Binding("ctrl+r", "app.records", "records", id="home.records", tooltip="the decision records"),
        Binding("ctrl+t", "app.sessions", "sessions", id="home.sessions", tooltip="all that was said, kept"),
    ]

    def __init__(self, doors: Doors) -> None:
        super().__init__("Type a question, or press a number")
        self._doors = doors
        self._edition = ""
        self._looked_up = False
        self._left = False

    def compose(self) -> ComposeResult:
        """The name, what this is, the doors."""
        yield Header(always=False)
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static(Content.styled(_ASKS, STRONG), markup=False)
            yield Static(_OFFERS, markup=False)
        yield from self.compose_desk()
        yield from self.compose_keys()

    def told(self) -> str:
        """What a small screen has no room for."""
        return f"{_ASKS} {_OFFERS} {self._edition}".rstrip()

    def on_mount(self) -> None:
        """The doors that are always there; a moment later, once they are seen, what has to be looked up."""
        self.query_one(Header).show("whichflow")
        self.choices.offer(_DOORS)
        self.choices.highlighted = 0
        # Textual holds the first drawing back until all is mounted; the second is what is seen.
        self.call_after_refresh(self.call_after_refresh, self._look_up)

    def on_screen_resume(self) -> None:
        """The last session may be another one by now."""
        self._left = False
        if self._looked_up:
            self.choices.highlighted = 0
            self._look_up()

    def on_screen_suspend(self) -> None:
        """The beginning of a line that was typed ahead goes along into the talk behind the door."""
        talk = self.app.screen
        if self._left and isinstance(talk, Desk):
            talk.prompt.put(self.prompt.value + talk.prompt.value)
            self.prompt.value = ""

    def _look_up(self) -> None:
        """The edition of the guide, and the door to the last session."""
        edition, last = "", None
        try:
            edition, last = self._doors.edition, self._doors.last()
        except Trouble as trouble:
            self.post_message(Failed(str(trouble)))
        self._looked_up, self._edition = True, edition
        self.query_one(Header).show("whichflow", state=edition)
        marked = self.choices.highlighted
        self.choices.offer((*_DOORS, _go_on(last)) if last else _DOORS)
        self.choices.highlighted = marked
        if last and self.prompt.value == GO_ON:
            # Typed before this door was there.
            self.prompt.value = ""
            self.choices.choose(GO_ON)

    @on(Choices.Chosen)
    def chosen(self, event: Choices.Chosen) -> None:
        """A door."""
        self._left = True
        self.post_message(Entered(event.key))

    @on(Prompt.Said)
    def asked(self, event: Prompt.Said) -> None:
        """A question at once: the door to the guide, with the question in hand."""
        self._left = True
        self.post_message(Entered(ASK, event.text))


def _go_on(last: str) -> Option:
    """The door to the last session. Its title may have commas; how far it came and when have none."""
    title, *far = last.rsplit(", ", 2)
    shown = title if len(title) <= _TITLE else f"{title[:_TITLE].rstrip()}…"
    return Option(GO_ON, f"Go on: {shown}", ", ".join(far))
