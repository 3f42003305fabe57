"""That `python -m benchmarks` runs, part by part, and says of a part that cannot be run why."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.answer_files import read_answer_object
from benchmarks import processes
from benchmarks.__main__ import PARTS, main, part_told
from benchmarks.engines.contenders import CLIPS, EXPERTA
from benchmarks.machine import machine
from benchmarks.parts import Setting, batches, memory, questions, screen, starts, verdicts
from rules.reading import shipped_book

FIRST_ROWS = {
    "starts": "python -c pass",
    "screen": "full screen",
    "verdicts": "whichflow",
    "questions": "whichflow",
    "batches": "20 random",
    "memory": "python -c pass",
}


@pytest.fixture(autouse=True)
def _hardly_any(monkeypatch: pytest.MonkeyPatch) -> None:
    for part, many in (
        (starts, 1), (screen, 2), (verdicts, 4), (questions, 4), (batches, 20), (memory, 5),
    ):  # fmt: skip
        monkeypatch.setattr(part, "QUICK", many)


def rows(*words: str) -> list[str]:
    """The first cells of all rows that are printed."""
    run = CliRunner().invoke(main, ["--quick", *words])
    assert run.exit_code == 0, run.output
    return [line.split("|")[1].strip() for line in run.output.splitlines() if line.startswith("|")]


@pytest.mark.thorough
def test_each_part_prints_its_table() -> None:
    assert set(FIRST_ROWS) == set(PARTS)
    assert set(FIRST_ROWS.values()) <= set(rows())


def test_a_verdict_is_timed_with_whatever_is_installed(tmp_path: Path) -> None:
    told = verdicts.report(Setting(tmp_path, quick=True))
    assert "| whichflow " in told
    for name, package in ((CLIPS, "clipspy"), (EXPERTA, "experta")):
        assert (f"| {name} " in told) != (f"{package} is left out" in told)


def test_what_cannot_be_run_is_left_out_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "benchmarks.parts.screen", None)
    assert part_told("screen", Setting(tmp_path, quick=True)).startswith("screen is left out: ")


def test_the_machine_is_described() -> None:
    told = machine()
    assert "cores" in told
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in told


def test_commands_are_timed_in_turns_and_those_that_fail_end_it(tmp_path: Path) -> None:
    log = tmp_path / "log"
    say = f"import sys; open({str(log)!r}, 'a').write(sys.argv[1])"
    commands = {name: [sys.executable, "-I", "-S", "-c", say, name] for name in "ab"}
    found = processes.medians(commands, 1)
    assert log.read_text("utf-8") == "abab"
    assert all(ms > 0 for ms in found.values())
    with pytest.raises(SystemExit, match="ended with 3"):
        processes.run([sys.executable, "-I", "-S", "-c", "raise SystemExit(3)"])


@pytest.mark.skipif(not processes.shows_peaks(), reason="this system does not tell")
def test_memory_is_that_of_the_command_alone() -> None:
    bare, full = (
        processes.peak([sys.executable, "-I", "-S", "-c", f"x = b'x' * {size}"]) for size in (1, 60_000_000)
    )
    assert 3 < bare < 20
    assert 50 < full - bare < 65


def test_lines_of_a_batch_can_be_read_and_come_again_where_they_are_to() -> None:
    book = shipped_book()
    lines = [json.loads(line) for line in islice(batches.answer_lines(book), 60)]
    assert [line["id"] for line in lines] == list(range(60))
    assert all(set(read_answer_object(line, book).values) <= set(book.facts_by_id) for line in lines)
    assert len({json.dumps(line["answers"]) for line in lines}) > 50
    again = [json.loads(line) for line in islice(batches.answer_lines(book, different=3), 60)]
    assert len({json.dumps(line["answers"]) for line in again}) == 3
