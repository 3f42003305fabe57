"""Beside the chat, where the screen is wide enough: what is known, and where each architecture stands."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Line

from assistant.tui.draw import QUIET, STRONG, indented
from assistant.tui.lists import Answers
from assistant.view import AnswerLine, Standing, View

STANDING_WORDS = {"in": "in", "out": "out", "leads": "in, leads for now", "chosen": "chosen"}
SHOWN = 60
"""Characters of an answer that are shown; all of it stands in the chat."""

_WIDTH = 34
"""Columns of an answer; as wide as the style sheet makes the panel, less its borders."""


class Panel(Vertical):
    """The state of the interview. Choosing an answer asks for it again."""

    class Change(Message):
        """An answer was chosen to be changed."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def compose(self) -> ComposeResult:
        """Two lists with a heading each."""
        yield Static(Content.styled("So far", STRONG), markup=False)
        yield Static(Content.styled("nothing yet", QUIET), id="nothing", markup=False)
        yield Answers(id="answers", markup=False, compact=True)
        yield Static(Content.styled("Standing", STRONG), id="standing-title", markup=False)
        yield Static(id="standing", markup=False)

    def show(self, view: View) -> None:
        """Draw the state."""
        answers = self.query_one("#answers", OptionList)
        marked = answers.highlighted
        answers.set_options(Line(_answer(line), id=str(line.number)) for line in view.answers)
        answers.display = bool(view.answers)
        if marked is not None and marked < len(view.answers):
            answers.highlighted = marked
        answers.scroll_end(animate=False)
        self.query_one("#nothing").display = not view.answers
        width = max((len(standing.start) for standing in view.standing), default=0)
        lines = [_standing(standing, width) for standing in view.standing]
        self.query_one("#standing", Static).update(Content("\n").join(lines))

    @on(OptionList.OptionSelected, "#answers")
    def change(self, event: OptionList.OptionSelected) -> None:
        """An answer was chosen."""
        event.stop()
        if event.option_id:
            self.post_message(self.Change(int(event.option_id)))


def _answer(line: AnswerLine) -> Content:
    value = line.value if len(line.value) <= SHOWN else f"{line.value[:SHOWN]}…"
    note = (" (with a note)", QUIET) if line.note else ""
    text = Content.assemble((f"{line.short}  ", QUIET), value, note)
    return Content("\n").join(indented(text, _WIDTH, f"{line.number:>2}  ", "    "))


def _standing(standing: Standing, width: int) -> Content:
    strong = STRONG if standing.word in {"leads", "chosen"} else ""
    quiet = QUIET if standing.word == "out" else strong
    name = standing.start.ljust(width + 2)
    return Content.assemble((name, quiet), (STANDING_WORDS[standing.word], quiet))
