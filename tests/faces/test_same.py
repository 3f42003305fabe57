"""Whatever is said, and to whichever face: the same session and the same record, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.text import clean
from tests.faces.faces import play_plain, play_screen
from tests.faces.house import Left, Shared, at_home, left_by
from tests.faces.script import PASTED, Line, Script, one
from tests.faces.scripts import QUICK, SCRIPTS


def both(script: Script, folder: Path, shared: Shared) -> tuple[Left, Left]:
    """What either face leaves behind."""
    left = []
    for play in (play_plain, play_screen):
        with at_home(folder / play.__name__, shared) as home:
            left.append(left_by(home, play(script, home)))
    return left[0], left[1]


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(
            each,
            id=each.name,
            marks=() if each.name in QUICK else pytest.mark.long if place % 3 == 0 else pytest.mark.thorough,
        )
        for place, each in enumerate(SCRIPTS)
    ],
)
def test_both_faces_leave_the_same(script: Script, tmp_path: Path, shared: Shared) -> None:
    plain, screen = both(script, tmp_path, shared)
    for held, twin_held in zip(plain.sessions, screen.sessions, strict=True):
        # Turn by turn first: a difference is told where it begins.
        for turn, twin in zip(held.turns, twin_held.turns, strict=False):
            assert turn == twin
        assert held == twin_held
    assert plain == screen

    said = [turn.said for session in plain.sessions for turn in session.turns if turn.said]
    wanted = [clean(line.plainly) for sitting in script.sittings for line in sitting.lines]
    assert said == [words for words in wanted if words], "a line was lost on both faces"
    saves = sum(turn.reply.startswith("The decision record is written") for turn in plain.sessions[0].turns)
    assert len(plain.files) == 2 * saves


def test_the_scripts_say_what_they_should() -> None:
    assert len(SCRIPTS) >= 30
    assert len({script.name for script in SCRIPTS}) == len(SCRIPTS)
    assert set(QUICK) <= {script.name for script in SCRIPTS}


@pytest.mark.long
def test_what_comes_after_a_flood_of_white_space_is_kept_by_both(tmp_path: Path, shared: Shared) -> None:
    plain, screen = both(one("blank", Line("\n" * 90_000 + "a customer", PASTED)), tmp_path, shared)
    assert plain == screen
