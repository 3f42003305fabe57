"""A record written anew: its generated parts change, and every byte that is its people's stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import dedent, indent
from typing import Any

from assistant.records.frontmatter import KEY, block, dump
from assistant.records.history import add_history
from assistant.records.madr import generated_parts
from assistant.records.marking import parts_of, replace_parts
from assistant.records.model import Draft, RecordError
from assistant.records.naming import Place
from assistant.records.reading import KeptBlock, read_record
from assistant.records.sealing import seals
from assistant.records.status import with_date
from assistant.records.tags import TAGS
from assistant.records.tree import Value, front_of

RENEWED = "renewed"
_BLOCK = re.compile(rf"^{KEY}:[ \t]*(?:#.*)?\r?\n(?:(?:[ \t].*|\r)?\n)*", re.MULTILINE)
_TICKED = re.compile(r"^ *- \[[xX]\] (.*?)\r?$", re.MULTILINE)


def regenerate(old_text: str, draft: Draft, place: Place, transcript_sha256: str) -> str:
    """Write the generated parts of a record anew.

    What stays, byte for byte: all between and around the generated parts, and in the front matter every key
    but `date` and `whichflow`. Of the keys under `whichflow` stay `decided`, `supersedes`, `superseded-by`,
    the tags that people added, and every key that whichflow does not write. A task that was ticked stays
    ticked for as long as it reads the same. The history gets a line, and `date` the day, if anything changed.

    Args:
        old_text: The record as it is.
        draft: What it has to say now; `decided` is the day of the renewal.
        place: Its number and file names.
        transcript_sha256: The hash of the transcript's file.

    Returns:
        The record; `old_text` itself where nothing changed.

    Raises:
        RecordError: A marker line or the front matter is broken, so that it is not known what was generated.
    """
    kept = read_record(old_text).whichflow
    old, body = _front(old_text)
    old_parts = parts_of(old_text)
    parts = {name: _ticked(part, old_parts.get(name, "")) for name, part in generated_parts(draft).items()}
    rest = replace_parts(old_text[body:], {name: _broken_as(old_text, part) for name, part in parts.items()})
    ours = _renewed(block(draft, place, transcript_sha256, seals(parts)), kept)
    written = dump({KEY: ours})
    wanted = {**old, KEY: {**_mapping(old[KEY]), **_mapping(_front(f"---\n{written}---\n")[0][KEY])}}
    if wanted == old and rest == old_text[body:]:
        return old_text
    ours_now = _broken_as(old_text, written)
    head = _BLOCK.sub(lambda found: ours_now + _foreign(found[0], ours), old_text[:body], count=1)
    text = head + rest
    # Whatever form the old front matter had, no key may be lost.
    if _front(text)[0] != wanted:
        raise RecordError(f"The block {KEY} in the front matter has a form that cannot be renewed.")
    return add_history(with_date(text, draft.decided), RENEWED, draft.decided)


def _front(text: str) -> tuple[dict[str, Value], int]:
    front = front_of(text)
    if front is None:
        raise RecordError("The record has no front matter.")
    return front.values, front.body


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _broken_as(old_text: str, text: str) -> str:
    """Text with the line breaks of the record, as its first line has one."""
    return text.replace("\n", "\r\n") if old_text.partition("\n")[0].endswith("\r") else text


def _ticked(new: str, old: str) -> str:
    """The new part with every task ticked that was ticked in the old one."""
    for task in _TICKED.findall(old):
        new = new.replace(f"- [ ] {task}\n", f"- [x] {task}\n")
    return new


def _renewed(new: dict[str, Any], kept: KeptBlock) -> dict[str, Any]:
    """Our keys, with those as they were that a renewal does not decide about."""
    added = [tag for tag in kept.tags if tag not in TAGS]
    return {
        **new,
        "tags": [*new["tags"], *added],
        "decided": kept.decided,
        "supersedes": list(kept.supersedes),
        "superseded-by": list(kept.superseded_by),
    }


def _foreign(old: str, ours: Mapping[str, object]) -> str:
    """The lines of those keys in the old block that whichflow does not write."""
    kept, keep = "", False
    for line in dedent(old.partition("\n")[2]).splitlines(keepends=True):
        if re.match(r"[^\s#\-]", line):
            keep = line.partition(":")[0].strip("'\" ") not in ours
        if keep:
            kept += line
    return indent(kept, "  ")
