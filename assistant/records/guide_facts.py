"""What a record needs of the guide, and what it makes of it: quotes, citations, digests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Protocol

from assistant.records.model import CitedSection, Quote
from knowledge.model import Passage, Section

_DIGEST_LENGTH = 16
"""Hexadecimal digits kept: a changed text shows, and fifteen of them still read well in a front matter."""


class GuideFacts(Protocol):
    """The guide, as `knowledge.reader.GuideBase` has it."""

    @property
    def edition(self) -> str:
        """The date that the guide carries."""
        ...

    def section(self, section_id: str, /) -> Section:
        """The section of that id with its passages."""
        ...

    def passage(self, claim_id: str, /) -> Passage:
        """The passage that carries a claim, such as `models/sequential#2`."""
        ...


def quote(guide: GuideFacts, claim: str) -> Quote:
    """The guide's words for a claim."""
    passage = guide.passage(claim)
    return Quote(passage.text, passage.id)


def cited(guide: GuideFacts, sources: Iterable[str]) -> tuple[CitedSection, ...]:
    """The sections behind `sources` (section or passage ids), each once, in the guide's order."""
    ids = {source.partition("#")[0] for source in sources}
    sections = sorted((guide.section(section) for section in ids), key=lambda section: section.order)
    return tuple(CitedSection(section.id, section.title, digest(section)) for section in sections)


def verify_notes(guide: GuideFacts, sources: Iterable[str]) -> tuple[Quote, ...]:
    """What the reader is asked to verify outside the guide, in the guide's order.

    Args:
        guide: The guide.
        sources: Ids of passages, or of sections for all that stand in them.
    """
    told = set(sources)
    sections = map(guide.section, {source.partition("#")[0] for source in told})
    found: dict[str, Quote] = {}
    for section in sorted(sections, key=lambda section: section.order):
        for passage in section.passages:
            for note in passage.notes:
                if note.kind == "verify" and not told.isdisjoint((section.id, passage.id)):
                    # One note may stand beside several passages; it is said once, with the first.
                    found.setdefault(note.text, Quote(note.text, passage.id))
    return tuple(found.values())


def digest(section: Section) -> str:
    """A short hash of all that a section says; it changes if and only if a text of the section does."""
    said = [
        section.title,
        [
            [passage.id, passage.text, [[note.kind, note.text] for note in passage.notes]]
            for passage in section.passages
        ],
    ]
    return sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()[:_DIGEST_LENGTH]
