"""record check: its exit codes, lines and JSON; and docs/records-in-ci.md, whose commands must be real."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from assistant.cli import record_common
from assistant.cli.main import whichflow
from assistant.household import Household
from assistant.records.linking import PENDING
from tests.cli.conftest import Here
from tests.records.checked import edited, other_mind, saved

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "records-in-ci.md").read_text("utf-8")
DAY = ("--today", "2026-11-23")
RECORD = "docs/decisions/0001-a-flow.md"


@pytest.fixture(scope="module")
def written(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one record."""
    folder = tmp_path_factory.mktemp("records")
    saved(folder, Household(home).base)
    return folder


@pytest.fixture
def kept(here: Here, written: Path) -> Here:
    """Commands beside a docs/decisions that holds that record."""
    shutil.copytree(written, "docs/decisions")
    return here


def test_all_holds(kept: Here) -> None:
    done = kept.run("record", "check", *DAY)
    assert done.stdout == "0001  OK  A flow\n"
    assert done.stderr == "whichflow: 1 record checked: 1 OK.\n"


def otherwise() -> None:
    edited(Path(RECORD), "    start: hybrid\n", "    start: sequential\n")


def broken() -> None:
    Path("docs/decisions/0001-a-flow.session.jsonl").unlink()


def overdue() -> None:
    edited(Path(RECORD), "review-by: 2027-05-22", "review-by: 2026-11-22")


def changed() -> None:
    text = Path(RECORD).read_text("utf-8")
    found = re.search(r"faq/hybrid: ([0-9a-f]+)", text)
    assert found
    edited(Path(RECORD), found[0], "faq/hybrid: 0123456789abcdef")


WORST = {
    broken: (2, "broken", "broken: The transcript 0001-a-flow.session.jsonl is missing"),
    otherwise: (
        1,
        "otherwise",
        "would be decided otherwise: Today the answers lead to start hybrid",
    ),
    overdue: (3, "overdue", "review overdue: Its review was due on 2026-11-22"),
    changed: (5, "changed", "guide or rules changed: The guide's text has changed since"),
}


def test_each_exit_code_and_which_of_them_counts(kept: Here) -> None:
    whole = Path(RECORD).read_bytes()
    for spoil, (code, outcome, said) in WORST.items():
        Path(RECORD).write_bytes(whole)
        if spoil is not broken:
            shutil.copytree("docs/decisions", "again")
            spoil()
            _one(kept, code, outcome, said)
            shutil.rmtree("docs/decisions")
            shutil.move("again", "docs/decisions")
    for place, spoil in enumerate(reversed(WORST)):
        spoil()
        code, outcome, said = WORST[spoil]
        lines = _one(kept, code, outcome, said)
        assert len(lines) == place + 2


def _one(kept: Here, code: int, outcome: str, said: str) -> list[str]:
    lines = kept.run("record", "check", *DAY, code=code).stdout.splitlines()
    assert any(line.startswith(f"      {said}") for line in lines)
    (one,) = json.loads(kept.run("record", "check", *DAY, "--json", code=code).stdout)
    assert one["outcome"] == outcome
    assert outcome in {finding["kind"] for finding in one["findings"]}
    return lines


def test_rules_that_have_changed(kept: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    mind = other_mind("both-needs", then={"direction": "event-driven"})
    monkeypatch.setattr(Household, "mind", property(lambda _house: mind))
    done = kept.run("record", "check", *DAY, code=1)
    assert "start event-driven, not hybrid" in done.stdout
    assert "(rule both-needs, § faq/hybrid, § realities/maintenance)" in done.stdout
    mind = other_mind(policy="needs-before-thumb")
    assert "needs-before-thumb" in kept.run("record", "check", *DAY, code=5).stdout


def test_json(kept: Here) -> None:
    Path("docs/decisions/0002-theirs.md").write_text("# Theirs\n", "utf-8")
    done = kept.run("record", "check", *DAY, "--json")
    same = {"status": "proposed", "ours": True, "outcome": "holds", "findings": []}
    assert json.loads(done.stdout) == [
        {"record": "ADR-0001", "path": RECORD, "title": "A flow", **same},
        {
            "record": "ADR-0002",
            "path": "docs/decisions/0002-theirs.md",
            "title": "Theirs",
            **same,
            "status": "",
            "ours": False,
        },
    ]
    assert done.stderr.endswith("1 record checked: 1 OK; 1 of another tool, looked at for links only.\n")
    assert kept.run("record", "check", *DAY).stdout.splitlines()[1] == "0002  not ours  Theirs"


def test_only_the_named_ones(kept: Here) -> None:
    Path("docs/decisions/0002-bad.md").write_text("---\nwhichflow: 1\n---\n", "utf-8")
    assert kept.run("record", "check", *DAY, "ADR-0001").stdout == "0001  OK  A flow\n"
    assert "0002  broken" in kept.run("record", "check", *DAY, "2", "1", code=2).stdout
    assert "There is no record 3" in kept.run("record", "check", "3", code=2).stderr


def test_no_records_and_no_folder(here: Here) -> None:
    done = here.run("record", "check", code=2)
    assert (done.stdout, "There is no folder docs/decisions" in done.stderr) == ("", True)
    Path("docs/decisions").mkdir(parents=True)
    done = here.run("record", "check")
    assert (done.stdout, "so there is nothing to check" in done.stderr) == ("", True)
    assert json.loads(here.run("record", "check", "--json").stdout) == []


@pytest.mark.parametrize("day", ["", "2026-13-01", "20261122", "2026-W01-1", "today", "2026-1-1"])
def test_a_day_that_is_none_is_wrong_use(kept: Here, day: str) -> None:
    done = kept.run("record", "check", "--today", day, code=2)
    assert "a day is written as 2026-11-22" in done.stderr
    assert done.stdout == ""


def test_mend(kept: Here, written: Path) -> None:
    assert "Nothing had to be mended." in kept.run("record", "check", *DAY, "--mend").stderr
    second = Path("docs/decisions/0002-a-flow.md")
    shutil.copy(written / "0001-a-flow.md", second)
    shutil.copy(written / "0001-a-flow.session.jsonl", second.with_name("0002-a-flow.session.jsonl"))
    edited(second, "id: ADR-0001", "id: ADR-0002")
    edited(second, "file: 0001", "file: 0002")
    kept.run("record", "accept", "1")
    names = {"old": ["0001-a-flow.md"], "new": "0002-a-flow.md", "day": "2026-11-22"}
    pending = Path("docs/decisions") / PENDING
    pending.write_text(json.dumps(names), "utf-8")
    done = kept.run("record", "check", *DAY, code=2)
    assert done.stdout.startswith("docs/decisions  broken\n")
    assert "whichflow record check --mend" in done.stdout
    done = kept.run("record", "check", *DAY, "--mend")
    assert "The supersede of ADR-0001 by ADR-0002 was interrupted; it is finished now." in done.stderr
    assert "superseded by ADR-0002" in Path(RECORD).read_text("utf-8")
    pending.write_text("no JSON", "utf-8")
    assert "remove it" in kept.run("record", "check", "--mend", code=2).stderr


def test_the_bar_is_for_terminals_and_many_records(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    class Bar:
        def __init__(self, paths: list[Path]) -> None:
            self.paths = paths

        def __enter__(self) -> list[Path]:
            drawn.append(len(self.paths))
            return self.paths

        def __exit__(self, *_given: object) -> None: ...

    monkeypatch.setattr(click, "progressbar", lambda paths, **_named: Bar(paths))
    for many, terminal in ((199, True), (200, False), (200, True)):
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal)
        assert len(list(record_common.watched("Checking")([Path()] * many))) == many
    assert drawn == [200]


def commands() -> list[str]:
    """Every command on the page: in blocks, in the workflow's steps, within sentences."""
    blocks = re.findall(r"^(?:.*?(?:run|entry): )?(whichflow [^#|\n]*)", PAGE, re.MULTILINE)
    return sorted({command.strip() for command in (*blocks, *re.findall(r"`(whichflow [^`]*)`", PAGE))})


def test_the_commands_of_the_page_are_real() -> None:
    assert len(commands()) >= 8
    for line in commands():
        command: click.Command | None = whichflow
        _name, *words = shlex.split(line)
        while isinstance(command, click.Group):
            command = command.get_command(click.Context(command), words.pop(0))
        assert command is not None, line
        command.make_context(line, words)


@pytest.mark.parametrize("name", ["github-actions.yaml", "pre-commit-config.yaml"])
def test_the_page_shows_the_examples(name: str) -> None:
    example = (ROOT / "examples" / "ci" / name).read_text("utf-8")
    assert f"<!-- examples/ci/{name} -->\n```yaml\n{example}```\n" in PAGE
    assert "whichflow record check --dir docs/decisions" in json.dumps(yaml.safe_load(example))


@pytest.mark.parametrize(("code", "passes"), [(0, True), (5, True), (1, False), (2, False), (3, False)])
def test_the_line_that_lets_a_change_pass(code: int, passes: bool) -> None:
    (line,) = [line for line in PAGE.splitlines() if "$?" in line]
    done = subprocess.run(["sh", "-ec", f"whichflow() {{ return {code}; }}\n{line}"], check=False, timeout=20)
    assert (done.returncode == 0) == passes


@pytest.mark.long
def test_pre_commit_takes_the_hook() -> None:
    tool = [sys.executable, "-m", "pre_commit", "validate-config"]
    subprocess.run([*tool, ROOT / "examples" / "ci" / "pre-commit-config.yaml"], check=True, timeout=60)
