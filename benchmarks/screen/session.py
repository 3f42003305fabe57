"""A session with many turns, as a long talk would leave it."""

from __future__ import annotations

from itertools import chain, cycle, islice
from pathlib import Path

from assistant.household import Household

_SAID = ("change 6 to 7", "what is a saga?", "note the carrier is slow", "why", "answers", "change 4 to yes")
_BEGIN = ("a customer clicks buy", "the parcel is handed in", "1,4", "yes", "no")
SHOWN = "Welcome back"
"""Stands in the first words of the next sitting, under the turns before it."""


def long_session(home: Path, turns: int) -> None:
    """Hold a talk of `turns` turns in `home`, questions to the guide among them."""
    house = Household(home)
    talk = house.begin("guided")
    talk.open()
    for line in islice(chain(_BEGIN, cycle(_SAID)), turns - 1):
        talk.say(line)
    house.sessions.close()
    house.base.close()
