import sys
import time
from pathlib import Path

import pytest

from assistant.records.folder import save_record
from assistant.records.listing import RecordLine, list_records
from assistant.records.model import Draft, RecordError
from tests.records.shelved import ours, put

MADR = """---
status: "superseded by ADR-0007"
date: 2024-05-06
---
# Use *Postgres* for `everything`

## Context and Problem Statement
"""
NYGARD = "# 2. Record decisions\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n"


def test_own_records_and_those_of_others(tmp_path: Path, orders: Draft) -> None:
    (tmp_path / "0001-use-postgres.md").write_text(MADR)
    (tmp_path / "0002-record-decisions.md").write_text(NYGARD)
    save_record(tmp_path, orders)
    (tmp_path / "README.md").write_text("# Not a record\n")
    own = list_records(tmp_path)[2]
    assert list_records(tmp_path) == [
        RecordLine(
            1, "Use Postgres for everything", "superseded by ADR-0007", "2024-05-06", "",
            path=tmp_path / "0001-use-postgres.md",
        ),
        RecordLine(2, "2. Record decisions", "", "", "", path=tmp_path / "0002-record-decisions.md"),
        RecordLine(
            3, "Order fulfilment", "proposed", "2026-11-22", "hybrid",
            own.review_by, tmp_path / "0003-order-fulfilment.md",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"", "0001-x"),
        (b"\xff\xfe not UTF-8", "0001-x"),
        (b"---\nstatus: [\n---\n# Told\n", "Told"),
        (b"---\nwhichflow: a string\nstatus:\n---\n# Told\n", "Told"),
        (b"---\nwhichflow: {verdict: 7, name: [a]}\n---\n# Told\n", "Told"),
        (b"---\nstatus: !!timestamp x\nstatus: &a [*a]\n---\n# Told\n", "Told"),
        (b"\xef\xbb\xbf# After a byte order mark\r\n", "After a byte order mark"),
        (b"# \x1b[31mred\x1b[0m \xe2\x80\xaeturned\n", "red turned"),
    ],
)
def test_odd_files_are_listed_all_the_same(tmp_path: Path, content: bytes, title: str) -> None:
    (tmp_path / "0001-x.md").write_bytes(content)
    assert list_records(tmp_path) == [RecordLine(1, title, "", "", "", path=tmp_path / "0001-x.md")]


def test_records_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("10000-later.md", "9999-sooner.md", "0001-first.md"):
        (tmp_path / name).write_text("# x\n")
    (tmp_path / "0005-a-folder.md").mkdir()
    assert [line.number for line in list_records(tmp_path)] == [1, 9999, 10000]


def test_no_folder_no_records(tmp_path: Path) -> None:
    assert list_records(tmp_path / "none") == []
    (tmp_path / "file").touch()
    with pytest.raises(RecordError, match="cannot be listed"):
        list_records(tmp_path / "file")


def test_the_day_of_a_review_is_told(tmp_path: Path) -> None:
    put(tmp_path, ours(1, more="  review-by: 2027-05-22\n"), ours(2))
    assert [line.review_by for line in list_records(tmp_path)] == ["2027-05-22", ""]


def test_our_own_records_need_no_markdown_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    put(tmp_path, ours(1, name="Told above"))
    assert list_records(tmp_path)[0].title == "Told above"


@pytest.mark.parametrize("letter", ["a", "\u00e9", "\U0001f600"])
def test_a_long_front_matter_is_read_to_its_end(tmp_path: Path, letter: str) -> None:
    put(tmp_path, ours(1, name="Long", more=f"  note: {letter * 100_000}\n"), "x" + letter * 100_000)
    assert [(line.title, line.start) for line in list_records(tmp_path)] == [
        ("Long", "hybrid"),
        ("0002-x", ""),
    ]


@pytest.mark.parametrize("text", ["---\n" + "a" * 50_000_000, "[" * 100_000, "> " * 100_000, "![" * 100_000])
def test_a_flood_is_listed_in_no_time(tmp_path: Path, text: str) -> None:
    put(tmp_path, text)
    began = time.monotonic()
    assert [line.number for line in list_records(tmp_path)] == [1]
    assert time.monotonic() - began < 5


def test_what_a_list_leaves_unread_changes_nothing(tmp_path: Path, orders: Draft) -> None:
    path = save_record(tmp_path, orders)
    skimmed = list_records(tmp_path)
    # With these line breaks all of it is read.
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert list_records(tmp_path) == skimmed
    assert skimmed[0].start == "hybrid"
