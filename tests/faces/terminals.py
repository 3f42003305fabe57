"""The app in a terminal of its own, and who sits before it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.assistant.processes import COMMAND

READY = b"Type a question"
STEERING = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|P[^\x1b]*\x1b\\|[@-Z\\^_=>78])")
"""What a terminal obeys and does not show."""


class Terminal:
    """A person before a terminal: presses keys, sees bytes."""

    def __init__(
        self, home: Path, words: tuple[str, ...], environ: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        bent = ("NO_COLOR", "PYTHONIOENCODING", "LANG", "PYTHONUTF8", "COLORTERM", "TEXTUAL")
        kept = {name: value for name, value in os.environ.items() if not name.startswith((*bent, "LC_"))}
        self.process = subprocess.Popen(
            [*COMMAND, "--home", str(home), *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environ},
            start_new_session=True,
        )
        os.close(slave)
        self.seen = b""

    def until(self, enough: Callable[[bytes], bool], within: float = 30) -> bytes:
        """Read until there is enough, or the app is gone."""
        end = time.monotonic() + within
        while not enough(self.seen) and time.monotonic() < end:
            if select.select([self.master], [], [], 0.05)[0]:
                try:
                    self.seen += os.read(self.master, 65536)
                except OSError:
                    break
        assert enough(self.seen), self.seen[-2000:]
        return self.seen

    def press(self, keys: bytes, shows: bytes) -> None:
        """Press keys and wait until something is shown anew."""
        before = len(self.seen)
        os.write(self.master, keys)
        self.until(lambda seen: shows in seen[before:])

    def leave(self) -> int:
        """Quit, and the exit code."""
        os.write(self.master, b"\x11")
        self.until_gone()
        return self.process.wait(10)

    def until_gone(self) -> None:
        """Read to the end."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if not select.select([self.master], [], [], 0.05)[0]:
                if self.process.poll() is not None:
                    return
                continue
            try:
                self.seen += os.read(self.master, 65536)
            except OSError:
                return


@contextmanager
def terminal(
    home: Path, *words: str, size: tuple[int, int] = (80, 24), environ: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    opened = Terminal(home, words, environ or {}, size)
    try:
        yield opened
    finally:
        if opened.process.poll() is None:
            opened.process.send_signal(signal.SIGKILL)
            opened.process.wait(10)
        os.close(opened.master)
