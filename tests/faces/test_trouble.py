"""What a trouble in the middle of a talk does: a person goes on after it, a script ends with it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest

from assistant.errors import Trouble
from assistant.leaving import FAILED
from assistant.plain import talk
from assistant.sessions import Sessions
from assistant.turns import Spoken
from tests.assistant.processes import furnish, run, start
from tests.faces.attacks import quiet, said, turns
from tests.faces.house import Shared, at_home, left_by
from tests.faces.terminals import terminal

FULL = "The disk is full."


class Person(StringIO):
    """Lines that somebody types."""

    def isatty(self) -> bool:
        return True


def holding(lines: StringIO, home_folder: Path, shared: Shared, failing: set[int]) -> tuple[int, list[str]]:
    """Exit code and what was kept, with a disk that refuses these calls to keep a turn; the opening is 0."""
    keep, calls = Sessions.keep, iter(range(1000))

    def moody(self: Sessions, session: str, turn: Spoken, *more: object) -> None:
        if next(calls) in failing:
            raise Trouble(FULL)
        keep(self, session, turn, *more)  # type: ignore[arg-type]

    with at_home(home_folder, shared) as home, patch.object(Sessions, "keep", moody):
        code = talk(home.talk("guided", None, None, go_on=False), lines, StringIO())
        (session,) = left_by(home, []).sessions
    return code, [turn.said for turn in session.turns if turn.said]


def test_a_person_is_told_and_says_it_again(
    tmp_path: Path, shared: Shared, capsys: pytest.CaptureFixture[str]
) -> None:
    person = Person("a customer\npaid\npaid\nquit\n")
    assert holding(person, tmp_path / "home", shared, {2}) == (3, ["a customer", "paid", "quit"])
    assert capsys.readouterr().err.startswith(f"{FAILED} {FULL}\n")


@pytest.mark.parametrize("last", ["quit\n", "Bye!\n", ""])
def test_a_person_can_leave_a_session_that_keeps_nothing_any_more(
    tmp_path: Path, shared: Shared, last: str
) -> None:
    person = Person(f"a customer\npaid\npaid\n{last}not reached" if last else "a customer\npaid\n")
    assert holding(person, tmp_path / "home", shared, set(range(2, 99))) == (3, ["a customer"])


def test_what_is_told_at_the_end_begins_in_a_line_of_its_own(tmp_path: Path, shared: Shared) -> None:
    with at_home(tmp_path / "home", shared) as home:
        told = StringIO()
        talk(home.talk("guided", None, None, go_on=False), Person("a customer\n"), told)
    assert told.getvalue().endswith("\n\n> \n")


def test_a_script_ends_and_tells_where(tmp_path: Path, shared: Shared) -> None:
    with pytest.raises(Trouble, match=rf"^{FULL}\nStopped at line 2: "):
        holding(StringIO("a customer\npaid\n1\n2\n"), tmp_path / "home", shared, {2})


@pytest.mark.long
def test_a_script_that_ends_so_has_exit_code_1(tmp_path: Path) -> None:
    home = furnish(tmp_path)
    with start(home, "interview", "--plain") as process:
        assert process.stdout
        while turns(home) < 1:
            process.stdout.readline()
        run(home, "interview", "--plain", "--continue", said="a customer\nquit\n")
        told = process.communicate(b"a timer\n1\n", timeout=60)[1].decode()
    assert process.returncode == 1
    assert told.startswith("whichflow: This session was changed elsewhere")
    assert "Stopped at line 1: " in told
    assert said(home) == ["a customer", "quit"]


@pytest.mark.long
@pytest.mark.parametrize("face", [(), ("--plain",)], ids=["screen", "plain"])
def test_somebody_else_goes_on_with_the_session(tmp_path: Path, face: tuple[str, ...]) -> None:
    """Either face tells it and the way on, keeps nothing twice, and can be left."""
    home = furnish(tmp_path)
    with terminal(home, "interview", *face, size=(100, 30)) as screen:
        screen.until(lambda seen: (b"> " if face else b"^q") in seen)
        quiet(screen)
        other = run(home, "interview", "--plain", "--continue", said="a customer\nquit\n")
        assert other.returncode == 3
        kept = turns(home)
        screen.press(b"a timer" + (b"\n" if face else b"\r"), b"session resume")
        quiet(screen)
        if face:
            screen.press(b"quit\n", b"Ended early")
            screen.until_gone()
            code = screen.process.wait(10)
        else:
            code = screen.leave()
        assert b"changed elsewhere" in screen.seen
    assert (code, turns(home)) == (3, kept)
    assert said(home) == ["a customer", "quit"]
