"""The help: the keys that hold on a screen, taken from the bindings themselves, and what the cursor is on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from assistant.settings import FILE
from assistant.tui import ink
from assistant.tui.key_line import KeyLine
from assistant.tui.keyboard import keyboard_of, long_name
from assistant.tui.lists import Page
from assistant.tui.room import Room
from assistant.tui.turn import Turn

_COLUMN = 18
_WAY_BACK = 3
"""Columns that a narrow screen needs between the keys and what they do."""
_HEADINGS = {
    "prompt": "Input",
    "choices": "Answers",
    "chat": "Conversation",
    "home": "First screen",
    "reader": "Guide",
    "sessions": "Sessions",
    "records": "Decision records",
    "sure": "This question",
    "palette": "Commands",
    "screen": "From part to part",
    "app": "Everywhere",
    "list": "In this list",
    "search": "In the search",
    "page": "In this text",
    "input": "Editing what is typed",
}
"""Headings by the first part of a binding's id, in the order in which they stand."""


Row = tuple[str, str, str]
"""Keys, what they do, and the name by which the settings file moves them."""


@dataclass(frozen=True, slots=True)
class Helped:
    """What the help says: what is under the cursor, how typing goes, and headed keys with what they do."""

    here: tuple[str, ...]
    note: str
    keys: tuple[tuple[str, tuple[Row, ...]], ...]


def helped(screen: Screen[Any]) -> Helped:
    """The help for a screen as it is now."""
    focused, mouse = screen.focused, screen.app.mouse_over
    here = [_told(screen), _at("Under the cursor", focused)]
    if mouse is not focused:
        here.append(_at("Under the mouse", mouse))
    groups: dict[str, list[Row]] = {}
    for name, (keys, does) in _by_id(screen.active_bindings.values()).items():
        groups.setdefault(name.partition(".")[0], []).append((", ".join(map(long_name, keys)), does, name))
    ordered = sorted(groups, key=lambda group: (*_HEADINGS, group).index(group))
    return Helped(
        tuple(told for told in here if told),
        screen.NOTE if isinstance(screen, Room) else "",
        tuple((_HEADINGS.get(group, group), tuple(groups[group])) for group in ordered),
    )


def _at(where: str, node: object) -> str:
    told = "" if isinstance(node, Screen) else _told(node)
    return f"{where}: {told}" if told else ""


def _told(node: object) -> str:
    """What a screen or widget says of itself."""
    told = getattr(node, "told", None)
    return str(told()) if callable(told) else ""


def _by_id(active: Iterable[ActiveBinding]) -> dict[str, tuple[list[str], str]]:
    """Each binding once, with all of its keys."""
    found: dict[str, tuple[list[str], str]] = {}
    for bound in active:
        binding = bound.binding
        does = binding.tooltip or binding.description
        found.setdefault(binding.id or binding.action, ([], does))[0].append(binding.key)
    return found


class HelpPage(Page):
    """The help's text."""

    def told(self) -> str:
        """What this is."""
        return "The help."


class HelpScreen(Room):
    """The keys of the screen below."""

    AUTO_FOCUS = "#keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,f1,question_mark,q", "dismiss", "back", id="help.back", tooltip="back to where you were"
        ),
    ]

    def __init__(self, about: Helped) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """One page."""
        yield HelpPage(Turn(self._draw), id="keys")
        yield KeyLine()

    def _draw(self, width: int) -> list[Content]:
        lines = ink.indented(Content.styled("Help", ink.STRONG), width)
        for told in self._about.here:
            lines += ink.indented(Content(told), width)
        lines.append(Content())
        back = keyboard_of(self.app).shown("help.back")
        ways = f"The names in brackets move keys, in {FILE}. {back} closes this."
        lines += ink.indented(Content(f"{self._about.note} {ways}".lstrip()), width)
        longest = max((len(keys) for _, rows in self._about.keys for keys, _, _ in rows), default=0)
        column = min(_COLUMN, longest + _WAY_BACK, max(8, width // 3))
        for heading, rows in self._about.keys:
            lines += [Content(), *ink.indented(Content.styled(heading, ink.STRONG), width)]
            for keys, does, name in rows:
                # Keys too long for their column get a line of their own.
                first = keys.ljust(column) if len(keys) < column else " " * column
                if len(keys) >= column:
                    lines += ink.indented(Content(keys), width)
                text = Content.assemble(does, (f"  [{name}]", ink.QUIET))
                lines += ink.indented(text, width, first, " " * column)
        return lines
