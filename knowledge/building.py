"""Builds the SQLite base of the guide from its files, and puts it in its place whole or not at all."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from sqlite_utils import Database

from knowledge.content import parse_sections
from knowledge.files import read_files
from knowledge.lessons import Lessons, read_lessons
from knowledge.model import Section
from knowledge.seal import sealed
from knowledge.sources import identity

LOCK_SECONDS = 20
"""How long to wait for another process that builds; a build takes well under a second."""


def build(content: Path) -> sqlite3.Connection:
    """Build the base in memory.

    Args:
        content: The folder of the guide's files.

    Returns:
        A connection to the base, which refuses writes from here on.

    Raises:
        ContentError: The files are not as they should be.
    """
    built_from = identity(content)
    sections = parse_sections(read_files(content))
    lessons = read_lessons(content, sections)
    connection = sqlite3.connect(":memory:")
    try:
        # Plugins that somebody has for the sqlite-utils command have no business in this base.
        database = Database(connection, execute_plugins=False)
        _create(database)
        _fill(database, sections, lessons.asked)
        _teach(database, lessons)
        counts = {"sections": len(sections), "passages": sum(len(each.passages) for each in sections)}
        meta = {"identity": built_from, **counts, "matcher": lessons.head}
        database.table("meta").insert_all({"key": key, "value": str(value)} for key, value in meta.items())
        connection.commit()
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process builds the base, and keep the others waiting for the time of the block.

    Args:
        path: The base's file; its folder is made, open to its owner only, when missing.

    Raises:
        OSError: The folder cannot be written, or the others took too long.
        NotImplementedError: The file system has no locks.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(path.with_name(path.name + ".lock"), timeout=LOCK_SECONDS, mode=0o600):
        yield


def write(connection: sqlite3.Connection, path: Path) -> None:
    """Put a built base in its place, whole or not at all; to be called in the block of `alone`.

    Args:
        connection: The base, from `build`.
        path: The file to make or replace; only its owner may read it.

    Raises:
        OSError: The file cannot be written.
    """
    # A temporary file that is there now was left by a process that was killed: only one writes at a time.
    for left in path.parent.glob(f"{path.name}.*.part"):
        left.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(".part", path.name + ".", path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sealed(connection.serialize()))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _create(database: Database) -> None:
    database.table("meta").create({"key": str, "value": str}, pk="key", not_null={"value"})
    database.table("sections").create(
        {"id": str, "title": str, "position": int, "parent": str},
        pk="id",
        not_null={"title", "position"},
        foreign_keys=[("parent", "sections", "id")],
    )
    # The heading is repeated beside each passage so that the index can weigh what a passage stands under.
    passages = {"place": int, "id": str, "section": str, "number": int, "block": int, "style": str}
    database.table("passages").create(
        {**passages, "text": str, "heading": str, "asked": str},
        pk="place",
        not_null={*passages, "text", "heading", "asked"} - {"place"},
        foreign_keys=[("section", "sections", "id")],
    ).create_index(["id"], unique=True)
    database.table("claims").create(
        {"id": str, "passage": str, "position": int},
        pk="id",
        not_null={"passage", "position"},
        foreign_keys=[("passage", "passages", "id")],
    )
    database.table("notes").create(
        {"passage": str, "position": int, "kind": str, "text": str},
        pk=("passage", "position"),
        not_null={"kind", "text"},
        foreign_keys=[("passage", "passages", "id")],
    )
    # What was learned of questions: what a kind of uncovered one misses, and what each feature speaks for.
    database.table("kinds").create({"id": str, "missing": str}, pk="id", not_null={"missing"})
    database.execute("CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID")
    database.execute("CREATE TABLE matcher (feature TEXT PRIMARY KEY, weights BLOB NOT NULL) WITHOUT ROWID")


def _fill(database: Database, sections: Sequence[Section], asked: Mapping[str, str]) -> None:
    under = [(section.title, passage) for section in sections for passage in section.passages]
    database.table("sections").insert_all(
        {"id": section.id, "title": section.title, "position": section.order, "parent": section.parent}
        for section in sections
    )
    database.table("passages").insert_all(
        {
            "place": place,
            "id": passage.id,
            "section": passage.section,
            "number": passage.number,
            "block": passage.block,
            "style": passage.style,
            "text": passage.text,
            "heading": title,
            "asked": asked.get(passage.id, ""),
        }
        for place, (title, passage) in enumerate(under, 1)
    )
    database.table("claims").insert_all(
        {"id": claim, "passage": passage.id, "position": position}
        for _, passage in under
        for position, claim in enumerate(passage.claims)
    )
    database.table("notes").insert_all(
        {"passage": passage.id, "position": position, "kind": note.kind, "text": note.text}
        for _, passage in under
        for position, note in enumerate(passage.notes)
    )
    passages = database.table("passages")
    passages.enable_fts(["heading", "text", "asked"], tokenize="porter unicode61 remove_diacritics 2")
    passages.optimize()


def _teach(database: Database, lessons: Lessons) -> None:
    database.table("kinds").insert_all({"id": kind, "missing": lessons.kinds[kind]} for kind in lessons.kinds)
    database.conn.executemany("INSERT INTO words VALUES (?)", [(word,) for word in lessons.words])
    database.conn.executemany("INSERT INTO matcher VALUES (?, ?)", lessons.rows)
