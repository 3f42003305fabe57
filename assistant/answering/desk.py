"""The guide as the conversation meets it: ask it, and open a section of it to read."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering.answer import Answer, Answerer
from assistant.answering.following import Followed, follow
from assistant.answering.going_on import exampled, explained, gone_on, ruled
from assistant.answering.naming import about_of
from assistant.answering.telling import answer_reply
from assistant.replies import GuideText, Notice
from assistant.subject import Subject
from assistant.text import clean
from assistant.told import OwnQuestion, Tie, Told
from knowledge.base import GuideBase
from knowledge.features import words_of
from knowledge.model import Section
from knowledge.spelling import read_right


class GuideDesk:
    """The guide as the conversation meets it: ask, and open a section to read."""

    def __init__(self, base: GuideBase) -> None:
        self._base = base
        self._answerer = Answerer(base)
        self._last: tuple[str, Subject, Followed | None] | None = None

    @property
    def edition(self) -> str:
        """The date that the guide carries."""
        return self._base.edition

    def ask(self, question: str, before: Subject | None = None) -> Told:
        """A reply with citations, or one that says that the guide does not cover it.

        Args:
            question: What was said.
            before: The question before, which this one may go on with.
        """
        followed = self._followed(question, before)
        if followed is None or before is None:
            return self._told(question)
        match followed.how:
            case "explanation":
                return explained(self._answerer.answer(before.question), self._base)
            case "rules":
                return ruled(self._answerer.answer(before.question), self._base)
            case "more":
                return gone_on(before, self._base, self._answerer.book)
            case "example":
                examples = exampled(before, self._base, self._answerer.book)
                return examples or self._told(followed.question, followed)
            case _:
                return self._told(followed.question, followed)

    def tie(self, line: str, before: Subject) -> Tie:
        """Whether a line goes on with the question before, and whether it can be nothing else."""
        followed = self._followed(line, before)
        if followed is None:
            return "none"
        return "sure" if followed.sure else "loose"

    def _followed(self, line: str, before: Subject | None) -> Followed | None:
        """How a line goes on with `before`; the last one is kept, for `tie` is asked before `ask`."""
        if before is None:
            return None
        if self._last is None or self._last[:2] != (line, before):
            read = read_right(self._base, clean(line)).text
            self._last = (line, before, follow(self._answerer.book, read, before))
        return self._last[2]

    def _told(self, question: str, followed: Followed | None = None) -> Told:
        found = self._answerer.answer(question)
        reply = answer_reply(found, self._base, offers=False)
        notice = (Notice(f"With what was asked before: {followed.question}."),) if followed else ()
        title = found.nearest[0].title if found.nearest else ""
        about = followed.about if followed else about_of(self._answerer.book, question, title)
        subject = Subject(
            found.asked.text,
            about,
            found.asked.sections,
            tuple(cite.passage for cite in reply.citations if cite.passage),
            found.outcome,
        )
        return Told((*notice, *reply.blocks), reply.citations, subject=subject, own=own_question(found))

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


def own_question(found: Answer) -> OwnQuestion | None:
    """What the asker's own answers are to be asked for, where the rules say that they have a say."""
    if not found.trace.values("own-part"):
        return None
    spoken_of = found.outcome not in {"not-covered", "false-premise"}
    return OwnQuestion(
        tuple(atom.value for atom in found.asked.atoms if atom.topic == "names"),
        found.asked.sections[:1] if spoken_of else (),
        frozenset(words_of(found.asked.text)),
    )


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
