"""The front matter of a section's file: three keys in YAML between two lines of dashes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from yaml.scanner import ScannerError

from knowledge.files import ContentError
from knowledge.plaintext import PlainText

FENCE = "---"
FIRST_KEY_LINE = 2

HOW = {
    "id": "write the file's path without .md, in small letters, digits, hyphens and slashes",
    "title": "write the section's heading as plain text in quotes",
    "order": "write the section's place in the guide as a whole number from 1",
}


class FrontMatter(BaseModel):
    """What a section's file says of itself."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")]
    title: Annotated[PlainText, Field(max_length=120)]
    order: Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True)
class Head:
    """A front matter that holds, the line of each of its keys, and the line where the body starts."""

    matter: FrontMatter
    key_lines: dict[str, int]
    body_line: int


def read_head(path: Path, lines: Sequence[str]) -> Head:
    """Read the front matter of a file.

    Args:
        path: The file, for the error.
        lines: All its lines.

    Returns:
        The front matter with the lines it stands on.

    Raises:
        ContentError: It is missing, not closed, not YAML, more than plain values, or has the wrong keys.
    """
    if lines[0] != FENCE:
        raise ContentError(path, 1, f"the file must begin with a line {FENCE} that opens its front matter")
    try:
        end = lines.index(FENCE, 1)
    except ValueError:
        raise ContentError(path, 1, f"the front matter is not closed; end it with a line {FENCE}") from None
    source = "\n".join(lines[1:end])
    key_lines = _key_lines(path, source)
    try:
        matter = FrontMatter.model_validate(yaml.safe_load(source))
    except yaml.YAMLError as error:
        raise _yaml_error(path, error) from error
    except ValidationError as error:
        raise _wrong_key(path, error, key_lines) from error
    except ValueError as error:  # such as a date that no calendar has
        raise ContentError(
            path, FIRST_KEY_LINE, f"the front matter has a value YAML refuses: {error}"
        ) from error
    return Head(matter, key_lines, end + 2)


def _key_lines(path: Path, source: str) -> dict[str, int]:
    """Find the line of each key, from YAML's events, before anything is built from them.

    Tags, anchors, aliases and nested values are refused here: a front matter needs none of them, and an
    alias can make a small file fill the memory.
    """
    scalars: list[tuple[str, int]] = []
    depth = 0
    try:
        for event in _events(path, source):
            line = _line(event.start_mark)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise ContentError(
                    path, line, "the front matter has a YAML alias or anchor; write the value out"
                )
            if getattr(event, "tag", None):
                raise ContentError(
                    path, line, "the front matter has a YAML tag; write the plain value without it"
                )
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > 1 or not isinstance(event, yaml.MappingStartEvent):
                    raise ContentError(
                        path,
                        line,
                        "the front matter must be lines of key: value; write a single value for each",
                    )
            elif isinstance(event, yaml.ScalarEvent):
                scalars.append((event.value, line))
    except yaml.YAMLError as error:
        raise _yaml_error(path, error) from error
    if not depth:
        raise ContentError(
            path, FIRST_KEY_LINE, "the front matter is empty; write id, title and order into it"
        )
    lines: dict[str, int] = {}
    for key, line in scalars[::2]:
        if key in lines:
            raise ContentError(path, line, f"the key {key!r} stands here a second time; keep one of the two")
        lines[key] = line
    return lines


def _events(path: Path, source: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(source, Loader=yaml.SafeLoader)
    except (ValueError, OverflowError) as error:
        # PyYAML lets these two out of "\U00110000" and of a %YAML line with a thousand digits.
        raise ContentError(
            path, FIRST_KEY_LINE, "the front matter has an escape or a number that is out of range; mend it"
        ) from error


def _line(mark: object) -> int:
    """The line in the file of a mark that YAML set, or the first that a key can have when it set none."""
    return int(getattr(mark, "line", 0)) + FIRST_KEY_LINE


def _yaml_error(path: Path, error: yaml.YAMLError) -> ContentError:
    problem = getattr(error, "problem", None) or "it cannot be parsed"
    # A quotation never closed is noticed at the end of the front matter; it is mended where it begins.
    begins = error.context_mark if isinstance(error, ScannerError) else None
    line = _line(begins or getattr(error, "problem_mark", None))
    return ContentError(
        path, line, f"the front matter is not valid YAML ({problem}); mend or quote the value"
    )


def _wrong_key(path: Path, error: ValidationError, key_lines: dict[str, int]) -> ContentError:
    first = error.errors()[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    line = key_lines.get(key, 1)
    if first["type"] == "missing":
        return ContentError(path, line, f"the front matter lacks the key {key!r}; {HOW[key]}")
    if first["type"] == "extra_forbidden":
        return ContentError(path, line, f"the key {key!r} is not known; keep only id, title and order")
    reason = first["msg"][0].lower() + first["msg"][1:]
    return ContentError(path, line, f"the value of {key!r} does not do: {reason}; {HOW.get(key, 'mend it')}")
