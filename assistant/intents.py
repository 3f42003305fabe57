"""What a line of text means here: a command, a question to the guide, or an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

CommandName = Literal[
    "why", "help", "back", "change", "skip", "unsure", "note", "title", "read", "guide", "how", "answers",
    "verdict", "save", "quit", "repeat", "start", "what-if", "keep", "drop", "more", "rest", "audit",
    "steps", "turns", "record",
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

RULES = "rules"
"""What "why" is followed by where the rules behind an answer are wanted and not its grounds in words."""

# Whole lines; a sentence that merely starts with such a word is an answer.
_BARE: dict[str, CommandName] = {
    "why": "why", "w": "why", "why do you ask": "why", "why is this asked": "why", "why this question": "why",
    "help": "help", "?": "help", "h": "help", "commands": "help", "help me": "help", "what": "help",
    "back": "back", "b": "back", "undo": "back", "u": "back", "go back": "back", "previous": "back",
    "skip": "skip", "s": "skip", "pass": "skip", "next": "skip", "skip it": "skip", "skip this": "skip",
    "next question": "skip", "skip this question": "skip",
    "unsure": "unsure", "not sure": "unsure",
    "how": "how",
    "answers": "answers", "so far": "answers", "status": "answers", "show": "answers",
    "show answers": "answers",
    "verdict": "verdict", "result": "verdict", "done": "verdict",
    "save": "save", "save record": "save", "record new": "save", "record": "record", "records": "record",
    "quit": "quit", "exit": "quit", "q": "quit", "bye": "quit", ":q": "quit", "stop": "quit",
    "repeat": "repeat", "again": "repeat",
    "start": "start", "interview": "start",
    "keep": "keep", "drop": "drop", "more": "more", "duties": "more", "audit": "audit",
    "rest": "rest", "the rest": "rest", "steps": "steps",
    "turns": "turns", "turns on": "turns", "flips": "turns", "what would change this": "turns",
    "what would change it": "turns", "what could change this": "turns",
    "what if": "what-if",
    "note": "note", "title": "title", "change": "change", "read": "read", "guide": "guide",
}  # fmt: skip
_WITH_REST: dict[str, tuple[CommandName, re.Pattern[str]]] = {
    "change": ("change", re.compile(r"^#?(?:-?\d|[a-z_])", re.IGNORECASE)),
    "note": ("note", re.compile(r"^.+$")),
    "title": ("title", re.compile(r"^.+$")),
    "read": (
        "read",
        re.compile(r"^[\[(#]?\d{1,2}[\]).]?$|^[a-z0-9-]+(?:/[a-z0-9-]+)?(?:#\d+)?$", re.IGNORECASE),
    ),
    "open": ("read", re.compile(r"^[\[(#]?\d{1,2}[\]).]?$")),
    "guide": ("guide", re.compile(r"^[a-z0-9-]+(?:/[a-z0-9-]+)?(?:#\d+)?$", re.IGNORECASE)),
    "save": ("save", re.compile(r"^.+$")),
    "record": (
        "record",
        re.compile(
            r"^(?:list|index|check(?: (?:adr-)?\d+)*|(?:show|accept|reject|deprecate|renew) (?:adr-)?\d+"
            r"|page (?:adr-)?\d+ +(?:html|one-page|summary)"
            r"|search .+|supersede .*\d.*)$",
            re.IGNORECASE,
        ),
    ),
    "steps": ("steps", re.compile(r"^[^?]*(?:[,;→]|->)[^?]*$")),
    "ask": ("guide", re.compile(r"^.+$")),
    "why": ("why", re.compile(rf"^(?:{RULES}|#?\d{{1,2}})[.!?]?$", re.IGNORECASE)),
    "more": ("more", re.compile(r"^(?:duties|pitfalls|tools|actions|checks|all)[.!?]?$", re.IGNORECASE)),
}
_BARE_ASKED: frozenset[CommandName] = frozenset(
    {"why", "help", "how", "answers", "verdict", "repeat", "turns", "what-if"}
)
"""Commands that a question mark may follow; "save?" and "quit?" do nothing of the kind."""
_ASKING_THINGS = re.compile(r"^(?:what|which|why|how|tell me|explain|compare)\b")
"""How a question begins where an answer in one's own words may begin with "when", "can" or "is" as well."""
_DOES = "is|are|was|were|do|does|did|can|could|should|would|will|must"
_WHAT_IF = re.compile(
    r"^what\s*if\s+((?:answer\s+|question\s+)?(?:\d{1,2}|[a-z]+_[a-z_]+|steps|coupling|experience|trigger)\b.*)$",
    re.IGNORECASE,
)
"""Only with a question's number or fact; "what if the broker dies?" is for the guide."""
_ASKING = re.compile(
    rf"^(?:(?:what|which|who|whose|why|how|tell me|explain|compare)\b|(?:when|where) (?:{_DOES}|to)\b"
    # "do not know", "can be changed" and "don't think so" are halves of answers.
    rf"|(?:{_DOES}) (?!(?:not|never|be|been|have|only|always|also|just)\b)"
    rf"|(?:{_DOES}|wo|ca)n't (?:i|we|you|they|it|this|that|these|those|there|the|a|an|my|our|your)\b)"
)


def understand(line: str, *, free: bool, own_words: bool = False) -> Intent:
    """Read a cleaned line.

    `free` says that the question asked takes any text as its answer, `own_words` that beside its options
    a sentence of one's own is welcome.
    """
    text = line.strip()
    if not text:
        return Nothing()
    folded = " ".join(text.lower().split())
    bare = _BARE.get(folded.rstrip(".!? ") or folded[0])
    if bare and ("?" not in folded or bare in _BARE_ASKED):
        return Command(bare)
    word, _, rest = text.partition(" ")
    word, rest = word.lower().rstrip(":"), rest.strip()
    tried = _WHAT_IF.match(text)
    if tried:
        return Command("what-if", tried[1])
    if word == "ask" and rest:
        return AskGuide(rest)
    told = (free or own_words) and word in {"open", "save", "steps"}
    if word in _WITH_REST and _WITH_REST[word][1].match(rest) and not told:
        return Command(_WITH_REST[word][0], rest)
    if _asks(folded.replace("’", "'"), free=free, own_words=own_words):
        return AskGuide(text)
    return Said(text)


def leaves(line: str) -> bool:
    """Whether a cleaned line says goodbye: whoever does so leaves, even where that cannot be kept."""
    return understand(line, free=True) == Command("quit")


def _asks(folded: str, *, free: bool, own_words: bool) -> bool:
    if folded.rstrip(" !").endswith("?"):
        return True
    # "when the parcel is handed in" tells how a run ends; only a question mark makes it a question there.
    if free or len(folded.split()) < 3:
        return False
    return bool((_ASKING_THINGS if own_words else _ASKING).match(folded))
