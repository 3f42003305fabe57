"""kill -9 at a random moment of every command that writes, and what is there afterwards."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.records.linking import PENDING
from knowledge.base import FILE_NAME as BASE
from knowledge.seal import is_whole
from tests.faults.outcome import Outcome, count, expect, turns, unclear, unsound
from tests.faults.running import KILLED, Done, Place

_REPLIED = re.compile(r"called marker (\d+)\.")
_RULES = re.compile(r"(rules: .*?sha256: )[0-9a-f]{64}", re.DOTALL)
_PROGRESS = re.compile(r"\s*working out the answer space: +\d+%\s*")
FIRST = 1000
LINES = 6
"""So many lines a sitting that is killed; the next one goes on."""
_HALF = "half done"
_AGAIN = 0.3
"""Of so many the command is given again afterwards."""
_HELD = {".whichflow.lock", "sessions.lock", f"{BASE}.lock"}


@dataclass(frozen=True, slots=True)
class Writer:
    """A command that writes.

    Attributes:
        name: What it is called in the table.
        words: The command.
        said: Its stdin.
        prepare: Makes the place what the command needs.
        small: Whether the rule book is one whose answer space is not shipped.
        talks: Whether every line that was replied to is looked for.
    """

    name: str
    words: tuple[str, ...]
    said: str = ""
    prepare: Callable[[Place], object] = lambda _place: None
    small: bool = False
    talks: bool = False


def _without_base(place: Place) -> None:
    (place.home / BASE).unlink()


def _pending(place: Place) -> None:
    """A supersede that announced itself and was killed then."""
    names = sorted(path.name for path in place.records.glob("0*.md"))
    text = '{"old":["%s"],"new":"%s","day":"2026-11-23"}\n' % (names[0], names[1])  # noqa: UP031
    (place.records / PENDING).write_text(text, "utf-8")


def _old_record(place: Place) -> None:
    """A record that renewing changes: it names rules of another day."""
    path = next(place.records.glob("0002*.md"))
    text = _RULES.sub(rf"\g<1>{'ab' * 32}", path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")


def _damaged(place: Place) -> None:
    """Sessions with a page that SQLite cannot read."""
    database = place.home / "sessions.db"
    data = bytearray(database.read_bytes())
    data[4096 * 2 : 4096 * 2 + 60] = bytes(60)
    database.write_bytes(data)


def _titles(begin: int) -> str:
    return "".join(f"title marker {n}\n" for n in range(begin, begin + LINES))


WRITERS = (
    Writer("interview, begun", ("interview", "--plain"), _titles(FIRST), talks=True),
    Writer("interview, gone on with", ("interview", "--plain", "--continue"), _titles(FIRST), talks=True),
    Writer("interview: save, record, page", ("interview", "--plain", "--continue"),
           "title marker 1000\nsave\nrecord accept 2\nrecord page 1 html\ntitle marker 1001\n", talks=True),
    Writer("interview in a new home, base built", ("interview", "--plain"), _titles(FIRST), _without_base,
           talks=True),
    Writer("ask, base built", ("ask", "when is a state machine better?"), prepare=_without_base),
    Writer("interview, answer space built", ("interview", "--plain"), "title marker 1000\n", small=True,
           talks=True),
    Writer("session delete", ("session", "delete", "LAST")),
    Writer("record new", ("record", "new")),
    Writer("record accept", ("record", "accept", "2")),
    Writer("record reject", ("record", "reject", "3")),
    Writer("record deprecate", ("record", "deprecate", "1")),
    Writer("record supersede", ("record", "supersede", "1", "--by", "2")),
    Writer("record renew", ("record", "renew", "2"), prepare=_old_record),
    Writer("record index", ("record", "index"), prepare=lambda place: (place.records / "README.md").unlink()),
    Writer("record check --mend", ("record", "check", "--mend"), prepare=_pending),
    Writer("doctor --mend, damaged sessions", ("doctor", "--mend"), prepare=_damaged),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """A writer in a place made ready for it: how long it takes undisturbed, and what it leaves then."""

    writer: Writer
    words: tuple[str, ...]
    ready: Place
    seconds: float
    before: dict[str, bytes]
    after: dict[str, bytes]
    turns: int


def measure(writer: Writer, furnished: Place, folder: Path) -> Measured:
    """Make a place ready for a writer, and let it run once to its end in a copy."""
    ready = furnished.copy(folder / "ready")
    writer.prepare(ready)
    last = max(turns(ready.home), default="") if "LAST" in writer.words else ""
    words = tuple(last if word == "LAST" else word for word in writer.words)
    before = _files(ready.records)
    whole = ready.copy(folder / "whole")
    done = whole.run(*words, said=writer.said, small=writer.small)
    assert done.code in {0, 3, 5}, (writer.name, done.code, done.err)
    return Measured(writer, words, ready, done.seconds, before, _files(whole.records), count(whole.home))


def kill(measured: Measured, folder: Path, chance: random.Random, *, real: bool = False) -> Outcome:
    """Run the command in a copy of the place, kill it at a random moment, and look at what is there."""
    writer = measured.writer
    place = measured.ready.copy(folder)
    kept = turns(place.home) if "damaged" not in writer.name else {}
    before = sum(map(len, kept.values()))
    if real:
        # An interpreter needs its time to start, in which nothing can be hurt.
        done = place.real(*measured.words, said=writer.said, kill=chance.uniform(0.2, 0.5))
    else:
        after = chance.uniform(0, measured.seconds * 1.02)
        done = place.run(*measured.words, said=writer.said, kill=after, small=writer.small)
    wrong = [*unclear(_PROGRESS.sub("", done.err)), *_lost(measured, place, kept, done)]
    found = _HALF if _left(place) else ""
    now = count(place.home) if "damaged" not in writer.name else 0
    if "record" in f"{writer.words} {writer.said}":
        wrong += _records_wrong(measured, place)
    wrong += _mends(place)
    if "damaged" in writer.name:
        # Killed or not, in the end as many turns are saved as if nobody had killed.
        before, now = measured.turns, count(place.home)
        wrong += [f"{before - now} turns are lost"] if now < before else []
    if chance.random() < _AGAIN:
        wrong += _goes_on(measured, place)
    replied = before + len(_REPLIED.findall(done.out)) if writer.talks else before
    if writer.words[:2] == ("session", "delete"):
        replied = min(before, now)
    return Outcome(f"kill: {writer.name}", done.code, done.err, replied, now, found, tuple(wrong))


def _lost(measured: Measured, place: Place, kept: dict[str, list[str]], done: Done) -> list[str]:
    """What is missing of the turns that were there or were replied to."""
    if "damaged" in measured.writer.name:
        return []
    wrong = unsound(place.home)
    now = turns(place.home)
    deleted = measured.words[2] if measured.words[:2] == ("session", "delete") else ""
    for session, said in kept.items():
        if now.get(session, [])[: len(said)] != said and not (session == deleted and session not in now):
            wrong.append(f"session {session} has lost a turn")
    if measured.writer.talks:
        replied = [f"title marker {number}" for number in _REPLIED.findall(done.out)]
        said = [line for lines in now.values() for line in lines]
        wrong += [f"{line!r} was replied to and is gone" for line in replied if line not in said]
    return wrong


def _left(place: Place) -> bool:
    """Whether the kill left something that another command has to finish or sweep."""
    homes = [path.name for path in place.home.iterdir()] if place.home.is_dir() else []
    names = {*homes, *(path.name for path in place.records.iterdir())} - _HELD
    return any(
        name.endswith((".part", ".parts", ".pending")) or name.startswith("answer_space.") for name in names
    )


def _records_wrong(measured: Measured, place: Place) -> list[str]:
    """Each record is as before or as after the command, and two that hang together are so both."""
    shelf = place.run("record", "check", "--mend")
    wrong = [*unclear(shelf.err), *expect(shelf.code, 0, 5)]
    now = _files(place.records)
    if "save" in measured.writer.name:
        # Its record tells the talk, which has come as far as it came: whether it holds was checked above.
        return wrong
    if now not in (measured.before, measured.after) and "mend" not in measured.writer.name:
        whole = {**measured.before, **measured.after}
        odd = [name for name in now if now[name] not in (measured.before.get(name), whole.get(name))]
        half = [name for name in now.keys() ^ measured.before.keys() if name.endswith(".md")]
        if odd or (half and now.keys() != measured.after.keys()):
            wrong.append(f"records half done: {', '.join(odd or half)}")
    return wrong


def _mends(place: Place) -> list[str]:
    """Doctor mends what is left, and all is sound then."""
    mended = place.run("doctor", "--mend")
    wrong = [*unclear(mended.err), *expect(mended.code, 0), *unsound(place.home)]
    if mended.code:
        wrong += [line for line in mended.out.splitlines()[13:] if not line.endswith("sound")]
    if not is_whole(place.home / BASE):
        wrong.append("the guide's base is not whole")
    return wrong


def _goes_on(measured: Measured, place: Place) -> list[str]:
    """The same command works when it is given again."""
    again = place.run(*measured.words, said=measured.writer.said, small=measured.writer.small)
    # What was done already by the command that was killed may be refused now.
    wrong = [*unclear(_PROGRESS.sub("", again.err)), *expect(again.code, 0, 1, 3, 5)]
    if measured.writer.talks:
        wrong += expect(again.code, 0, 3)
    return wrong


def _files(folder: Path) -> dict[str, bytes]:
    """The records, their transcripts and all else that stays; the index is what they make it."""
    kept = (path for path in folder.iterdir() if path.name not in {*_HELD, "README.md"})
    return {path.name: path.read_bytes() for path in kept if path.suffix in {".md", ".jsonl"}}


def came_in_time(outcome: Outcome) -> bool:
    """Whether the kill met the command, and not its end."""
    return outcome.code == KILLED
