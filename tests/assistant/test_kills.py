"""Killed at any moment, or begun by many at once: nothing that was replied to is lost."""

import os
import random
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.sessions import Sessions
from assistant.state import fold
from tests.assistant.processes import run, start

pytestmark = pytest.mark.long

LINES = [
    f"change 6 to {n}" if n % 3 == 0 else f"title marker {n}" if n % 3 == 1 else f"note marker {n}"
    for n in range(1000, 1400)
]
REPLIED = re.compile(r"\(From now on it is called marker (\d+)\.\)|^Steps: (\d+)\.", re.MULTILINE)


def kill_in_the_middle(home: Path, after: float) -> str:
    """Begin an interview, feed it lines, kill it some seconds after its first word; what it had printed."""
    process = start(home, "interview", "--plain")
    assert process.stdin is not None
    assert process.stdout is not None
    printed = [os.read(process.stdout.fileno(), 10)]
    reader = threading.Thread(
        target=lambda: printed.append(process.stdout.read()) if process.stdout else None
    )
    reader.start()
    process.stdin.write("".join(f"{line}\n" for line in LINES).encode())
    process.stdin.flush()
    time.sleep(after)
    process.kill()
    process.wait()
    reader.join()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            stream.close()
    return b"".join(printed).decode()


def check_kill(home: Path, after: float) -> int:
    printed = kill_in_the_middle(home, after)
    replied = [int(found[0] or found[1]) for found in REPLIED.findall(printed)]
    sessions = Sessions(home)
    try:
        found = sessions.latest()
        assert found is not None
        assert sessions.check() == []
        assert [turn.n for turn in found.turns] == list(range(1, len(found.turns) + 1))
        said = [turn.said for turn in found.turns[1:]]
        assert said == LINES[: len(said)]
        # What was replied to is there; at most the one turn that was kept and not yet replied to is more.
        last = max(replied, default=999)
        assert len(said) >= last - 999
        assert len(said) <= printed.count("\n> ") + 1
        numbers = [n for n in range(1000, 1000 + len(said)) if n % 3 == 0]
        assert fold(found.turns).values == ({"steps": str(numbers[-1])} if numbers else {})
        return len(said)
    finally:
        sessions.close()


def test_killed_at_any_moment_nothing_replied_is_lost(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311
    moments = [(tmp_path / str(n), chance.uniform(0, 0.25)) for n in range(8)]
    with ThreadPoolExecutor(2) as pool:
        kept = list(pool.map(lambda moment: check_kill(*moment), moments))
    assert max(kept) > 3, "no kill came in the middle of a talk"


@pytest.mark.long
def test_killed_ten_times_nothing_replied_is_lost(tmp_path: Path) -> None:
    chance = random.Random()  # noqa: S311
    kept = [check_kill(tmp_path / str(n), chance.uniform(0, 0.4)) for n in range(10)]
    assert len(set(kept)) > 2


def test_after_a_kill_the_interview_goes_on(tmp_path: Path) -> None:
    kept = 0
    while kept < 4:
        kept = check_kill(tmp_path, 0.1)
    done = run(tmp_path, "interview", "--plain", "--continue", said="answers\nquit\n")
    assert b"Nothing was lost." in done.stdout
    assert b"6 steps: 1" in done.stdout
    assert done.returncode == 3


@pytest.mark.long
def test_six_that_begin_at_once_make_one_sound_database(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"

    def begin(n: int) -> subprocess.CompletedProcess[bytes]:
        return run(home, "interview", "--plain", said=f"title number {n}\n")

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(begin, range(6)))
    assert [each.returncode for each in done] == [3] * 6, [each.stderr for each in done]
    sessions = Sessions(home)
    assert {each.title for each in sessions.summaries()} == {f"number {n}" for n in range(6)}
    assert sessions.check() == []
    sessions.close()


HAMMER = """
import sys
from pathlib import Path
from assistant.sessions import Sessions
from assistant.turns import Spoken
sessions = Sessions(Path(sys.argv[1]))
log = sessions.begin("guided")
for n in range(1, 41):
    log.append(Spoken(n, "answer", f"line {n}", "ok"), {})
print(log.id)
"""


def test_six_that_write_at_once_keep_every_turn(tmp_path: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", HAMMER, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(6)
    ]
    ends = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0] * 6, [end[1] for end in ends]
    sessions = Sessions(tmp_path)
    for out, _error in ends:
        assert len(sessions.load(out.decode().strip()).turns) == 40
    sessions.close()
