"""A question before something is done that cannot be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from assistant.option import Option
from assistant.tui.ink import STRONG
from assistant.tui.key_line import KeyLine
from assistant.tui.options import Choices
from assistant.tui.room import Room

YES, NO = "1", "2"


class SureScreen(Room):
    """Asks once more. What is marked at first is to leave things as they are."""

    AUTO_FOCUS = "#choices"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "leave it", id="sure.back", tooltip="leave everything as it is"),
    ]

    def __init__(self, asks: str, yes: str, no: str, act: Callable[[], None]) -> None:
        """`yes` and `no` are the answers in words; `act` is done on the first of them."""
        super().__init__()
        self._asks, self._act = asks, act
        self._offered = (Option(YES, yes), Option(NO, no))

    def compose(self) -> ComposeResult:
        """The question, its two answers, the keys."""
        yield Static(Content.styled(self._asks, STRONG), id="sure", markup=False)
        yield Choices(id="choices")
        yield KeyLine()

    def on_mount(self) -> None:
        """Offer the answers."""
        choices = self.query_one(Choices)
        choices.offer(self._offered)
        choices.highlighted = 1

    def told(self) -> str:
        """The question."""
        return self._asks

    @on(Choices.Chosen)
    def chosen(self, event: Choices.Chosen) -> None:
        """An answer."""
        self.dismiss()
        if event.key == YES:
            self._act()
