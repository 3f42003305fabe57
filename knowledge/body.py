"""The body of a section's file: lines of text with their claim tags, and the notes beside them."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.files import ContentError
from knowledge.model import Note, NoteKind, Passage, Style
from knowledge.plaintext import PlainText

TAG = re.compile(r"^(?P<text>.*?) ?\{(?P<claims>[1-9]\d{0,2}(?: [1-9]\d{0,2})*)\}$")
NOTE = re.compile(r"^> \*\*(?P<kind>[A-Za-z]+):\*\* (?P<rest>.*)$")


class TaggedText(BaseModel):
    """A text and the numbers of the claims in its tag."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    text: PlainText
    claims: Annotated[tuple[int, ...], Field(min_length=1)]


class TaggedNote(TaggedText):
    """A note, and the claims whose passages it concerns."""

    kind: NoteKind


class _Draft(TaggedText):
    """A passage before its notes are known."""

    block: int
    style: Style


def read_passages(path: Path, section: str, lines: Sequence[str], first_line: int) -> tuple[Passage, ...]:
    """Read the passages of a section with their notes.

    Args:
        path: The file, for errors.
        section: The section's id.
        lines: The lines after the front matter.
        first_line: The number of the first of them in the file.

    Returns:
        The passages in order; there is at least one.

    Raises:
        ContentError: A line has no tag or is not plain text, a claim is carried twice, or a note concerns
            a claim that no passage carries.
    """
    drafts: list[_Draft] = []
    notes: list[tuple[int, TaggedNote]] = []
    carried: dict[int, int] = {}
    block, style_before = 0, None
    for line, content in enumerate(lines, first_line):
        if content.startswith(">"):
            notes.append((line, _note(path, line, content)))
        if not content or content.startswith(">"):
            style_before = None
            continue
        style: Style = "item" if content.startswith("- ") else "prose"
        # A blank line, a note and a change between prose and list each end a paragraph.
        block += style != style_before
        style_before = style
        text, claims = _split(path, line, content.removeprefix("- "))
        try:
            draft = _Draft(text=text, claims=claims, block=block, style=style)
        except ValidationError as error:
            raise _not_plain(path, line, error) from error
        for claim in claims:
            if claim in carried:
                raise ContentError(
                    path,
                    line,
                    f"claim {claim} is carried already by line {carried[claim]}; keep it in one tag",
                )
            carried[claim] = line
        drafts.append(draft)
    if not drafts:
        raise ContentError(
            path, first_line, "the section says nothing; write at least one line with a claim tag"
        )
    for line, note in notes:
        for claim in note.claims:
            if claim not in carried:
                raise ContentError(
                    path,
                    line,
                    f"the note concerns claim {claim}, which no passage here carries; mend its tag",
                )
    return tuple(
        _passage(section, number, draft, [note for _, note in notes])
        for number, draft in enumerate(drafts, 1)
    )


def _passage(section: str, number: int, draft: _Draft, notes: Sequence[TaggedNote]) -> Passage:
    claims = tuple(f"{section}#{claim}" for claim in draft.claims)
    beside = tuple(Note(note.kind, note.text) for note in notes if set(note.claims) & set(draft.claims))
    return Passage(claims[0], section, number, draft.block, draft.style, draft.text, claims, beside)


def _split(path: Path, line: int, content: str) -> tuple[str, tuple[int, ...]]:
    tagged = TAG.match(content)
    if not tagged:
        raise ContentError(
            path, line, "the line does not end in a tag of the claims it carries; end it like {3} or {3 4}"
        )
    return tagged["text"], tuple(int(number) for number in tagged["claims"].split())


def _note(path: Path, line: int, content: str) -> TaggedNote:
    parts = NOTE.match(content)
    kind = parts["kind"].lower() if parts else ""
    if not parts or kind not in {"verify", "tension"}:
        raise ContentError(
            path, line, "a note must begin with > **Verify:** or > **Tension:** and one space; begin it so"
        )
    text, claims = _split(path, line, parts["rest"])
    try:
        return TaggedNote.model_validate({"text": text, "claims": claims, "kind": kind})
    except ValidationError as error:
        raise _not_plain(path, line, error) from error


def _not_plain(path: Path, line: int, error: ValidationError) -> ContentError:
    first = error.errors()[0]
    reason = "there is no text before the tag" if first["type"] == "string_too_short" else first["msg"]
    return ContentError(path, line, f"{reason}; write the line as plain text before its tag")
