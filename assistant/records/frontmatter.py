"""The YAML block at the top of a record: written so that no text can break it, read without trust."""

from __future__ import annotations

import re
import sys
from typing import Any

import yaml

from assistant.records.model import Draft, RecordError
from assistant.records.naming import Place
from assistant.records.talk import Told

RECORD_FORM = 1
"""The version of the block under `whichflow:`."""
KEY = "whichflow"

_BLOCK = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


class _Dumper(yaml.SafeDumper):
    """Quotes what YAML 1.2 would read as a number too; PyYAML's own rules are those of 1.1."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML asks for each value
        """Write a value that occurs twice out twice: an anchor is no help to a reader."""
        return True


_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+)\Z", re.ASCII),
    list("-+.0123456789"),
)


def front_matter(draft: Draft, place: Place, transcript_sha256: str) -> str:
    """Write a new record's front matter, its two fences included.

    Args:
        draft: What the record says.
        place: Its number and file names.
        transcript_sha256: The hash of the transcript's file.

    Returns:
        The block, with a line break at its end.
    """
    content = {
        "status": "proposed",
        "date": draft.decided,
        "decision-makers": [],
        "consulted": [],
        "informed": [],
        KEY: _block(draft, place, transcript_sha256),
    }
    text = yaml.dump(
        content,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=sys.maxsize,
    )
    return f"---\n{text}---\n"


def split_record(text: str) -> tuple[dict[str, Any], str]:
    """Part a record into its front matter and the rest; for files of other tools too.

    Args:
        text: A Markdown file.

    Returns:
        The front matter's keys (none where there is no front matter) and the Markdown below it.

    Raises:
        RecordError: There is a front matter and it cannot be read.
    """
    found = _BLOCK.match(text)
    if not found:
        return {}, text
    try:
        content = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # ValueError: a date that no calendar has. RecursionError: brackets without end.
        raise RecordError("The front matter is not YAML that can be read.") from error
    if content is None:
        content = {}
    if not isinstance(content, dict):
        raise RecordError("The front matter holds no keys.")
    return content, text[found.end() :]


def _block(draft: Draft, place: Place, transcript_sha256: str) -> dict[str, Any]:
    outcome, rulebook = draft.outcome, draft.rulebook
    return {
        "record": RECORD_FORM,
        "id": place.id,
        # Not `title`: markdownlint takes that for a second top heading.
        "name": draft.title,
        "decided": draft.decided,
        "guide": {
            "edition": draft.guide_edition,
            "sections": {section.id: section.digest for section in draft.citations},
        },
        "rules": {
            "version": rulebook.version,
            "sha256": rulebook.sha256,
            "policies": dict(rulebook.policies),
        },
        "answers": {told.fact: _answer(told) for told in draft.answers},
        "verdict": {
            "start": outcome.start,
            "direction": outcome.direction,
            "route": outcome.route,
            "stability": outcome.stability,
            "agreement": outcome.agreement,
            "possible": list(outcome.possible),
        },
        "transcript": {"file": place.transcript, "sha256": transcript_sha256},
    }


def _answer(told: Told) -> dict[str, Any]:
    note = {"note": told.note} if told.note else {}
    return {"value": told.value, **note, "turn": told.turn}
