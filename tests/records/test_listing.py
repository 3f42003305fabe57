from pathlib import Path

import pytest

from assistant.records.folder import save_record
from assistant.records.listing import RecordLine, list_records
from assistant.records.model import Draft, RecordError

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
    assert list_records(tmp_path) == [
        RecordLine(1, "Use Postgres for everything", "superseded by ADR-0007", "2024-05-06", ""),
        RecordLine(2, "2. Record decisions", "", "", ""),
        RecordLine(3, "Order fulfilment", "proposed", "2026-11-22", "hybrid"),
    ]


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"", "0001-x"),
        (b"\xff\xfe not UTF-8", "0001-x"),
        (b"---\nstatus: [\n---\n# Told\n", "Told"),
        (b"---\nwhichflow: a string\nstatus:\n---\n# Told\n", "Told"),
        (b"---\nwhichflow: {verdict: 7, name: [a]}\n---\n# Told\n", "['a']"),
        (b"\xef\xbb\xbf# After a byte order mark\r\n", "After a byte order mark"),
        (b"# \x1b[31mred\x1b[0m \xe2\x80\xaeturned\n", "red turned"),
    ],
)
def test_odd_files_are_listed_all_the_same(tmp_path: Path, content: bytes, title: str) -> None:
    (tmp_path / "0001-x.md").write_bytes(content)
    assert list_records(tmp_path) == [RecordLine(1, title, "", "", "")]


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
