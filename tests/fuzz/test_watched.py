"""What the program touches: no network, no file but where it was told to, and what people say is theirs alone."""
# ruff: noqa: E501  (tables of words are read better wide)

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]


class Day(NamedTuple):
    folder: Path
    seen: dict[str, Any]


@pytest.fixture(scope="module", params=["000", pytest.param("077", marks=pytest.mark.thorough)])
def day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Every command once, under a umask; `user` is the user's own folder in every way that there is to ask."""
    folder = tmp_path_factory.mktemp(f"day-{request.param}")
    for name in ("user", "work", "tmp", "named"):
        (folder / name).mkdir()
    places = {
        f"XDG_{name}_HOME": str(folder / "user" / name.lower())
        for name in ("DATA", "CONFIG", "CACHE", "STATE")
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.watched", str(folder), request.param],
        capture_output=True,
        check=False,
        timeout=120,
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"], "HOME": str(folder / "user"), "TMPDIR": str(folder / "tmp"), "TERM": "xterm",
            "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **places,
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return Day(folder, json.loads(done.stdout))


@pytest.mark.long
def test_every_command_ran(day: Day) -> None:
    codes: dict[str, int] = day.seen["codes"]
    assert not {words: code for words, code in codes.items() if code == 2}.keys() - {
        "no-such",
        "record reject 1",
    }
    assert codes["record new --dir " + str(day.folder / "named")] == 0
    assert (day.folder / "named" / "README.md").exists()
    assert (day.folder / "home" / "settings.yaml").exists()


@pytest.mark.long
def test_nothing_goes_over_a_network(day: Day) -> None:
    assert day.seen["network"] == []


@pytest.mark.long
def test_no_other_program_is_started(day: Day) -> None:
    assert day.seen["processes"] == []


@pytest.mark.long
def test_it_writes_where_it_was_told_to(day: Day) -> None:
    allowed = [day.folder / name for name in ("home", "named", "tmp", "work/docs/decisions")]
    above = {day.folder / "work" / "docs"}
    strays = [
        name
        for name in map(Path, day.seen["written"])
        if name not in above and name.parent != Path("/dev") and not any(map(name.is_relative_to, allowed))
    ]
    assert strays == []
    assert list((day.folder / "user").iterdir()) == []
    assert list((day.folder / "tmp").iterdir()) == []
    assert {path.name for path in (day.folder / "work").iterdir()} == {"answers.yaml", "batch.jsonl", "docs"}


@pytest.mark.long
def test_what_is_kept_at_home_is_for_its_owner_alone(day: Day) -> None:
    home = day.folder / "home"
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (home, *home.rglob("*"))}
    wrong = {
        path.name: f"{mode:04o}"
        for path, mode in modes.items()
        if mode != (0o700 if path.is_dir() else 0o600)
    }
    assert wrong == {}


@pytest.mark.long
def test_records_have_the_rights_that_the_user_asks_for(day: Day) -> None:
    # They go into a repository, where others are meant to read them.
    mask = int(day.folder.name.split("-")[1][:3], 8)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (day.folder / "named").iterdir() if path.is_file()}
    assert modes == {0o666 & ~mask}
