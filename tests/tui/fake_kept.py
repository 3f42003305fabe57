"""Sessions and records that were kept, without a disk behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from assistant.errors import Trouble
from assistant.records.listing import RecordLine
from assistant.records.model import RecordError
from assistant.session_list import Glance
from assistant.tui.doors import Checkup, Talk
from assistant.turns import Session, Turn

FOLDER = Path("/work/decisions")
EXPORTS = Path("/work")

SESSIONS = [
    Session(
        "20260502-aaaa0001",
        "Order fulfilment",
        "2026-05-02T17:00:00+00:00",
        "guided",
        (
            Turn(1, "opening", "", "Welcome.\n\n1 What starts a run?", (), "2026-05-02T17:00:00+00:00"),
            Turn(2, "answer", "a customer's call", "You said: a customer's call.", (), "2026-05-02T17:05:00"),
            Turn(3, "answer", "the carrier scans a parcel", "Noted.", (), "2026-05-02T17:20:00+00:00"),
        ),
        {"start": "hybrid", "stability": "provisional"},
    ),
    Session(
        "20260501-aaaa0002",
        "",
        "2026-05-01T08:00:00+00:00",
        "ask",
        (Turn(1, "question", "what is a saga?", "A chain of steps.", (), "2026-05-01T08:00:00+00:00"),),
    ),
    Session(
        "20260401-aaaa0003",
        "Loans",
        "2026-04-01T08:00:00+00:00",
        "guided",
        (Turn(1, "answer", "a parcel too", "Noted.", (), "2026-04-01T08:00:00+00:00"),),
        {"start": "state-machine", "stability": "settled"},
    ),
]
RECORDS = {
    1: ("Order fulfilment", "accepted", "hybrid", "2026-11-01"),
    2: ("Loans", "proposed", "state-machine", ""),
    3: ("Order fulfilment, anew", "proposed", "event-driven", "2027-05-01"),
}
TEXT = """---
status: {status}
date: 2026-05-02
whichflow:
  schema: 1
---

# {title}

## Decision Outcome

Chosen option: "{start}", because of **answer 4** and `retries`.

* Good, because a run can wait
  * and be found again
1. first

| option | stands |
|---|---|
| hybrid | in |

```text
a --> b   c
```

<!-- a remark -->
> kept in [the guide](https://example.org) \\[/foo]
"""


def glance(session: Session) -> Glance:
    """A session as a list shows it."""
    said = session.verdict
    last = session.turns[-1].at if session.turns else ""
    return Glance(
        session.id, session.title, session.started, session.mode, len(session.turns), last,
        str(said.get("start") or ""), str(said.get("stability") or ""),
    )  # fmt: skip


@dataclass
class FakeArchive:
    """Some sessions; what was done to them is kept in `done`. `broken` lets everything fail."""

    open_talk: Callable[[], Talk]
    sessions: list[Session] = field(default_factory=lambda: list(SESSIONS))
    done: list[str] = field(default_factory=list)
    broken: str = ""

    def find(self, words: str, limit: int) -> Sequence[Glance]:
        """Those that have all words."""
        self._fail()
        wanted = words.lower().split()
        texts = {
            each.id: " ".join((each.title, *(f"{turn.said} {turn.reply}" for turn in each.turns))).lower()
            for each in self.sessions
        }
        return [glance(each) for each in self.sessions if all(word in texts[each.id] for word in wanted)][
            :limit
        ]

    def load(self, session: str) -> Session:
        """One of them."""
        self._fail()
        for each in self.sessions:
            if each.id == session:
                return each
        raise Trouble(f"There is no session {session}.")

    def resume(self, session: str) -> Talk:
        """A talk."""
        self.done.append(f"resume {self.load(session).id}")
        return self.open_talk()

    def export(self, session: str) -> Path:
        """A path."""
        self.done.append(f"export {self.load(session).id}")
        return EXPORTS / f"{session}.md"

    def record(self, session: str) -> Path:
        """A path, or none without a verdict."""
        if not self.load(session).verdict.get("start"):
            raise Trouble("There is no verdict yet, so there is no decision to record.")
        self.done.append(f"record {session}")
        return FOLDER / "0004-loans.md"

    def delete(self, session: str) -> None:
        """One fewer."""
        self.sessions.remove(self.load(session))
        self.done.append(f"delete {session}")

    def _fail(self) -> None:
        if self.broken:
            raise Trouble(self.broken)


@dataclass
class FakeShelf:
    """Some records."""

    lines: list[RecordLine] = field(
        default_factory=lambda: [
            RecordLine(number, title, status, "2026-05-02", start, review, FOLDER / f"{number:04}-x.md")
            for number, (title, status, start, review) in RECORDS.items()
        ]
    )
    done: list[str] = field(default_factory=list)
    broken: str = ""
    template: str = TEXT
    mended: list[str] = field(default_factory=list)

    def records(self, words: str = "") -> list[RecordLine]:
        """Those that have all words."""
        self._fail()
        wanted = words.lower().split()
        return [line for line in self.lines if all(word in self._text(line).lower() for word in wanted)]

    def text(self, ref: str) -> str:
        """One of them."""
        self._fail()
        return self._text(self._line(ref))

    def accept(self, ref: str) -> RecordLine:
        """Another status."""
        return self._mark(ref, "accepted")

    def reject(self, ref: str) -> RecordLine:
        """Another status."""
        return self._mark(ref, "rejected")

    def deprecate(self, ref: str) -> RecordLine:
        """Another status."""
        return self._mark(ref, "deprecated")

    def supersede(self, old: Sequence[str], new: str) -> list[RecordLine]:
        """Both ends."""
        newer = self._mark(new, "accepted")
        return [*(self._mark(each, f"superseded by ADR-{newer.number:04}") for each in old), newer]

    def index(self) -> Path:
        """A path."""
        self._fail()
        self.done.append("index")
        return FOLDER / "README.md"

    def mend(self) -> list[str]:
        """What was cut off."""
        return self.mended

    def _line(self, ref: str) -> RecordLine:
        found = [line for line in self.lines if line.path.name == ref]
        if not found:
            raise RecordError(f"There is no record {ref}.")
        return found[0]

    def _text(self, line: RecordLine) -> str:
        return self.template.format(title=line.title, status=line.status, start=line.start)

    def _mark(self, ref: str, status: str) -> RecordLine:
        self._fail()
        line = self._line(ref)
        marked = replace(line, status=status)
        self.lines[self.lines.index(line)] = marked
        self.done.append(f"{line.number} {status}")
        return marked

    def _fail(self) -> None:
        if self.broken:
            raise RecordError(self.broken)


@dataclass
class FakeClerk:
    """Finds fault with the second record; what was done is kept with the shelf's."""

    shelf: FakeShelf
    stopped: list[Event] = field(default_factory=list)

    def check(self, refs: Sequence[str], stop: Event) -> Checkup:
        """A line a record."""
        self.shelf.records()
        self.stopped.append(stop)
        lines = [line for line in self.shelf.lines if not refs or line.path.name in refs]
        told = tuple(
            (f"{line.number:04}  broken  {line.title}", "      broken: [/foo] is gone; put it back.")
            if line.number == 2
            else (f"{line.number:04}  OK  {line.title}",)
            for line in lines
        )
        return Checkup(told, f"{len(told)} records checked.")

    def renew(self, ref: str) -> tuple[RecordLine, bool]:
        """Always something new, but for the first one."""
        line = next(line for line in self.shelf.lines if line.path.name == ref)
        self.shelf.records()
        self.shelf.done.append(f"{line.number} renewed")
        return line, line.number > 1

    def page(self, ref: str, form: str) -> tuple[Path, str, str]:
        """A path."""
        self.shelf.text(ref)
        self.shelf.done.append(f"{form} {ref}")
        left_out = "The steps are left out." if form == "one-page" else ""
        return EXPORTS / f"record-{ref}.{form}", f"The {form}.", left_out


class FakeKept:
    """Doors to what was kept."""

    folder = FOLDER
    _archive: FakeArchive | None = None
    _shelf: FakeShelf | None = None
    _clerk: FakeClerk | None = None

    @property
    def archive(self) -> FakeArchive:
        """The sessions."""
        if self._archive is None:
            self._archive = FakeArchive(self.go_on)
        return self._archive

    @property
    def shelf(self) -> FakeShelf:
        """The records."""
        if self._shelf is None:
            self._shelf = FakeShelf()
        return self._shelf

    @property
    def clerk(self) -> FakeClerk:
        """Who checks the records."""
        if self._clerk is None:
            self._clerk = FakeClerk(self.shelf)
        return self._clerk

    def when(self, at: str) -> str:
        """Without a clock."""
        return at[:16].replace("T", " ")

    def go_on(self) -> Talk:
        """A talk that is gone on with."""
        raise NotImplementedError
