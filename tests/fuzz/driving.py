"""Puts hostile inputs through a door of the program and judges what comes of each."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import FrameType
from typing import Any

from assistant.errors import Trouble
from assistant.records.model import RecordError
from knowledge.files import ContentError
from knowledge.model import UnknownSection
from rules.errors import RulesError
from rules.plain_yaml import UnreadableYaml
from tests.fuzz.mutating import Mutator

SEED = os.environ.get("WHICHFLOW_FUZZ_SEED", "whichflow")
TIMES = float(os.environ.get("WHICHFLOW_FUZZ", "1"))
MOST_SECONDS = 2.0
"""Of processor time, for one input."""
MOST_WAITED = 60.0
"""Of the clock's: whoever waits that long for something hangs."""
DECLARED = (Trouble, RecordError, RulesError, ContentError, UnknownSection, UnreadableYaml)
"""What a door may raise: each is a sentence that the command line prints."""


_KEPT = "\n\u200d"
"""Line breaks, and what holds emoji together."""


@lru_cache(maxsize=1)
def _no_text() -> re.Pattern[str]:
    """Finds every character that is no text, but for those kept; worked out where it is first needed."""
    ranges: list[list[int]] = []
    for code in range(sys.maxunicode + 1):
        if chr(code) in _KEPT or unicodedata.category(chr(code)) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    no_text = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
    return re.compile(f"[{no_text}]")


class Fault(AssertionError):
    """A door let something through."""


class TooSlow(Exception):
    """An input takes longer than any may."""


@dataclass(frozen=True, slots=True)
class Door:
    """One way in.

    Attributes:
        name: What people call it.
        make: Draws an input.
        use: Puts it through; returns every text that a terminal would be shown.
        wanted: How many inputs the long run puts through, times WHICHFLOW_FUZZ.
        quick: How many the quick suite does.
        size: How many inputs a drawn one counts for.
    """

    name: str
    make: Callable[[Mutator], Any]
    use: Callable[[Any], Iterable[str]]
    wanted: int
    quick: int = 30
    size: Callable[[Any], int] = lambda _given: 1


def put_through(door: Door, wanted: int, seed: str = SEED) -> int:
    """Put at least that many drawn inputs through a door.

    Raises:
        Fault: One of them got further than it may; the sentence says how to draw it again.
    """
    done = number = 0
    while done < wanted:
        given = door.make(Mutator(f"{seed}/{door.name}/{number}"))
        try:
            judge(door, given)
        except Fault as fault:
            whole = repr(given)
            shown = (
                whole if len(whole) < 4000 else f"{whole[:2000]} ... {whole[-500:]} ({len(whole)} characters)"
            )
            raise Fault(
                f"{door.name}: {fault}\nWHICHFLOW_FUZZ_SEED={seed}, input number {number}:\n{shown}"
            ) from fault.__cause__
        done += door.size(given)
        number += 1
    return done


def judge(door: Door, given: object) -> None:
    """Put one input through.

    Raises:
        Fault: What came of it is a traceback, a hang, or characters that steer a terminal.
    """
    begun = time.process_time()
    try:
        with _watched():
            shown = tuple(door.use(given))
    except DECLARED as trouble:
        # As the command line prints it; an empty sentence helps nobody.
        shown = (str(trouble),) if isinstance(trouble, UnknownSection) else ()
        if not str(trouble).strip():
            raise Fault(f"{type(trouble).__name__} says nothing") from trouble
    except TooSlow as slow:
        raise Fault(f"took more than {MOST_SECONDS} seconds") from slow
    except Exception as error:
        raise Fault(f"{type(error).__name__}: {str(error)[:300]}") from error
    taken = time.process_time() - begun
    if taken > MOST_SECONDS:
        raise Fault(f"took {taken:.1f} seconds")
    for text in shown:
        if found := _no_text().search(text):
            near = text[max(found.start() - 40, 0) : found.end() + 40]
            raise Fault(f"shows U+{ord(found[0]):04X} in {near!r}")


@contextmanager
def _watched() -> Iterator[None]:
    """Stop what goes on for too long, wherever Python gets to run."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = [(each, signal.signal(each, stop)) for each in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS * 2)
    signal.setitimer(signal.ITIMER_REAL, MOST_WAITED)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for each, handler in before:
            signal.signal(each, handler)
