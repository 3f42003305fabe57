"""The words of the guide's domain: section, passage and note.

These are plain frozen dataclasses, so that reading the guide does not load the libraries that validate it;
`knowledge.content` holds every file to account with Pydantic before any of these is made from it.
"""

from dataclasses import dataclass
from typing import Literal

EDITION = "May 2026"
"""The date that the guide itself carries (introduction#1)."""

NoteKind = Literal["verify", "tension"]
Style = Literal["prose", "item"]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark beside a passage: what to verify elsewhere, or where the guide pulls against itself."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement of a section: the unit that is found and cited.

    Attributes:
        id: The section's id, `#` and the first claim carried, such as `models/sequential#7`.
        section: The id of the section it stands in.
        number: Its position in the section, from 1.
        block: The paragraph or list it belongs to, from 1.
        style: Running prose or an item of a list.
        text: The statement, plain text.
        claims: The ids of the claims it carries, the first of which is also its own id.
        notes: The remarks that concern it, in the order of the file.
    """

    id: str
    section: str
    number: int
    block: int
    style: Style
    text: str
    claims: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the guide: its id, heading, place in the order, parent (None at the top) and passages."""

    id: str
    title: str
    order: int
    parent: str | None
    passages: tuple[Passage, ...]


class UnknownSection(LookupError):
    """Raised when no section has the id asked for; `nearest` holds the ids that come closest."""

    def __init__(self, asked: str, nearest: tuple[str, ...]) -> None:
        self.asked = asked
        self.nearest = nearest
        hint = f"; the nearest are {', '.join(nearest)}" if nearest else ", nor one like it"
        super().__init__(f"The guide has no section {asked[:80]!r}{hint}.")


class UnknownPassage(LookupError):
    """Raised when no passage carries the claim asked for."""

    def __init__(self, asked: str) -> None:
        self.asked = asked
        super().__init__(
            f"The guide has no passage {asked[:80]!r}; a passage is named like models/sequential#1."
        )
