"""What the first screen and the chat share: options above, a line to type in below."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Key, Paste
from textual.screen import Screen
from textual.widgets import Footer, Static

from assistant.tui.options import Choices
from assistant.tui.prompt import Prompt


class Desk(Screen[None]):
    """A screen on which typing always works, wherever the focus is."""

    AUTO_FOCUS = "#prompt"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab",
            "app.focus_next",
            "next list",
            id="desk.next",
            tooltip="on to the lists, and back to the input",
            show=False,
        ),
        Binding(
            "shift+tab",
            "app.focus_previous",
            "previous list",
            id="desk.previous",
            tooltip="the other way round",
            show=False,
        ),
    ]

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.choices = Choices(id="choices")
        self.prompt = Prompt(self.choices, placeholder)

    def compose_desk(self) -> ComposeResult:
        """The options, the input and the keys, to be put at the bottom."""
        yield self.choices
        yield Horizontal(Static("> ", id="caret", markup=False), self.prompt, id="line")
        yield Footer(show_command_palette=False, compact=True)

    def on_key(self, event: Key) -> None:
        """A letter pressed while a list has the focus belongs into the input."""
        if self.focused is self.prompt or not event.is_printable or event.character in {None, " "}:
            return
        event.stop()
        if event.character == "?" and not self.prompt.value:
            self.help_wanted()
        elif event.character:
            self.prompt.take(event.character)

    def on_paste(self, event: Paste) -> None:
        """So does a paste."""
        if self.focused is not self.prompt:
            event.stop()
            self.prompt.focus()
            self.prompt.paste(event.text)

    @on(Choices.Ticked)
    def ticked(self, event: Choices.Ticked) -> None:
        """Ticks go into the input, where they are seen and can be changed before they are sent."""
        self.prompt.put(event.keys)

    @on(Prompt.HelpWanted)
    def help_wanted(self) -> None:
        """Show the keys."""
        self.app.run_worker(self.app.run_action("app.keys"), exclusive=True)
