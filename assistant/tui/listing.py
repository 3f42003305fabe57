"""What the rooms of sessions and of records share: a search, a list, and one of what is listed to read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option as Line

from assistant.errors import Trouble
from assistant.tui import rows
from assistant.tui.doors import Doors
from assistant.tui.header import Header
from assistant.tui.key_line import KeyLine
from assistant.tui.keyboard import keyboard_of
from assistant.tui.listed import Listed, T
from assistant.tui.lists import Kept, SearchField
from assistant.tui.messages import Failed
from assistant.tui.preview import Preview
from assistant.tui.sure import SureScreen
from assistant.tui.turn import Drawing

MOST = 1000
"""Lines that are listed; the search finds the others."""
REST = 0.15
"""Seconds without another key after which it searches, or shows what the cursor has come to."""

_READING = "-reading"
"""The screen's class while one reads; a narrow screen then shows the text in place of the list."""
_WIDE = "-wide"
"""Its class where both have room."""

Result = TypeVar("Result")


class Listing(Listed[T]):
    """Lists what was kept. What is marked is what every key works on."""

    AUTO_FOCUS = "#kept"

    def __init__(self, doors: Doors) -> None:
        super().__init__(doors)
        self._items: list[T] = []
        self._more = False
        self._waiting: Timer | None = None
        self._columns = 0

    def compose(self) -> ComposeResult:
        """Header, list with its search, page."""
        yield Header()
        with Horizontal(id="both"):
            with Vertical(id="shelf"):
                find = keyboard_of(self.app).shown(f"{self.id_of_keys()}.find")
                yield SearchField(placeholder=f"{find} {self.SEARCHES}", compact=True, id="search")
                yield Static(id="remark", markup=False)
                yield Kept(id="kept", markup=False, compact=True)
            yield Preview(id="text")
        yield KeyLine()

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.query_one(SearchField).value

    @property
    def current(self) -> T | None:
        """What is marked."""
        marked = self.query_one(Kept).highlighted
        return self._items[marked] if marked is not None and marked < len(self._items) else None

    @property
    def reading(self) -> bool:
        """Whether the text is open."""
        return self.has_class(_READING)

    def attempt(self, act: Callable[[], Result]) -> Result | None:
        """Do something; where it fails, say why and list anew, as it may have changed elsewhere."""
        try:
            return act()
        except Trouble as trouble:
            self.post_message(Failed(str(trouble)))
            self.refill()
            return None

    def say(self, words: str) -> None:
        """Say in passing what was done."""
        self.notify(words, timeout=10, markup=False)

    def ask(self, asks: str, yes: str, no: str, act: Callable[[], None]) -> None:
        """Ask once more, with nothing lying over the question."""
        self.app.clear_notifications()
        self._page.aside = False
        self.app.push_screen(SureScreen(asks, yes, no, act))

    def on_screen_resume(self) -> None:
        """What is listed may be different by now."""
        self.refill()

    def refill(self) -> None:
        """List what there is, with the mark where it was."""
        kept, before = self.query_one(Kept), self.current
        place = kept.highlighted or 0
        failed = ""
        try:
            found = list(self.look_up(self.words))
        except Trouble as trouble:
            found, failed = [], str(trouble)
        self._items, self._more = found[:MOST], len(found) > MOST
        self._relist()
        self._show_remark(failed)
        keys = [self.key_of(item) for item in self._items]
        if before is not None and self.key_of(before) in keys:
            place = keys.index(self.key_of(before))
        kept.highlighted = min(place, len(keys) - 1) if keys else None
        self._page.forget()
        self._show_current()
        if not keys:
            self._to_list()
        self.refresh_bindings()

    def told(self) -> str:
        """How many there are, in full."""
        return f"{self.TITLE_WORDS}: {self._counted()}."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What works on one of them needs one."""
        del parameters
        return self.current is not None or not action.startswith("do_")

    def action_find(self) -> None:
        """Type words to look for."""
        self._shut()
        self.query_one(SearchField).focus()

    def action_leave(self) -> None:
        """Back: from the text to the list, from the search to the whole list, from there to where one was."""
        search = self.query_one(SearchField)
        if self.reading:
            self._to_list()
        elif search.has_focus or search.value:
            search.value = ""
            self._look_now()
            self._to_list()
        else:
            self.dismiss()

    @on(Input.Changed, "#search")
    def typed(self) -> None:
        """Search as soon as nothing more is typed for a moment."""
        self._wait(self.refill)

    @on(Input.Submitted, "#search")
    @on(SearchField.Down)
    def searched(self) -> None:
        """To what was found."""
        self._look_now()
        self._to_list()

    @on(OptionList.OptionHighlighted, "#kept")
    def marked(self) -> None:
        """Where there is room beside the list, show what the cursor has come to."""
        self.refresh_bindings()
        self._page.aside = False
        self._wait(self._show_current)

    @on(OptionList.OptionSelected, "#kept")
    def chosen(self) -> None:
        """Open it."""
        self.open_current()

    def open_current(self) -> None:
        """Show the text of what is marked."""
        if self.current is not None:
            self._page.aside = False
            self._to_page()
            self._show_current()

    def put(self, drawing: Drawing) -> None:
        """Show something else where one reads, until one leaves it or marks another."""
        self._page.put(drawing)
        self._to_page()

    @property
    def aside(self) -> bool:
        """Whether something else is shown than what is marked."""
        return self._page.aside

    def leave_aside(self) -> None:
        """Show what is marked in the place of what was put there."""
        self._page.aside = False
        self._show_current()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self.query_one(Kept).scrollable_content_region.width != self._columns:
            self._relist()
        self._show_current()

    def _look_now(self) -> None:
        if self._waiting:
            self._waiting.stop()
        self.refill()

    def _wait(self, act: Callable[[], None]) -> None:
        if self._waiting:
            self._waiting.stop()
        self._waiting = self.set_timer(REST, act)

    @property
    def _page(self) -> Preview:
        return self.query_one(Preview)

    def _to_page(self) -> None:
        self.add_class(_READING)
        self._page.focus()

    def _to_list(self) -> None:
        self._shut()
        self.query_one(Kept).focus()
        if self._page.aside:
            self.leave_aside()

    def _shut(self) -> None:
        """The list comes back in place of the text, in columns for what is its width by now."""
        self.remove_class(_READING)
        self.call_after_refresh(self._fit)

    def _relist(self) -> None:
        kept = self.query_one(Kept)
        marked = kept.highlighted
        # Behind the text a list has no width: it keeps the one it had until it is seen again.
        self._columns = kept.scrollable_content_region.width or self._columns
        shown = rows.drawn([self.row_of(item) for item in self._items], self._columns, stacked=self.STACKED)
        with self.prevent(OptionList.OptionHighlighted):
            kept.set_options(Line(line) for line in shown)
            if marked is not None and marked < len(shown):
                kept.highlighted = marked

    def _show_remark(self, failed: str) -> None:
        remark = failed or self.remark()
        self.query_one("#remark", Static).update(Content(remark))
        self.query_one("#remark").display = bool(remark)
        self.query_one(Header).show(self.TITLE_WORDS, state="" if failed else self._counted())

    def remark(self) -> str:
        """What is to be said above the list."""
        if self._more:
            return f"The newest {MOST:,} are listed; search finds the others."
        if self._items:
            return ""
        return "Nothing has all of these words in it." if self.words.strip() else self.nothing()

    def _counted(self) -> str:
        one, several = self.NAMES
        count = f"{len(self._items):,}{' and more' if self._more else ''}"
        return f"{count} {one if len(self._items) == 1 and not self._more else several}"

    def _show_current(self) -> None:
        """Show the text of what is marked, unless nobody would see it."""
        item = self.current
        if item is None:
            self._page.clear()
        elif self.reading or self.has_class(_WIDE):
            self._page.show(self.key_of(item), partial(self.drawing_of, item))
