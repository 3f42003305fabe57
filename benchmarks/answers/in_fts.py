"""SQLite's FTS5 over the guide's passages, as most people would set it up: porter stems, bm25, any word."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from benchmarks.answers.contenders import Found
from benchmarks.answers.questions import Document, Material, content_words
from knowledge.words import terms_of

LIBRARY = f"SQLite {sqlite3.sqlite_version}"
MOST = 20


class Fts:
    """An index in memory."""

    def __init__(self, documents: tuple[Document, ...]) -> None:
        self._documents = documents
        self._words = [content_words(f"{each.title} {each.text}") for each in documents]
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute("CREATE VIRTUAL TABLE passages USING fts5(title, text, tokenize = 'porter')")
        self._connection.executemany(
            "INSERT INTO passages (rowid, title, text) VALUES (?, ?, ?)",
            [(place, each.title, each.text) for place, each in enumerate(documents)],
        )

    def find(self, question: str) -> Found:
        """The sections of the best passages; near by bm25, and by the share of words that the best has."""
        terms = terms_of(question)
        # FTS5 takes a search for nothing as an error.
        rows = self._ranked(terms) if terms else []
        if not rows:
            return Found((), {"score": 0.0, "coverage": 0.0})
        sections = dict.fromkeys(section for place, _ in rows if (section := self._documents[place].section))
        words = content_words(question)
        coverage = len(words & self._words[rows[0][0]]) / max(len(words), 1)
        return Found(tuple(sections), {"score": rows[0][1], "coverage": coverage})

    def _ranked(self, terms: Sequence[str]) -> list[tuple[int, float]]:
        return self._connection.execute(
            "SELECT rowid, -bm25(passages) FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(f'"{term}"' for term in terms), MOST),
        ).fetchall()


def passages(material: Material) -> Fts:
    """A search over the guide's passages."""
    return Fts(material.passages)
