"""Reads YAML as plain text values with line numbers; nothing in it can become anything but text."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_CHARS = 200_000
"""A longer file is refused unread: the book's and people's files are a tenth of this at most."""
MAX_DEPTH = 20
"""Deeper nesting is refused: no file of ours needs more than six levels."""

Place = tuple[str | int, ...]
"""Where something stands in a document: the keys and the numbers of list items that lead to it."""


class UnreadableYaml(Exception):
    """A text is not the plain YAML that we read. Its words name what, where and how to mend it."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Document:
    """A parsed text: its data (dicts, lists and strings only) and the line of each place in it."""

    data: Any
    lines: dict[Place, int] = field(default_factory=dict)

    def line_of(self, path: Place) -> int:
        """The 1-based line of the nearest known place at or above `path`."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


_QUICK: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same safe loader in C where PyYAML was built with it: five times as fast, other words for errors."""


def read_yaml(text: str, *, quick: bool = False) -> Document:
    """Parse `text`; every scalar stays a string, so `yes` is "yes" and `010` is "010".

    `quick` is for files of our own; what it cannot read is read again for the words of the error.

    Raises:
        UnreadableYaml: broken YAML, a tag, an anchor or alias, a key given twice, or too large.
    """
    if len(text) > MAX_CHARS:
        raise UnreadableYaml(f"holds more than {MAX_CHARS:,} characters; shorten it")
    if quick:
        with suppress(UnreadableYaml):
            return _parsed(text, _QUICK)
    return _parsed(text, yaml.SafeLoader)


def _parsed(text: str, loader: Any) -> Document:  # noqa: ANN401  (PyYAML's loaders share no type)
    try:
        # compose() alone would build aliases; the events show tags and anchors before that.
        _refuse_tricks(text, loader)
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        raise UnreadableYaml(*_complaint(error)) from None
    except (ValueError, OverflowError):
        # PyYAML lets these two out of "\U00110000" and of a %YAML line with a thousand digits.
        raise UnreadableYaml("is not YAML: an escape or a number in it is out of range") from None
    document = Document(None)
    if node is not None:
        document.data = _value(node, (), document.lines)
    return document


def _refuse_tricks(text: str, loader: Any) -> None:  # noqa: ANN401
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableYaml("uses a YAML anchor or alias; write the value out", line)
        if getattr(event, "tag", None) is not None:
            raise UnreadableYaml("uses a YAML tag (a word after !); remove it", line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise UnreadableYaml(f"is nested more than {MAX_DEPTH} levels deep; flatten it", line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _value(node: yaml.Node, path: Place, lines: dict[Place, int]) -> object:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        # A bare `key:` and a bare ~ mean that nothing was said.
        return None if node.tag == "tag:yaml.org,2002:null" else _text(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), lines) for index, item in enumerate(node.value)]
    result: dict[str, object] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise UnreadableYaml("has a key that is not a word", key_node.start_mark.line + 1)
        key = _text(key_node)
        if key in result:
            raise UnreadableYaml(f"gives the key {key[:60]!r} twice; keep one", key_node.start_mark.line + 1)
        result[key] = _value(value_node, (*path, key), lines)
        lines[(*path, key)] = key_node.start_mark.line + 1
    return result


def _text(node: yaml.ScalarNode) -> str:
    """The node's text. JSON writes what lies beyond U+FFFF as two halves, which are joined here."""
    try:
        return str(node.value).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        # No file and no screen could take it.
        raise UnreadableYaml("holds half a character", node.start_mark.line + 1) from None


def _complaint(error: yaml.YAMLError) -> tuple[str, int | None]:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        problem = error.problem or error.context or "is not YAML"
        return f"is not YAML: {problem}", error.problem_mark.line + 1
    return "is not YAML: it holds a character that YAML does not allow", None
