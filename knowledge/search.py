"""Question in, ranked passages out."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from knowledge.base import GuideBase
from knowledge.model import Passage
from knowledge.words import terms_of

HEADING_WEIGHT = 3.0
"""How much more a word counts in a section's heading than in the text of a passage."""

SHARE_OF_OTHERS = 0.3
"""What the second passage of a section adds to its best, the third to the second, and so on."""

PASSAGES_SHOWN = 3

ASKED_WEIGHT = 1.5
"""How much more a word counts that people ask for a passage with than one of its own text."""

COMMON = 2_000
"""A word that this many passages have is looked for only if no rarer one is there: it tells little, and
ranking all its passages would take longer than anybody waits. Nor are more passages than that ranked at all:
the rarest words are looked for, as many as together have no more."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, and how well it fits (more is better)."""

    passage: Passage
    section_id: str
    section_title: str
    score: float


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section found, how well it fits (more is better) and the best of its passages, best first."""

    section_id: str
    title: str
    score: float
    passages: tuple[Hit, ...]


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


def rank(base: GuideBase, question: str, sections: Iterable[str]) -> list[tuple[Passage, float]]:
    """Order the passages of some sections by how well they fit a question.

    Args:
        base: The guide.
        question: As for `search`; beside the passages' own words, those count by which people ask for them.
        sections: The ids of the sections.

    Returns:
        The passages that share a word with the question, best first, each with a figure (more is better).
    """
    terms = tuple(_telling(base, terms_of(question)))
    if not terms:
        return []
    among = [passage.id for section in sections for passage in base.section(section).passages]
    # The + keeps SQLite from searching the index once a passage instead of once.
    rows = base.rows(
        "SELECT passages.id, -bm25(passages_fts, 1.0, 1.0, ?) AS score"
        " FROM passages_fts JOIN passages ON passages.place = passages_fts.rowid"
        " WHERE passages_fts MATCH ? AND +passages_fts.rowid IN"
        " (SELECT place FROM passages WHERE id IN (SELECT value FROM json_each(?)))"
        " ORDER BY score DESC, passages.place",
        (ASKED_WEIGHT, _any_of(terms), json.dumps(among)),
    )
    return [(base.passage(passage), score) for passage, score in rows]


def _hits(base: GuideBase, question: str) -> list[Hit]:
    terms = _rarest(_telling(base, terms_of(question)))
    if not terms:
        return []
    rows = base.rows(
        "SELECT passages.id, near.score FROM"
        " (SELECT rowid AS place, -bm25(passages_fts, ?, 1.0) AS score FROM passages_fts"
        " WHERE passages_fts MATCH ? LIMIT ?) AS near JOIN passages ON passages.place = near.place"
        " ORDER BY near.score DESC, near.place",
        (HEADING_WEIGHT, f"{{heading text}} : ({_any_of(terms)})", COMMON),
    )
    hits = []
    for passage_id, score in rows:
        passage = base.passage(passage_id)
        hits.append(Hit(passage, passage.section, base.section(passage.section).title, score))
    return hits


def _telling(base: GuideBase, terms: tuple[str, ...]) -> dict[str, int]:
    """The terms that few passages of a large base have, with how many; of a small one all, as if none had.

    Where all are common it is the first: any of them tells as little.
    """
    if base.size < COMMON:
        return dict.fromkeys(terms, 0)
    found = {term: int(base.rows(_PROBE, (_quoted(term), COMMON))[0][0]) for term in terms}
    rare = {term: times for term, times in found.items() if 0 < times < COMMON}
    return rare or dict([(term, times) for term, times in found.items() if times][:1])


_PROBE = "SELECT count(*) FROM (SELECT 1 FROM passages_fts WHERE passages_fts MATCH ? LIMIT ?)"


def _rarest(found: Mapping[str, int]) -> tuple[str, ...]:
    """The rarest terms, as many as together have no more passages than are ranked; at least one."""
    ranked = sorted(found, key=lambda term: found[term])
    together = list(accumulate(found[term] for term in ranked))
    return tuple(ranked[: max(bisect_right(together, COMMON), 1)])


def _any_of(terms: Iterable[str]) -> str:
    return " OR ".join(_quoted(term) for term in terms)


def _combined(hits: Sequence[Hit]) -> float:
    return sum(hit.score * SHARE_OF_OTHERS**rank for rank, hit in enumerate(hits))


def _quoted(term: str) -> str:
    # A term has letters and digits only, so nothing in it can end the quotes and become an operator.
    return f'"{term}"'
