"""kill -9 of the full screen at a terminal, in the middle of a talk."""

from __future__ import annotations

import fcntl
import os
import pty
import random
import re
import select
import struct
import termios
import time
from pathlib import Path
from signal import SIGKILL

from tests.faces.terminals import STEERING
from tests.faults.outcome import Outcome, count, expect, turns, unclear, unsound
from tests.faults.running import KILLED, Place

_REPLIED = re.compile(r"called +marker +(\d+) *\.")
_PATIENCE = 60


def kill_screen(furnished: Place, folder: Path, chance: random.Random) -> Outcome:
    """Talk to the full screen, kill it at a random moment after its first question, and look."""
    place = furnished.copy(folder)
    kept = turns(place.home)
    seen, code = _talk(place, chance.uniform(0, 1.2))
    now = turns(place.home)
    wrong = [*expect(code, KILLED), *unsound(place.home)]
    wrong += [
        f"session {name} has lost a turn" for name, said in kept.items() if now[name][: len(said)] != said
    ]
    replied = set(_REPLIED.findall(STEERING.sub(b" ", seen).decode(errors="replace")))
    said = [line for lines in now.values() for line in lines]
    wrong += [f"marker {number} was replied to" for number in replied if f"title marker {number}" not in said]
    before, after = sum(map(len, kept.values())) + len(replied), count(place.home)
    mended = place.run("doctor", "--mend")
    wrong += [*unclear(mended.err), *expect(mended.code, 0), *unsound(place.home)]
    return Outcome("kill: interview, full screen", code, "", before, after, "", tuple(wrong))


def _talk(place: Place, seconds: float) -> tuple[bytes, int]:
    """Say titles, one after another, until the time is over; what was seen, and the exit code."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    job = place.job("interview", tty=os.ttyname(slave))
    process = place.server.begin(job)
    try:
        seen = _until(master, "^q", time.monotonic() + _PATIENCE)
        end = time.monotonic() + seconds
        number = 1000
        while time.monotonic() < end:
            os.write(master, f"\x1b[200~title marker {number}\x1b[201~\r".encode())
            seen += _until(master, f"called marker {number}", end)
            number += 1
        os.kill(process, SIGKILL)
        return seen, place.server.end(job).code
    finally:
        # Up to here, so that the terminal is there when the child opens it.
        os.close(slave)
        os.close(master)


def _until(master: int, shown: str, end: float) -> bytes:
    """Read what is drawn until something stands there, or the end has come."""
    seen = b""
    while shown.encode() not in STEERING.sub(b"", seen) and time.monotonic() < end:
        if select.select([master], [], [], 0.02)[0]:
            seen += os.read(master, 65536)
    return seen
