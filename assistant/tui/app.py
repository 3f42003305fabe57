"""The app: holds the screens together and knows how one leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.theme import Theme

from assistant.errors import Trouble
from assistant.replies import Citation, GuideText
from assistant.tui.chat import ChatScreen
from assistant.tui.commands import Commands
from assistant.tui.doors import Doors, Talk
from assistant.tui.help import HelpScreen
from assistant.tui.home import ASK, CHOOSE, GO_ON, HomeScreen
from assistant.tui.house import House, HouseDoors
from assistant.tui.messages import Entered, Left, Read
from assistant.tui.options import Choices
from assistant.tui.prompt import Prompt
from assistant.tui.reader import ReaderScreen

LEFT_EARLY = 3
"""Exit code where an interview was left before its verdict; the session is kept."""

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    variables={"text-muted": "#ffffff", "text-disabled": "#ffffff"},
)


class WhichflowApp(App[int]):
    """The Textual face. `run()` returns the exit code."""

    TITLE = "whichflow"
    CSS_PATH = "whichflow.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Commands}
    # Textual declares these two as if they were of the instance, so ClassVar does not fit.
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-narrow"),
        (80, "-normal"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "keys", "help", id="app.help", tooltip="all keys; also ? in the empty input"),
        Binding(
            "ctrl+p", "command_palette", "commands", id="app.commands", priority=True, tooltip="all commands"
        ),
        Binding(
            "ctrl+q", "quit", "quit", id="app.quit", priority=True, tooltip="quit; what was said is kept"
        ),
        Binding("ctrl+c", "help_quit", "copy", id="app.copy", show=False, tooltip="copy what is selected"),
    ]

    def __init__(self, doors: Doors, *, begin: str | None = None, talk: Talk | None = None) -> None:
        """`begin` ("interview" or "resume") skips the first screen, and so does a `talk` to go into."""
        super().__init__()
        self._doors = doors
        self._begin = begin
        self._talk = talk

    def on_mount(self) -> None:
        """The first screen, and on through a door where that was asked for."""
        self.register_theme(HIGH_CONTRAST)
        self.push_screen(HomeScreen(self._doors))
        door = {"interview": CHOOSE, "resume": GO_ON}.get(self._begin or "")
        if self._talk:
            self.push_screen(ChatScreen(self._talk))
        elif door:
            self.action_enter(door)

    def action_enter(self, door: str, question: str = "") -> None:
        """Go through a door of the first screen."""
        try:
            if door == GO_ON:
                screen = ChatScreen(self._doors.go_on())
            else:
                screen = ChatScreen(
                    self._doors.ask() if door == ASK else self._doors.choose(), first=question
                )
        except Trouble as trouble:
            self.notify(str(trouble), severity="error", markup=False)
            return
        self.action_home()
        self.push_screen(screen)

    def action_home(self) -> None:
        """Back to the first screen."""
        while not isinstance(self.screen, HomeScreen):
            self.pop_screen()

    def action_guide(self) -> None:
        """Read the guide from its start."""
        self._read(None, (), 0)

    def action_keys(self) -> None:
        """Show the keys."""
        if not isinstance(self.screen, HelpScreen):
            rooms = (
                ("Everywhere", WhichflowApp),
                ("First screen", HomeScreen),
                ("Conversation", ChatScreen),
                ("Input", Prompt),
                ("Answers", Choices),
                ("Guide", ReaderScreen),
            )
            self.push_screen(HelpScreen(rooms))

    def action_help_quit(self) -> None:
        """What ctrl+c says where nothing is selected; many expect it to quit."""
        self.notify("Nothing is selected to copy. F8 copies the conversation, Ctrl+Q quits.", markup=False)

    async def action_quit(self) -> None:
        """Leave. What was said is on disk already."""
        self._leave()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy, and say so: the terminal does it silently, if it does it."""
        super().copy_to_clipboard(text)
        self.notify(f"Copied {len(text):,} characters to the clipboard, through the terminal.", markup=False)

    @on(Entered)
    def entered(self, event: Entered) -> None:
        """A door was taken."""
        self.action_enter(event.door, event.question)

    @on(Read)
    def read(self, event: Read) -> None:
        """Something of the guide is to be shown."""
        self._read(event.text, event.citations, event.number)

    @on(Left)
    def left(self) -> None:
        """The person said goodbye."""
        self._leave()

    def _read(self, text: GuideText | None, citations: tuple[Citation, ...], number: int) -> None:
        try:
            self.push_screen(ReaderScreen(self._doors, text, citations, number))
        except Trouble as trouble:
            self.notify(str(trouble), severity="error", markup=False)

    def _leave(self) -> None:
        talks = [screen.talk for screen in self.screen_stack if isinstance(screen, ChatScreen)]
        code = 0 if all(talk.finished for talk in talks) else LEFT_EARLY
        self.exit(code, return_code=code)


def run(house: House, mode: str, talk: Talk | None) -> int:
    """Show the screens over a house, at its first one or in `talk`, and return the exit code."""
    doors = HouseDoors(house, mode, lambda: datetime.now(UTC).astimezone())
    code = WhichflowApp(doors, talk=talk).run()
    # None: the app was torn down from outside; what was said is kept all the same.
    return LEFT_EARLY if code is None else code
