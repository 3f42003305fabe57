"""The command as a process: pipes, signals, encodings, closed streams. stdout never holds an escape byte."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.assistant.processes import environment, furnish, run, start

pytestmark = pytest.mark.long

FORBIDDEN = re.compile(b"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")
NASTY = (
    b"\x1b]52;c;aGFjaw==\x07\n\x1b[2Jyes\n\x9b31m\n\xff\xfe\x80 customer\n\xc2\x9b31mred\n\x00\n"
    b"\xe2\x80\xaeno\n\xed\xa0\x80\ntitle \x1b[31mred\n/\x08\x08\n[/red]\n\r\r\n"
)


@pytest.fixture(autouse=True)
def _furnished(tmp_path: Path) -> None:
    furnish(tmp_path)


def harmless(done: subprocess.CompletedProcess[bytes]) -> None:
    assert not FORBIDDEN.search(done.stdout)
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize(
    "more",
    [{}, {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}],
    ids=["utf-8", "c", "ascii"],
)
def test_whatever_is_typed_no_steering_byte_comes_out(tmp_path: Path, more: dict[str, str]) -> None:
    done = run(tmp_path, "interview", "--plain", said=NASTY, more=more)
    assert done.returncode == 3
    harmless(done)
    told = run(tmp_path, "session", "show", "--json", more=more)
    harmless(told)
    assert json.loads(told.stdout)["title"] == "red"


def test_bytes_that_are_no_text_do_no_harm_as_words(tmp_path: Path) -> None:
    junk = b"\xff\x1b[31m\xc2\x9b"
    table: list[tuple[list[str | bytes], int]] = [
        (["ask", junk], 4),
        (["ask", "--batch", junk], 1),
        (["guide", junk], 1),
        (["rules", junk], 1),
        (["assess", junk], 1),
        (["session", "show", junk], 1),
        (["session", "search", junk], 0),
        (["interview", "--plain", "--resume", junk], 1),
        ([junk], 2),
    ]
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda row: run(tmp_path, *row[0]), table))
    assert [each.returncode for each in done] == [code for _words, code in table]
    for each in done:
        harmless(each)


def test_a_home_of_strange_bytes(tmp_path: Path) -> None:
    home = os.fsencode(tmp_path) + b"/\xff\x1b[31m"
    for words, code in ((["doctor"], 0), (["interview", "--plain"], 3)):
        done = run(tmp_path, "--home", home, *words, more={"TERM": "\x1b[31m"})
        assert done.returncode == code
        harmless(done)


def test_a_closed_stream_is_an_empty_one(tmp_path: Path) -> None:
    table = [
        ("interview --plain", 3, "<&-"),
        ("interview --plain", 3, "<&- >&- 2>&-"),
        ("", 3, "<&-"),
        ("ask --batch -", 0, "<&-"),
        ("ask events", 0, ">&-"),
        ("ask events", 0, "2>&-"),
        ("guide nonsense", 1, ">&- 2>&-"),
    ]

    def closed_run(row: tuple[str, int, str]) -> subprocess.CompletedProcess[bytes]:
        shell = f'exec "$0" -c "from assistant.cli import main; main()" {row[0]} {row[2]}'
        return subprocess.run(
            ["sh", "-c", shell, sys.executable],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=environment(tmp_path),
            timeout=60,
        )

    with ThreadPoolExecutor(2) as pool:
        for row, done in zip(table, pool.map(closed_run, table), strict=True):
            assert done.returncode == row[1], row
            harmless(done)


@pytest.mark.parametrize(
    "command", [["guide", "--json"], ["rules"], ["interview", "--plain"], ["ask", "events"]]
)
def test_whoever_stops_reading_gets_no_traceback(tmp_path: Path, command: list[str]) -> None:
    process = start(tmp_path, *command)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.close()
    _out, error = communicate(process, b"why\n" * 200)
    assert b"Traceback" not in error
    assert b"Exception ignored" not in error
    assert process.returncode in {0, 1, 3}


def communicate(process: subprocess.Popen[bytes], said: bytes) -> tuple[bytes, bytes]:
    """Say something to a process whose stdout may be closed, and wait for its end."""
    assert process.stdin is not None
    assert process.stderr is not None
    try:
        process.stdin.write(said)
        process.stdin.close()
    except BrokenPipeError:
        process.stdin = None
    error = process.stderr.read()
    process.stderr.close()
    process.wait(30)
    return b"", error


def test_control_c_is_3_and_keeps_the_session(tmp_path: Path) -> None:
    process = start(tmp_path, "interview", "--plain")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"title Orders\na customer\n")
    process.stdin.flush()
    heard = b""
    while b"How do you know" not in heard:
        heard += os.read(process.stdout.fileno(), 65536)
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _out, error = process.communicate(timeout=30)
    assert process.returncode == 3
    assert b"the session is kept" in error
    assert b"Traceback" not in error
    done = run(tmp_path, "interview", "--plain", "--continue", said="quit\n")
    assert b"Welcome back to Orders: 1 answered so far." in done.stdout


def test_a_second_sitting_stops_the_first(tmp_path: Path) -> None:
    first = start(tmp_path, "interview", "--plain")
    assert first.stdin is not None
    assert first.stdout is not None
    heard = b""
    while b"What starts" not in heard:
        heard += os.read(first.stdout.fileno(), 65536)
    assert run(tmp_path, "interview", "--plain", "--continue", said="a customer\n").returncode == 3
    out, error = first.communicate(b"cron\nthe parcel\n", timeout=30)
    assert first.returncode == 1
    assert b"changed elsewhere" in error
    assert b"Starts: " not in out
    told = json.loads(run(tmp_path, "session", "show", "--json").stdout)
    assert told["answers"]["trigger"]["value"] == "call"


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--version"], 0), (["ask", "events"], 0), (["guide", "nonsense"], 1), (["--nonsense"], 2),
     (["interview"], 3),
     (["ask", "bake bread"], 4)],
)  # fmt: skip
def test_every_exit_code_of_the_contract(tmp_path: Path, words: list[str], code: int) -> None:
    done = run(tmp_path, *words)
    assert done.returncode == code
    assert bool(done.stdout) is (code in {0, 3, 4})
    assert bool(done.stderr) is (code in {1, 2, 3})


def test_the_installed_command_is_there(tmp_path: Path) -> None:
    command = Path(sys.executable).parent / "whichflow"
    if not command.exists():
        pytest.skip("the package is not installed as a command here")
    done = subprocess.run([command, "--version"], capture_output=True, check=True, env=environment(tmp_path))
    assert done.stdout.startswith(b"whichflow ")
