"""A new file is there with all of its text or not at all, and never in the place of another."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from assistant.errors import Trouble
from assistant.new_file import write_new


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    paths = [write_new(tmp_path, "page", ".md", f"text {n}", "The page") for n in range(3)]
    assert [path.name for path in paths] == ["page.md", "page-2.md", "page-3.md"]
    assert [path.read_text() for path in paths] == ["text 0", "text 1", "text 2"]
    assert len(list(tmp_path.iterdir())) == 3


def test_it_has_the_rights_that_other_files_have(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    assert write_new(tmp_path, "page", ".md", "text", "The page").stat().st_mode == usual.stat().st_mode


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Trouble, match=r"^The page cannot be written into .*: No space left on device\.$"):
        write_new(tmp_path, "page", ".md", "text", "The page")
    assert list(tmp_path.iterdir()) == []


def test_where_there_are_no_links_it_is_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path, _target: Path) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    paths = [write_new(tmp_path, "page", ".md", f"text {n}", "The page") for n in range(2)]
    assert [path.read_text() for path in paths] == ["text 0", "text 1"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
