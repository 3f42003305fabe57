"""The app: holds the screens together and knows how one leaves."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.filter import LineFilter, Monochrome, NoColor

from assistant.errors import Trouble
from assistant.leaving import EARLY
from assistant.settings import keep_theme
from assistant.tui import everywhere
from assistant.tui.forgiving import forgive_bytes, forgive_loss, forgive_pastes, know_alt_digits
from assistant.tui.home import ASK, CHECK, CHOOSE, GO_ON, HomeScreen
from assistant.tui.house import HouseDoors
from assistant.tui.keyboard import short_name
from assistant.tui.look import Look
from assistant.tui.messages import Copied, Entered, Failed, Left, Read, Resumed
from assistant.tui.prompt import Prompt
from assistant.tui.themes import LINE, OURS

if TYPE_CHECKING:
    # Names alone; loading them takes time before the first screen is seen.
    from assistant.replies import Citation, GuideText
    from assistant.tui.doors import Doors, Talk
    from assistant.tui.house import House
    from assistant.tui.records import RecordsScreen
    from assistant.tui.sessions import SessionsScreen

_LONG_ENOUGH = 10
"""Seconds that a message with a path in it stays."""
COPY = "copied.txt"
"""What was copied last, in the home folder: not every terminal passes a text on to the clipboard."""


class WhichflowApp(App[int]):
    """The Textual face. `run()` returns the exit code."""

    TITLE = "whichflow"
    CSS_PATH = "whichflow.tcss"
    # Textual declares these two as if they were of the instance, so ClassVar does not fit.
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-narrow"),
        (80, "-normal"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (30, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = everywhere.BINDINGS

    def __init__(
        self, doors: Doors, *, begin: str | None = None, talk: Talk | None = None, look: Look | None = None
    ) -> None:
        """`begin` ("interview" or "resume") skips the first screen, and so does a `talk` to go into."""
        look = look or Look()
        self.keyboard = look.keyboard
        self._look = look
        super().__init__()
        if look.colour is not None:
            self.no_color = not look.colour
        for theme in OURS:
            self.register_theme(theme)
        self.theme = look.theme
        self.set_keymap(look.keyboard.keymap)
        self._doors = doors
        self._begin = begin
        self._talk = talk

    def get_default_screen(self) -> HomeScreen:
        """The first screen, under all others."""
        return HomeScreen(self._doors)

    def on_mount(self) -> None:
        """On through a door where that was asked for."""
        # What was told on one screen must not lie over the next.
        self.screen_change_signal.subscribe(self, lambda _: self.clear_notifications(), immediate=True)
        door = {"interview": CHOOSE, "resume": GO_ON}.get(self._begin or "")
        talk = self._talk
        if talk:
            self._open(lambda: talk)
        elif door:
            self.action_enter(door)

    def on_ready(self) -> None:
        """The first screen is drawn. What was loaded for it stays; rubbish is sought in what comes now."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def action_enter(self, door: str, question: str = "") -> None:
        """Go through a door of the first screen."""
        ways = {GO_ON: self._doors.go_on, ASK: self._doors.ask, CHECK: self._doors.check}
        self._open(ways.get(door, self._doors.choose), question)

    def action_sessions(self) -> None:
        """Show the sessions that were kept."""
        from assistant.tui.sessions import SessionsScreen  # noqa: PLC0415  (loaded when it is opened)

        self._enter(SessionsScreen)

    def action_records(self) -> None:
        """Show the decision records."""
        from assistant.tui.records import RecordsScreen  # noqa: PLC0415  (loaded when it is opened)

        self._enter(RecordsScreen)

    def action_home(self) -> None:
        """Back to the first screen."""
        while not isinstance(self.screen, HomeScreen):
            self.pop_screen()

    def action_guide(self) -> None:
        """Read the guide from its start."""
        self._read(None, (), 0)

    def action_keys(self) -> None:
        """Show the keys of this screen; again, and they go."""
        from assistant.tui.help import HelpScreen, helped  # noqa: PLC0415  (loaded when it is opened)

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        else:
            self.push_screen(HelpScreen(helped(self.screen)))

    def action_command_palette(self) -> None:
        """Show all commands."""
        from assistant.tui.commands import Commands  # noqa: PLC0415  (loaded when it is opened)

        self._palette(Commands, "Type a part of a command's name")

    def action_change_theme(self) -> None:
        """Show all themes."""
        from assistant.tui.commands import Themes  # noqa: PLC0415  (loaded when it is opened)

        self._palette(Themes, "Type a part of a theme's name")

    def action_wear(self, theme: str) -> None:
        """Put on a theme, and keep it for the next time."""
        self.theme = theme
        if self._look.home is None:
            return
        try:
            path = keep_theme(self._look.home, theme)
        except Trouble as trouble:
            self.complain(f"The theme is on, but for this time only: {trouble}.")
        else:
            self.notify(f"The theme {theme} is kept in {path}.", markup=False)

    def action_help_quit(self) -> None:
        """What the key for copying says where nothing is selected; many expect it to quit."""
        copy, leave = self.keyboard.shown("chat.copy"), self.keyboard.shown("app.quit")
        self.notify(
            f"Nothing is selected to copy. {copy} copies the conversation, {leave} quits.", markup=False
        )

    async def action_quit(self) -> None:
        """Leave. What was said is on disk already."""
        self._leave()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected, and say so: the terminal does it silently, if it does it."""
        self._copy(text, "what was selected")

    def complain(self, why: str) -> None:
        """Say that something did not work; in words, and not by colour alone."""
        self.notify(why, title="That did not work", severity="error", timeout=_LONG_ENOUGH, markup=False)

    def get_key_display(self, binding: Binding) -> str:
        """A key at the bottom, without signs that a terminal may lack."""
        return short_name(binding.key)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What of our own a theme may set."""
        return {LINE: "20%"}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters; without colour none at all is sent, not even grey; signs in ASCII if need be."""
        filters = [each for each in super().get_line_filters() if not isinstance(each, Monochrome | NoColor)]
        if self.no_color:
            filters.append(NoColor())
        return [*filters, self._look.marks] if self._look.marks else filters

    def _handle_exception(self, error: Exception) -> None:
        """Once one leaves, Textual 8.2 gives no screen its widgets any more; who misses them falls silent."""
        if self.return_code is None:
            super()._handle_exception(error)
        else:
            self._close_messages_no_wait()

    @on(Copied)
    def copied(self, event: Copied) -> None:
        """A text is to be copied."""
        self._copy(event.text, event.what)

    @on(Failed)
    def failed(self, event: Failed) -> None:
        """Something did not work."""
        self.complain(event.why)

    @on(Entered)
    def entered(self, event: Entered) -> None:
        """A door was taken; what was typed ahead behind it belongs into the talk that it has opened."""
        from assistant.tui.chat import ChatScreen  # noqa: PLC0415  (loaded when it is opened)

        if isinstance(self.screen, ChatScreen):
            self.screen.post_message(Prompt.Said(event.question or event.door))
        else:
            self.action_enter(event.door, event.question)

    @on(Resumed)
    def resumed(self, event: Resumed) -> None:
        """A session is to be gone on with."""
        self._open(partial(self._doors.archive.resume, event.session))

    @on(Read)
    def read(self, event: Read) -> None:
        """Something of the guide is to be shown."""
        self._read(event.text, event.citations, event.number)

    @on(Left)
    def left(self, event: Left) -> None:
        """The person said goodbye; what went wrong with it is said where the screen was."""
        self._leave(event.why)

    def _enter(self, room: type[SessionsScreen | RecordsScreen]) -> None:
        """Go into a room, or back to it where it is open underneath."""
        if not any(isinstance(screen, room) for screen in self.screen_stack):
            self.push_screen(room(self._doors))
            return
        while not isinstance(self.screen, room):
            self.pop_screen()

    def _open(self, way: Callable[[], Talk], question: str = "") -> None:
        """Open a conversation over the first screen; where it does not open, stay."""
        from assistant.tui.chat import ChatScreen  # noqa: PLC0415  (loaded when it is opened)

        try:
            screen = ChatScreen(way(), first=question)
        except Trouble as trouble:
            self.complain(str(trouble))
            return
        self.action_home()
        self.push_screen(screen)

    def _read(self, text: GuideText | None, citations: tuple[Citation, ...], number: int) -> None:
        from assistant.tui.reader import ReaderScreen  # noqa: PLC0415  (loaded when it is opened)

        try:
            self.push_screen(ReaderScreen(self._doors, text, citations, number))
        except Trouble as trouble:
            self.complain(str(trouble))

    def _palette(self, provider: type[Provider], asks: str) -> None:
        from assistant.tui.palette import Palette  # noqa: PLC0415  (loaded when it is opened)

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette([provider], placeholder=asks))

    def _copy(self, text: str, what: str) -> None:
        super().copy_to_clipboard(text)
        told = f"Copied {what}, {len(text):,} characters, to the clipboard if the terminal passes it on"
        if self._look.home:
            path = self._look.home / COPY
            try:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                # Only for this person's eyes, like the sessions.
                path.touch(mode=0o600)
                path.write_text(text + "\n", "utf-8")
            except OSError as error:
                told += f"; not to {path} ({error.strerror})"
            else:
                told += f", and to the file {path}"
        self.notify(f"{told}.", timeout=_LONG_ENOUGH, markup=False)

    def _leave(self, why: str = "") -> None:
        from rich.text import Text  # noqa: PLC0415  (a text alone: what went wrong is never read as markup)

        from assistant.tui.chat import ChatScreen  # noqa: PLC0415  (loaded when it is opened)

        talks = [screen.talk for screen in self.screen_stack if isinstance(screen, ChatScreen)]
        code = 0 if all(talk.finished for talk in talks) else EARLY
        self.exit(code, return_code=code, message=Text(why) if why else None)


def run(house: House, mode: str, talk: Talk | None, look: Look) -> int:
    """Show the screens over a house, at its first one or in `talk`, and return the exit code."""
    forgive_bytes()
    forgive_pastes()
    forgive_loss()
    know_alt_digits()
    doors = HouseDoors(house, mode, lambda: datetime.now(UTC).astimezone())
    code = WhichflowApp(doors, talk=talk, look=look).run()
    # None: the app was torn down from outside; what was said is kept all the same.
    return EARLY if code is None else code
