"""What the first screen and the chat share: options above, a line to type in below."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Paste
from textual.widgets import Input, Static

from assistant.tui.key_line import KeyLine
from assistant.tui.options import Choices
from assistant.tui.prompt import Prompt
from assistant.tui.room import Room
from assistant.tui.touch import Touch


class Desk(Room):
    """A screen on which typing always works, wherever the focus is."""

    AUTO_FOCUS = "#prompt"
    NOTE = (
        "Letters always type, and everything can be said in words too: type help for the words. "
        "Digits choose while nothing has been typed."
    )

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.choices = Choices(id="choices")
        self.prompt = Prompt(self.choices, placeholder)

    def compose_desk(self) -> ComposeResult:
        """The options and the input, to be put at the bottom."""
        yield self.choices
        caret, send = Static("> ", id="caret", markup=False), Touch("[send]", id="send", markup=False)
        send.display = False
        yield Horizontal(caret, self.prompt, send, id="line")

    def compose_keys(self) -> ComposeResult:
        """The line of keys below all else."""
        yield KeyLine()

    def on_key(self, event: Key) -> None:
        """A letter pressed while a list has the focus belongs into the input, unless the list uses it."""
        if self.focused is self.prompt or not event.is_printable or event.character in {None, " "}:
            return
        if "+" in event.key:
            # Alt with a digit is a key, bound or not, and no digit.
            return
        bound = self.active_bindings.get(event.key)
        wanted = bound and (bound.node is self.focused or not self.prompt.value)
        if wanted or not event.character:
            return
        event.stop()
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

    @on(Input.Changed, "#prompt")
    def typed(self) -> None:
        """What has been typed can be sent by mouse too."""
        self.query_one("#send").display = bool(self.prompt.value)

    @on(Touch.Touched, "#send")
    async def send(self) -> None:
        """Send it."""
        self.prompt.focus()
        await self.prompt.action_submit()
