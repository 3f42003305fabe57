"""What is done with a record beyond its status: checked, renewed, written in another form."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.errors import Trouble
from assistant.tui import draw, ink
from assistant.tui.listing import Listing
from assistant.tui.messages import Copied, Failed

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.records.listing import RecordLine
    from assistant.tui.doors import Checkup, Doors


class RecordDesk(Listing["RecordLine"]):
    """Acts on the record that is marked, or on all of the folder."""

    def __init__(self, doors: Doors) -> None:
        super().__init__(doors)
        self._stop = Event()

    def action_do_renew(self) -> None:
        """Write it anew, once it was said again: what was edited in its generated parts is taken back."""
        item = self.current
        if item:
            asks = (
                f"Write the generated parts of record {named(item)} anew, by the rules and the guide of "
                "today? What was written by hand outside of them stays."
            )
            self.ask(asks, "Yes, renew it", "No, leave it as it is", partial(self._renew, item))

    def action_do_page(self, form: str) -> None:
        """Write it in another form, and copy that, but for what only a browser reads."""
        item = self.current
        written = self.attempt(lambda: self.doors.clerk.page(ref(item), form)) if item else None
        if written is None:
            return
        path, text, left_out = written
        if left_out:
            self.say(left_out)
        if form == "html":
            self.say(f"The page is written: {path}. A browser shows it.")
        else:
            self.post_message(Copied(text, f"the page, which is written to {path}"))

    def action_do_check(self) -> None:
        """Whether it still holds."""
        if self.current:
            self._begin_check([ref(self.current)])

    def action_check_all(self) -> None:
        """Whether all of them still hold."""
        self._begin_check([])

    def on_unmount(self) -> None:
        """Nobody waits for a check any more."""
        self._stop.set()

    def _begin_check(self, refs: Sequence[str]) -> None:
        # One at a time: what was asked for last counts.
        self._stop.set()
        self._stop = Event()
        self.put(lambda width: draw.plain("Checking …", width))
        self.run_worker(self._check(refs, self._stop), group="check", exclusive=True)

    async def _check(self, refs: Sequence[str], stop: Event) -> None:
        """Check in a thread: many records take their time, and the screen goes on."""
        try:
            found = await to_thread(self.doors.clerk.check, refs, stop)
        except Trouble as trouble:
            self.leave_aside()
            self.post_message(Failed(str(trouble)))
            self.refill()
        else:
            if self.aside:
                self.put(partial(checked, found))
            else:
                # Somebody reads on elsewhere.
                self.say(found.summary)

    def _renew(self, item: RecordLine) -> None:
        renewed = self.attempt(lambda: self.doors.clerk.renew(ref(item)))
        if renewed is not None:
            line, changed = renewed
            told = "is written anew" if changed else "says just what it would say today; nothing was changed"
            self.say(f"Record {line.number} {told}: {where(line)}.")


def checked(found: Checkup, width: int) -> list[Content]:
    """What a check found, the summary first where there are several records."""
    lines: list[Content] = []
    if len(found.records) != 1:
        lines += [*ink.indented(Content.styled(found.summary, ink.STRONG), width), Content()]
    for first, *others in found.records:
        lines += ink.indented(Content.styled(first, ink.STRONG), width, "", "      ")
        for other in others:
            lines += ink.indented(Content(other.strip()), width, "  ", "  ")
    return lines


def ref(line: RecordLine) -> str:
    """What the shelf calls a record by."""
    return line.path.name


def where(line: RecordLine) -> Path:
    """Its file."""
    return line.path.absolute()


def named(line: RecordLine) -> str:
    """A record in a sentence."""
    return f"{line.number} ({line.title})"
