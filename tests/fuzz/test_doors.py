"""Whatever is sent through any door: no traceback, no hang, nothing that steers a terminal.

The long run puts more than 200,000 inputs through. WHICHFLOW_FUZZ=10 makes that ten times as many,
WHICHFLOW_FUZZ_SEED=words makes them others; a finding says how to draw it again.
"""

from __future__ import annotations

import pytest

from tests.fuzz.driving import TIMES, judge, put_through
from tests.fuzz.every import NAMES, door_of
from tests.fuzz.found import FOUND
from tests.fuzz.workshop import Workshop


def test_a_few_hostile_inputs_do_no_harm(shop: Workshop) -> None:
    # One test, as most of its time goes into opening what is behind the doors.
    for name in NAMES:
        door = door_of(name, shop)
        assert put_through(door, door.quick) >= door.quick
    for name, given in FOUND:
        judge(door_of(name, shop), given)


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_masses_of_hostile_inputs_do_no_harm(name: str, shop: Workshop) -> None:
    door = door_of(name, shop)
    wanted = int(door.wanted * TIMES)
    assert put_through(door, wanted) >= wanted


@pytest.mark.long
def test_the_masses_are_large(shop: Workshop) -> None:
    wanted = [door_of(name, shop).wanted for name in NAMES]
    assert sum(wanted) >= 200_000
    assert min(wanted) >= 400
