"""What the matcher learns from: the phrasings and the guide's own words as texts with their classes.

Free of numpy and scipy, so that whoever only wants to know what a matcher was trained on needs neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from knowledge.model import Section
from knowledge.voices import Phrasings
from knowledge.weights import NOT_COVERED

SHARE_OF_OTHERS = 0.3
"""How much of a question belongs to the other sections that would be right too."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the classes that it belongs to, in parts of one."""

    text: str
    shares: tuple[tuple[str, float], ...]


def examples_of(phrasings: Phrasings, sections: Sequence[Section] = ()) -> list[Example]:
    """The texts to learn from: the phrasings, and what the sections themselves say."""
    found = [Example(each.text, _shares(each.section, each.also)) for each in phrasings.covered]
    found += [Example(each.text, ((NOT_COVERED + each.kind, 1.0),)) for each in phrasings.uncovered]
    for section in sections:
        texts = (section.title, *(passage.text for passage in section.passages))
        found += [Example(text, ((section.id, 1.0),)) for text in texts]
    return found


def classes_of(sections: Sequence[Section], phrasings: Phrasings) -> tuple[str, ...]:
    """All classes: the sections in the guide's order, then the kinds of uncovered question by name."""
    return (*(section.id for section in sections), *(NOT_COVERED + kind for kind in sorted(phrasings.kinds)))


def learned_from(phrasings: Phrasings, sections: Sequence[Section]) -> str:
    """The hash of what a matcher was trained on.

    It covers the whole phrasings, for the base takes more of them than the matcher does: which passages each
    one is answered by, and what a kind of uncovered question misses. So both change together or not at all.
    """
    digest = sha256()
    examples = examples_of(phrasings, sections)
    for part in (*examples, *phrasings.covered, *phrasings.uncovered, *phrasings.kinds.items()):
        digest.update(f"{part}\n".encode())
    return digest.hexdigest()


def _shares(section: str, also: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    if not also:
        return ((section, 1.0),)
    return ((section, 1 - SHARE_OF_OTHERS), *((other, SHARE_OF_OTHERS / len(also)) for other in also))
