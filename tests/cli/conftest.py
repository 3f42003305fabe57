from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.cli.main import whichflow
from tests.assistant.processes import furnish


class Here:
    """Runs commands in this process, each with the same home and an empty folder to stand in."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._runner = CliRunner()

    def run(self, *words: str, said: str | bytes = "", code: int | None = 0) -> Result:
        """One command; its exit code must be `code`, unless that is None."""
        done = self._runner.invoke(
            whichflow, words, input=said, env={"WHICHFLOW_HOME": str(self.home), "TERM": "xterm"}
        )
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert code is None or done.exit_code == code, done.output
        return done


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home with a built base for all, where nothing is said that another test would trip over."""
    return furnish(tmp_path_factory.mktemp("home"))


@pytest.fixture
def here(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    """Commands over the shared home: for what reads the guide and the rules."""
    monkeypatch.chdir(tmp_path)
    return Here(home)


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    """Commands over a home with a built base and nothing else: for what keeps sessions."""
    monkeypatch.chdir(tmp_path)
    return Here(furnish(tmp_path / "home"))
