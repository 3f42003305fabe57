"""Killed at any moment, or begun by many at once: nothing that was replied to is lost.

`WHICHFLOW_KILLS=200 pytest -m long tests/assistant/test_kills.py` kills as often as that; CI does with fewer.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.sessions import FILE_NAME, Sessions
from assistant.state import fold
from tests.assistant.processes import furnish, run, start
from tests.faces.terminals import STEERING, Terminal, terminal

pytestmark = pytest.mark.long

KILLS = int(os.environ.get("WHICHFLOW_KILLS", "12"))
"""So many in all: three in four of the plain face, the others of the full screen, which starts slower."""
FIRST = 1000
MOST = 400
"""More lines than any face takes before it is killed."""
_REPLIED = re.compile(rb"called marker +(\d+)|Steps: +(\d+)\.")


REPLIES = ("Steps: {}.", "called marker {}.", "Noted with question")
"""What the reply to a line begins with."""


def line(n: int) -> str:
    """The nth line of a long interview: an answer, a title, a note, in turns, each known by its number."""
    return (f"change 6 to {n}", f"title marker {n}", f"note marker {n}")[n % 3]


def plain_until_killed(home: Path, begin: int, after: float, *words: str) -> bytes:
    """Feed lines from `begin` on, kill some seconds after the first word; what was printed."""
    process = start(home, "interview", "--plain", *words)
    assert process.stdin is not None
    assert process.stdout is not None
    out = process.stdout
    printed = [os.read(out.fileno(), 10)]
    reader = threading.Thread(target=lambda: printed.append(out.read()))
    reader.start()
    process.stdin.write("".join(f"{line(n)}\n" for n in range(begin, begin + MOST)).encode())
    process.stdin.flush()
    time.sleep(after)
    process.kill()
    process.wait()
    reader.join()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            stream.close()
    return b"".join(printed)


def screen_until_killed(home: Path, begin: int, after: float, *words: str) -> bytes:
    """As the plain face, but pasted and entered, each line when the one before is replied to."""
    with terminal(home, "interview", *words, size=(120, 40)) as screen:
        screen.until(lambda seen: b"^q" in seen)
        end = time.monotonic() + after
        for n in range(begin, begin + MOST):
            _press(screen, f"\x1b[200~{line(n)}\x1b[201~", line(n), end)
            _press(screen, "\r", REPLIES[n % 3].format(n), end)
            if time.monotonic() >= end:
                break
        screen.process.kill()
        screen.until_gone()
        return STEERING.sub(b" ", screen.seen)


def _press(screen: Terminal, keys: str, shows: str, end: float) -> None:
    """Press keys, and wait for what they show or for the end."""
    before = len(screen.seen)
    os.write(screen.master, keys.encode())
    wanted = shows.encode()
    screen.until(
        lambda seen: time.monotonic() >= end or wanted in STEERING.sub(b"", seen[before:]), within=60
    )


Face = Callable[..., bytes]


def check_kill(home: Path, face: Face, after: float) -> int:
    """Begin or go on, kill in the middle, and look at what is on disk; how many lines are kept by then."""
    begun = (home / FILE_NAME).exists()
    before = kept(home) if begun else 0
    printed = face(home, FIRST + before, after, *(["--continue"] if begun else []))
    now = kept(home)
    replied = [int(found[0] or found[1]) for found in _REPLIED.findall(printed)]
    # What was replied to is there.
    assert now >= max(replied, default=FIRST + before - 1) - FIRST + 1
    if face is plain_until_killed:
        # At most the one turn that was kept and not yet replied to is more.
        assert now - before <= printed.count(b"\n> ") + 1
    return now


def kept(home: Path) -> int:
    """How many lines the session holds: a sound one, with all of them in order and their answers."""
    with opened(home) as sessions:
        found = sessions.latest()
        assert found is not None
        assert len(sessions.glances()) == 1
        assert sessions.check() == []
        assert [turn.n for turn in found.turns] == list(range(1, len(found.turns) + 1))
        said = [turn.said for turn in found.turns if turn.said]
        assert said == [line(n) for n in range(FIRST, FIRST + len(said))]
        numbers = [n for n in range(FIRST, FIRST + len(said)) if n % 3 == 0]
        assert fold(found.turns).values == ({"steps": str(numbers[-1])} if numbers else {})
        return len(said)


@contextmanager
def opened(home: Path) -> Iterator[Sessions]:
    """The sessions of a home, as another process finds them."""
    sessions = Sessions(home)
    try:
        yield sessions
    finally:
        sessions.close()


@pytest.mark.parametrize(
    ("face", "share", "longest"),
    [
        pytest.param(plain_until_killed, 0.75, 0.25, id="plain"),
        pytest.param(screen_until_killed, 0.25, 0.6, id="screen"),
    ],
)
def test_killed_at_any_moment_it_goes_on_with_every_answered_turn(
    tmp_path: Path, face: Face, share: float, longest: float
) -> None:
    """A few interviews beside each other, each killed and gone on with again and again."""
    chance = random.Random()  # noqa: S311
    interviews = 2
    times = max(1, round(KILLS * share / interviews))

    def killed_again_and_again(home: Path) -> list[int]:
        return [check_kill(home, face, chance.uniform(0, longest)) for _ in range(times)]

    with ThreadPoolExecutor(interviews) as pool:
        counts = list(
            pool.map(killed_again_and_again, [furnish(tmp_path / str(n)) for n in range(interviews)])
        )
    gained = [now - before for each in counts for before, now in itertools.pairwise([0, *each])]
    assert min(gained) >= 0
    assert sum(gain > 0 for gain in gained) > len(gained) / 4, "hardly a kill came in the middle of a talk"


def test_after_a_kill_the_interview_goes_on(tmp_path: Path) -> None:
    home = furnish(tmp_path)
    while check_kill(home, plain_until_killed, 0.1) < 4:
        pass
    done = run(home, "interview", "--plain", "--continue", said="answers\nquit\n")
    assert b"Nothing was lost." in done.stdout
    assert b"6 steps: 1" in done.stdout
    assert done.returncode == 3


@pytest.mark.thorough
def test_six_that_begin_at_once_make_one_sound_database(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"

    def begin(n: int) -> subprocess.CompletedProcess[bytes]:
        return run(home, "interview", "--plain", said=f"title number {n}\n")

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(begin, range(6)))
    assert [each.returncode for each in done] == [3] * 6, [each.stderr for each in done]
    sessions = Sessions(home)
    assert {each.title for each in sessions.glances()} == {f"number {n}" for n in range(6)}
    assert sessions.check() == []
    sessions.close()


HAMMER = """
import sys
from pathlib import Path
from assistant.sessions import FILE_NAME, Sessions
from assistant.turns import Spoken
sessions = Sessions(Path(sys.argv[1]))
log = sessions.begin("guided")
for n in range(1, int(sys.argv[2]) + 1):
    log.append(Spoken(n, "answer", f"line {n}", "ok"), {})
print(log.id)
"""


@pytest.mark.parametrize("turns", [12, pytest.param(40, marks=pytest.mark.thorough)])
def test_six_that_write_at_once_keep_every_turn(tmp_path: Path, turns: int) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", HAMMER, str(tmp_path), str(turns)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(6)
    ]
    ends = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0] * 6, [end[1] for end in ends]
    sessions = Sessions(tmp_path)
    for out, _error in ends:
        assert len(sessions.load(out.decode().strip()).turns) == turns
    sessions.close()
