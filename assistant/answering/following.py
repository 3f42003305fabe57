"""Lines that go on with the question before: "and for state machines?", "an example?", "why?".

Which line does so, and how, is for the rules to say (`rules/answer_book`, tables `facts` and `following`);
here the line is taken apart for them, and made whole by what they conclude.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from assistant.answering.naming import cues_of, named_in, spans_of
from assistant.subject import Subject
from knowledge.features import words_of
from knowledge.words import terms_of
from rules.deciding import AnswerBook
from rules.engine import Trace
from rules.rule import Atom

GoingOn = Literal["explanation", "rules", "more", "again", "example", "exchange", "same", "side"]

BEGINNING, END = "bol", "eol"
"""How the cues write the two ends of a line."""
TIES = frozenset({"linked", "points", "wants"})
"""Without a fact of these topics nothing ties a line to the one before."""
LONGEST = 12
"""Words of a line that can go on with another: whoever takes more of them says what is meant."""
_BACKWARD = "it its that this these those them they there one ones former latter"
BACKWARD = frozenset(_BACKWARD.split())
"""Words that stand for what was named before: they name nothing themselves."""
_FILLERS = """
ah alright cheers cool eh er exactly fine good great hm hmm interesting lol nice oh ok okay please right so
sorry sure thanks thx well yeah yep yes
"""
FILLERS = frozenset(_FILLERS.split())
"""What may stand before a line and says nothing of it."""
_BEHIND = "cheers exactly here maybe now please quickly then though thanks thx too"
BEHIND = frozenset(_BEHIND.split())
"""What may stand behind a line and says nothing of it."""
_PARTS = re.compile(r"[,:;.?!]+(?=\s|$)|\s[-–—]+>?\s")


@dataclass(frozen=True, slots=True)
class Followed:
    """A line that goes on with the question before.

    Attributes:
        how: What it takes of it.
        question: The whole question that the two make.
        about: What the two are about, which the next line may point at.
        sure: Whether the line can hardly be meant as an answer to a question of the interview.
        trace: The rules that say so.
    """

    how: GoingOn
    question: str
    about: str
    sure: bool
    trace: Trace


class _Line(NamedTuple):
    """A line taken apart: its words, those behind its link, how it is linked, in how many parts it comes."""

    words: list[str]
    rest: list[str]
    linked: str
    parts: int


def follow(book: AnswerBook, line: str, before: Subject | None) -> Followed | None:
    """How a line goes on with the question `before`; None for one that stands by itself.

    Args:
        book: The book of rules about questions.
        line: What was said, already cleaned.
        before: What was asked before, if anything was.
    """
    words = _bared(words_of(line))
    if before is None or not 0 < len(words) <= LONGEST:
        return None
    taken = _taken_apart(book, line, words)
    atoms = _atoms_of(book, taken, before)
    if TIES.isdisjoint(atom.topic for atom in atoms):
        return None
    trace = book.decide(atoms)
    ways = trace.values("goes-on")
    if not ways:
        return None
    how = cast(GoingOn, ways[0])
    question, about = _whole(book, how, taken, before)
    return Followed(how, question, about, "asked" in trace.values("surely"), trace)


def _bared(words: list[str]) -> list[str]:
    """The words without those that are said out of politeness before and behind a line."""
    first = next((place for place, word in enumerate(words) if word not in FILLERS), 0)
    last = len(words)
    while last - first > 1 and words[last - 1] in BEHIND:
        last -= 1
    return words[first:last]


def _taken_apart(book: AnswerBook, line: str, words: list[str]) -> _Line:
    said = f" {BEGINNING} {' '.join(words)} "
    links = [
        (len(cue.split()) - 1, value)
        for value, cues in cues_of(book, "linked")
        for cue in cues
        if said.startswith(cue)
    ]
    length, linked = max(links, default=(0, ""))
    parts = [part for part in _PARTS.split(line) if set(words_of(part)) - FILLERS - BEHIND]
    return _Line(words, words[length:], linked, len(parts))


def _atoms_of(book: AnswerBook, line: _Line, before: Subject) -> list[Atom]:
    """All that the rules read of a line and of what was asked before it."""
    whole = book.heard([BEGINNING, *line.words, END])
    behind = book.heard([BEGINNING, *line.rest, END])
    named = {word for name in named_in(book, line.words) for word in name.split()}
    besides = [
        term
        for term in terms_of(" ".join(line.rest))
        if not (term in named or term in BACKWARD or term.isdecimal())
    ]
    became = "not-spoken-of" if before.outcome in {"not-covered", "false-premise"} else "spoken-of"
    return [
        *(atom for atom in whole if atom.topic in {"names", "asks", "points", "wants"}),
        *(atom for atom in behind if atom.topic == "framed"),
        *([Atom("linked", line.linked)] if line.linked else []),
        Atom("parts", "several" if line.parts > 1 else "one"),
        book.band("besides", len(besides)),
        Atom("before", became),
    ]


def _whole(book: AnswerBook, how: GoingOn, line: _Line, before: Subject) -> tuple[str, str]:
    """The question that a line and the one before make, and what it is about."""
    match how:
        case "explanation" | "rules" | "more" | "again":
            return before.question, before.about
        case "exchange":
            return _exchanged(book, words_of(before.question), before, named_in(book, line.words))
        case "same":
            return " ".join([*words_of(before.question), *line.words]), before.about
        case "example":
            return f"example of {before.about}", before.about
        case "side":
            return _side(line, before.about), before.about


def _side(line: _Line, about: str) -> str:
    """A side of what was asked about before: that in the place of what points at it, or else behind."""
    if line.linked == "against":
        return " ".join([about, *line.words])
    points = [place for place, word in enumerate(line.rest) if word in BACKWARD]
    if not points:
        return " ".join([*line.rest, "in", about])
    first = points[0]
    ahead = line.rest[:first]
    behind = [word for word in line.rest[first + 1 :] if word not in BACKWARD]
    if ahead[-1:] == ["of"]:
        # "which of them is cheaper": the things to choose from are best named behind.
        return " ".join([*ahead[:-1], *behind, about])
    there = ["in"] if line.rest[first] == "there" else []
    return " ".join([*ahead, *there, about, *behind])


def _exchanged(
    book: AnswerBook, asked: Sequence[str], before: Subject, named: Sequence[str]
) -> tuple[str, str]:
    """The question before with its model replaced, and what it is about then.

    A question that names no model gets this one too, and so does one that weighs several.
    """
    spans = spans_of(book, asked)
    new = " and ".join(named)
    weighs = any(atom == Atom("asks", "comparison") for atom in book.heard(asked))
    if weighs and len(spans) > 1:
        return " ".join([*asked, "and", new]), f"{before.about} and {new}"
    if not spans:
        return " ".join([*asked, "in", new]), new
    found = [*asked[: spans[0][0]], new]
    for (_, end), (start, _) in zip(spans, [*spans[1:], (len(asked), 0)], strict=True):
        found += asked[end:start]
    return " ".join(found), new
