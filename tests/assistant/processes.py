"""The installed command as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.base import FILE_NAME, open_base

SHARED = "WHICHFLOW_TESTS_SHARE"
"""The variable with a folder that all processes of a test run share."""
COMMAND = [sys.executable, "-c", "from assistant.cli import main; main()"]


@cache
def _base() -> bytes:
    """The guide's base as a first start builds it; one process of a test run builds it for all."""
    with TemporaryDirectory() as own:
        folder = Path(os.environ.get(SHARED) or own)
        open_base(folder).close()
        return (folder / FILE_NAME).read_bytes()


def furnish(home: Path) -> Path:
    """Make a home in which the guide's base is built already, for what is about something else."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    (home / FILE_NAME).write_bytes(_base())
    return home


def environment(home: Path, **more: str) -> dict[str, str]:
    """This process's environment with a home of its own and nothing that bends the output."""
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "PYTHONIOENCODING"}}
    return {**kept, "WHICHFLOW_HOME": str(home), "TERM": "xterm", **more}


def run(
    home: Path, *words: str | bytes, said: bytes | str = b"", more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run one command to its end, with `said` on stdin."""
    given = said.encode() if isinstance(said, str) else said
    return subprocess.run(
        [os.fsencode(word) for word in (*COMMAND, *words)],
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
        env=environment(home, **(more or {})),
    )


def start(home: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start one command with pipes to talk through."""
    return subprocess.Popen(
        [*COMMAND, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(home),
    )  # fmt: skip
