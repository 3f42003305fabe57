import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.base import FILE_NAME, GuideBase, open_base
from knowledge.content import ContentError, load_sections
from knowledge.model import UnknownPassage, UnknownSection
from knowledge.sources import identity


def stamp(base: GuideBase) -> tuple[int, int]:
    assert base.path is not None
    status = base.path.stat()
    return status.st_ino, status.st_mtime_ns


def test_the_base_gives_back_what_the_files_say(base: GuideBase, content: Path) -> None:
    assert base.sections() == load_sections(content)
    assert base.identity == identity(content)
    assert base.edition == "May 2026"
    assert base.check() == []


def test_the_base_knows_the_percentages_that_its_passages_name(home: Path, content: Path) -> None:
    with open_base(home, content) as base:
        assert base.percentages == frozenset()
    path = content / "travel.md"
    path.write_text(path.read_text() + "\nOf 40% sink 2.5 Percent. {2}\n\nA ship has 7 per cent. {3}\n")
    with open_base(home, content) as base:
        assert base.percentages == {"40", "2.5", "7"}


def test_a_section_is_found_by_its_id(base: GuideBase) -> None:
    assert base.section("travel/boat").title == "The Boat"


@pytest.mark.parametrize(
    ("asked", "nearest"), [("travel/boats", "travel/boat"), ("train", "faq/train"), ("BOAT", "travel/boat")]
)
def test_an_unknown_section_names_the_nearest(base: GuideBase, asked: str, nearest: str) -> None:
    with pytest.raises(UnknownSection) as caught:
        base.section(asked)

    assert caught.value.asked == asked
    assert caught.value.nearest[0] == nearest
    assert nearest in str(caught.value)


@pytest.mark.parametrize("asked", ["", "\x1b[2J", "☃" * 1_000_000, "%", "' OR 1=1 --"])
def test_nothing_near_a_strange_id_is_said_in_one_short_line(base: GuideBase, asked: str) -> None:
    with pytest.raises(UnknownSection) as caught:
        base.section(asked)

    assert len(str(caught.value)) < 600
    assert str(caught.value).isprintable()


def test_a_passage_is_found_by_any_claim_it_carries(base: GuideBase) -> None:
    assert base.passage("start#3") is base.passage("start#2")
    assert base.passage("start#3").text == "It says them once."

    with pytest.raises(UnknownPassage, match="no passage 'start#9'"):
        base.passage("start#9")


def test_the_base_is_built_once(home: Path, content: Path) -> None:
    with open_base(home, content) as first, open_base(home, content) as second:
        assert stamp(first) == stamp(second)


def test_the_base_is_rebuilt_when_a_file_changes(home: Path, content: Path) -> None:
    with open_base(home, content) as before:
        path = content / "travel.md"
        path.write_text(path.read_text().replace("road", "river"))

        with open_base(home, content) as after:
            assert after.passage("travel#1").text == "Pick the vehicle by the river."
            assert after.identity == identity(content)
        # Whoever has the old base open reads on from it undisturbed.
        assert before.passage("travel#1").text == "Pick the vehicle by the road."


def test_the_base_is_its_owners_alone(home: Path, content: Path) -> None:
    with open_base(home, content):
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()}

    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert modes == {FILE_NAME: 0o600, f"{FILE_NAME}.lock": 0o600}


def test_a_folder_that_was_there_keeps_its_mode(home: Path, content: Path) -> None:
    home.mkdir(mode=0o755)

    with open_base(home, content):
        assert stat.S_IMODE(home.stat().st_mode) == 0o755


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM passages",
        "INSERT INTO meta VALUES ('key', 'value')",
        "DROP TABLE claims",
        "INSERT INTO passages_fts (passages_fts) VALUES ('rebuild')",
    ],
)
@pytest.mark.parametrize("in_memory", [False, True])
def test_the_base_refuses_writes(home: Path, content: Path, sql: str, in_memory: bool) -> None:
    if in_memory:
        home.write_text("a file where the folder should be")
    with open_base(home, content) as base:
        assert (base.path is None) == in_memory
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            base.rows(sql)
        assert base.check() == []


def test_without_a_folder_to_write_to_the_base_is_held_in_memory(home: Path, content: Path) -> None:
    home.write_text("a file where the folder should be")

    with open_base(home / "deeper", content) as base:
        assert base.path is None
        assert base.sections() == load_sections(content)
        assert base.identity == identity(content)
    assert home.read_text() == "a file where the folder should be"


def test_something_else_in_the_place_of_the_base_is_left_alone(home: Path, content: Path) -> None:
    (home / FILE_NAME / "kept").mkdir(parents=True)

    with open_base(home, content) as base:
        assert base.path is None
        assert base.sections() == load_sections(content)
    assert (home / FILE_NAME / "kept").is_dir()
    assert not list(home.glob("*.part"))


@pytest.mark.parametrize("name", ["home ? # %41 é", "home;mode=rwc&x=1"])
def test_a_folder_may_have_any_name(tmp_path: Path, content: Path, name: str) -> None:
    for _ in range(2):
        with open_base(tmp_path / name, content) as base:
            assert base.path == tmp_path / name / FILE_NAME
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                base.rows("DELETE FROM passages")


def test_a_relative_folder_will_do(tmp_path: Path, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with open_base(Path("here"), content) as base:
        assert base.path == tmp_path / "here" / FILE_NAME


def test_broken_content_is_refused_and_the_old_base_kept(home: Path, content: Path) -> None:
    with open_base(home, content) as base:
        before = stamp(base)
    whole = (content / "travel.md").read_bytes()
    (content / "travel.md").write_text("broken")

    with pytest.raises(ContentError):
        open_base(home, content)

    (content / "travel.md").write_bytes(whole)
    with open_base(home, content) as base:
        assert stamp(base) == before


def test_what_a_killed_process_left_is_cleared_away(home: Path, content: Path) -> None:
    home.mkdir()
    (home / f"{FILE_NAME}.dead.part").write_bytes(b"half a base")

    with open_base(home, content):
        assert sorted(path.name for path in home.iterdir()) == [FILE_NAME, f"{FILE_NAME}.lock"]


def test_check_finds_damage(home: Path, content: Path) -> None:
    with open_base(home, content) as base:
        with closing(sqlite3.connect(home / FILE_NAME)) as connection:
            connection.execute("DELETE FROM passages WHERE id = 'travel/boat#2'")
            connection.commit()

        problems = " ".join(base.check())

    assert "a row that belongs to nothing" in problems
    assert "search index does not match" in problems
    assert "has 7 passages where it was built with 8" in problems
