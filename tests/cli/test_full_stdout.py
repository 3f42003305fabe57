"""Where what is printed goes to a full disk, one sentence says so."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.assistant.processes import COMMAND, environment

FULL = Path("/dev/full")

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full"),
]


@pytest.mark.parametrize("words", [["schema"], ["rules"]])
def test_a_full_disk_behind_stdout_is_one_sentence_and_1(tmp_path: Path, words: list[str]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *words], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60,
            env=environment(tmp_path),
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == (
        b"whichflow: What was to be printed cannot be written (No space left on device); "
        b"make room where it goes.\n"
    )
