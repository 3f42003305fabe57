"""The app in a terminal of its own: what really comes out of it, byte by byte."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.settings import settings_path
from assistant.tui.app import COPY
from tests.assistant.processes import COMMAND
from tests.faces.terminals import READY, STEERING, terminal

pytestmark = pytest.mark.long

_COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-7]|38;[25]|4[0-7]|48;[25]|9[0-7]|10[0-7])[;m]")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose base is built once."""
    return tmp_path_factory.mktemp("home")


def settings(home: Path, text: str) -> None:
    settings_path(home).write_text(text)


@pytest.mark.parametrize(
    ("text", "environ", "plain"),
    [
        ("", {}, False),
        ("", {"LANG": "C"}, True),
        pytest.param("", {"LANG": ""}, True, marks=pytest.mark.thorough),
        pytest.param("", {"LC_ALL": "C"}, True, marks=pytest.mark.thorough),
        ("", {"PYTHONIOENCODING": "ascii"}, True),
        pytest.param("", {"LANG": "C", "PYTHONIOENCODING": "utf-8"}, True, marks=pytest.mark.thorough),
        ("borders: ascii", {}, True),
        pytest.param("borders: unicode", {"LANG": "C"}, False, marks=pytest.mark.thorough),
    ],
)
def test_only_ascii_comes_out_where_only_ascii_is_known(
    home: Path, text: str, environ: dict[str, str], plain: bool
) -> None:
    settings(home, text)
    with terminal(home, environ=environ) as screen:
        screen.until(lambda seen: READY in seen)
        # The reader and the commands have borders, a long list has a scroll bar.
        screen.press(b"\x1bOQ", b"find a section")
        screen.press(b"\x10", b"command's name")
        assert screen.leave() == 0
        seen = screen.seen
    assert seen.isascii() == plain
    # Python writes what it cannot encode so; it must never have to.
    assert b"\\u2" not in seen


def test_letters_of_ones_own_stay_where_borders_alone_are_ascii(home: Path) -> None:
    settings(home, "borders: ascii")
    with terminal(home) as screen:
        screen.until(lambda seen: READY in seen)
        screen.press("ñ".encode(), "ñ".encode())
    settings(home, "")
    with terminal(home, environ={"LANG": "C"}) as screen:
        screen.until(lambda seen: READY in seen)
        screen.press("xñ".encode(), b"n")
        screen.leave()
        assert screen.seen.isascii()


def test_bytes_that_are_no_text_are_typed_over(home: Path) -> None:
    settings(home, "")
    with terminal(home, environ={"LANG": "de_DE.ISO-8859-1"}) as screen:
        screen.until(lambda seen: READY in seen)
        os.write(screen.master, b"caf\xe9 \xff\xc3(")
        screen.press(b"zz", b"zz")
        assert screen.leave() == 0
        assert b"Error" not in screen.seen
        assert screen.seen.isascii()


@pytest.mark.parametrize(
    ("words", "text", "environ", "bare"),
    [
        ((), "", {}, False),
        ((), "", {"NO_COLOR": "1"}, True),
        pytest.param((), "colour: always", {"NO_COLOR": "1"}, False, marks=pytest.mark.thorough),
        pytest.param((), "colour: never", {}, True, marks=pytest.mark.thorough),
        pytest.param(("--no-color",), "colour: always", {}, True, marks=pytest.mark.thorough),
        (("interview", "--no-color"), "", {}, True),
    ],
)
def test_no_colour_comes_out_where_none_is_wanted(
    home: Path, words: tuple[str, ...], text: str, environ: dict[str, str], bare: bool
) -> None:
    settings(home, text)
    with terminal(home, *words, environ=environ) as screen:
        screen.until(lambda seen: b"^p" in seen)
        screen.press(b"\x10", b"command's name")
        screen.leave()
        assert (_COLOUR.search(screen.seen) is None) == bare


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "theme: x\nkeys:\n  chat.wy: f9\n",
            ":3: keys: there is no binding 'chat.wy'; did you mean chat.why?",
        ),
        ("keys:\n  chat.why: f4\n", ":2: keys: chat.why and chat.back would both have F4; move one of them"),
        ("colour: sometimes\n", ":1: colour: cannot be 'sometimes'; say auto, always or never"),
    ],
)
@pytest.mark.parametrize("command", [(), ("interview",)])
def test_settings_that_are_wrong_are_one_sentence_and_exit_code_1(
    tmp_path: Path, matches: Callable[[str, str], None], text: str, words: str, command: tuple[str, ...]
) -> None:
    settings(tmp_path, text)
    with terminal(tmp_path, *command) as screen:
        screen.until_gone()
        assert screen.process.wait(10) == 1
        told = screen.seen.decode().strip()
    assert told == f"whichflow: {settings_path(tmp_path)}{words}"
    matches(f"settings-{text.partition(':')[0]}", told.replace(f"{tmp_path}/", ""))
    # No session was begun for it.
    assert {path.name for path in tmp_path.iterdir()} == {settings_path(tmp_path).name}


@pytest.mark.thorough
def test_the_plain_face_does_not_care(tmp_path: Path) -> None:
    settings(tmp_path, "keys: [\n")
    done = subprocess.run(
        [*COMMAND, "--home", str(tmp_path), "interview", "--plain"],
        input=b"quit\n", capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert b"settings" not in done.stderr


def test_doctor_shows_the_settings_and_what_is_wrong_with_them(tmp_path: Path) -> None:
    def doctor() -> tuple[int, str]:
        done = subprocess.run(
            [*COMMAND, "--home", str(tmp_path), "doctor"],
            capture_output=True,
            timeout=60,
            check=False,
            text=True,
        )
        return done.returncode, done.stdout

    code, told = doctor()
    assert (code, f"{settings_path(tmp_path)} (not there: all is as shipped)" in told) == (0, True)
    settings(tmp_path, "keys:\n  chat.wy: f9\n")
    code, told = doctor()
    assert code == 1
    assert re.search(r"settings file +.*settings\.yaml:2: keys: there is no binding 'chat\.wy'", told)


def test_moved_keys_work_in_a_terminal_and_a_copy_goes_both_ways(home: Path) -> None:
    settings(home, "keys:\n  chat.copy: alt+k\n  app.quit: f10\n")
    with terminal(home, "interview") as screen:
        screen.until(lambda seen: b"f10" in seen)
        screen.press(b"\x1bk", b"\x1b]52;c;")
        screen.until(lambda seen: COPY.encode() in STEERING.sub(b"", seen).replace(b" ", b""))
        os.write(screen.master, b"\x1b[21~")
        screen.until_gone()
        assert screen.process.wait(10) == 3
    assert (home / COPY).read_text("utf-8").strip()


@pytest.mark.parametrize(
    "size",
    [
        (40, 12),
        *(pytest.param(size, marks=pytest.mark.thorough) for size in ((80, 24), (120, 40), (20, 6), (8, 3))),
    ],
)
def test_no_size_brings_it_down(home: Path, size: tuple[int, int]) -> None:
    settings(home, "")
    with terminal(home, "interview", size=size) as screen:
        screen.until(lambda seen: b"\x1b[?1049h" in seen)
        for keys in (b"\x1bOP", b"\x1bOP", b"\x10", b"\x1b", b"\x1bOQ"):
            os.write(screen.master, keys)
            time.sleep(0.3)
        assert screen.leave() == 3
        assert b"Traceback" not in screen.seen
