"""What a room of sessions or of records knows of its own: what it lists, and how that is shown."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Generic, TypeVar

from assistant.tui import rows
from assistant.tui.doors import Doors
from assistant.tui.preview import Drawn
from assistant.tui.room import Room

T = TypeVar("T")


class Listed(Room, Generic[T]):
    """To be filled in by each room."""

    TITLE_WORDS: ClassVar[str] = ""
    NAMES: ClassVar[tuple[str, str]] = ("", "")
    """One of what is listed, and several."""
    SEARCHES: ClassVar[str] = ""
    STACKED: ClassVar[bool] = False

    def __init__(self, doors: Doors) -> None:
        super().__init__()
        self.doors = doors

    def id_of_keys(self) -> str:
        """How the ids of its bindings begin."""
        raise NotImplementedError

    def look_up(self, words: str) -> Sequence[T]:
        """What there is to list; one more than `MOST` tells that there are others."""
        raise NotImplementedError

    def key_of(self, item: T) -> Hashable:
        """What tells one from another."""
        raise NotImplementedError

    def row_of(self, item: T) -> rows.Row:
        """How the list shows it."""
        raise NotImplementedError

    def drawing_of(self, item: T) -> Drawn:
        """Its text, and for a width the line to begin at."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What to do where there is nothing yet."""
        raise NotImplementedError
