"""The names of a record's files: its number, and a slug that any title can be made into."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MAX_SLUG = 60
NO_SLUG = "decision"
"""The slug of a title without a letter or digit that ASCII has."""

_NUMBERED = re.compile(r"(\d{4,5})-.+(\.md|\.session\.jsonl)", re.IGNORECASE | re.DOTALL | re.ASCII)
"""A record or a transcript. Longer numbers are dates that somebody put in front of other files."""
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def id_of(number: int) -> str:
    """What other records call a record by: `ADR-0004`."""
    return f"ADR-{number:04}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record goes: what it is called in its folder."""

    number: int
    slug: str

    @property
    def id(self) -> str:
        """What other records call it by: `ADR-0004`."""
        return id_of(self.number)

    @property
    def record(self) -> str:
        """The name of the record's file."""
        return f"{self.number:04}-{self.slug}.md"

    @property
    def transcript(self) -> str:
        """The name of the transcript's file."""
        return f"{self.number:04}-{self.slug}.session.jsonl"


def slug(title: str) -> str:
    """Make a file name's middle out of any title.

    Args:
        title: Any text: a path, emoji, a page of letters, nothing.

    Returns:
        Small ASCII letters, digits and single dashes between them, at least one and at most `MAX_SLUG`
        characters, cut between words where that leaves half of them or more.
    """
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = _NOT_PLAIN.sub("-", plain.lower()).strip("-")
    if len(words) > MAX_SLUG:
        whole = words[: MAX_SLUG + 1].rpartition("-")[0]
        words = whole if len(whole) >= MAX_SLUG // 2 else words[:MAX_SLUG]
    return words.strip("-") or NO_SLUG


def number_of(name: str) -> int | None:
    """The number of a record or transcript by its file's name, whoever wrote it; None for another file."""
    found = _NUMBERED.fullmatch(name)
    return int(found[1]) if found else None


def next_number(names: Iterable[str]) -> int:
    """One more than the highest number in a folder, from 1 on; a transcript without a record counts too."""
    return max((number_of(name) or 0 for name in names), default=0) + 1
