"""The command palette with bindings that can be moved and without signs that a terminal may lack."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.containers import Horizontal, Vertical
from textual.events import Paste
from textual.widgets import Input, LoadingIndicator

from assistant.text import clean
from assistant.tui.lists import Cursor
from assistant.tui.named import named
from assistant.tui.room import Room

_LONGEST = 200
"""Characters of a paste that are looked for; no command has so many."""


class PaletteInput(CommandInput, inherit_bindings=False):
    """Where the name of a command is typed."""

    BINDINGS: ClassVar[list[BindingType]] = named("input", Input.BINDINGS)

    def told(self) -> str:
        """What this is, for the help."""
        return "All that can be done here. Type a part of a name, choose with the arrows or the mouse."

    def _on_paste(self, event: Paste) -> None:
        """A paste is one line of plain text, as in every other input."""
        event.stop()
        event.prevent_default()
        self.replace(clean(event.text, limit=_LONGEST), *sorted(self.selection))


class PaletteList(CommandList, Cursor, inherit_bindings=False):
    """The commands found. The keys stay with the input, which moves the cursor here."""

    def shows_cursor(self) -> bool:
        """Always."""
        return True


class Palette(CommandPalette, inherit_bindings=False):
    """Everything that can be done, to be found by a part of its name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *Room.BINDINGS,
        *named("palette", CommandPalette.BINDINGS),
        # The palette shuts out the keys of the app; help is wanted here as well.
        Binding("f1", "app.keys", "help", id="palette.help"),
    ]

    def compose(self) -> ComposeResult:
        """As Textual has it, with our own input."""
        icon = SearchIcon()
        icon.icon = ">"
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield icon
                yield PaletteInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield PaletteList()
                yield LoadingIndicator()
