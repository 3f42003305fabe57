"""Every exit code of docs/reference.md is brought about, and no command ends with another one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli.main import whichflow
from tests.assistant.processes import furnish

ROOT = Path(__file__).parents[2]
ROWS = re.findall(
    r"^\| (every command|`[^`]+`) \| (\d) \| ", (ROOT / "docs/reference.md").read_text("utf-8"), re.MULTILINE
)
ELSEWHERE = {("whichflow record check", code) for code in (0, 1, 2, 3, 5)} | {("whichflow doctor", 1)}
"""Brought about in tests/cli/test_record_check.py and by those who damage a home."""
EXAMPLE = str(ROOT / "examples" / "order-lifecycle.yaml")
CASES: dict[tuple[str, int], tuple[str, str]] = {
    ("every command", 0): ("schema", ""),
    ("every command", 1): ("assess nothing.yaml", ""),
    ("every command", 2): ("guide --nonsense", ""),
    ("whichflow", 3): ("", "quit\n"),
    ("whichflow interview", 3): ("interview --plain", ""),
    ("whichflow session resume", 3): ("session resume --plain", ""),
    ("whichflow ask", 4): ("ask what does a licence of oracle cost", ""),
    ("whichflow assess", 0): ("assess --batch -", "no json\n"),
    ("whichflow guide", 1): ("guide no/such", ""),
    ("whichflow guide", 4): ("guide --search xyzzyq", ""),
    ("whichflow rules", 1): ("rules no-such-rule", ""),
    ("whichflow doctor", 0): ("doctor", ""),
}


def test_every_code_has_its_case() -> None:
    listed = {(name.strip("`"), int(code)) for name, code in ROWS}
    assert listed == set(CASES) | ELSEWHERE


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return furnish(tmp_path_factory.mktemp("homes") / "home")


@pytest.mark.parametrize(("name", "code"), CASES)
def test_it_ends_so(
    name: str, code: int, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words, said = CASES[name, code]
    env = {"WHICHFLOW_HOME": str(home), "TERM": "xterm"}
    if words.startswith("session resume"):
        CliRunner().invoke(whichflow, ["interview", "--plain"], input="call\n", env=env)
    done = CliRunner().invoke(whichflow, words.split(), input=said, env=env)
    assert done.exit_code == code, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
