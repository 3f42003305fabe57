"""A turn of a session: what was said, what it did, what was replied. The log is a list of these."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

TurnKind = Literal[
    "opening",  # the assistant speaks first, or again on coming back
    "answer",  # an answer to the question asked, or a changed one
    "question",  # a question to the guide
    "command",  # why, back, change, skip, note, title, save ...
    "unclear",  # nothing that could be taken for sure; asked back
]

Effect = dict[str, str]
"""One change to the state, as plain text so that any later edition can read it. `do` names it:

- answer: `fact`, `value` (a closed value, a number, or values with commas), `text` as it was said
- clear: `fact`, its answer is taken back
- skip: `fact`, passed over by the user
- leave-out: `fact`, `rule`: not asked because that rule says that it need not be
- keep: `rule`: a contradiction that the user lets stand
- note: `fact` (or empty), `text`
- title: `text`
- saved: `text`, where the decision record was written
- flow: `text`, the workflow's own steps in one line
- mode: `text`, how questions are chosen from here on
- asked: `question` to the guide, what it is `about`, `sections` and `told` passages with & between, and
  its `outcome`: what the next line may go on with
- branch: `changes` of a what-if as fact=value with & between; empty when it is dropped
- pending: `fact`, or `rule` of a contradiction, or `verdict`, or nothing: what the next line answers
"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn that has no time yet: whoever keeps it gives it one. `n` counts from 1."""

    n: int
    kind: TurnKind
    said: str
    reply: str
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn(Spoken):
    """One exchange as it is kept. `at` is an ISO time in UTC with seconds."""

    at: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it is kept. `verdict` is the last one's JSON object, empty before the first."""

    id: str
    title: str
    started: str
    mode: str
    turns: tuple[Turn, ...] = ()
    verdict: dict[str, object] = field(default_factory=dict)
