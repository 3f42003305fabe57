"""Conversations over a log in memory, and the lines that lead to each of the four outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from assistant.answering.desk import GuideDesk
from assistant.conversation import Conversation
from assistant.errors import Trouble
from assistant.mind import Mind
from assistant.records.shelf import Changed, Shelf
from assistant.replies import Reply
from assistant.state import State
from assistant.turns import Spoken, Turn
from assistant.wording import reply_text


@dataclass
class MemoryLog:
    """Keeps turns in a list; `broken` refuses the next ones, as a full disk does."""

    turns: list[Turn] = field(default_factory=list)
    verdict: dict[str, object] = field(default_factory=dict)
    broken: bool = False

    def append(self, said: Spoken, verdict: dict[str, object]) -> None:
        if self.broken:
            raise Trouble("The disk is full.")
        assert said.n == len(self.turns) + 1
        self.turns.append(
            Turn(said.n, said.kind, said.said, said.reply, said.effects, f"2026-01-01T00:00:{said.n:02d}")
        )
        self.verdict = verdict


@dataclass
class MemoryRecorder:
    titles: list[str] = field(default_factory=list)
    broken: bool = False
    folder: Path = Path("docs/decisions")

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.folder)

    def check(self, refs: Sequence[str]) -> list[str]:
        if self.broken:
            raise Trouble("There is no folder.")
        return [f"{ref}  OK" for ref in refs or ["0001", "0002"]]

    def renew(self, ref: str) -> Changed:
        if self.broken:
            raise Trouble("The transcript is another one.")
        self.titles.append(f"renew {ref}")
        return Changed(self.shelf.record(ref), self.titles.count(f"renew {ref}") == 1)

    def page(self, ref: str, form: str) -> str:
        return f"{self.shelf.record(ref).path.stem}.{form}"

    def save(self, title: str) -> str:
        if self.broken:
            raise Trouble("docs/decisions cannot be written.")
        self.titles.append(title)
        return "docs/decisions/0001-a-decision.md"


class Talker:
    """A conversation with its log and recorder at hand."""

    def __init__(self, mind: Mind, desk: GuideDesk, mode: str = "guided") -> None:
        self.mind, self.desk, self.mode = mind, desk, mode
        self.log, self.recorder = MemoryLog(), MemoryRecorder()
        self.talk = self._conversation(())

    def _conversation(self, past: tuple[Turn, ...]) -> Conversation:
        return Conversation(self.mind, self.desk, self.log, self.recorder, mode=self.mode, past=past)

    def open(self) -> Talker:
        self.talk.open()
        return self

    def resume(self) -> str:
        """Another sitting over the same log; its first words."""
        self.talk = self._conversation(tuple(self.log.turns))
        return reply_text(self.talk.open())

    def say(self, *lines: str) -> str:
        """Say the lines and return the reply to the last one, as text."""
        return reply_text(self.reply(*lines))

    def reply(self, *lines: str) -> Reply:
        return [self.talk.say(line) for line in lines][-1]

    @property
    def asked(self) -> str:
        """The fact that is asked for now."""
        return self.talk.state.pending.get("fact", "")

    @property
    def values(self) -> dict[str, str]:
        return self.talk.state.values

    @property
    def start(self) -> object:
        return self.log.verdict["start"]

    def walk(self, answers: dict[str, str], most: int = 40) -> None:
        """Answer whatever is asked by `answers`, with "unsure" for the rest, until nothing is asked."""
        for _ in range(most):
            if "rule" in self.talk.state.pending:
                self.say("1")
            elif self.asked:
                self.say(answers.get(self.asked, "unsure"))
            else:
                return
        raise AssertionError("the interview does not end")


def told(state: State) -> dict[str, object]:
    """Everything that a state holds, to compare two of them."""
    return asdict(replace(state))


TOLD = {
    "trigger": "a customer clicks buy",
    "success": "the parcel is handed in",
    "failures": "timeouts and bad data",
}
PLAIN = TOLD | {
    "steps": "4", "fixed_order": "yes", "parallel_steps": "no", "many_branches": "no",
    "external_events": "no",
    "coupling": "one program", "high_load": "no", "strict_states": "no", "failures": "bad data",
}  # fmt: skip
OUTCOMES: dict[str, dict[str, str]] = {
    "sequential": PLAIN,
    "event-driven": TOLD | {
        "steps": "about 9", "fixed_order": "no, it varies", "parallel_steps": "yep", "many_branches": "no",
        "external_events": "yes", "experience": "kafka", "managed_services": "yes", "broker_budget": "yes",
        "strict_states": "nope",
    },
    "state-machine": TOLD | {
        "steps": "about 9", "fixed_order": "no", "parallel_steps": "no", "many_branches": "yes",
        "external_events": "no", "strict_states": "yes, a paid order must not be cancelled",
        "experience": "step functions", "managed_services": "yes",
    },
    "hybrid": TOLD | {
        "steps": "about 9", "fixed_order": "no", "parallel_steps": "yes", "many_branches": "yes",
        "external_events": "yes", "strict_states": "yes", "experience": "both", "broker_budget": "yes",
        "managed_services": "yes",
    },
}  # fmt: skip
