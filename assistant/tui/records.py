"""The decision records: to find one, to read it, and to say what became of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from assistant.errors import Trouble
from assistant.text import clean_lines
from assistant.tui.keyboard import keyboard_of
from assistant.tui.listing import MOST
from assistant.tui.messages import Copied, Failed
from assistant.tui.preview import Drawn
from assistant.tui.record_desk import RecordDesk, named, ref, where
from assistant.tui.rows import Row

if TYPE_CHECKING:
    from assistant.records.listing import RecordLine
    from assistant.tui.doors import Doors


_BECOMES = {
    "do_accept": "accepted",
    "do_reject": "rejected",
    "do_deprecate": "deprecated",
    "do_supersede": "superseded",
}
"""Actions that change a status, and to which."""


class RecordsScreen(RecordDesk):
    """Every record of the folder, the newest first."""

    TITLE_WORDS = "Decision records"
    NAMES = ("record", "records")
    SEARCHES = "search in the records"
    STACKED = True
    NOTE = "Every key works on the record that is marked, in the list and while it is read."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", id="records.back", tooltip="back to where you were"),
        Binding("slash", "find", "search", id="records.find", tooltip="search in the records"),
        Binding("c", "do_check", "check", id="records.check",
                tooltip="whether it still holds, and if not, why"),
        Binding("a", "do_accept", "accept", id="records.accept", tooltip="it was decided so"),
        Binding("s", "do_supersede", "supersede", id="records.supersede",
                tooltip="choose the newer record that takes the place of this one"),
        Binding("r", "do_reject", "reject", id="records.reject", show=False,
                tooltip="it was decided otherwise"),
        Binding("d", "do_deprecate", "deprecate", id="records.deprecate", show=False,
                tooltip="it no longer holds, and nothing takes its place"),
        Binding("e", "do_export", "copy text", id="records.export", show=False,
                tooltip="copy its text, and say where its file is"),
        Binding("n", "do_renew", "renew", id="records.renew", show=False,
                tooltip="write its generated parts anew, by the rules and the guide of today"),
        Binding("h", "do_page('html')", "web page", id="records.html", show=False,
                tooltip="write it as a web page into the working folder"),
        Binding("o", "do_page('one-page')", "one page", id="records.one-page", show=False,
                tooltip="write and copy the workflow on one page"),
        Binding("m", "do_page('summary')", "summary", id="records.summary", show=False,
                tooltip="write and copy the decision in a few lines, for the team"),
        Binding("C", "check_all", "check all", id="records.check-all", show=False,
                tooltip="whether all records of the folder still hold"),
        Binding("i", "index", "index", id="records.index", show=False,
                tooltip="write the list of records into the folder's README.md"),
    ]  # fmt: skip

    def __init__(self, doors: Doors) -> None:
        super().__init__(doors)
        self._old: RecordLine | None = None

    def on_mount(self) -> None:
        """Finish or undo what a kill left half done, and say so."""
        try:
            for done in self.doors.shelf.mend():
                self.say(done)
        except Trouble as trouble:
            self.post_message(Failed(str(trouble)))

    def id_of_keys(self) -> str:
        """How the ids of its bindings begin."""
        return "records"

    def look_up(self, words: str) -> Sequence[RecordLine]:
        """The records; while the newer one is being chosen, those that can be it."""
        found = self.doors.shelf.records(words)
        old = self._old and self.key_of(self._old)
        return [line for line in reversed(found) if self.key_of(line) != old][: MOST + 1]

    def key_of(self, item: RecordLine) -> Hashable:
        """Its file: a number may be there twice."""
        return ref(item)

    def row_of(self, item: RecordLine) -> Row:
        """Number and title; below them status, date, start and review."""
        about = (
            " ".join(part for part in (item.status or "no status", item.date) if part),
            item.start.replace("-", " ") if item.start == "state-machine" else item.start,
            f"review by {item.review_by}" if item.review_by else "",
        )
        return f"{item.number:04}  {item.title}", about

    def drawing_of(self, item: RecordLine) -> Drawn:
        """Its text, from the beginning."""
        # Loads a Markdown parser.
        from assistant.tui.markdown import markdown  # noqa: PLC0415

        text = self.doors.shelf.text(ref(item))
        return partial(markdown, text), lambda _width: 0

    def nothing(self) -> str:
        """What to do where there is nothing yet."""
        save = keyboard_of(self.app).shown("chat.save")
        if self._old:
            return "There is no other record that could take its place."
        return (
            f"There are no records in {self.doors.folder} yet. {save} in an interview that has its verdict "
            "saves one, and so does the list of sessions."
        )

    def remark(self) -> str:
        """While the newer record is being chosen, what the choice is for."""
        if self._old is None or not self._items:
            return super().remark()
        back = keyboard_of(self.app).shown("records.back")
        return f"Choose the record that takes the place of {named(self._old)}; {back} leaves it as it is."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What would be refused is not offered; while the newer record is being chosen, nothing else is."""
        if self._old is not None and (action.startswith("do_") or action in {"index", "check_all"}):
            return False
        wanted, item = _BECOMES.get(action), self.current
        if wanted and item:
            # Loads what changes records; by now it has listed them.
            from assistant.records.status import may_become  # noqa: PLC0415

            return wanted in may_become(item.status)
        return super().check_action(action, parameters)

    def open_current(self) -> None:
        """Open it; or take it for the newer record."""
        if self._old is None or self.current is None:
            super().open_current()
            return
        old, new = self._old, self.current
        asks = f"Let {named(new)} take the place of {named(old)}? Both files will say so."
        act = partial(self._supersede, old, new)
        self.ask(asks, "Yes, supersede it", "No, leave both as they are", act)

    def action_leave(self) -> None:
        """Back; from choosing the newer record, to the older one."""
        if self._old is None or self.words:
            super().action_leave()
            return
        self._old = None
        self.refill()

    def action_do_accept(self) -> None:
        """It was decided so."""
        self._ask("Accept", "accept", self.doors.shelf.accept)

    def action_do_reject(self) -> None:
        """It was decided otherwise."""
        self._ask("Reject", "reject", self.doors.shelf.reject)

    def action_do_deprecate(self) -> None:
        """It no longer holds."""
        self._ask("Deprecate", "deprecate", self.doors.shelf.deprecate)

    def action_do_supersede(self) -> None:
        """Choose the newer one."""
        self.app.clear_notifications()
        self._old = self.current
        self._to_list()
        self.refill()

    def action_do_export(self) -> None:
        """Copy its text; the file is there already."""
        item = self.current
        if item is None:
            return
        text = self.attempt(lambda: self.doors.shelf.text(ref(item)))
        if text is not None:
            # Others may have written it, and a copy can end up in a terminal.
            plain = clean_lines(text, limit=len(text))
            self.post_message(Copied(plain, f"the record {where(item)}"))

    def action_index(self) -> None:
        """Write the list of records."""
        path = self.attempt(self.doors.shelf.index)
        if path:
            self.say(f"The list of records is written: {path.absolute()}.")

    def _ask(self, asks: str, does: str, act: Callable[[str], RecordLine]) -> None:
        """A status has no way back, so it is asked for once more."""
        item = self.current
        if item:
            words = (
                f"{asks} record {named(item)}? It is {item.status or 'without a status'} now, and there is "
            )
            words += "no way back."
            mark = partial(self._mark, item, act)
            self.ask(words, f"Yes, {does} it", "No, leave it as it is", mark)

    def _mark(self, item: RecordLine, act: Callable[[str], RecordLine]) -> None:
        line = self.attempt(lambda: act(ref(item)))
        if line:
            self.say(f"Record {line.number} is {line.status} now: {where(line)}.")

    def _supersede(self, old: RecordLine, new: RecordLine) -> None:
        self._old = None
        if self.attempt(lambda: self.doors.shelf.supersede([ref(old)], ref(new))) is not None:
            self.say(f"Record {new.number} takes the place of {old.number}: {where(new)}, {where(old)}.")
