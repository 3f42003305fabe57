"""The bindings that hold on every screen."""

from __future__ import annotations

from textual.binding import Binding, BindingType

BINDINGS: list[BindingType] = [
    Binding("f1,question_mark", "keys", "help", id="app.help",
            tooltip="the keys of this screen; ? where nothing has been typed"),
    Binding("ctrl+p", "command_palette", "commands", id="app.commands", priority=True,
            tooltip="all commands"),
    Binding("ctrl+q", "quit", "quit", id="app.quit", priority=True, tooltip="quit; what was said is kept"),
    Binding("ctrl+c", "help_quit", "copy", id="app.copy", show=False, tooltip="copy what is selected"),
]  # fmt: skip
