"""Textual's list, text field and page with bindings that can be moved, and with a mark beside the colour."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer, VerticalScroll
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, OptionList

from assistant.text import clean
from assistant.tui.keyboard import keyboard_of
from assistant.tui.named import named


class Cursor(OptionList):
    """A list whose cursor shows without colour: its line is turned round, and begins with a sign.

    The style sheet cannot do it: Textual 8.2 leaves `reverse` out of the styles of a list's options.
    """

    MARK: ClassVar[str] = ">"
    """Stands in the first column where that is free; empty where the lines bring a mark of their own."""

    def render_line(self, y: int) -> Strip:
        """A line as it is shown."""
        strip = super().render_line(y)
        number = self.scroll_offset.y + y
        if number >= len(self._lines) or not self.shows_cursor():
            return strip
        option, line = self._lines[number]
        if option != self.highlighted:
            return strip
        if self.MARK and not line and strip.text.startswith(" "):
            sign = [Segment(self.MARK, segment.style) for segment in strip.crop(0, 1)]
            strip = Strip.join([Strip(sign), strip.crop(1)])
        return strip.apply_style(Style(reverse=True))

    def shows_cursor(self) -> bool:
        """Whether keys move this list now."""
        return self.has_focus


class Lines(Cursor, inherit_bindings=False):
    """A list to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = named("list", OptionList.BINDINGS)
    TOLD: ClassVar[str] = "A list."

    def told(self) -> str:
        """What this is, and the whole of the line that the cursor is on, for the help."""
        if self.highlighted is None:
            return self.TOLD
        line = self.get_option_at_index(self.highlighted).prompt
        words = " ".join(line.plain.split()) if isinstance(line, Content) else ""
        return f"{self.TOLD} Marked: {words}."

    def on_focus(self) -> None:
        """Coming here by tab marks a line, so that one sees where one is."""
        if self.highlighted is None:
            self.action_first()


class Answers(Lines):
    """The answers beside the chat."""

    TOLD = "The answers so far. Choosing one asks its question again; nothing else is lost."


class Pitfalls(Lines):
    """The pitfalls beside the chat."""

    TOLD = "Pitfalls that the answers so far lead to. Choosing one opens the guide where it tells of it."


class Sections(Lines):
    """The sections of the guide."""

    TOLD = "The sections of the guide. Choosing one shows it at the right; * is the one that is shown."


class Kept(Lines):
    """What was kept: sessions, or records."""

    TOLD = "What was kept, the newest first. Choosing one opens it to read."


class Field(Input, inherit_bindings=False):
    """A line to type in."""

    BINDINGS: ClassVar[list[BindingType]] = named("input", Input.BINDINGS)

    def _on_paste(self, event: Paste) -> None:
        """A paste is one line of plain text, whatever was in it."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        self.replace(clean(event.text), start, end)

    async def _on_key(self, event: Key) -> None:
        """Alt with a letter is a key where a person has made it one; Textual would type the letter."""
        if "+" in event.key and event.key in self.screen.active_bindings:
            event.prevent_default()

    def told(self) -> str:
        """What this is, for the help."""
        back = keyboard_of(self.app).shown("reader.back")
        return f"Type a part of a section's name; the first one found opens, {back} takes the search away."


class SearchField(Field):
    """Where one types the words to look for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "to_list", "to the list", show=False, id="search.down", tooltip="to what was found"),
    ]

    class Down(Message):
        """On to the list."""

    def told(self) -> str:
        """What this is, for the help."""
        return "Type words: what is listed has all of them, somewhere in it. Enter goes to what was found."

    def action_to_list(self) -> None:
        """On to the list."""
        self.post_message(self.Down())


class Page(VerticalScroll, inherit_bindings=False):
    """A text to scroll through."""

    BINDINGS: ClassVar[list[BindingType]] = named("page", ScrollableContainer.BINDINGS)

    def told(self) -> str:
        """What this is, for the help."""
        return "A section of the guide. > stands before the passage that was cited."


class KeptPage(Page):
    """One of what was kept, to read."""

    def told(self) -> str:
        """What this is, for the help."""
        return "The text of what is marked in the list."
