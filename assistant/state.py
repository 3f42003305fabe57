"""The state of a conversation, folded from the effects of its turns and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from assistant.subject import Subject, subject_of
from assistant.turns import Effect, Turn

_RECORDED = frozenset({"answer", "clear", "note", "title", "flow"})
"""What a record tells; after one of these it is no longer what was saved."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given: the value that the rules see, the words it came in, and where."""

    value: str
    text: str = ""
    note: str = ""
    turn: int = 0


@dataclass(slots=True)
class State:
    """What is known and what is being asked, after turn number `turn`. Changed by `apply` alone.

    `flow` names the workflow's own steps, in one line; `branch` holds the answers of a what-if that was
    neither kept nor dropped yet; `mode` is empty as long as the session's own mode holds; `subject` is what
    was asked of the guide since the last answer; `saved` is where the record is, as long as it says all this,
    and `outdated` where the one is that did before.
    """

    title: str = ""
    flow: str = ""
    turn: int = 0
    answers: dict[str, Given] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    left_out: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    fact_notes: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    pending: Effect = field(default_factory=dict)
    branch: dict[str, str] = field(default_factory=dict)
    mode: str = ""
    subject: Subject | None = None
    saved: str = ""
    outdated: str = ""

    @property
    def values(self) -> dict[str, str]:
        """Fact id to value, as the rules want it."""
        return {name: given.value for name, given in self.answers.items()}

    def apply(self, effect: Effect, turn: int) -> None:
        """Make one change; an effect of a later edition that is not known here changes nothing."""
        self.turn = turn
        fact = effect.get("fact", "")
        if effect.get("do") in _RECORDED and self.saved:
            self.saved, self.outdated = "", self.saved
        match effect.get("do"):
            case "answer":
                note = " / ".join(self.fact_notes.get(fact, ()))
                self.answers[fact] = Given(effect["value"], effect.get("text", ""), note, turn)
                self.skipped.discard(fact)
                self.left_out.pop(fact, None)
                self.subject = None
            case "clear":
                self.answers.pop(fact, None)
                self.skipped.discard(fact)
            case "skip":
                self.skipped.add(fact)
                self.subject = None
            case "leave-out":
                self.left_out[fact] = effect["rule"]
            case "keep":
                self.kept.add(effect["rule"])
            case "note":
                self._note(fact, effect["text"])
            case "title" | "flow" | "mode" | "saved" as name:
                setattr(self, name, effect["text"])
            case "asked":
                self.subject = subject_of(effect, turn)
            case "branch":
                changes = (change.partition("=") for change in effect["changes"].split("&") if change)
                self.branch = {name: value for name, _, value in changes}
            case "pending":
                self.pending = effect
                if fact and (not self.asked or self.asked[-1] != fact):
                    self.asked.append(fact)

    def _note(self, fact: str, text: str) -> None:
        """A note stays with its question, also when it comes before the answer or the answer changes."""
        if not fact:
            self.notes.append(text)
            return
        self.fact_notes.setdefault(fact, []).append(text)
        if fact in self.answers:
            note = " / ".join(self.fact_notes[fact])
            self.answers[fact] = replace(self.answers[fact], note=note)


def fold(turns: Iterable[Turn]) -> State:
    """The state that the turns lead to, from the first on."""
    state = State()
    for turn in turns:
        state.turn = turn.n
        for effect in turn.effects:
            state.apply(effect, turn.n)
    return state
