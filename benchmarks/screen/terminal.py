"""A process at a terminal of its own, and how long it takes until something stands on the screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

SIZE = (100, 30)
PATIENCE = 15
_STEERING = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|P[^\x1b]*\x1b\\|[@-Z\\^_=>78])")


class Terminal:
    """Presses keys and watches for words."""

    def __init__(self, command: Sequence[str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        environ = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        environ.pop("NO_COLOR", None)
        self._seen = b""
        self._began = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environ, start_new_session=True
        )
        os.close(slave)

    def first(self, words: str) -> float:
        """Milliseconds from the start of the process until `words` are shown."""
        return (self._until(words) - self._began) * 1000

    def press(self, keys: str, words: str) -> float:
        """Milliseconds from pressing `keys` until `words` are shown anew."""
        self._seen = b""
        start = time.perf_counter()
        os.write(self._master, keys.encode())
        return (self._until(words) - start) * 1000

    def quiet(self) -> None:
        """Wait until nothing more is drawn for a while."""
        while select.select([self._master], [], [], 0.15)[0]:
            os.read(self._master, 65536)

    def close(self) -> None:
        """Leave, by force if need be."""
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def _until(self, words: str) -> float:
        wanted = words.encode()
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            if select.select([self._master], [], [], 1)[0]:
                try:
                    self._seen += os.read(self._master, 65536)
                except OSError:
                    break
                if wanted in _STEERING.sub(b"", self._seen):
                    return time.perf_counter()
        raise SystemExit(f"{words!r} was never shown; the end was {self._seen[-300:]!r}")


@contextmanager
def terminal(command: Sequence[str]) -> Iterator[Terminal]:
    """A terminal for as long as it is needed."""
    opened = Terminal(command)
    try:
        yield opened
    finally:
        opened.close()
