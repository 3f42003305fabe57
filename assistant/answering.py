"""A question and the guide's passages in, an answer out: answered, partly, or not in the guide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.replies import Bullet, Bullets, Citation, GuideText, Notice, Paragraph, Reply
from assistant.text import clean
from knowledge.base import GuideBase
from knowledge.model import Passage, Section, UnknownSection
from knowledge.search import SectionHit, coverage, search_sections

OutcomeWord = Literal["answered", "partly", "not-covered"]

SENTENCES = 3
"""The most passages that one answer is made of."""
CLOSE_TO_BEST = 0.5
"""A passage speaks if it scores at least this share of the section's best one."""
KNOWN_AT_LEAST = 0.5
"""Under this share of known words, a question is taken to be about something else."""
CARRIED_AT_LEAST = 0.34
"""Under this share of its words in one section, a question is not answered by that section."""
NEAREST = 3
NOT_COVERED = "The guide does not cover that."


@dataclass(frozen=True, slots=True)
class Answer:
    """What the guide says to a question. Every passage in `said` is quoted whole, in reading order.

    `nearest` are sections, best first; `score` is the search's figure for the best section, more is better.
    """

    question: str
    outcome: OutcomeWord
    said: tuple[Passage, ...]
    notes: tuple[str, ...]
    nearest: tuple[Section, ...]
    unknown: tuple[str, ...]
    score: float | None


def answer(base: GuideBase, question: str) -> Answer:
    """Answer from the base alone; `question` may be any text at all."""
    asked = clean(question)
    found = search_sections(base, asked, NEAREST)
    words = coverage(base, asked)
    nearest = tuple(base.section(hit.section_id) for hit in found)
    score = round(found[0].score, 4) if found else None
    if not found or not _covers(found[0], words.known, words.unknown):
        return Answer(asked, "not-covered", (), (), nearest, words.unknown, score)
    said = _speaking(found[0])
    notes = tuple(dict.fromkeys(note.text for passage in said for note in passage.notes))
    outcome: OutcomeWord = "partly" if words.unknown else "answered"
    return Answer(asked, outcome, said, notes, nearest, words.unknown, score)


def _covers(best: SectionHit, known: tuple[str, ...], unknown: tuple[str, ...]) -> bool:
    total = len(known) + len(unknown)
    if len(known) < KNOWN_AT_LEAST * total:
        return False
    carried = {term for hit in best.passages for term in hit.matched}
    return len(carried) >= CARRIED_AT_LEAST * total


def _speaking(best: SectionHit) -> tuple[Passage, ...]:
    top = best.passages[0].score
    hits = [hit for hit in best.passages if hit.score >= CLOSE_TO_BEST * top][:SENTENCES]
    return tuple(sorted((hit.passage for hit in hits), key=lambda passage: passage.number))


def answer_json(found: Answer, base: GuideBase) -> dict[str, object]:
    """The object that `ask --json` prints."""
    body = " ".join(f"{passage.text} [{passage.id}]" for passage in found.said)
    return {
        "question": found.question,
        "outcome": found.outcome,
        "answer": body or refusal(found),
        "citations": [
            {
                "section": passage.section,
                "title": base.section(passage.section).title,
                "passage": passage.id,
                "quote": passage.text,
            }
            for passage in found.said
        ],
        "nearest": [section.id for section in found.nearest],
        "notes": list(found.notes),
        "score": found.score,
    }


def refusal(found: Answer) -> str:
    """The words for a question that the guide does not answer, with what comes nearest."""
    if not found.nearest:
        return NOT_COVERED
    section = found.nearest[0]
    return f"{NOT_COVERED} Nearest is {section.id} ({section.title})."


def answer_reply(found: Answer, base: GuideBase) -> Reply:
    """The answer as blocks, each passage with its citation."""
    if found.outcome == "not-covered":
        cites = tuple(
            Citation(number, section.id, section.title) for number, section in enumerate(found.nearest[:1], 1)
        )
        blocks: list[Paragraph | Bullets | Notice] = [
            Paragraph(refusal(found), tuple(c.number for c in cites))
        ]
        if found.nearest:
            blocks.append(Paragraph(f"That one says: {found.nearest[0].passages[0].text}"))
        return Reply(tuple(blocks), cites)
    cites = tuple(
        Citation(number, passage.section, base.section(passage.section).title, passage.id, passage.text)
        for number, passage in enumerate(found.said, 1)
    )
    blocks = [Paragraph(cite.quote, (cite.number,)) for cite in cites]
    if found.unknown:
        words = ", ".join(found.unknown[:5])
        blocks.append(Notice(f"The guide does not speak of: {words}."))
    if found.notes:
        blocks.append(Bullets(tuple(Bullet(note) for note in found.notes)))
    return Reply(tuple(blocks), cites)


class GuideDesk:
    """The guide as the conversation meets it: ask, and open a section to read."""

    def __init__(self, base: GuideBase) -> None:
        self._base = base

    @property
    def edition(self) -> str:
        """The date that the guide carries."""
        return self._base.edition

    def ask(self, question: str) -> Reply:
        """A reply with citations, or one that says that the guide does not cover it."""
        return answer_reply(answer(self._base, question), self._base)

    def title(self, section: str) -> str:
        """The title of a section."""
        return self._base.section(section).title

    def sections(self) -> list[tuple[str, str]]:
        """Id and title of every section, in the guide's order."""
        return [(section.id, section.title) for section in self._base.sections()]

    def verify_notes(self, passages: Iterable[str]) -> list[str]:
        """What to verify outside the guide about these passages, each note once."""
        notes = (note for passage in passages for note in self._base.passage(passage).notes)
        return list(dict.fromkeys(note.text for note in notes if note.kind == "verify"))

    def read(self, section: str, passage: str | None = None) -> GuideText:
        """A section to read, its passages and notes in order.

        Raises:
            UnknownSection: there is none of that id.
        """
        return guide_text(self._base.section(section), passage)


def guide_text(section: Section, marked: str | None = None) -> GuideText:
    """A section as a block; a note that concerns several passages stands once, behind the first."""
    lines: list[tuple[str, str, str]] = []
    shown: set[str] = set()
    for passage in section.passages:
        lines.append((passage.id, passage.style, passage.text))
        for note in passage.notes:
            if note.text not in shown:
                shown.add(note.text)
                lines.append((passage.id, note.kind, note.text))
    return GuideText(section.id, section.title, tuple(lines), marked)


__all__ = [
    "Answer",
    "GuideDesk",
    "UnknownSection",
    "answer",
    "answer_json",
    "answer_reply",
    "guide_text",
    "refusal",
]
