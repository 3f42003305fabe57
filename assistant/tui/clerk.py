"""What is done with the records of a house beyond keeping them, as the screens see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from assistant.tui.doors import Checkup

if TYPE_CHECKING:
    from assistant.records.listing import RecordLine
    from assistant.tui.house import House


class HouseClerk:
    """Checks and renews the records of a house, and writes pages of them into `folder`."""

    def __init__(self, house: House, folder: Path) -> None:
        self._house, self._folder = house, folder

    def check(self, refs: Sequence[str], stop: Event) -> Checkup:
        """Whether records still hold. For a thread of its own: the house opens what it needs anew."""
        from assistant.records.checking import lines_of, summary_of  # noqa: PLC0415  (loads Pydantic)

        def watch(paths: Sequence[Path]) -> Iterable[Path]:
            return takewhile(lambda _path: not stop.is_set(), paths)

        checked = self._house.check_records(refs, watch)
        lines = tuple(tuple(lines_of(each)) for each in checked)
        return Checkup(lines, summary_of(checked, str(self._house.records)))

    def renew(self, ref: str) -> tuple[RecordLine, bool]:
        """Write a record's generated parts anew."""
        changed = self._house.renew_record(ref)
        return changed.line, changed.changed

    def page(self, ref: str, form: str) -> tuple[Path, str, str]:
        """Write a record in another form into a new file."""
        path, page = self._house.write_page(ref, form, self._folder)
        return path, page.text, page.left_out
