"""What the interview and the commands see of the conversation that they serve."""

from __future__ import annotations

from typing import Protocol

from assistant.mind import Mind
from assistant.ports import Guide, Recorder
from assistant.replies import Citation, Question
from assistant.state import State
from rules.model import Fact


class Talk(Protocol):
    """One session's talk: what reasons, what answers, what records, and where things stand."""

    mind: Mind
    guide: Guide
    recorder: Recorder
    mode: str
    cited: tuple[Citation, ...]

    @property
    def finished(self) -> bool:
        """Whether the interview has come to its verdict, or none was begun."""
        ...

    def question(self, state: State) -> Question | None:
        """The question that the next line answers in `state`, if one is open."""
        ...

    def pending_fact(self, state: State) -> Fact | None:
        """The fact that is being asked for in `state`, if one is."""
        ...
