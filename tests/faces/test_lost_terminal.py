"""A terminal that goes away takes its program with it, and what was said is kept."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.assistant.processes import furnish
from tests.faces.attacks import paste_and_enter, quiet, said
from tests.faces.terminals import terminal

pytestmark = pytest.mark.long


@pytest.mark.parametrize("face", [(), ("--plain",)], ids=["screen", "plain"])
def test_a_terminal_that_goes_away_unsaid_ends_the_talk(tmp_path: Path, face: tuple[str, ...]) -> None:
    """It controls nobody here (a session without a terminal of its own), so that no signal tells of it."""
    home = furnish(tmp_path)
    with terminal(home, "interview", *face) as screen:
        screen.until(lambda seen: (b"> " if face else b"^q") in seen)
        quiet(screen)
        if face:
            os.write(screen.master, b"a customer calls\n")
            quiet(screen)
        else:
            paste_and_enter(screen, "a customer calls", home)
        lost = os.open(os.devnull, os.O_RDONLY)
        os.dup2(lost, screen.master)
        os.close(lost)
        code = screen.process.wait(10)
    assert code == (3 if face else -signal.SIGHUP)
    assert said(home) == ["a customer calls"]
