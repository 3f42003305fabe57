import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records import files
from assistant.records.lock import LOCK_NAME
from assistant.records.madr import render
from assistant.records.model import Draft, RecordError
from assistant.records.naming import Place
from assistant.records.shelf import Shelf
from tests.records.hostile import HOSTILE
from tests.records.shelved import DAY, ours, put


def shelf(folder: Path) -> Shelf:
    return Shelf(folder, lambda: DAY)


@pytest.mark.parametrize("ref", ["2", "0002", "ADR-0002", "adr-2", "ADR2", "0002-x.md", " 2 "])
def test_a_record_has_many_names(tmp_path: Path, ref: str) -> None:
    put(tmp_path, ours(1), ours(2, name="Two"))
    assert shelf(tmp_path).record(ref).title == "Two"
    assert shelf(tmp_path).text(ref) == ours(2, name="Two")


def test_a_path_names_a_record_of_its_folder_only(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    for folder in (tmp_path, inner):
        put(folder, ours(1))
    assert shelf(inner).record(str(inner / "0001-x.md")).number == 1
    assert shelf(inner).record(str(inner / ".." / "inner" / "0001-x.md")).number == 1
    for outside in (tmp_path / "0001-x.md", inner / ".." / "0001-x.md"):
        with pytest.raises(RecordError, match="There is no record"):
            shelf(inner).text(str(outside))


COMMANDS: dict[str, Callable[[Shelf, str], object]] = {
    "text": Shelf.text,
    "accept": Shelf.accept,
    "reject": Shelf.reject,
    "deprecate": Shelf.deprecate,
    "supersede": lambda shelf, ref: shelf.supersede([ref], "1"),
}


@pytest.mark.parametrize(
    "ref", [*HOSTILE, "../../etc/passwd", "/etc/passwd", "\0", "README.md", "\u0661", "9" * 5000, "-1"]
)
def test_no_name_leads_elsewhere(tmp_path: Path, ref: str) -> None:
    put(tmp_path, ours(1))
    (tmp_path / "README.md").write_text("# No record\n")
    for command in COMMANDS.values():
        with pytest.raises(RecordError, match="There is no record") as raised:
            command(shelf(tmp_path), ref)
        assert len(str(raised.value)) < 500
    assert {path.name for path in tmp_path.iterdir()} == {"0001-x.md", "README.md"}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_odd_files_are_a_sentence_each(
    tmp_path: Path, command: Callable[[Shelf, str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_FILE", 1024 * 1024)
    put(tmp_path, ours(1))
    (tmp_path / "0002-a.md").write_text("# T\n")
    (tmp_path / "0002-b.md").write_text("# T\n")
    (tmp_path / "0003-x.md").write_bytes(b"\xff\xfe")
    (tmp_path / "0004-x.md").mkdir()
    with (tmp_path / "0005-x.md").open("wb") as file:
        file.truncate(50_000_000)
    os.mkfifo(tmp_path / "0006-x.md")
    (tmp_path / "0007-x.md").symlink_to(tmp_path / "nowhere")
    for ref, said in {
        "2": "More than one record has the number 2: 0002-a.md and 0002-b.md; give the file's name",
        "3": r"0003-x.md is not UTF-8 text \(byte 0\)",
        "4": "There is no record 4 in .*; 0004-x.md is a folder",
        "5": "0005-x.md is larger than 1 MB",
        "6": "0006-x.md is not a file",
        "7": "0007-x.md is not a file",
    }.items():
        with pytest.raises(RecordError, match=said):
            command(shelf(tmp_path), ref)
    assert [line.number for line in shelf(tmp_path).records()] == [1, 2, 2, 3, 5]


def test_a_link_is_read_and_not_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    outside = tmp_path / "outside.md"
    outside.write_text(ours(1, status="proposed"))
    (folder / "0001-x.md").symlink_to(outside)
    assert shelf(folder).record("1").status == "proposed"
    with pytest.raises(RecordError, match="is a link to another place"):
        shelf(folder).accept("1")
    assert (folder / "0001-x.md").is_symlink()
    assert outside.read_text() == ours(1, status="proposed")


@pytest.mark.parametrize(
    ("before", "command", "after"),
    [
        ("proposed", "accept", "accepted"),
        ("proposed", "reject", "rejected"),
        ("accepted", "deprecate", "deprecated"),
    ],
)
def test_a_status_changes_and_nothing_is_left_behind(
    tmp_path: Path, before: str, command: str, after: str
) -> None:
    (path,) = put(tmp_path, ours(1, status=before))
    path.chmod(0o640)
    for _twice in range(2):
        line = COMMANDS[command](shelf(tmp_path), "1")
        assert line == shelf(tmp_path).record("1")
        assert shelf(tmp_path).record("1").status == after
    assert path.read_text() == ours(1, status=after).replace("2026-11-22", "2027-01-02", 1)
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_status_writes_nothing(tmp_path: Path) -> None:
    (path,) = put(tmp_path, ours(1))
    before = path.stat().st_mtime_ns, path.stat().st_ino
    assert not shelf(tmp_path).restate("1", "accepted").changed
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_what_replaced_another_cannot_be_rejected(tmp_path: Path) -> None:
    put(tmp_path, ours(1), ours(2, status="proposed"))
    shelf(tmp_path).supersede(["1"], "2")
    with pytest.raises(
        RecordError, match="ADR-0002 has taken the place of ADR-0001 and cannot be rejected: accept"
    ):
        shelf(tmp_path).reject("2")
    assert shelf(tmp_path).accept("2").status == "accepted"


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "none"
    assert shelf(missing).records() == []
    assert shelf(missing).mend() == []
    for command in (Shelf.accept, Shelf.text):
        with pytest.raises(RecordError, match="There is no"):
            command(shelf(missing), "1")
    with pytest.raises(RecordError, match="There is no folder"):
        shelf(missing).index()
    assert not missing.exists()


def test_where_folders_cannot_be_locked_a_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, ours(1, status="proposed"))
    monkeypatch.setattr("assistant.records.lock.fcntl", None)
    assert shelf(tmp_path).accept("1").status == "accepted"
    assert {path.name for path in tmp_path.iterdir()} <= {"0001-x.md", LOCK_NAME}


@pytest.mark.parametrize(("target", "why"), [("/dev/zero", "is not a file"), (None, "is missing")])
def test_a_transcript_that_is_none_is_not_read(
    tmp_path: Path, orders: Draft, target: str | None, why: str
) -> None:
    put(tmp_path, render(orders, Place(1, "x"), "0" * 64))
    if target:
        (tmp_path / Place(1, "x").transcript).symlink_to(target)
    with pytest.raises(RecordError, match=f"{why}; put the file back"):
        shelf(tmp_path).rewrite("1", lambda text, _transcript: text)
