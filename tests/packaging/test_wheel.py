"""What the wheel and the sdist hold: all that runs and is read, and nothing else."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]
PACKAGES = ("assistant", "knowledge", "rules")
HELD_BACK = "knowledge/phrasings/held_back/"

pytestmark = pytest.mark.long


def tree(*folders: str) -> set[str]:
    """The files below these folders that belong to the project."""
    paths = {path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()}
    return {
        path.relative_to(ROOT).as_posix()
        for path in paths
        if not {"__pycache__", "node_modules"} & set(path.parts)
        and path.suffix not in (".pyc", ".orig", ".lock")
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """The names in the wheel and in the sdist."""
    folder = str(tmp_path_factory.mktemp("dist"))
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=folder, versions=["standard"])
    (sdist,) = SdistBuilder(str(ROOT)).build(directory=folder)
    with zipfile.ZipFile(wheel) as packed:
        in_wheel = set(packed.namelist())
    with tarfile.open(sdist) as packed_source:
        in_sdist = {name.split("/", 1)[1] for name in packed_source.getnames()}
    return in_wheel, in_sdist


def test_the_wheel_holds_the_three_packages_and_no_more(built: tuple[set[str], set[str]]) -> None:
    wheel, _sdist = built
    notes = {name for name in wheel if name.split("/")[0].endswith(".dist-info")}
    assert {name.split("/", 1)[1] for name in notes} == {
        "METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE",
    }  # fmt: skip
    assert wheel - notes == {name for name in tree(*PACKAGES) if not name.startswith(HELD_BACK)}


@pytest.mark.parametrize(
    "name",
    [
        "assistant/tui/whichflow.tcss", "knowledge/matcher.bin", "knowledge/guide/introduction.md",
        "knowledge/phrasings/covered/models.txt", "rules/answer_book.json", "rules/answer_space.json",
        "rules/book/facts.yaml",
    ],
)  # fmt: skip
def test_the_wheel_holds_what_is_read(built: tuple[set[str], set[str]], name: str) -> None:
    assert name in built[0]


def test_the_sdist_holds_all_that_its_tests_need(built: tuple[set[str], set[str]]) -> None:
    _wheel, sdist = built
    wanted = tree(*PACKAGES, "tests", "benchmarks", "examples", "docs", "scripts", "requirements")
    assert wanted | {"pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"} <= sdist
    assert not [name for name in sdist - wanted if "/" in name]
