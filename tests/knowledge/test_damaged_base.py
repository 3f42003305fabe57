import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.base import FILE_NAME, open_base
from knowledge.content import load_sections

Damage = Callable[[Path], object]


def unlink(path: Path) -> None:
    path.unlink()


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def blank_the_pages(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 4096))


def scramble_the_pages(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + data[:4095:-1])


def run(sql: str) -> Damage:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(sql)
            connection.commit()

    return damage


DAMAGES: dict[str, Damage] = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("not a database at all\n" * 500),
    "only a header": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "truncated": truncate,
    "blank pages": blank_the_pages,
    "scrambled pages": scramble_the_pages,
    "gone": unlink,
    "no meta table": run("DROP TABLE meta"),
    "no hash": run("DELETE FROM meta"),
    "another hash": run("UPDATE meta SET value = 'other' WHERE key = 'identity'"),
    "a word changed": run("UPDATE passages SET text = 'A boat needs no harbour.' WHERE id = 'travel/boat#1'"),
    "unreadable hash": run("UPDATE meta SET value = CAST(x'ff' AS TEXT) WHERE key = 'identity'"),
    "a link to itself": link_to_itself,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_base_is_built_anew(home: Path, content: Path, damage: Damage) -> None:
    with open_base(home, content):
        damage(home / FILE_NAME)

    with open_base(home, content) as base:
        assert base.path == home / FILE_NAME
        assert base.sections() == load_sections(content)
        assert base.check() == []


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=100))
def test_no_change_of_bytes_is_ever_quoted(home: Path, content: Path, at: int, junk: bytes) -> None:
    open_base(home, content).close()
    whole = (home / FILE_NAME).read_bytes()
    (home / FILE_NAME).write_bytes(whole[:at] + junk + whole[at + len(junk) :])

    with open_base(home, content) as base:
        assert base.sections() == load_sections(content)
        assert base.check() == []


def test_a_base_of_a_newer_schema_is_left_alone(home: Path, content: Path) -> None:
    home.mkdir()
    newer = home / "guide-999.db"
    newer.write_bytes(b"from the future")

    with open_base(home, content) as base:
        assert base.path == home / FILE_NAME
    assert newer.read_bytes() == b"from the future"
