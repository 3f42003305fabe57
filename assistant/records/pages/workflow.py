"""A workflow as it was told: the same, whether a file, a conversation or a record tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from assistant.answer_files import AnswerSet
from assistant.records.draft import UNTITLED
from assistant.records.model import RecordError
from assistant.records.reading import Kept
from assistant.records.talk import Told
from assistant.records.telling import told
from assistant.records.transcript import turns_of
from assistant.state import Given, fold
from assistant.text import clean
from rules.model import Book


@dataclass(frozen=True, slots=True)
class Workflow:
    """What was told of a workflow.

    Attributes:
        title: What it is called.
        flow: Its own steps in one line; empty where they were not named.
        answers: What was answered, by fact.
    """

    title: str
    flow: str
    answers: Mapping[str, Given]

    @property
    def values(self) -> dict[str, str]:
        """Fact id to value, as the rules want it."""
        return {name: given.value for name, given in self.answers.items()}

    def told(self, book: Book) -> dict[str, Told]:
        """The answers to facts that the book has, in words, by fact."""
        return {answer.fact: answer for answer in told(book, self.answers)}


def from_answers(given: AnswerSet) -> Workflow:
    """The workflow that an answer file tells."""
    answers = {
        name: Given(value, given.texts.get(name, ""), given.notes.get(name, ""))
        for name, value in given.values.items()
    }
    return Workflow(clean(given.title) or UNTITLED, clean(given.flow), answers)


def from_record(kept: Kept, transcript: bytes | None) -> Workflow:
    """The workflow that a record tells.

    Args:
        kept: The record.
        transcript: What is in its transcript's file. The steps are told there only; without it, or where it
            is not the one that the record was made with, there are none.
    """
    block = kept.whichflow
    answers = {
        name: Given(answer.value, answer.text, answer.note, answer.turn or 0)
        for name, answer in block.answers.items()
    }
    flow = _flow(transcript) if transcript is not None and belongs(kept, transcript) else ""
    return Workflow(block.name or UNTITLED, flow, answers)


def belongs(kept: Kept, transcript: bytes) -> bool:
    """Whether a transcript is the one that the record was made with."""
    return sha256(transcript).hexdigest() == kept.whichflow.transcript.sha256


def _flow(transcript: bytes) -> str:
    try:
        return clean(fold(turns_of(transcript)).flow)
    except (RecordError, KeyError, RecursionError):
        # A later edition's turns, or somebody's: they tell no steps that we could read.
        return ""
