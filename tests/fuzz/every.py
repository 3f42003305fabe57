"""Every door of the program, by name."""
# ruff: noqa: E501  (tables of words are read better wide)

from __future__ import annotations

from tests.fuzz import argv, files, rows, said
from tests.fuzz.driving import Door
from tests.fuzz.workshop import Workshop

NAMES = (
    "text", "steps", "answer", "prompt", "question", "guide search", "session search", "answer file", "answer page",
    "batch line", "settings", "record text", "record file", "transcript", "record and transcript", "guide file", "phrasings",
    "weights", "rule book", "plain yaml", "stdin", "session rows", "guide rows", "argv",
)  # fmt: skip
_ROOMS = (said, files, rows, argv)
_MADE: dict[str, dict[str, Door]] = {}


def door_of(name: str, shop: Workshop) -> Door:
    """The door of that name over a workshop; made once."""
    if str(shop.folder) not in _MADE:
        made = [door for room in _ROOMS for door in room.doors(shop)]
        assert tuple(door.name for door in made) == NAMES
        _MADE[str(shop.folder)] = {door.name: door for door in made}
    return _MADE[str(shop.folder)][name]
