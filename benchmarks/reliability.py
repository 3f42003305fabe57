"""Puts whichflow under every fault and tells what came of it: `python -m benchmarks.reliability [--kills N]`.

With `--write` the tables go into docs/reliability.md, between its markers.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.tables import table
from tests.faults.damage import damaged_base, damaged_sessions, damaged_space, long_kept
from tests.faults.disks import NoMountError, full_disk, read_only, size_limit
from tests.faults.homes import no_home
from tests.faults.kills import WRITERS, Writer, came_in_time, kill, measure
from tests.faults.others import backwards, newer, no_engine
from tests.faults.outcome import Outcome
from tests.faults.running import Place, Server, furnished
from tests.faults.screens import kill_screen
from tests.faults.together import locked, two_at_once

KILLS = 1000
PAGE = Path(__file__).parents[1] / "docs" / "reliability.md"
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
_REAL, _SCREEN, _SLOW = 0.1, 0.05, 0.01
"""Shares of all kills: processes of their own, the full screen, and each that builds the guide's base."""

Fault = Callable[[Place, Path, random.Random], Iterator[Outcome]]
FAULTS: tuple[tuple[Fault, int], ...] = (
    (full_disk, 4), (size_limit, 4), (read_only, 1), (no_home, 1), (two_at_once, 5), (locked, 1),
    (damaged_sessions, 40), (damaged_base, 3), (damaged_space, 10), (newer, 1), (backwards, 1),
    (no_engine, 1),
)  # fmt: skip
"""Every other fault, and how often it is tried at full size."""


def _shares(kills: int) -> list[tuple[Writer | None, int, bool]]:
    """Writers with how often each is killed, and whether as a process of its own; None is the full screen."""
    slow = [writer for writer in WRITERS if "base built" in writer.name]
    quick = [writer for writer in WRITERS if writer not in slow]
    own = [writer for writer in quick if not writer.small]
    each_own, each_slow = (max(1, round(kills * share)) for share in (_REAL / len(own), _SLOW))
    screens = max(1, round(kills * _SCREEN))
    left = kills - each_own * len(own) - each_slow * len(slow) - screens
    return [
        (None, screens, False),
        *((writer, each_slow, False) for writer in slow),
        *((writer, each_own, True) for writer in own),
        *((writer, left // len(quick) + (at < left % len(quick)), False) for at, writer in enumerate(quick)),
    ]


def kills(folder: Path, many: int) -> list[Outcome]:
    """Kill `many` times, on two prepared interpreters beside each other."""
    work = _shares(many)
    with ThreadPoolExecutor(2) as pool:
        halves = pool.map(lambda half: _some_kills(folder / str(half), work[half::2], half), range(2))
        return [outcome for half in halves for outcome in half]


def _some_kills(folder: Path, work: Sequence[tuple[Writer | None, int, bool]], seed: int) -> list[Outcome]:
    chance = random.Random(seed)  # noqa: S311  (nothing here is secret)
    found: list[Outcome] = []
    with Server() as server:
        place = furnished(server, folder / "furnished")
        for number, (writer, times, real) in enumerate(work):
            at = folder / f"kill-{number}"
            if writer is None:
                found += [kill_screen(place, at, chance) for _ in range(times)]
                continue
            measured = measure(writer, place, folder / f"measured-{number}")
            found += [kill(measured, at, chance, real=real) for _ in range(times)]
            sys.stderr.write(f"{writer.name}: {times}\n")
    return found


def faults(folder: Path, share: float) -> tuple[list[Outcome], list[str]]:
    """Every other fault, tried so many times as it has at full size times `share`; and what was skipped."""
    chance = random.Random(7)  # noqa: S311  (as above)
    found: list[Outcome] = []
    skipped: list[str] = []
    with Server() as server:
        place = furnished(server, folder / "furnished")
        long_kept(place)
        for fault, times in FAULTS:
            for _ in range(max(1, round(times * share))):
                try:
                    found += fault(place, folder / fault.__name__, chance)
                except NoMountError:
                    skipped.append(f"{fault.__name__.replace('_', ' ')}: nothing can be mounted here")
                    break
            sys.stderr.write(f"{fault.__name__}\n")
    return found, skipped


def told(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The tables in Markdown."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.did, []).append(outcome)
    dead = {did: group for did, group in groups.items() if did.startswith("kill: ")}
    other = {did: group for did, group in groups.items() if did not in dead}
    yield f"### kill -9: {sum(map(len, dead.values())):,} times\n"
    head = (
        "Command",
        "Kills",
        "Before its end",
        "Left half done",
        "Turns answered",
        "Lost",
        "Promises broken",
    )
    yield table(head, [_kill_row(did.removeprefix("kill: "), group) for did, group in dead.items()])
    yield f"\n### Other faults: {sum(map(len, other.values())):,} commands\n"
    columns = ("Fault: command", "Times", "Exit codes", "Turns before", "Turns kept", "Promises broken")
    yield table(columns, [_row(did, group) for did, group in other.items()])


def _kill_row(name: str, group: Sequence[Outcome]) -> tuple[str, ...]:
    figures = (
        len(group), sum(map(came_in_time, group)), sum(bool(each.found) for each in group),
        sum(each.before for each in group), sum(max(0, each.before - each.after) for each in group),
        sum(bool(each.wrong) for each in group),
    )  # fmt: skip
    return (name, *(f"{figure:,}" for figure in figures))


def _row(did: str, group: Sequence[Outcome]) -> tuple[str, ...]:
    codes = ", ".join(f"{code} ({times})" for code, times in sorted(Counter(e.code for e in group).items()))
    before, after = (f"{sum(figures):,}" for figures in ([e.before for e in group], [e.after for e in group]))
    return did, str(len(group)), codes, before, after, str(sum(bool(each.wrong) for each in group))


def main() -> int:
    """Try everything, print the tables, and say what broke a promise; the exit code is 1 where one did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--write", action="store_true", help="into docs/reliability.md")
    given = parser.parse_args()
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        died = kills(Path(folder) / "kills", given.kills)
        other, skipped = faults(Path(folder) / "faults", min(1, given.kills / KILLS))
    outcomes = [*died, *other]
    text = "\n".join(told(outcomes))
    minutes = (time.monotonic() - began) / 60
    notes = [f"\nTaken in {minutes:.0f} minutes.", *(f"Skipped: {each}." for each in skipped)]
    text = "\n".join([text, *notes])
    print(text)
    broken = [(each.did, wrong) for each in outcomes for wrong in each.wrong]
    for did, wrong in broken:
        sys.stderr.write(f"{did}: {wrong}\n")
    if given.write:
        page = PAGE.read_text("utf-8")
        start, end = page.index(BEGIN) + len(BEGIN), page.index(END)
        PAGE.write_text(f"{page[:start]}\n\n{text}\n\n{page[end:]}", "utf-8")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
