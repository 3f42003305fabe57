import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.records.files import write_whole
from assistant.records.linking import PENDING
from assistant.records.model import RecordError
from assistant.records.reading import read_record
from assistant.records.replacing import links_of
from assistant.records.shelf import Shelf
from tests.records.shelved import DAY, ours, put

MADR = "---\nstatus: accepted\ndate: 2024-05-06\n---\n# Use *Postgres*\n"


def shelf(folder: Path) -> Shelf:
    return Shelf(folder, lambda: DAY)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_one_takes_the_place_of_several(tmp_path: Path) -> None:
    first, second, third = put(tmp_path, ours(1), ours(2), ours(3))
    lines = shelf(tmp_path).supersede(["1", "ADR-0002"], "0003-x.md")
    assert [line.status for line in lines] == ["superseded by ADR-0003"] * 2 + ["accepted"]
    for path in (first, second):
        kept = read_record(path.read_text())
        assert (kept.status, kept.date) == ("superseded by ADR-0003", DAY)
        assert kept.whichflow.superseded_by == ("ADR-0003",)
    newer = read_record(third.read_text())
    assert (newer.whichflow.supersedes, newer.date) == (("ADR-0001", "ADR-0002"), DAY)
    assert sorted(files(tmp_path)) == ["0001-x.md", "0002-x.md", "0003-x.md"]


@pytest.mark.parametrize(
    ("links", "becomes"),
    [
        ("", "  supersedes: [ADR-0001]\n"),
        ("  supersedes: []\n", "  supersedes: [ADR-0001]\n"),
        ("  supersedes: [ ]  # none\n", "  supersedes: [ADR-0001]  # none\n"),
        ("  supersedes:\n", "  supersedes: [ADR-0001]\n"),
        ("  supersedes: [ADR-0009]\n", "  supersedes: [ADR-0009, ADR-0001]\n"),
        ("  supersedes:\n  - ADR-0009  # old\n", "  supersedes:\n  - ADR-0009  # old\n  - ADR-0001\n"),
        ("  supersedes:\n      - 'ADR-0009'\n", "  supersedes:\n      - 'ADR-0009'\n      - ADR-0001\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_list_grows(tmp_path: Path, links: str, becomes: str, newline: str) -> None:
    def text(links: str, day: str) -> str:
        return ours(2, links=links).replace("date: 2026-11-22", f"date: {day}", 1).replace("\n", newline)

    _old, new = put(tmp_path, ours(1), text(links, "2026-11-22"))
    shelf(tmp_path).supersede(["1"], "2")
    assert new.read_bytes().decode() == text(becomes, "2027-01-02")


def test_of_another_tool_only_the_status_changes(tmp_path: Path) -> None:
    old, new = put(tmp_path, MADR, MADR)
    shelf(tmp_path).supersede(["1"], "2")
    assert old.read_text() == MADR.replace("accepted", "superseded by ADR-0002").replace(
        "2024-05-06", "2027-01-02"
    )
    assert new.read_text() == MADR


def test_a_block_in_braces_gets_the_key_too(tmp_path: Path) -> None:
    braces = "---\nstatus: accepted\nwhichflow: {record: 1, id: ADR-0002}\n---\n"
    _old, new = put(tmp_path, MADR, braces)
    shelf(tmp_path).supersede(["1"], "2")
    assert links_of(new.read_text(), "supersedes") == ["ADR-0001"]


def test_twice_is_once(tmp_path: Path) -> None:
    put(tmp_path, ours(1), ours(2))
    assert [change.changed for change in shelf(tmp_path).replace(["1"], "2")] == [True, True]
    before = files(tmp_path)
    assert [change.changed for change in shelf(tmp_path).replace(["1"], "2")] == [False, False]
    assert files(tmp_path) == before


BY_2, BY_3 = "superseded by ADR-0002", "superseded by ADR-0003"


@pytest.mark.parametrize(
    ("texts", "old", "new", "said"),
    [
        ((ours(1), ours(2)), ["2"], "2", "ADR-0002 cannot supersede itself"),
        ((ours(1), ours(2)), ["1"], "7", "There is no record 7"),
        ((ours(1), ours(2)), ["1", "9"], "2", "There is no record 9"),
        ((ours(1), ours(2)), ["../../etc/passwd"], "2", "There is no record"),
        ((ours(1, status=BY_3), ours(2), ours(3)), ["1"], "2", "ADR-0001 is superseded by ADR-0003 already"),
        ((ours(1, status=BY_2), ours(2)), ["2"], "1", "cannot supersede ADR-0002, which"),
        ((ours(1, status=BY_3), ours(2), ours(3, status=BY_2)), ["2"], "1", "supersede ADR-0002"),
        ((ours(1, status=BY_3), ours(2), ours(3)), ["2"], "1", "only a proposed or accepted record"),
        ((ours(1, links="  superseded-by: [ADR-0002]\n"), ours(2)), ["2"], "1", "cannot supersede ADR-0002"),
        ((ours(1), ours(2, status="rejected")), ["1"], "2", "ADR-0002 is rejected; only"),
        ((ours(1, status="proposed"), ours(2)), ["1"], "2", "can only be accepted or rejected"),
        ((ours(1), ours(2, status="rejected"), ours(3)), ["1", "2"], "3", "ADR-0002 is rejected and cannot"),
        ((ours(1), ours(2, links="  supersedes: four\n")), ["1"], "2", "supersedes is no list"),
        ((ours(1), "# 2. T\n\n## Status\n\nAccepted\n"), ["1"], "2", "under a heading"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_changes_nothing(
    tmp_path: Path, texts: tuple[str, ...], old: list[str], new: str, said: str
) -> None:
    put(tmp_path, *texts)
    before = files(tmp_path)
    with pytest.raises(RecordError, match=said):
        shelf(tmp_path).supersede(old, new)
    assert files(tmp_path) == before


def test_a_link_out_of_the_folder_is_not_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    outside = tmp_path / "outside.md"
    outside.write_text(ours(1))
    (folder / "0001-x.md").symlink_to(outside)
    (folder / "0002-x.md").write_text(ours(2))
    with pytest.raises(RecordError, match=r"0001-x.md is a link to another place"):
        shelf(folder).supersede(["1"], "2")
    assert outside.read_text() == ours(1)
    assert (folder / "0002-x.md").read_text() == ours(2)


def test_a_full_disk_changes_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, ours(1), ours(2))
    before, real = files(tmp_path), write_whole

    def write(path: Path, content: bytes) -> None:
        if path.name == "0002-x.md":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, content)

    monkeypatch.setattr("assistant.records.linking.write_whole", write)
    with pytest.raises(RecordError, match=r"0002-x.md cannot be written: No space left on device"):
        shelf(tmp_path).supersede(["1"], "2")
    assert files(tmp_path) == before


@pytest.mark.long
def test_killed_anywhere_both_ends_change_or_neither(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    put(folder, ours(1), ours(2), ours(3))
    done = subprocess.run(
        [sys.executable, "-m", "tests.records.killing", str(folder)],
        capture_output=True,
        check=True,
        text=True,
    )
    points = [json.loads(line) for line in done.stdout.splitlines()]
    all_three = ["0001-x.md", "0002-x.md", "0003-x.md"]
    assert all(point["changed"] in ([], all_three) for point in points), points
    assert [] in [point["changed"] for point in points]
    # Between the writes something was left to mend, and mending said so.
    mended = [point for point in points if point["said"]]
    assert len(mended) > 8
    assert all(point["changed"] == all_three for point in mended)
    assert [point["reached"] for point in points].count(False) == 2


def half_done(folder: Path) -> None:
    put(
        folder,
        ours(1, status="superseded by ADR-0002", links="  superseded-by: [ADR-0002]\n"),
        ours(2),
        ours(3),
    )
    (folder / PENDING).write_text('{"old": ["0001-x.md"], "new": "0002-x.md", "day": "2027-01-02"}')


def test_readers_say_so_and_writers_mend_first(tmp_path: Path) -> None:
    half_done(tmp_path)
    assert "was interrupted; whichflow record check --mend finishes it" in shelf(tmp_path).interrupted()
    assert len(shelf(tmp_path).records()) == 3
    assert (tmp_path / PENDING).exists()
    shelf(tmp_path).deprecate("3")
    assert links_of((tmp_path / "0002-x.md").read_text(), "supersedes") == ["ADR-0001"]
    assert not (tmp_path / PENDING).exists()
    assert shelf(tmp_path).interrupted() == ""
    assert shelf(tmp_path).mend() == []


def test_a_hand_edit_after_the_kill_survives_mending(tmp_path: Path) -> None:
    half_done(tmp_path)
    path = tmp_path / "0002-x.md"
    path.write_text(path.read_text() + "Added by hand.\n")
    assert shelf(tmp_path).mend() == [
        "The supersede of ADR-0001 by ADR-0002 was interrupted; it is finished now."
    ]
    assert path.read_text().endswith("Added by hand.\n")
    assert links_of(path.read_text(), "supersedes") == ["ADR-0001"]


def test_what_cannot_be_finished_is_kept_and_told(tmp_path: Path) -> None:
    half_done(tmp_path)
    (tmp_path / "0002-x.md").unlink()
    with pytest.raises(RecordError, match=r"cannot be finished: 0002-x.md cannot be read: No such file"):
        shelf(tmp_path).mend()
    assert (tmp_path / PENDING).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"old": [], "new": "0002-x.md", "day": "2027-01-02"}',
        b'{"old": ["../0001-x.md"], "new": "0002-x.md", "day": "2027-01-02"}',
        b'{"old": ["README.md"], "new": "0002-x.md", "day": "2027-01-02"}',
    ],
)
def test_a_forged_pending_file_does_nothing(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    (tmp_path / "0001-x.md").write_text(ours(1))
    put(folder, ours(1), ours(2))
    (folder / PENDING).write_bytes(content)
    before = files(folder)
    with pytest.raises(RecordError, match=r"remove it|not UTF-8"):
        shelf(folder).mend()
    assert files(folder) == before
    assert (tmp_path / "0001-x.md").read_text() == ours(1)
