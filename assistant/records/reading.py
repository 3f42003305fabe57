"""A record of ours read back: its front matter checked key by key, and the Markdown below it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from assistant.records.frontmatter import KEY, RECORD_FORM
from assistant.records.model import RecordError
from assistant.records.naming import number_of
from assistant.records.tree import Front, front_of
from assistant.text import clean


def _file_name(name: str) -> str:
    if number_of(name) is None or Path(name).name != name or "\\" in name:
        raise ValueError("not the name of a transcript in the folder of the record")
    return name


def _people(value: object) -> object:
    """MADR has a list of people, or one line that names them, or nothing."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _listed(value: object) -> object:
    return () if value is None else value


def _day(value: object) -> object:
    """Only a day as people write it: a bare number would be taken for seconds since 1970."""
    if not isinstance(value, str) or not re.match(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("date_form", "no day")
    return value


Day = Annotated[date, BeforeValidator(_day)]
Text = Annotated[str, AfterValidator(clean)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$")]
RecordId = Annotated[str, Field(pattern=r"^ADR-[0-9]{4,5}$")]
RecordIds = Annotated[tuple[RecordId, ...], BeforeValidator(_listed)]
People = Annotated[tuple[Text, ...], BeforeValidator(_people)]


class _Part(BaseModel):
    """A mapping of the block; keys that it does not know are left to whoever added them."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=lambda name: name.replace("_", "-")
    )


class KeptGuide(_Part):
    """The guide's edition, and the digest of each section that was cited."""

    edition: Text
    sections: dict[Text, Digest]


class KeptRules(_Part):
    """The rule book that decided: its version, hashes and policies by id; older records lack `meaning`."""

    version: Text
    sha256: Digest
    meaning: Digest | None = None
    policies: dict[Text, Text] = Field(default_factory=dict)


class KeptAnswer(_Part):
    """An answer as the rules saw it; `text` is what was said, `turn` where it was said."""

    value: Text
    text: Text = ""
    note: Text = ""
    turn: int | None = None


class KeptVerdict(_Part):
    """What the rules concluded."""

    start: Text
    direction: Text
    route: Text
    stability: Text
    agreement: Text
    possible: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()


class KeptFlip(_Part):
    """Answers that would have led to another start."""

    change: dict[Text, Text]
    start: Text


class KeptTranscript(_Part):
    """The transcript's file beside the record, and the hash of it."""

    file: Annotated[str, AfterValidator(_file_name)]
    sha256: Digest


class KeptBlock(_Part):
    """What stands under `whichflow:`; what older records lack is empty."""

    record: Annotated[int, Field(ge=1)]
    id: RecordId
    name: Text
    tags: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    decided: Day
    supersedes: RecordIds = ()
    superseded_by: RecordIds = ()
    guide: KeptGuide
    rules: KeptRules
    answers: dict[Text, KeptAnswer]
    verdict: KeptVerdict
    sufficient: dict[Text, Text] | None = None
    flips: tuple[KeptFlip, ...] | None = None
    parts: dict[Text, Digest] = Field(default_factory=dict)
    review_by: Day | None = None
    transcript: KeptTranscript


class Kept(_Part):
    """A record of ours as it is kept. `body` is the Markdown below the front matter."""

    status: Text
    date: Day | None = None
    decision_makers: People = ()
    consulted: People = ()
    informed: People = ()
    whichflow: KeptBlock
    body: str = Field(default="", exclude=True)


def read_record(text: str) -> Kept:
    """Read a record that whichflow wrote, hand edits included.

    Args:
        text: The Markdown file.

    Returns:
        What its front matter says, every text cleaned, and its Markdown.

    Raises:
        RecordError: It is another tool's record, or a key is broken; the sentence names the key and its line.
    """
    front = front_of(text)
    block = front.values.get(KEY) if front else None
    if front is None or block is None:
        raise RecordError(f"This is no record of whichflow: its front matter has no key {KEY}.")
    form = block.get("record") if isinstance(block, dict) else None
    if (
        isinstance(form, str)
        and form.isdecimal()
        and form.isascii()
        and len(form) < 9
        and int(form) > RECORD_FORM
    ):
        raise RecordError(
            f"The record has form {form}, written by a newer whichflow; this one reads up to {RECORD_FORM}."
        )
    try:
        return Kept.model_validate(
            {**front.values, "body": text[front.body :].removeprefix("\r").removeprefix("\n")}
        )
    except ValidationError as error:
        raise RecordError(_sentence(front, error)) from None


def _sentence(front: Front, error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    path = tuple(part for part in first["loc"] if part != "[key]")
    key = clean(".".join(map(str, path)), limit=120)
    reasons: dict[str, str] = {
        "missing": "is missing",
        "string_type": "is no text",
        "int_parsing": "is no number",
        "string_pattern_mismatch": "has another form than it is written in",
    }
    kind = first["type"]
    if kind.startswith("date"):
        reason = "is no day such as 2026-11-22"
    elif kind.endswith("_type"):
        reason = reasons.get(kind, "has another form than it is written in")
    else:
        reason = reasons.get(kind) or f"cannot be read: {clean(first['msg'], limit=120)}"
    return f"The key {key} {reason}{_line(front, path)}."


def _line(front: Front, path: tuple[Any, ...]) -> str:
    """Where the key stands, or the nearest one around it."""
    while path:
        try:
            return f" (line {front.span(*path).line})"
        except KeyError:
            path = path[:-1]
    return ""
