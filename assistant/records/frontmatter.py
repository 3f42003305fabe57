"""The YAML block at the top of a record: written so that no text can break it, read without trust."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import Any

import yaml

from assistant.records.model import Draft
from assistant.records.naming import Place
from assistant.records.talk import Told

RECORD_FORM = 1
"""The version of the block under `whichflow:`."""
KEY = "whichflow"
PROPOSED = "proposed"
"""The status of a new record, and the first thing in its history."""


class _Dumper(yaml.SafeDumper):
    """Quotes what YAML 1.2 would read as a number too; PyYAML's own rules are those of 1.1."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML asks for each value
        """Write a value that occurs twice out twice: an anchor is no help to a reader."""
        return True


class _Inline(dict[str, Any]):
    """A mapping that is written on one line."""


def _plain_list(dumper: yaml.SafeDumper, items: list[object]) -> yaml.Node:
    """A list of words stands on one line; one of mappings has a line for each."""
    flat = not any(isinstance(item, dict | list) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flat)


def _inline(dumper: yaml.SafeDumper, items: _Inline) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", items, flow_style=True)


_Dumper.add_representer(list, _plain_list)
_Dumper.add_representer(_Inline, _inline)
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+)\Z", re.ASCII),
    list("-+.0123456789"),
)


def front_matter(draft: Draft, place: Place, transcript_sha256: str, sealed: Mapping[str, str]) -> str:
    """Write a new record's front matter, its two fences included.

    Args:
        draft: What the record says.
        place: Its number and file names.
        transcript_sha256: The hash of the transcript's file.
        sealed: The hashes of the generated parts; see `seals`.

    Returns:
        The block, with a line break at its end.
    """
    content = {
        "status": PROPOSED,
        "date": draft.decided,
        "decision-makers": [],
        "consulted": [],
        "informed": [],
        KEY: block(draft, place, transcript_sha256, sealed),
    }
    return f"---\n{dump(content)}---\n"


def dump(content: Mapping[str, object]) -> str:
    """Write keys as YAML, so that a parser of 1.1 and one of 1.2 read the same."""
    text: str = yaml.dump(
        content,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=sys.maxsize,
    )
    return text


def block(draft: Draft, place: Place, transcript_sha256: str, sealed: Mapping[str, str]) -> dict[str, Any]:
    """All that stands under `whichflow:`."""
    outcome, rulebook, talk = draft.outcome, draft.rulebook, draft.talk
    return {
        "record": RECORD_FORM,
        "id": place.id,
        # Not `title`: markdownlint takes that for a second top heading.
        "name": draft.title,
        "tags": list(draft.tags),
        "decided": draft.decided,
        "supersedes": [],
        "superseded-by": [],
        "guide": {
            "edition": draft.guide_edition,
            "sections": _Inline({section.id: section.digest for section in draft.citations}),
        },
        "rules": {
            "version": rulebook.version,
            "sha256": rulebook.sha256,
            "meaning": rulebook.meaning,
            "policies": _Inline(rulebook.policies),
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
        "sufficient": _Inline(draft.sufficient),
        "flips": [_Inline(change=_Inline({flip.fact: flip.value}), start=flip.start) for flip in draft.flips],
        "parts": _Inline(sealed),
        "review-by": draft.review_by,
        "transcript": _Inline(
            file=place.transcript,
            sha256=transcript_sha256,
            # With these the session can be told again from the files alone.
            session=talk.id,
            mode=talk.mode,
            started=talk.started,
        ),
    }


def _answer(told: Told) -> dict[str, Any]:
    """An answer so that it can be given again: its value is what an answer file holds."""
    said = {"text": told.words, "note": told.note}
    return _Inline(value=told.value, **{name: text for name, text in said.items() if text}, turn=told.turn)
