"""The sessions of a house, as the screens see them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.session_list import Glance
    from assistant.tui.doors import Talk
    from assistant.tui.house import House
    from assistant.turns import Session


class HouseArchive:
    """The sessions of a house; exports go into `folder`."""

    def __init__(self, house: House, folder: Path) -> None:
        self._house, self._folder = house, folder

    def find(self, words: str, limit: int) -> Sequence[Glance]:
        """The newest sessions; with words, those in which all of them stand.

        In the screen's own thread, which the open database belongs to: a page of a search takes some ten
        milliseconds among a hundred thousand sessions, and begins once nothing was typed for a moment.
        """
        return self._house.sessions.glances(words, limit=limit)

    def load(self, session: str) -> Session:
        """One with its turns."""
        return self._house.sessions.load(session)

    def resume(self, session: str) -> Talk:
        """A conversation that goes on where it stands."""
        return self._house.resume(self.load(session))

    def export(self, session: str) -> Path:
        """Write all that was said into a file of its own."""
        from assistant.session_export import export_session  # noqa: PLC0415  (loads what writes records)

        return export_session(self.load(session), self._folder)

    def record(self, session: str) -> Path:
        """Write its decision record."""
        return self._house.save_record(session).absolute()

    def delete(self, session: str) -> None:
        """Remove it for good."""
        self._house.sessions.delete(session)
