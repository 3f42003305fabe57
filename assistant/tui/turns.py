"""The turns of a chat, one under the other, and how they scroll."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.replies import Question
from assistant.tui import draw
from assistant.tui.ink import QUIET
from assistant.tui.keyboard import keyboard_of
from assistant.tui.touch import Touch
from assistant.tui.turn import Turn

_ROOM_TO_READ = 8
"""Lines from which a long turn is shown from its beginning; with fewer, its question matters more."""


class Turns(Vertical):
    """Shows the newest turn: its end where it fits, its beginning where it is longer than the screen."""

    _newest: Turn | None = None
    _asked: Question | None = None

    def compose(self) -> ComposeResult:
        """The turns, and a line that says when there is more of them below, and what is asked there."""
        yield VerticalScroll(id="scroll", can_focus=False)
        yield Touch(id="more", markup=False)
        asked = Turn()
        asked.id = "asked"
        yield asked

    def on_mount(self) -> None:
        """Keep the line below true."""
        scroll = self._scroll
        for state in ("scroll_y", "virtual_size", "size"):
            self.watch(scroll, state, self._tell_more, init=False)

    async def add(self, *turns: Turn) -> None:
        """Put turns at the end and show the last of them."""
        if not turns:
            return
        self._newest = turns[-1]
        await self._scroll.mount_all(turns)
        self.call_after_refresh(self._show, turns[-1])

    def asks(self, question: Question | None) -> None:
        """Take down the question that stands; the answers below the turns belong to it."""
        self._asked = question
        self.query_one("#asked", Turn).redraw(*([partial(draw.asked, question)] if question else []))
        self._tell_more()

    def page(self, step: int) -> None:
        """Scroll by a page, less a line to keep one's place by."""
        scroll = self._scroll
        # Set by hand: the anchor would pull a turn that is just being read back to the end.
        scroll.release_anchor()
        scroll.scroll_relative(y=step * max(1, scroll.size.height - 1), animate=False)

    @on(Touch.Touched, "#more")
    def more(self) -> None:
        """The line below does what it tells of."""
        self.page(1)

    @property
    def _scroll(self) -> VerticalScroll:
        return self.query_one("#scroll", VerticalScroll)

    def _show(self, turn: Turn) -> None:
        scroll = self._scroll
        if turn is not self._newest:
            return
        if turn.size.height > scroll.size.height >= _ROOM_TO_READ:
            scroll.release_anchor()
            scroll.scroll_to(y=turn.virtual_region.y, animate=False, immediate=True)
        else:
            # Where all fits there is nothing to hold on to; the style sheet keeps it at the bottom.
            scroll.anchor(scroll.max_scroll_y > 0)
        self._tell_more()

    def _tell_more(self) -> None:
        scroll = self._scroll
        below = round(scroll.max_scroll_y - max(0, scroll.scroll_y))
        lines = "1 more line" if below == 1 else f"{below} more lines"
        told = f"{lines} below: {keyboard_of(self.app).shown('chat.later')}" if below > 0 else ""
        self.query_one("#more", Static).update(Content.styled(told, QUIET))
        # Where its words are out of sight, the answers would stand there without their question.
        asked = self.query_one("#asked")
        # Nor may it stay for want of the very lines that it takes.
        fits = scroll.virtual_size.height <= scroll.size.height + asked.size.height
        asked.set_class(below > 0 and not fits and self._asked is not None, "-shown")
