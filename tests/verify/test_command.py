"""`whichflow rules --verify` and `--graph`, as a person meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import rules.reading
from assistant.answer_files import read_answer_file
from assistant.cli.main import whichflow
from assistant.rule_words import answer_file, check_lines
from rules.model import Book
from rules.verifying import verify
from rules.verifying.graph import book_graph
from tests.verify.faults import FAULTS


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(whichflow, ["rules", *words], env={"WHICHFLOW_HOME": str(home)})


def test_the_quick_proof_prints_a_line_a_check_and_holds(home: Path) -> None:
    done = run(home, "--verify", "--quick")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    numbers = [line.split()[0] for line in lines if line.endswith("holds")]
    assert "nothing drops them: 450 cases drawn, " in lines[1]
    assert numbers == [*"123456", "7a", "7b", "7c", *(str(number) for number in range(8, 21))]
    assert [line.split(":")[0].strip() for line in lines[-3:]] == [
        "team-says-states",
        "example-20",
        "example-21",
    ]
    assert "checking samples" in done.stderr


@pytest.mark.long
def test_a_breach_ends_in_exit_code_1_and_as_json(
    home: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = FAULTS["budget-adds-events"].change(book)
    monkeypatch.setattr(rules.reading, "shipped_book", lambda: faulty)
    done = run(home, "--verify", "--quick", "--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert told["holds"] is False
    assert told["over"] == "a seeded sample"
    checks = {check["name"]: check for check in told["checks"]}
    assert checks["monotone"]["breaches"] >= len(checks["monotone"]["examples"]) > 0
    assert checks["replay"]["breaches"] == 0


def test_a_counterexample_can_be_replayed(book: Book, sections: frozenset[str], tmp_path: Path) -> None:
    faulty = FAULTS["simplicity-despite-load"].change(book)
    check = next(each for each in verify(faulty, sections, thoroughly=False) if each.name == "stages")
    lines = check_lines(check)
    assert f"BREACH: {check.broken}" in lines[0]
    assert sum(line.lstrip().startswith("# ") for line in lines) <= 4
    path = tmp_path / "answers.yaml"
    for breach in check.breaches[:3]:
        path.write_text("\n".join(answer_file(breach.answers)), encoding="utf-8")
        assert read_answer_file(path, book).values == breach.answers
    # Brought down to what it takes.
    assert set(check.breaches[0].answers) >= {"high_load", "prefers_simplicity"}
    assert len(check.breaches[0].answers) <= 4


def test_the_graph_is_printed(home: Path, book: Book) -> None:
    assert run(home, "--graph").stdout == book_graph(book)


@pytest.mark.parametrize(
    "words", [("--verify", "--graph"), ("needs-events", "--verify"), ("--quick",), ("--graph", "--json")]
)
def test_what_does_not_go_together_is_refused(home: Path, words: tuple[str, ...]) -> None:
    assert run(home, *words).exit_code == 2
