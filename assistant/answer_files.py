"""Answer files and batch lines: YAML or JSON in, checked answers out, every fault named with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answers import read_answer
from assistant.errors import BadInput
from assistant.phrases import listed, quoted, shown
from assistant.picture.steps import read_steps, steps_text
from assistant.text import clean, clean_lines
from rules.model import UNSURE, Book, Fact
from rules.plain_yaml import MAX_CHARS, MAX_DEPTH, Document, UnreadableYaml, read_yaml

_YES_NO = {
    "yes": "yes",
    "true": "yes",
    "on": "yes",
    "y": "yes",
    "no": "no",
    "false": "no",
    "off": "no",
    "n": "no",
}
_TITLE, _FLOW, _ANSWERS, _ID = "title", "flow", "answers", "id"
_NEAR = 60
_COUNT = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """What one file or line tells: answers by fact, with what was said and noted beside each.

    `flow` names the workflow's own steps in one line; empty where the file does not.
    """

    title: str
    values: dict[str, str]
    texts: dict[str, str]
    notes: dict[str, str]
    flow: str = ""


def read_answer_file(path: Path, book: Book) -> AnswerSet:
    """Read a YAML or JSON answer file.

    Raises:
        BadInput: it cannot be read; names the file, the line, the key and how to mend it.
    """
    try:
        if path.is_dir():
            raise BadInput(f"{shown(path)}: is a folder; name an answer file in it")
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(MAX_CHARS + 1)
    except FileNotFoundError:
        raise BadInput(f"{shown(path)}: there is no such file") from None
    except UnicodeDecodeError:
        raise BadInput(f"{shown(path)}: is not UTF-8 text; save it as UTF-8") from None
    except (OSError, ValueError) as error:
        raise BadInput(
            f"{shown(path)}: cannot be read ({getattr(error, 'strerror', None) or 'bad path'})"
        ) from None
    try:
        document = read_yaml(text)
    except UnreadableYaml as error:
        raise BadInput(f"{shown(path)}:{error.line or 1}: {error}") from None
    if document.data is None:
        raise BadInput(
            f"{shown(path)}:1: is empty; an answer file holds answers such as external_events: yes"
        )
    return _Reader(book, shown(path), document).answers()


def read_answer_object(data: Mapping[str, Any], book: Book) -> AnswerSet:
    """Read one batch line that has been parsed as JSON.

    Raises:
        BadInput: names the key and how to mend it.
    """
    return _Reader(book, "", Document(_as_text(data, 0))).answers()


def _as_text(value: object, depth: int) -> object:
    """JSON's own values as the words that YAML would have them in."""
    if depth > MAX_DEPTH:
        raise BadInput(f"is nested more than {MAX_DEPTH} levels deep; flatten it")
    if isinstance(value, dict):
        return {str(key): _as_text(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item, depth + 1) for item in value]
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value)


class _Reader:
    """Walks one parsed document; `name` is the file's for messages, empty for a batch line."""

    def __init__(self, book: Book, name: str, document: Document) -> None:
        self._book, self._name, self._document = book, name, document
        self._values: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._notes: dict[str, str] = {}

    def answers(self) -> AnswerSet:
        data = self._document.data
        if not isinstance(data, dict):
            raise self._fault((), "holds no keys; an answer file holds lines such as external_events: yes")
        title = flow = ""
        for key, value in data.items():
            if key == _TITLE:
                title = clean(self._text((key,), value), limit=200)
            elif key == _FLOW:
                flow = self._flow(value)
            elif key == _ANSWERS:
                self._nested(value)
            elif key != _ID or key in self._book.facts_by_id:
                self._take((key,), key, value)
        self._count_steps(flow)
        return AnswerSet(title, self._values, self._texts, self._notes, flow)

    def _flow(self, value: object) -> str:
        """The steps by name, from a list or from one line."""
        if isinstance(value, list):
            value = "\n".join(self._text((_FLOW,), item) for item in value)
        return steps_text(read_steps(clean_lines(self._text((_FLOW,), value))))

    def _count_steps(self, flow: str) -> None:
        """Whoever names the steps has said how many there are."""
        for fact in self._book.facts:
            if flow and fact.kind == "count" and fact.id not in self._values:
                self._values[fact.id] = str(len(read_steps(flow)))

    def _nested(self, value: object) -> None:
        if value is None:
            return
        if not isinstance(value, dict):
            raise self._fault((_ANSWERS,), "answers must be a list of lines such as external_events: yes")
        for name, given in value.items():
            self._take((_ANSWERS, name), name, given)

    def _take(self, path: tuple[str, ...], name: str, given: object) -> None:
        fact = self._book.facts_by_id.get(name)
        if fact is None:
            raise self._fault(path, f"there is no fact {quoted(name)}{self._nearest(name)}")
        if name in self._values:
            raise self._fault(path, f"{name} is answered twice; keep one")
        if isinstance(given, dict):
            unknown = sorted(set(given) - {"value", "note"})
            if unknown:
                raise self._fault((*path, unknown[0]), f"{name} has value and note, not {quoted(unknown[0])}")
            if given.get("note") is not None:
                self._notes[name] = clean(self._text((*path, "note"), given["note"]))
            given = given.get("value")
        if given is None:
            return
        self._values[name] = self._value(path, fact, given)

    def _value(self, path: tuple[str, ...], fact: Fact, given: object) -> str:
        if isinstance(given, list):
            if fact.kind != "several":
                raise self._fault(path, f"{fact.id} takes one value; {_allowed(fact)}")
            parts = [self._one(path, fact, clean(self._text(path, item))) for item in given]
            chosen = {value for part in parts for value in part.split(",")}
            return ",".join(value for value in fact.values if value in chosen) or UNSURE
        return self._one(path, fact, clean(self._text(path, given)))

    def _one(self, path: tuple[str, ...], fact: Fact, text: str) -> str:
        word = text.lower()
        if word == UNSURE:
            return UNSURE
        if fact.kind == "yes-no" and word in _YES_NO:
            return _YES_NO[word]
        if fact.kind == "text":
            return text
        if word in fact.values:
            return word
        if fact.kind == "count" and _COUNT.fullmatch(word):
            return str(int(word))
        if fact.kind in {"choice", "several"} and not fact.decides and "other" in fact.values:
            # Told, not decided on: a sentence is as good as a word, and is kept as it was written.
            self._texts[fact.id] = text
            return read_answer(fact, text).value or "other"
        raise self._fault(path, f"{fact.id} cannot be {quoted(text)}; {_allowed(fact)}")

    def _text(self, path: tuple[str, ...], value: object) -> str:
        if isinstance(value, str):
            return value
        raise self._fault(path, f"{path[-1]} must be a word or a line of text")

    def _nearest(self, name: str) -> str:
        from rapidfuzz import process  # noqa: PLC0415  (only a slip needs it)

        near = process.extractOne(name, list(self._book.facts_by_id), score_cutoff=_NEAR)
        return f"; did you mean {near[0]}?" if near else "; see whichflow schema for those there are"

    def _fault(self, path: tuple[str, ...], message: str) -> BadInput:
        if not self._name:
            return BadInput(message)
        return BadInput(f"{self._name}:{self._document.line_of(path)}: {message}")


def _allowed(fact: Fact) -> str:
    words = [*fact.values, UNSURE]
    if fact.kind == "count":
        words.insert(0, "a whole number")
    return f"say {listed(words, 'or')}"
