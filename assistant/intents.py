"""What a line of text means here: a command, a question to the guide, or an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

CommandName = Literal[
    "why", "help", "back", "change", "skip", "unsure", "note", "title", "read", "guide", "how", "answers",
    "verdict", "save", "quit", "repeat", "start",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """A word of the conversation's own, with what follows it."""

    name: CommandName
    rest: str = ""


@dataclass(frozen=True, slots=True)
class AskGuide:
    """A question that the guide is to answer."""

    question: str


@dataclass(frozen=True, slots=True)
class Said:
    """Anything else: an answer, where one is asked for."""

    text: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty line."""


Intent = Command | AskGuide | Said | Nothing

# Whole lines; a sentence that merely starts with such a word is an answer.
_BARE: dict[str, CommandName] = {
    "why": "why", "why?": "why", "w": "why",
    "help": "help", "?": "help", "h": "help", "commands": "help", "help?": "help",
    "back": "back", "b": "back", "undo": "back", "u": "back", "go back": "back",
    "skip": "skip", "s": "skip", "pass": "skip", "next": "skip",
    "unsure": "unsure", "not sure": "unsure",
    "how": "how", "how?": "how",
    "answers": "answers", "so far": "answers", "status": "answers", "show": "answers",
    "verdict": "verdict", "result": "verdict", "done": "verdict",
    "save": "save", "record": "save", "save record": "save", "record new": "save",
    "quit": "quit", "exit": "quit", "q": "quit", "bye": "quit", ":q": "quit",
    "repeat": "repeat", "again": "repeat",
    "start": "start", "interview": "start",
    "note": "note", "title": "title", "change": "change", "read": "read", "guide": "guide",
}  # fmt: skip
_WITH_REST: dict[str, tuple[CommandName, re.Pattern[str]]] = {
    "change": ("change", re.compile(r"^(?:answer\s+)?(?:\d{1,2}|[a-z_]+)\b.*$", re.IGNORECASE)),
    "note": ("note", re.compile(r"^.+$")),
    "title": ("title", re.compile(r"^.+$")),
    "read": ("read", re.compile(r"^\[?\d{1,2}\]?$|^[a-z0-9-]+(?:/[a-z0-9-]+)?(?:#\d+)?$", re.IGNORECASE)),
    "open": ("read", re.compile(r"^\[?\d{1,2}\]?$", re.IGNORECASE)),
    "guide": ("guide", re.compile(r"^[a-z0-9-]+(?:/[a-z0-9-]+)?(?:#\d+)?$", re.IGNORECASE)),
    "save": ("save", re.compile(r"^.+$")),
    "ask": ("guide", re.compile(r"^.+$")),
}
_ASKING = re.compile(
    r"^(?:what|which|when|where|who|whose|why|how|is|are|was|were|do|does|did|can|could|should|would|will|"
    r"isn't|aren't|don't|doesn't|shouldn't|tell me|explain|compare)\b",
    re.IGNORECASE,
)


def understand(line: str, *, free: bool) -> Intent:
    """Read a cleaned line. `free` says that the question asked takes any text as its answer."""
    text = line.strip()
    if not text:
        return Nothing()
    folded = " ".join(text.lower().split())
    if folded.rstrip(".!") in _BARE:
        return Command(_BARE[folded.rstrip(".!")])
    word, _, rest = text.partition(" ")
    word, rest = word.lower().rstrip(":"), rest.strip()
    if word == "ask" and rest:
        return AskGuide(rest)
    if word in _WITH_REST and _WITH_REST[word][1].match(rest) and not (free and word in {"open", "save"}):
        return Command(_WITH_REST[word][0], rest)
    if _asks(text, free=free):
        return AskGuide(text)
    return Said(text)


def _asks(text: str, *, free: bool) -> bool:
    if text.rstrip(" !").endswith("?"):
        return True
    # "when the parcel is handed in" tells how a run ends; only a question mark makes it a question there.
    return not free and len(text.split()) > 2 and bool(_ASKING.match(text))
