"""Beside the chat: what is known so far, where each architecture stands, what it turns on, and pitfalls.

On a screen too narrow for both, it stands in place of the turns while one looks at it.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Line

from assistant.tui import standing
from assistant.tui.ink import QUIET, STRONG, indented
from assistant.tui.lists import Answers, Pitfalls
from assistant.view import AnswerLine, View, Warned

SHOWN = 60
"""Characters of an answer that are shown; all of it stands in the chat."""
_AIRY = "-airy"
"""The class under which an empty line parts the lists; where each line counts there is none."""


class Panel(Vertical):
    """The state of the interview. Choosing an answer asks for it again; choosing a pitfall reads of it."""

    LEAST: ClassVar[int] = 3
    """Lines that either list keeps where not all fits; it scrolls in them."""

    class Change(Message):
        """An answer was chosen to be changed."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Pitfall(Message):
        """A pitfall was chosen; `number` is its place among those that are shown, from 1."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__(id="panel")
        self._view: View | None = None
        self._width = 0

    def compose(self) -> ComposeResult:
        """Two lists, and what stands between them."""
        yield Static(id="so-far", markup=False)
        yield Answers(id="answers", markup=False, compact=True)
        yield Static(id="standing", markup=False)
        yield Static(id="turns-on", markup=False)
        yield Static(id="warned", markup=False)
        yield Pitfalls(id="pitfalls", markup=False, compact=True)

    def show(self, view: View) -> None:
        """Draw the state."""
        self._view = view
        self._draw()

    def look(self) -> None:
        """Put the cursor here: on the answers, else on the pitfalls."""
        for name in ("#answers", "#pitfalls"):
            found = self.query_one(name, OptionList)
            if found.option_count:
                found.focus()
                return

    def on_resize(self) -> None:
        """Wrap the lines to another width, and share another height."""
        if self.content_size.width != self._width:
            self._draw()
        self._share()

    @on(OptionList.OptionSelected, "#answers")
    def change(self, event: OptionList.OptionSelected) -> None:
        """An answer was chosen."""
        event.stop()
        if event.option_id:
            self.post_message(self.Change(int(event.option_id)))

    @on(OptionList.OptionSelected, "#pitfalls")
    def read(self, event: OptionList.OptionSelected) -> None:
        """A pitfall was chosen."""
        event.stop()
        self.post_message(self.Pitfall(event.option_index + 1))

    def _draw(self) -> None:
        view, width = self._view, self.content_size.width
        self._width = width
        if view is None or not width:
            return
        # A list keeps its last column for the bar that shows while it scrolls.
        self._fill("#answers", [_answer(line, width - 1) for line in view.answers])
        self._fill("#pitfalls", [_pitfall(each, width - 1) for each in view.pitfalls])
        self._tell("#so-far", [standing.heading("So far", len(view.answers))])
        self._tell("#standing", standing.standing(view, width))
        self._tell("#turns-on", standing.turns_on(view, width))
        self._tell("#warned", [standing.heading("Pitfalls", len(view.pitfalls))] if view.pitfalls else [])
        self._share()

    def _tell(self, name: str, lines: list[Content]) -> None:
        text = self.query_one(name, Static)
        text.display = bool(lines)
        text.update(Content("\n").join(lines))

    def _fill(self, name: str, lines: list[Content]) -> None:
        found = self.query_one(name, OptionList)
        marked = found.highlighted
        found.set_options(Line(line, id=str(number)) for number, line in self._numbered(name, lines))
        found.display = bool(lines)
        if marked is not None and marked < len(lines):
            found.highlighted = marked
        elif name == "#answers":
            # The newest matter most. Only after the lists have their new heights can this one scroll.
            self.call_after_refresh(found.scroll_end, animate=False)

    def _numbered(self, name: str, lines: list[Content]) -> list[tuple[int, Content]]:
        numbers = [line.number for line in self._view.answers] if self._view and name == "#answers" else []
        return list(zip(numbers or range(1, len(lines) + 1), lines, strict=True))

    def _share(self) -> None:
        """Give each list the lines that are left; where they are too few, the answers yield first."""
        answers, pitfalls = self.query_one("#answers", OptionList), self.query_one("#pitfalls", OptionList)
        texts = [text for text in self.query(Static) if text.display]
        fixed = sum(str(text.content).count("\n") + 1 for text in texts)
        wanted = [_height(answers), _height(pitfalls)]
        left = self.content_size.height - fixed
        airy = left - sum(wanted) >= len(texts)
        self.set_class(airy, _AIRY)
        warned = min(wanted[1], max(self.LEAST, left - min(wanted[0], self.LEAST)))
        pitfalls.styles.max_height = max(1, warned)
        answers.styles.max_height = max(min(self.LEAST, wanted[0]), left - warned, 1)


def _height(found: OptionList) -> int:
    prompts = [option.prompt for option in found.options]
    return sum(prompt.plain.count("\n") + 1 for prompt in prompts if isinstance(prompt, Content))


def _answer(line: AnswerLine, width: int) -> Content:
    value = line.value if len(line.value) <= SHOWN else f"{line.value[:SHOWN]}…"
    note = (" (with a note)", QUIET) if line.note else ""
    text = Content.assemble((f"{line.short}  ", QUIET), (value, STRONG), note)
    return Content("\n").join(indented(text, width, f"{line.number:>2}  ", "    "))


def _pitfall(warned: Warned, width: int) -> Content:
    return Content("\n").join(indented(Content(warned.text), width, "  ", "    "))
