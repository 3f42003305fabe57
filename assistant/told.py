"""What the guide's desk hands over: a reply, with what the conversation keeps of it and adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.replies import Reply
from assistant.subject import Subject

Tie = Literal["none", "loose", "sure"]
"""Whether a line goes on with the question before, and whether it can hardly be anything else."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """What a question wants to know of the user's own workflow.

    Attributes:
        models: The models that it names.
        sections: The sections of the guide that it is about, best first.
        words: Its words, in small letters.
    """

    models: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told(Reply):
    """A reply of the guide's desk.

    Attributes:
        subject: What the next line may go on with; None leaves that as it is.
        own: What the user's own answers are to be asked for, if the question is about them too.
    """

    subject: Subject | None = None
    own: OwnQuestion | None = None
