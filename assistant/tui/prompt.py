"""The input line: takes every letter that is typed and every line that is pasted."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.message import Message

from assistant.text import MAX_LINE, clean
from assistant.tui.keyboard import keyboard_of
from assistant.tui.lists import Field
from assistant.tui.options import Choices

_LINE_END = "ctrl+j"
"""What enter arrives as where it was pressed before the screen was up."""


class Prompt(Field):
    """An input that shares its keys with the list of options above it.

    Letters always type. Digits choose only while nothing has been typed; up, down and space belong to the
    options from the moment one is marked until the next letter.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "mark(-1)", "mark the answer above", show=False, id="prompt.up"),
        Binding("down", "mark(1)", "mark the answer below", show=False, id="prompt.down"),
        Binding("enter", "submit", "say it; or choose the marked answer", show=False, id="prompt.enter"),
    ]

    class Said(Message):
        """A line to say."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, choices: Choices, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False, id="prompt")
        self._choices = choices
        self._pasted: dict[str, str] = {}

    def told(self) -> str:
        """What this is, and what is marked above it."""
        enter = keyboard_of(self.app).shown("prompt.enter")
        return f"The input. {self.placeholder}; {enter} says it. {self._choices.told_marked()}".rstrip()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """The sign for help is a key while nothing has been typed, and a sign like others from then on."""
        return not self._asks_help(key) and super().check_consume_key(key, character)

    def take(self, character: str) -> None:
        """Type a character that was pressed while something else had the focus."""
        self.focus()
        self.insert_text_at_cursor(character)

    def put(self, text: str) -> None:
        """Put a text in place of what is there, with the cursor behind it."""
        self.value = text
        self.cursor_position = len(text)

    def paste(self, text: str) -> None:
        """Add a pasted text: all of it, in one line.

        A long one is shown as a short stand-in and put back when it is sent, because drawing a megabyte in
        one line would stop the screen.
        """
        shown = " ".join(text.split())
        if len(shown) > MAX_LINE:
            lines = len(text.splitlines())
            stand_in = f"<pasted {len(self._pasted) + 1}: {lines:,} lines, {len(shown):,} characters>"
            self._pasted[stand_in] = shown
            shown = stand_in
        else:
            shown = clean(shown)
        start, end = sorted(self.selection)
        # A line break at either end keeps what was pasted apart from what stands beside it.
        before = " " if start and text[:1].isspace() else ""
        after = " " if text[-1:].isspace() else ""
        self.replace(before + shown + after, start, end)

    async def action_submit(self) -> None:
        """Send the line, or choose the marked option where nothing is typed."""
        text = self.value
        if not text.strip():
            self._choices.action_choose()
            return
        for stand_in, pasted in self._pasted.items():
            text = text.replace(stand_in, pasted)
        self._pasted.clear()
        self.value = ""
        self._tell(self.Said(text))

    def action_mark(self, step: int) -> None:
        """Move the mark among the options."""
        self._choices.move(step)

    def action_paste(self) -> None:
        """Paste what was copied in this app."""
        self.paste(self.app.clipboard)

    async def _on_key(self, event: Key) -> None:
        ticks = event.key in keyboard_of(self.app).keys("choices.tick")
        if ticks and self._choices.several and self._choices.highlighted is not None:
            event.stop()
            event.prevent_default()
            self._choices.action_tick()
        elif not self.value and event.character and self._choices.takes(event.character, event.key):
            event.stop()
            event.prevent_default()
            self._tell(Choices.Chosen(event.character))
        elif self._asks_help(event.key):
            # Not stopped: it goes on to the app, whose binding it is.
            event.prevent_default()
        elif event.is_printable:
            self._choices.unmark()
        else:
            await self._do_now(event)

    async def _do_now(self, event: Key) -> None:
        """Do at once what a key of the input does, enter above all.

        As a binding it goes up to the app and comes back late: what was typed ahead would have reached the
        input before it, so that two lines became one.
        """
        bound = self.screen.active_bindings.get(event.key)
        if bound is None and event.key == _LINE_END:
            done = await self.app.run_action("submit", self)
        elif bound and bound.node is self:
            # An action that finds nothing to do leaves its key to whoever comes next.
            done = await self.app.run_action(bound.binding.action, self)
        else:
            done = False
        if done:
            event.stop()
            event.prevent_default()

    def _tell(self, message: Message) -> None:
        """Straight to the screen, so that what is said by enter and by digit comes there in its order."""
        self.screen.post_message(message)

    def _asks_help(self, key: str) -> bool:
        return not self.value and key in keyboard_of(self.app).keys("app.help")

    def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def on_input_changed(self) -> None:
        """Ticks follow the text."""
        self._choices.tick_from(self.value)
