"""No fault breaks a promise; `python -m benchmarks.reliability` tries each far more often.

`WHICHFLOW_FAULTS=20` kills every command so many times; CI does with fewer.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.damage import damaged_sessions, damaged_space, long_kept
from tests.faults.disks import NoMountError, full_disk, read_only, size_limit
from tests.faults.kills import WRITERS, came_in_time, kill, measure
from tests.faults.others import backwards, newer, no_engine
from tests.faults.outcome import Outcome
from tests.faults.running import Place, Server, furnished
from tests.faults.screens import kill_screen
from tests.faults.together import two_at_once

pytestmark = [pytest.mark.long, pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux")]

TIMES = int(os.environ.get("WHICHFLOW_FAULTS", "1"))
MOUNTED = (full_disk, read_only)


def broken(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    return [(outcome.did, wrong) for outcome in outcomes for wrong in outcome.wrong]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with Server() as server:
        yield furnished(server, tmp_path_factory.mktemp("furnished") / "place")


def test_no_fault_breaks_a_promise(place: Place, tmp_path: Path) -> None:
    """One test for all: the interpreter that commands are forked from takes seconds to prepare."""
    chance = random.Random()  # noqa: S311
    killed: list[Outcome] = []
    for writer in WRITERS:
        # Those that build the guide's base take seconds each.
        if "base built" not in writer.name:
            measured = measure(writer, place, tmp_path / "measured")
            killed += [kill(measured, tmp_path / "killed", chance) for _ in range(TIMES)]
    killed += [kill_screen(place, tmp_path / "screen", chance) for _ in range(TIMES)]
    assert broken(killed) == []
    assert sum(map(came_in_time, killed)) > len(killed) / 3, "hardly a kill met its command"
    long_kept(place)
    for fault in (size_limit, two_at_once, damaged_sessions, damaged_space, newer, backwards, no_engine):
        assert broken(list(fault(place, tmp_path / fault.__name__, chance))) == []
    for fault in MOUNTED:
        try:
            assert broken(list(fault(place, tmp_path / fault.__name__, chance))) == []
        except NoMountError:
            # Nothing can be mounted by this user or in this container; the limit on sizes stood for it.
            assert fault in MOUNTED
