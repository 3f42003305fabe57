"""What the documents show of commands and talks is what these print; UPDATE_DOCS=1 writes it anew."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, tzinfo
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest

from assistant.records.shelf import Shelf
from tests.assistant.processes import furnish
from tests.docs.replaying import Block, anew, block_text, outputs, read, same

ROOT = Path(__file__).parents[2]
UPDATE = "UPDATE_DOCS"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""When all that is shown was said."""
CLOCKS = ("assistant.clock", "assistant.sessions")


class _Stopped(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return NOW.astimezone(tz)


@pytest.fixture(autouse=True)
def _always_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CLOCKS:
        import_module(name)
    numbers = count(1)
    for name, module in list(sys.modules.items()):
        if name.startswith("assistant.") and getattr(module, "datetime", None) is datetime:
            monkeypatch.setattr(module, "datetime", _Stopped)
        if name.startswith("assistant.") and hasattr(module, "token_hex"):
            monkeypatch.setattr(module, "token_hex", lambda _size: f"{next(numbers):08x}")
    # The clock of those who only change a record's status.
    monkeypatch.setattr(Shelf.__init__, "__defaults__", (NOW.date,))


def shown_by(document: Path, folder: Path, home: Path) -> str:
    """The document as it would be if it showed what commands and talks print."""
    lines = document.read_text(encoding="utf-8").split("\n")
    parts = read("\n".join(lines))
    real = {id(shown): output for shown, output in outputs(parts, folder, home)}
    for block in reversed([part for part in parts if isinstance(part, Block)]):
        told = []
        for shown in block.shown:
            output = real[id(shown)]
            unlike = not same(shown.output, output)
            told.append(anew(shown.output, output, shown.started) if unlike else shown.output)
        lines[block.first : block.end] = block_text(block, told)
    return "\n".join(lines)


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md", "docs/rule-book.md"])
def test_what_is_shown_is_what_is_printed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(here)
    document = ROOT / name
    now = shown_by(document, here, furnish(tmp_path / "home"))
    if os.environ.get(UPDATE) and now != document.read_text(encoding="utf-8"):
        document.write_text(now, encoding="utf-8")
    assert document.read_text(encoding="utf-8") == now, f"{UPDATE}=1 pytest tests/docs writes {name} anew"
