"""What was learned of how people ask, as the base takes it: the phrasings of each passage and the matcher."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from knowledge.model import Section
from knowledge.spelling import known_words
from knowledge.voices import FOLDER_NAME, Phrasings, read_phrasings
from knowledge.weights import FILE_NAME, read_weights


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is learned; nothing at all for a guide that nobody has asked of.

    Attributes:
        asked: For the id of a passage, the phrasings that it answers, one a line.
        kinds: The kinds of uncovered question, each with what it misses.
        words: The words that count as spelt right.
        head: The matcher's head as JSON, empty without a matcher.
        rows: The matcher's features with their weights.
    """

    asked: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    head: str = ""
    rows: tuple[tuple[str, bytes], ...] = ()


def read_lessons(content: Path, sections: Sequence[Section]) -> Lessons:
    """Read the phrasings and the matcher that lie beside the guide's folder.

    A matcher whose sections the guide no longer has is left out: it would send people to nowhere.

    Raises:
        ContentError: The phrasings or the matcher are not as they should be.
    """
    phrasings_folder, weights_file = content.with_name(FOLDER_NAME), content.with_name(FILE_NAME)
    if not phrasings_folder.is_dir() or not weights_file.exists():
        return Lessons()
    weights = read_weights(weights_file)
    if not set(weights.head.sections) <= {section.id for section in sections}:
        return Lessons()
    phrasings = read_phrasings(phrasings_folder, sections)
    head = json.dumps(asdict(weights.head))
    texts = [text for section in sections for text in (section.title, *(p.text for p in section.passages))]
    words = known_words(phrasings, texts)
    return Lessons(_asked(phrasings, sections), phrasings.kinds, words, head, weights.rows)


def _asked(phrasings: Phrasings, sections: Sequence[Section]) -> dict[str, str]:
    carriers = {
        claim: passage.id for section in sections for passage in section.passages for claim in passage.claims
    }
    asked: dict[str, list[str]] = {}
    for phrasing in phrasings.covered:
        for passage in dict.fromkeys(carriers[claim] for claim in phrasing.claims):
            asked.setdefault(passage, []).append(phrasing.text)
    return {passage: "\n".join(texts) for passage, texts in asked.items()}
