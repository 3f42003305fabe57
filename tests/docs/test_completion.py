"""Tab: what is offered, by a real bash; quickly, and leaving nothing behind."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from assistant.cli.completion import SHELLS
from assistant.cli.main import whichflow
from assistant.sessions import Sessions
from knowledge.content import load_sections
from rules.deciding import shipped_answer_book
from rules.reading import shipped_book

ROOT = Path(__file__).parents[2]


class Tab(ShellComplete):
    """Asks as a shell does, in this process."""

    name = "tab"
    source_template = ""

    def offered(self, line: str) -> list[str]:
        *args, typed = line.split(" ")
        return [item.value for item in self.get_completions(args, typed)]


def offered(line: str) -> list[str]:
    return Tab(whichflow, {}, "whichflow", "_WHICHFLOW_COMPLETE").offered(line)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("ass", ["assess"]),
        ("record acc", ["accept"]),
        ("interview --mo", ["--mode"]),
        ("interview --mode f", ["fast", "full"]),
        ("record list --status su", ["superseded"]),
        ("guide faq/h", ["faq/hybrid"]),
        ("rules needs-", ["needs-events", "needs-states"]),
        ("completion z", ["zsh"]),
        ("record show ADR-000", ["ADR-0003", "ADR-0007"]),
        ("record show 0", ["0003", "0007"]),
        ("record accept ", ["3", "7"]),
        ("record accept 0003-", ["0003-a.md"]),
        ("record supersede 3 --by 7", ["7"]),
        ("record check 3 7", ["7"]),
        ("record show --dir nowhere ", []),
        ("session show ", []),
        ("guide no-such", []),
    ],
)
def test_what_is_offered(
    line: str, wanted: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "docs" / "decisions"
    folder.mkdir(parents=True)
    for name in ("0003-a.md", "0007-b.md", "README.md", "0003-a.session.jsonl"):
        (folder / name).write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHICHFLOW_HOME", str(tmp_path / "home"))
    assert offered(line) == wanted
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "line", ["--home {} session show ", "session export --home {} ", "interview --resume "]
)
def test_sessions_of_the_home_that_was_named(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [Sessions(tmp_path).begin("guided").id for _ in range(2)]
    monkeypatch.setenv("WHICHFLOW_HOME", str(tmp_path if "{}" not in line else tmp_path / "other"))
    assert offered(line.format(tmp_path)) == ids[::-1]
    assert offered(line.format(tmp_path) + ids[0]) == ids[:1]


@pytest.mark.parametrize("damage", [b"no database", b""])
def test_a_damaged_home_offers_nothing(
    damage: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sessions.db").write_bytes(damage)
    monkeypatch.setenv("WHICHFLOW_HOME", str(tmp_path))
    assert offered("session show ") == []


def test_all_sections_and_rules_are_offered() -> None:
    assert set(offered("guide ")) == {section.id for section in load_sections()}
    books = (*shipped_book().rules, *shipped_answer_book().rules)
    assert set(offered("rules ")) == {rule.id for rule in books}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script(shell: str) -> None:
    done = CliRunner().invoke(whichflow, ["completion", shell])
    assert done.exit_code == 0
    assert "_WHICHFLOW_COMPLETE" in done.output


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_a_real_bash(tmp_path: Path) -> None:
    # What the shell starts is this very program, wherever it is installed.
    command = tmp_path / "bin" / "whichflow"
    command.parent.mkdir()
    main = "from assistant.cli import main; main()"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "{main}" "$@"\n')
    command.chmod(0o755)
    script = """
eval "$(whichflow completion bash)"
compopt() { :; }
complete -p whichflow
COMP_WORDS=(whichflow guide faq/h); COMP_CWORD=2; _whichflow_completion whichflow; echo "${COMPREPLY[@]}"
"""
    path = f"{command.parent}:{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "WHICHFLOW_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "--norc", "-c", script], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout == "complete -o nosort -F _whichflow_completion whichflow\nfaq/hybrid\n"
    assert done.stderr == ""
    assert not (tmp_path / "home").exists()


def test_tab_loads_no_screen_and_no_reasoning(tmp_path: Path) -> None:
    code = """
import sys
from click.shell_completion import ShellComplete
from assistant.cli.main import whichflow
shell = ShellComplete(whichflow, {}, "whichflow", "")
for words in (["guide"], ["rules"], ["session", "show"], ["record", "accept"], []):
    shell.get_completions(words, "")
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""
    env = {**os.environ, "WHICHFLOW_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"textual", "pydantic", "durable_rules_engine", "sqlite_utils"} & set(done.stdout.split())
