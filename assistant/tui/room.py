"""What every screen of ours shares: bindings that can be moved, and a line of keys at the bottom."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen

from assistant.tui.keyboard import is_printable

_FIRST = ("app.help", "app.commands")
"""Shown first at the bottom: through these everything else is found, also by mouse on a narrow screen."""
_ANY = "a"
"""Which character it is makes no difference: the field takes them all."""


class Room(Screen[None], inherit_bindings=False):
    """A screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "next list", id="screen.next", show=False,
                tooltip="on to the lists, and back to the input"),
        Binding("shift+tab", "app.focus_previous", "previous list", id="screen.previous", show=False,
                tooltip="the other way round"),
        Binding("ctrl+c,super+c", "screen.copy_text", "copy", id="screen.copy", show=False,
                tooltip="copy the text that the mouse has marked"),
    ]  # fmt: skip

    NOTE: ClassVar[str] = ""
    """How typing goes here, for the help."""

    def __init__(self) -> None:
        super().__init__()
        # Textual tells a screen its size only after it has worked out the styles of all that is on it.
        app = self.app
        for steps, cells in zip(
            (app.HORIZONTAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS), app.size, strict=True
        ):
            self.add_class(*[name for start, name in steps or () if start <= cells][-1:])

    def told(self) -> str:
        """What this screen shows in full where it had to be cut, for the help."""
        return ""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The bindings that hold now, those first that lead to all others.

        A character that the focused field would type is no key, even where a binding was moved to it.
        """
        focused = self.focused
        active = {
            key: bound
            for key, bound in super().active_bindings.items()
            if not (focused and focused.check_consume_key(key, _ANY if is_printable(key) else None))
        }
        return dict(sorted(active.items(), key=lambda item: _rank(item[1].binding.id)))


def _rank(name: str | None) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)
