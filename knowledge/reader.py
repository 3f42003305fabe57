"""Reads the guide from its SQLite base: sections, passages, and whatever the search asks of it."""

import sqlite3
from contextlib import closing
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from knowledge.checking import problems_of
from knowledge.model import EDITION, Note, Passage, Section, UnknownPassage, UnknownSection
from knowledge.words import percentages_of


class GuideBase:
    """The guide, read from its base. Nothing here writes; use it from the thread that opened it.

    Attributes:
        path: The base's file, or None for a base held in memory because no file could be written.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the base; nothing can be read from it afterwards that was not read before."""
        self._connection.close()

    @property
    def edition(self) -> str:
        """The date that the guide carries (introduction#1)."""
        return EDITION

    @cached_property
    def identity(self) -> str:
        """What the base was built from; see `knowledge.sources.identity`."""
        return str(self.rows("SELECT value FROM meta WHERE key = 'identity'")[0][0])

    @cached_property
    def size(self) -> int:
        """How many passages there are."""
        return int(self.rows("SELECT value FROM meta WHERE key = 'passages'")[0][0])

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that count as spelt right."""
        return tuple(row[0] for row in self.rows("SELECT word FROM words ORDER BY word"))

    @cached_property
    def percentages(self) -> frozenset[str]:
        """The percentages that any passage names; see `knowledge.words.percentages_of`."""
        # SQLite passes over what cannot name one in a tenth of the time.
        rows = self.rows("SELECT text FROM passages WHERE instr(text, '%') OR text LIKE '%cent%'")
        return frozenset().union(*(percentages_of(text) for (text,) in rows))

    def missing_of(self, kind: str) -> str:
        """What the guide does not say when a question is of an uncovered kind; empty for an unknown one."""
        rows = self.rows("SELECT missing FROM kinds WHERE id = ?", (kind,))
        return str(rows[0][0]) if rows else ""

    def sections(self) -> tuple[Section, ...]:
        """All sections in the guide's order, with their passages."""
        return tuple(self._sections.values())

    def section(self, section_id: str) -> Section:
        """Find a section.

        Args:
            section_id: Its id, such as `models/sequential`.

        Returns:
            The section with its passages.

        Raises:
            UnknownSection: There is none; its `nearest` holds up to three ids that come closest.
        """
        try:
            return self._sections[section_id]
        except KeyError:
            raise UnknownSection(section_id, self._nearest(section_id)) from None

    def passage(self, claim_id: str) -> Passage:
        """Find the passage that carries a claim.

        Args:
            claim_id: The passage's own id, or the id of any other claim it carries.

        Returns:
            The passage.

        Raises:
            UnknownPassage: No passage carries it.
        """
        try:
            return self._carriers[claim_id]
        except KeyError:
            raise UnknownPassage(claim_id) from None

    def rows(self, sql: str, parameters: tuple[str | float, ...] = ()) -> list[tuple[Any, ...]]:
        """Run one reading statement on the base.

        Args:
            sql: The statement; values belong in the parameters.
            parameters: The values for its question marks.

        Returns:
            All its rows.

        Raises:
            sqlite3.Error: The base is damaged, or the statement would write.
        """
        return self._connection.execute(sql, parameters).fetchall()

    def check(self) -> list[str]:
        """Look for damage in the base, its search index and its counts.

        Returns:
            A sentence for each problem; none when all is well.
        """
        try:
            # The index can only be checked by a statement that SQLite counts as a write; so on a copy.
            with closing(sqlite3.connect(":memory:")) as copy:
                self._connection.backup(copy)
                return problems_of(copy)
        except sqlite3.Error as error:
            return [f"The guide's base cannot be read to its end ({error})."]

    @cached_property
    def _sections(self) -> dict[str, Section]:
        passages = {
            section: tuple(group) for section, group in groupby(self._read_passages(), attrgetter("section"))
        }
        rows = self.rows("SELECT id, title, position, parent FROM sections ORDER BY position")
        return {
            key: Section(key, title, position, parent, passages[key]) for key, title, position, parent in rows
        }

    @cached_property
    def _carriers(self) -> dict[str, Passage]:
        return {
            claim: passage
            for section in self.sections()
            for passage in section.passages
            for claim in passage.claims
        }

    def _read_passages(self) -> list[Passage]:
        claims: dict[str, list[str]] = {}
        for passage, claim in self.rows("SELECT passage, id FROM claims ORDER BY passage, position"):
            claims.setdefault(passage, []).append(claim)
        notes: dict[str, list[Note]] = {}
        for passage, kind, text in self.rows(
            "SELECT passage, kind, text FROM notes ORDER BY passage, position"
        ):
            notes.setdefault(passage, []).append(Note(kind, text))
        rows = self.rows("SELECT id, section, number, block, style, text FROM passages ORDER BY place")
        return [
            Passage(key, section, number, block, style, text, tuple(claims[key]), tuple(notes.get(key, ())))
            for key, section, number, block, style, text in rows
        ]

    def _nearest(self, section_id: str) -> tuple[str, ...]:
        # Loaded only for a mistyped id, which is rare.
        from rapidfuzz import fuzz, process, utils  # noqa: PLC0415

        names = {section.id: f"{section.id} {section.title}" for section in self.sections()}
        # No section's id is long; what is pasted here by mistake may be.
        found = process.extract(
            section_id[:80],
            names,
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            limit=3,
            score_cutoff=60,
        )
        return tuple(key for _, _, key in found)
