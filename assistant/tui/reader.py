"""The guide, to read: its sections at the left, one of them at the right with what was cited marked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option as Line

from assistant.errors import Trouble
from assistant.replies import Citation, GuideText
from assistant.tui import draw, ink
from assistant.tui.doors import Doors
from assistant.tui.header import Header
from assistant.tui.key_line import KeyLine
from assistant.tui.keyboard import keyboard_of
from assistant.tui.lists import Field, Page, Sections
from assistant.tui.room import Room
from assistant.tui.turn import Turn

_LISTING = "-listing"
"""The screen's class while one looks for a section."""


class ReaderScreen(Room):
    """Reads; says nothing. Esc goes back to where one was."""

    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", id="reader.back", tooltip="back to where you were"),
        Binding("right,n", "step(1)", "next source", id="reader.next", tooltip="next source of the reply"),
        Binding(
            "left,p", "step(-1)", "previous", id="reader.previous", tooltip="previous source of the reply"
        ),
        *(
            Binding(
                f"{number},alt+{number}",
                f"source({number})",
                f"source {number}",
                show=False,
                id=f"reader.source-{number}",
                tooltip=f"source {number} of the reply",
            )
            for number in range(1, 10)
        ),
        Binding("slash", "find", "find", id="reader.find", tooltip="find a section by its name"),
    ]

    def __init__(
        self, doors: Doors, text: GuideText | None, citations: tuple[Citation, ...] = (), number: int = 0
    ) -> None:
        """Opens at `text`, else at citation `number`, else at the first section."""
        super().__init__()
        self._doors = doors
        self._sections = doors.sections()
        self._text = text
        self._citations = citations
        self._shown = ""
        self._at = _place(citations, text, number)

    def compose(self) -> ComposeResult:
        """Header, list, page."""
        yield Header()
        with Horizontal(id="middle"):
            with Vertical(id="contents"):
                find = keyboard_of(self.app).shown("reader.find")
                yield Field(placeholder=f"{find} find a section", compact=True, id="find")
                yield Sections(id="sections", markup=False, compact=True)
            yield Page(Turn(), id="page")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what was asked for."""
        if self._text:
            self._show(self._text)
        elif self._citations:
            self._open(self._citations[self._at])
        elif self._sections:
            self._read(self._sections[0][0])
            self.query_one("#sections").focus()

    def action_leave(self) -> None:
        """Back: from the search field to the page, from the page to where one was."""
        find = self.query_one("#find", Input)
        if find.has_focus or self.has_class(_LISTING):
            find.value = ""
            self._to_page()
        else:
            self.dismiss()

    def action_step(self, step: int) -> None:
        """To another citation of the same reply."""
        if self._citations:
            self._at = (self._at + step) % len(self._citations)
            self._open(self._citations[self._at])

    def action_source(self, number: int) -> None:
        """To the citation of this number."""
        self._at = next(place for place, cite in enumerate(self._citations) if cite.number == number)
        self._open(self._citations[self._at])

    def action_find(self) -> None:
        """Type a part of a section's name."""
        # Where the screen is too narrow for both, the list stands in place of the page while one searches.
        self.add_class(_LISTING)
        self.query_one("#find").focus()

    def told(self) -> str:
        """Which section this is: a narrow screen has no list to see it in."""
        return f"Shown: {self._shown}." if self._shown else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A step is offered only where there is something to step to, and a source where there is one."""
        if action == "source":
            return parameters[0] in {cite.number for cite in self._citations}
        return action != "step" or len(self._citations) > 1

    @on(Input.Changed, "#find")
    def find(self) -> None:
        """List the sections whose name has these words."""
        self._list()

    @on(Input.Submitted, "#find")
    def found(self) -> None:
        """Read the first of them."""
        sections = self.query_one("#sections", OptionList)
        first = next((option.id for option in sections.options if option.id), None)
        if first:
            self._read(first)
            self._to_page()

    @on(OptionList.OptionSelected, "#sections")
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """A section was chosen."""
        if event.option_id:
            self._read(event.option_id)
            if self.has_class(_LISTING):
                self._to_page()

    def _to_page(self) -> None:
        self.remove_class(_LISTING)
        self.query_one("#page").focus()

    def _list(self) -> None:
        """List the sections whose name has the words looked for, under the names of their groups."""
        wanted = self.query_one("#find", Input).value.lower().split()
        found = [
            (section, title)
            for section, title in self._sections
            if all(word in f"{section} {title}".lower() for word in wanted)
        ]
        sections = self.query_one("#sections", OptionList)
        sections.clear_options()
        if not found:
            sections.add_option(Line(Content.styled("No section by that name.", ink.QUIET), disabled=True))
        for group, members in groupby(found, key=lambda entry: entry[0].partition("/")[0]):
            sections.add_option(Line(Content.styled(group.replace("-", " "), ink.QUIET), disabled=True))
            for section, title in members:
                here = section == self._shown
                sections.add_option(Line(Content(("* " if here else "  ") + title), id=section))
                if here:
                    sections.highlighted = sections.option_count - 1

    def _open(self, cite: Citation) -> None:
        self._read(cite.section, cite.passage)

    def _read(self, section: str, passage: str | None = None) -> None:
        try:
            text = self._doors.read(section)
        except Trouble as trouble:
            self.query_one(Turn).redraw(partial(draw.trouble, str(trouble)))
            return
        self._show(replace(text, marked=passage or text.marked))

    def _show(self, text: GuideText) -> None:
        page, turn = self.query_one("#page", Page), self.query_one(Turn)
        turn.redraw(partial(draw.guide, text))
        self._shown = text.section
        self._list()
        cited = [cite.section for cite in self._citations]
        here = text.section in cited and cited[self._at] == text.section
        place = f"source {self._at + 1} of {len(cited)}" if here else ""
        self.query_one(Header).show("The guide", state=place)
        page.scroll_home(animate=False)
        self.call_after_refresh(self._to_mark, text)

    def _to_mark(self, text: GuideText) -> None:
        page, turn = self.query_one("#page", Page), self.query_one(Turn)
        line = draw.marked_line(text, turn.content_size.width)
        # Two lines above the passage stay in sight, so that one sees where it stands.
        page.scroll_to(y=max(0, line - 2) if line > page.size.height // 2 else 0, animate=False)


def _place(citations: tuple[Citation, ...], text: GuideText | None, number: int) -> int:
    for place, cite in enumerate(citations):
        if cite.number == number or (text and (cite.section, cite.passage) == (text.section, text.marked)):
            return place
    return 0
