"""The decision records: to find one, to read it, and to say what became of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from assistant.errors import Trouble
from assistant.tui.keyboard import keyboard_of
from assistant.tui.listing import MOST, Listing
from assistant.tui.messages import Copied, Failed
from assistant.tui.rows import Row
from assistant.tui.turn import Drawing

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.records.listing import RecordLine
    from assistant.tui.doors import Doors


class RecordsScreen(Listing["RecordLine"]):
    """Every record of the folder, the newest first."""

    TITLE_WORDS = "Decision records"
    NAMES = ("record", "records")
    SEARCHES = "search in the records"
    STACKED = True
    NOTE = "Every key works on the record that is marked, in the list and while it is read."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", id="records.back", tooltip="back to where you were"),
        Binding("slash", "find", "search", id="records.find", tooltip="search in the records"),
        Binding("a", "do_accept", "accept", id="records.accept", tooltip="it was decided so"),
        Binding("s", "do_supersede", "supersede", id="records.supersede",
                tooltip="choose the newer record that takes the place of this one"),
        Binding("r", "do_reject", "reject", id="records.reject", show=False,
                tooltip="it was decided otherwise"),
        Binding("d", "do_deprecate", "deprecate", id="records.deprecate", show=False,
                tooltip="it no longer holds, and nothing takes its place"),
        Binding("e", "do_export", "copy text", id="records.export", show=False,
                tooltip="copy its text, and say where its file is"),
        Binding("i", "index", "index", id="records.index", show=False,
                tooltip="write the list of records into the folder's README.md"),
    ]  # fmt: skip

    def __init__(self, doors: Doors) -> None:
        super().__init__(doors)
        self._old: RecordLine | None = None

    def on_mount(self) -> None:
        """Finish or undo what a kill left half done, and say so."""
        super().on_mount()
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

    def drawing_of(self, item: RecordLine) -> tuple[Drawing, Callable[[int], int]]:
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
        """While the newer record is being chosen, nothing else is done."""
        choosing = self._old is not None and (action.startswith("do_") or action == "index")
        return not choosing and super().check_action(action, parameters)

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
            self.post_message(Copied(text, f"the record {where(item)}"))

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


def ref(line: RecordLine) -> str:
    """What the shelf calls a record by."""
    return line.path.name


def where(line: RecordLine) -> Path:
    """Its file."""
    return line.path.absolute()


def named(line: RecordLine) -> str:
    """A record in a sentence."""
    return f"{line.number} ({line.title})"
