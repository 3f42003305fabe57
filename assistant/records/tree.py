"""Front matter as a tree of text with the place of each value; for files that anybody may have written.

Values stay text: `yes` is not true, `2026-11-22` not a day, so that nothing is lost or guessed before a
reader asks for it. Nothing recurses, neither here nor in the parser: libyaml's own composer overflows the
stack on brackets without end. An alias is refused, as a few of them can stand for more than fits anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias, cast

import yaml

from assistant.records.model import RecordError
from assistant.text import clean

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Path: TypeAlias = "tuple[str | int, ...]"
_Events: TypeAlias = "tuple[yaml.Event, yaml.Event]"

MAX_DEPTH = 20

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_NULLS = {"", "~", "null", "Null", "NULL"}
_STYLES = {"'", '"', "|", ">"}
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml where PyYAML was built with it: some twenty times as fast."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands in the text: from `start` to before `end`, first on line `line` (from 1).

    `style` is what opens it: a quote, "|", ">", "[", "{", or nothing for a plain one. `column` counts from 0.
    """

    start: int
    end: int
    line: int
    column: int
    style: str


@dataclass(slots=True)
class Front:
    """A front matter: its keys, and where the Markdown below it begins."""

    values: dict[str, Value]
    body: int
    _placed: dict[Path, _Events]
    _offset: int

    def span(self, *path: str | int) -> Span:
        """Where the value of that path stands.

        Raises:
            KeyError: There is no such value.
        """
        first, last = self._placed[path]
        start, end = _mark(first.start_mark), _mark(last.end_mark)
        style = ("[" if isinstance(first, yaml.SequenceStartEvent) else "{") if _flows(first) else ""
        if isinstance(first, yaml.ScalarEvent) and first.style in _STYLES:
            style = first.style
        line = start.line + 2
        return Span(self._offset + start.index, self._offset + end.index, line, start.column, style)


@dataclass(slots=True)
class _Open:
    """A mapping or list that has not ended yet; `key` is the one that waits for its value."""

    value: list[Value] | dict[str, Value]
    path: Path
    begun: yaml.NodeEvent
    key: str | None = None


def front_of(text: str) -> Front | None:
    """Read the front matter of a Markdown file.

    Args:
        text: The file, or as much of it as holds the front matter.

    Returns:
        The front matter; None where the file has none.

    Raises:
        RecordError: There is one and it cannot be read.
    """
    found = _FRONT.match(text)
    if not found:
        return None
    builder = _Builder()
    try:
        builder.build(found[1])
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 2}" if error.problem_mark else ""
        raise RecordError(f"The front matter is not YAML that can be read{line}.") from error
    except (yaml.YAMLError, ValueError) as error:
        raise RecordError("The front matter is not YAML that can be read.") from error
    if builder.root is None:
        builder.root = {}
    if not isinstance(builder.root, dict):
        raise RecordError("The front matter holds no keys.")
    return Front(builder.root, found.end(), builder.placed, found.start(1))


class _Builder:
    def __init__(self) -> None:
        self.root: Value = None
        self.placed: dict[Path, _Events] = {}
        self._stack: list[_Open] = []

    def build(self, text: str) -> None:
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._begin(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                done = self._stack.pop()
                self.placed[done.path] = done.begun, event
            elif isinstance(event, yaml.AliasEvent):
                raise _refused(event, "refers to another value with *, which records do without")
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refused(event, "ends in the middle")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        if self._stack:
            top = self._stack[-1]
            if top.key is None and isinstance(top.value, dict):
                if text in top.value:
                    raise _refused(event, f"has the key {clean(text, limit=80)} twice")
                top.key = text
                return
        self._place(None if text in _NULLS and event.implicit[0] else text, event)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        if self._stack and self._stack[-1].key is None and isinstance(self._stack[-1].value, dict):
            raise _refused(event, "has a key that is no text")
        if len(self._stack) == MAX_DEPTH:
            raise _refused(event, "is nested too deep")
        value: list[Value] | dict[str, Value] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self._stack.append(_Open(value, self._place(value, event), event))

    def _place(self, value: Value, event: yaml.NodeEvent) -> Path:
        """Put a value where it belongs and tell its path."""
        if not self._stack:
            self.root = value
            return ()
        top = self._stack[-1]
        if isinstance(top.value, dict):
            name = top.key or ""
            path = (*top.path, name)
            top.value[name], top.key = value, None
        else:
            path = (*top.path, len(top.value))
            top.value.append(value)
        self.placed[path] = event, event
        return path


def _flows(event: yaml.Event) -> bool:
    return isinstance(event, yaml.CollectionStartEvent) and bool(event.flow_style)


def _refused(event: yaml.Event, why: str) -> RecordError:
    return RecordError(f"The front matter {why} (line {_mark(event.start_mark).line + 2}).")


def _mark(mark: object) -> yaml.Mark:
    """A place in the text; only events that were made by hand have none."""
    return cast("yaml.Mark", mark)
