"""The installed command as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

COMMAND = [sys.executable, "-c", "from assistant.cli import main; main()"]


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
