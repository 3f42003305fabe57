"""Question in, ranked passages out."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.base import GuideBase
from knowledge.model import Passage
from knowledge.words import terms_of

HEADING_WEIGHT = 3.0
"""How much more a word counts in a section's heading than in the text of a passage."""

SHARE_OF_OTHERS = 0.3
"""What the second passage of a section adds to its best, the third to the second, and so on."""

PASSAGES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, how well it fits (more is better) and which words of the question it has."""

    passage: Passage
    section_id: str
    section_title: str
    score: float
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section found, how well it fits (more is better) and the best of its passages, best first."""

    section_id: str
    title: str
    score: float
    passages: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The words of a question that the guide uses anywhere, and those it never does."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def search(base: GuideBase, question: str, limit: int = 10) -> list[Hit]:
    """Find the passages that fit a question best.

    Args:
        base: The guide.
        question: Any text; it is taken as words and nothing in it as an instruction to the search.
        limit: The most passages to return.

    Returns:
        The passages, best first; none when no word that carries a subject is in the guide.
    """
    return _hits(base, question)[: max(limit, 0)]


def search_sections(base: GuideBase, question: str, limit: int = 5) -> list[SectionHit]:
    """Find the sections that fit a question best.

    Args:
        base: The guide.
        question: As for `search`.
        limit: The most sections to return.

    Returns:
        The sections, best first, each ranked by its best passage and a part of its others.
    """
    groups: dict[str, list[Hit]] = {}
    for hit in _hits(base, question):
        groups.setdefault(hit.section_id, []).append(hit)
    found = [
        SectionHit(section, hits[0].section_title, _combined(hits), tuple(hits[:PASSAGES_SHOWN]))
        for section, hits in groups.items()
    ]
    return sorted(found, key=lambda hit: -hit.score)[: max(limit, 0)]


def coverage(base: GuideBase, question: str) -> Coverage:
    """Tell which words of a question the guide knows.

    Args:
        base: The guide.
        question: As for `search`.

    Returns:
        Its words that carry a subject, parted into those that some passage or heading has (in any form with
        the same stem) and the rest; both empty for a question without such words.
    """
    terms = terms_of(question)
    known = tuple(term for term in terms if _carriers(base, term))
    return Coverage(known, tuple(term for term in terms if term not in known))


def _hits(base: GuideBase, question: str) -> list[Hit]:
    terms = terms_of(question)
    if not terms:
        return []
    rows = base.rows(
        "SELECT passages.id, -bm25(passages_fts, ?, 1.0) AS score"
        " FROM passages_fts JOIN passages ON passages.place = passages_fts.rowid"
        " WHERE passages_fts MATCH ? ORDER BY score DESC, passages.place",
        (HEADING_WEIGHT, " OR ".join(_quoted(term) for term in terms)),
    )
    if not rows:
        return []
    carriers = {term: _carriers(base, term) for term in terms}
    hits = []
    for passage_id, score in rows:
        passage = base.passage(passage_id)
        matched = tuple(term for term in terms if passage_id in carriers[term])
        title = base.section(passage.section).title
        hits.append(Hit(passage, passage.section, title, score, matched))
    return hits


def _carriers(base: GuideBase, term: str) -> frozenset[str]:
    """The ids of the passages that have a term, as SQLite's own tokenizer sees it."""
    rows = base.rows(
        "SELECT passages.id FROM passages_fts JOIN passages ON passages.place = passages_fts.rowid"
        " WHERE passages_fts MATCH ?",
        (_quoted(term),),
    )
    return frozenset(row[0] for row in rows)


def _combined(hits: Sequence[Hit]) -> float:
    return sum(hit.score * SHARE_OF_OTHERS**rank for rank, hit in enumerate(hits))


def _quoted(term: str) -> str:
    # A term has letters and digits only, so nothing in it can end the quotes and become an operator.
    return f'"{term}"'
