"""What one session's conversation does with decision records: its own, and those that were written before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.household import Household
    from assistant.records.shelf import Changed, Shelf


class SessionRecorder:
    """Saves the record of one session, for the word "save" in the conversation."""

    def __init__(self, house: Household, session_id: str) -> None:
        self._house, self._session_id = house, session_id

    @property
    def shelf(self) -> Shelf:
        """The records of the folder that this session's would go into."""
        return self._house.shelf

    def check(self, refs: Sequence[str]) -> list[str]:
        """Whether the records named still hold, or all of them, as lines; of several, with a summary."""
        from assistant.records.checking import lines_of, summary_of  # noqa: PLC0415

        checked = self._house.check_records(refs)
        lines = [line for each in checked for line in lines_of(each)]
        return [*lines, summary_of(checked, str(self._house.records))] if len(checked) > 1 else lines

    def renew(self, ref: str) -> Changed:
        """Write a record's generated parts anew."""
        return self._house.renew_record(ref)

    def page(self, ref: str, form: str) -> str:
        """Write a record in another form and return where it is, for showing."""
        return str(self._house.write_page(ref, form)[0])

    def save(self, title: str) -> str:
        """Write the record and return where it is, for showing."""
        return str(self._house.save_record(self._session_id, title))
