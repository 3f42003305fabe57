"""A disk that is full, a limit on the size of files, and a home that can only be read."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.outcome import Outcome, count, expect, turns, unclear, unsound
from tests.faults.running import Done, Place

_TALK = "".join(f"title marker {number}\n" for number in range(1000, 1060))
COMMANDS: tuple[tuple[str, tuple[str, ...], str, tuple[int, ...]], ...] = (
    ("interview", ("interview", "--plain"), _TALK, (1, 3)),
    ("interview --continue", ("interview", "--plain", "--continue"), _TALK, (1, 3)),
    ("ask", ("ask", "when is a state machine better?"), "", (0,)),
    ("session list", ("session", "list"), "", (0, 1)),
    ("session delete", ("session", "delete", "LAST"), "", (0, 1)),
    ("record new", ("record", "new"), "", (0, 1)),
    ("record accept", ("record", "accept", "2"), "", (0, 1)),
    ("record supersede", ("record", "supersede", "1", "--by", "2"), "", (0, 1)),
    ("record index", ("record", "index"), "", (0, 1)),
    ("record check", ("record", "check"), "", (0, 2)),
    ("doctor", ("doctor",), "", (0, 1)),
    ("doctor --mend", ("doctor", "--mend"), "", (0, 1)),
)
"""What is done, its words, its stdin, and the exit codes that it may have."""


class NoMountError(Exception):
    """Nothing can be mounted here."""


@contextmanager
def disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A small disk of its own at a folder.

    Raises:
        NoMountError: that is not allowed here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        raise NoMountError
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def full_disk(furnished: Place, folder: Path, chance: random.Random) -> Iterator[Outcome]:
    """Every command on a disk with hardly any room left."""
    size = sum(path.stat().st_size for path in furnished.folder.rglob("*") if path.is_file())
    for name, words, said, codes in COMMANDS:
        with disk(folder / "disk", size // 1024 + 600) as small:
            place = furnished.copy(small / "place")
            before = turns(place.home)
            _fill(small / "filler", leave=chance.choice([0, 4, 12, 40]))
            done = place.run(*_words(words, before), said=said)
            (small / "filler").unlink()
            yield _outcome(f"disk full: {name}", place, before, done, codes)


def size_limit(furnished: Place, folder: Path, chance: random.Random) -> Iterator[Outcome]:
    """Every command while no file may grow beyond a size, which fails in the middle of a write."""
    for name, words, said, codes in COMMANDS:
        place = furnished.copy(folder / "limited")
        before = turns(place.home)
        limit = chance.choice([512, 4096, 20_000, 60_000])
        done = place.run(*_words(words, before), said=said, limit=limit)
        yield _outcome(f"file size limit: {name}", place, before, done, codes)


def read_only(furnished: Place, folder: Path, _chance: random.Random) -> Iterator[Outcome]:
    """Every command over a home and records that can only be read."""
    size = sum(path.stat().st_size for path in furnished.folder.rglob("*") if path.is_file())
    with disk(folder / "disk", size // 1024 + 4000) as small:
        place = furnished.copy(small / "place")
        before = turns(place.home)
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
        done = {name: place.run(*_words(words, before), said=said) for name, words, said, _codes in COMMANDS}
        subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
        for name, *_given, codes in COMMANDS:
            yield _outcome(f"read-only: {name}", place, before, done[name], codes)


def _outcome(
    did: str, place: Place, before: dict[str, list[str]], done: Done, codes: tuple[int, ...]
) -> Outcome:
    wrong = [*unclear(done.err, must=done.code == 1 and "doctor" not in did), *expect(done.code, *codes)]
    wrong += unsound(place.home)
    now = turns(place.home)
    deleted = "session delete" in did
    for session, said in before.items():
        if now.get(session, [])[: len(said)] != said and not (deleted and session not in now):
            wrong.append(f"session {session} has lost a turn")
    replied = done.out.count(" is called marker ") + done.out.count("called marker ")
    said_now = sum(line.startswith("title marker") for lines in now.values() for line in lines)
    if "interview" in did and said_now < done.out.count("called marker "):
        wrong.append(f"{replied} lines were replied to, {said_now} are kept")
    mended = place.run("doctor", "--mend")
    wrong += [*unclear(mended.err), *expect(mended.code, 0)]
    check = place.run("record", "check", "--mend")
    wrong += [*unclear(check.err), *expect(check.code, 0)]
    if mended.code or check.code:
        wrong.append(f"{mended.out[-300:]} {check.out[-300:]}")
    total = sum(map(len, before.values()))
    return Outcome(
        did, done.code, done.err, min(total, count(place.home)) if deleted else total, count(place.home), "",
        tuple(wrong),
    )  # fmt: skip


def _words(words: tuple[str, ...], kept: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(max(kept) if word == "LAST" else word for word in words)


def _fill(path: Path, leave: int) -> None:
    """Take all the room of a disk but some kilobytes."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            file.truncate(max(0, file.tell() // 4096 * 4096 - leave * 1024))
