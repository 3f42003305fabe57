"""The keys, listed from the bindings themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Footer

from assistant.tui import draw
from assistant.tui.turn import Turn

_COLUMN = 18


class HelpScreen(Screen[None]):
    """What every key does, on every screen."""

    AUTO_FOCUS = "#keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "dismiss", "back", id="help.back", tooltip="back to where you were"),
    ]

    def __init__(self, rooms: Iterable[tuple[str, type[DOMNode]]]) -> None:
        """`rooms` are headings, each with the class whose keys stand under it."""
        super().__init__()
        self._rooms = tuple(rooms)

    def compose(self) -> ComposeResult:
        """One page."""
        yield VerticalScroll(Turn(self._draw), id="keys")
        yield Footer(show_command_palette=False, compact=True)

    def _draw(self, width: int) -> list[Content]:
        lines = draw.indented(Content.styled("Keys", draw.STRONG), width)
        intro = (
            "Letters always type, and everything can be said in words too: type help for the words. "
            "Digits choose while nothing has been typed."
        )
        lines += draw.indented(Content(intro), width)
        for heading, room in self._rooms:
            lines += [Content(), *draw.indented(Content.styled(heading, draw.STRONG), width)]
            for keys, does in keys_of(room):
                lines += draw.indented(Content(does), width, keys.ljust(_COLUMN), " " * _COLUMN)
        return lines


def keys_of(room: type[DOMNode]) -> list[tuple[str, str]]:
    """The keys of a class and what they do; only those that are ours, not every cursor key of an input."""
    ours = [kind for kind in room.__mro__ if kind.__module__.startswith(__package__ or "")]
    bindings = [binding for kind in ours for binding in kind.__dict__.get("BINDINGS", ())]
    return [
        (", ".join(_named(key) for key in binding.key.split(",")), binding.tooltip or binding.description)
        for binding in bindings
        if isinstance(binding, Binding)
    ]


def _named(key: str) -> str:
    names = {"slash": "/", "pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc"}
    return names.get(key) or "+".join(part.capitalize() if len(part) > 1 else part for part in key.split("+"))
