"""A home of its own with a clock and session names that are the same for both faces."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from unittest.mock import patch

from assistant.answering.desk import GuideDesk
from assistant.household import RECORDS, Household
from assistant.mind import Mind
from assistant.sessions import Sessions
from assistant.turns import Session
from knowledge.base import GuideBase

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class Shared:
    """What is the same in every home and takes long to make."""

    def __init__(self, base: GuideBase, mind: Mind) -> None:
        self.base, self.mind, self.desk = base, mind, GuideDesk(base)


class Home(Household):
    """A household over a folder, with its clock going on a second at every look."""

    def __init__(self, folder: Path, shared: Shared) -> None:
        super().__init__(folder)
        self.base, self.mind, self.desk = shared.base, shared.mind, shared.desk
        ticks = count()
        self.sessions = Sessions(folder, lambda: NOON + timedelta(seconds=next(ticks)))


class _Today(datetime):
    """The day of a record."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        del tz
        return NOON


@contextmanager
def at_home(folder: Path, shared: Shared) -> Iterator[Home]:
    """Live in `folder`: it is the home and the working folder, so that the same relative paths are told."""
    folder.mkdir(parents=True)
    before = Path.cwd()
    names = count(1)
    home = Home(folder, shared)
    os.chdir(folder)
    try:
        with (
            patch("assistant.sessions.store.token_hex", lambda _n: f"{next(names):08x}"),
            patch("assistant.clock.datetime", _Today),
        ):
            yield home
    finally:
        os.chdir(before)
        home.sessions.close()


@dataclass(frozen=True, slots=True)
class Left:
    """What a face has left behind: sessions with their turns, the folder of records, exit codes."""

    sessions: tuple[Session, ...]
    files: dict[str, bytes]
    codes: tuple[int, ...]


def left_by(home: Home, codes: list[int]) -> Left:
    """Read it, from the disk and not from the household's own connection."""
    fresh = Sessions(home.home)
    try:
        sessions = tuple(fresh.load(each.id) for each in fresh.glances())
    finally:
        fresh.close()
    kept = sorted((home.home / RECORDS).glob("[!.]*"))
    return Left(sessions, {path.name: path.read_bytes() for path in kept}, tuple(codes))
