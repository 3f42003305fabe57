"""Small changes to a front matter's text: one value each, every other byte as it was."""

from __future__ import annotations

import re
from copy import deepcopy

from assistant.records.frontmatter import KEY
from assistant.records.model import RecordError
from assistant.records.tree import Front, Span, Value, front_of

_BEFORE = ("decided", "name", "id", "record")
"""A list that is missing comes after the first of these keys that is there."""
_LINE_END = re.compile(r"\r?\n")
_PLAIN = re.compile(r"\w[\w -]*", re.ASCII)


def with_value(text: str, key: str, value: str) -> str:
    """Give a key at the top of the front matter another value, quoted as the old one was.

    Args:
        text: A file whose front matter has the key.
        key: Such as `status`.
        value: Words, digits and dashes.

    Raises:
        RecordError: That would change more than this value; it has to be done by hand.
    """
    front = _front(text)
    span = front.span(key)
    quote = span.style if span.style in {"'", '"'} else ""
    if not _PLAIN.fullmatch(value):
        raise RecordError(f"The value of {key} cannot be written: {value}.")
    changed = _put(text, span, f"{quote}{value}{quote}")
    wanted = deepcopy(front.values)
    wanted[key] = value
    return _checked(changed, wanted, key)


def with_link(text: str, key: str, record: str) -> str:
    """Add a record to a list under `whichflow:`, unless it stands there already.

    Args:
        text: A record of ours.
        key: `supersedes` or `superseded-by`; added where it is missing.
        record: Such as `ADR-0004`.

    Raises:
        RecordError: The list is something else, or more than it would change; it has to be done by hand.
    """
    front = _front(text)
    block = front.values.get(KEY)
    if not isinstance(block, dict):
        raise RecordError(f"The front matter has no {KEY} block.")
    listed = block.get(key)
    if isinstance(listed, str):
        raise RecordError(f"The key {KEY}.{key} is no list (line {front.span(KEY, key).line}).")
    if isinstance(listed, dict):
        raise RecordError(f"The key {KEY}.{key} holds keys, not records (line {front.span(KEY, key).line}).")
    if listed and record in listed:
        return text
    if key not in block:
        changed = _with_key(text, front, block, f"{key}: [{record}]")
    elif not listed:
        changed = _put(text, front.span(KEY, key), f"[{record}]")
    else:
        changed = _longer(text, front.span(KEY, key), front.span(KEY, key, len(listed) - 1), record)
    wanted = deepcopy(front.values)
    wanted[KEY] = {**block, key: [*(listed or ()), record]}
    return _checked(changed, wanted, f"{KEY}.{key}")


def _front(text: str) -> Front:
    front = front_of(text)
    if front is None:
        raise RecordError("The file has no front matter.")
    return front


def _put(text: str, span: Span, written: str) -> str:
    """Put something in a value's place; after its key where the key had no value yet."""
    before, old, after = text[: span.start], text[span.start : span.end], text[span.end :]
    if not old and not before.endswith((" ", "\t")):
        written = f" {written}"
    # A block of lines ends behind its last line break.
    ending = old[len(old.rstrip("\r\n")) :] if span.style in {"|", ">"} else ""
    return before + written + ending + after


def _longer(text: str, whole: Span, last: Span, record: str) -> str:
    if whole.style == "[":
        return f"{text[: last.end]}, {record}{text[last.end :]}"
    at = _line_end(text, last.end)
    return f"{text[:at]}{_break(text)}{' ' * whole.column}- {record}{text[at:]}"


def _with_key(text: str, front: Front, block: dict[str, Value], line: str) -> str:
    """Add a key to our block, on a line of its own or within the braces that the block is written in."""
    span = front.span(KEY)
    if span.style == "{":
        return f"{text[: span.start + 1]}{line}{', ' if block else ''}{text[span.start + 1 :]}"
    indent = " " * span.column
    for key in _BEFORE:
        if key in block and front.span(KEY, key).style in {"", "'", '"'}:
            at = _line_end(text, front.span(KEY, key).end)
            return f"{text[:at]}{_break(text)}{indent}{line}{text[at:]}"
    return f"{text[: span.start]}{line}{_break(text)}{indent}{text[span.start :]}"


def _line_end(text: str, start: int) -> int:
    found = _LINE_END.search(text, start)
    return found.start() if found else len(text)


def _break(text: str) -> str:
    return "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"


def _checked(text: str, wanted: dict[str, Value], key: str) -> str:
    """The text, if it says what is wanted and nothing else has changed with it."""
    try:
        front = front_of(text)
    except RecordError:
        front = None
    if front is None or front.values != wanted:
        raise RecordError(f"The key {key} cannot be changed without changing more; change it by hand.")
    return text
