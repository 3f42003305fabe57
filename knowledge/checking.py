"""Looks for damage in a base of the guide."""

import sqlite3


def problems_of(copy: sqlite3.Connection) -> list[str]:
    """Check a base's pages, rows, search index and counts.

    Args:
        copy: A copy of the base that may be written to: SQLite counts the check of the index as a write.

    Returns:
        A sentence for each problem.

    Raises:
        sqlite3.Error: The base is damaged beyond reading.
    """
    problems = [
        f"The guide's base is damaged ({row[0]})."
        for row in copy.execute("PRAGMA integrity_check")
        if row[0] != "ok"
    ]
    if copy.execute("PRAGMA foreign_key_check").fetchone():
        problems.append("The guide's base has a row that belongs to nothing.")
    try:
        copy.execute("INSERT INTO passages_fts (passages_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.Error as error:
        problems.append(f"The guide's search index does not match its passages ({error}).")
    meta = dict(copy.execute("SELECT key, value FROM meta"))
    counts = {
        "sections": "SELECT count(*) FROM sections",
        "passages": "SELECT count(*) FROM passages",
    }
    for name, sql in counts.items():
        found = copy.execute(sql).fetchone()[0]
        if str(found) != meta.get(name):
            problems.append(f"The guide's base has {found} {name} where it was built with {meta.get(name)}.")
    return problems
