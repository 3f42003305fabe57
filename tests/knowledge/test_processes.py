import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import knowledge
from knowledge.base import FILE_NAME, open_base
from knowledge.sources import identity

ROOT = Path(knowledge.__file__).parents[1]

OPEN = """
import json, sys
from pathlib import Path
from knowledge.base import open_base
from knowledge.search import search, search_sections
with open_base(Path(sys.argv[1]), Path(sys.argv[2])) as base:
    found = [hit.passage.id for hit in search(base, "boats on water")]
    assert search_sections(base, "boats on water")
    base.section("travel/boat")
    print(json.dumps({
        "path": str(base.path), "inode": base.path.stat().st_ino, "hash": base.identity,
        "passages": len([passage for section in base.sections() for passage in section.passages]),
        "problems": base.check(), "found": found, "loaded": sorted(sys.modules),
    }))
"""

ONLY_FOR_BUILDING = {"pydantic", "yaml", "sqlite_utils", "filelock", "click"}


def start(home: Path, content: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", OPEN, str(home), str(content)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.thorough
def test_eight_processes_at_once_read_one_whole_base(home: Path, content: Path) -> None:
    processes = [start(home, content) for _ in range(8)]
    outputs = [process.communicate(timeout=60) for process in processes]

    assert [error for _, error in outputs if error] == []
    said = [json.loads(output) for output, _ in outputs]
    # One file under all of them: seven waited for the first and built nothing.
    assert len({(one["path"], one["inode"]) for one in said}) == 1
    assert {one["hash"] for one in said} == {identity(content)}
    assert {one["passages"] for one in said} == {8}
    assert all(one["problems"] == [] for one in said)
    assert all(one["found"][0] == "start#4" for one in said)
    assert sorted(path.name for path in home.iterdir()) == [FILE_NAME, f"{FILE_NAME}.lock"]


def test_reading_loads_nothing_that_only_building_needs(home: Path, content: Path) -> None:
    open_base(home, content).close()

    output, error = start(home, content).communicate(timeout=60)

    assert error == ""
    loaded = {name.partition(".")[0] for name in json.loads(output)["loaded"]}
    assert not loaded & (ONLY_FOR_BUILDING | {"rapidfuzz", "textual", "rich", "rules", "assistant"})
