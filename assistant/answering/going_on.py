"""What is said to a line that only asks why, or for more, or for an example, of the answer before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.answering.answer import SENTENCES, Answer
from assistant.answering.asked import slug
from assistant.answering.grounds import grounds_of
from assistant.answering.telling import cites_of
from assistant.composing import Composer
from assistant.replies import Block, Bullet, Bullets, Paragraph
from assistant.subject import Subject
from assistant.told import Told
from knowledge.base import GuideBase
from knowledge.model import Passage, Section, UnknownSection
from knowledge.search import rank
from rules.deciding import AnswerBook
from rules.rule import Atom

NO_MORE = "The guide says no more on that."
BEST_SECTIONS = 3
EXAMPLE, EXAMPLES = "example", 2


def explained(found: Answer, base: GuideBase) -> Told:
    """Why an answer is what it is, in plain sentences."""
    words = Composer(lambda section: base.section(section).title)
    words.heading("Why this answer:")
    for sentence, sections in grounds_of(found):
        words.say(sentence, sections)
    reply = words.notice("Say why rules for the rules and figures behind it.").reply()
    return Told(reply.blocks, reply.citations)


def ruled(found: Answer, base: GuideBase) -> Told:
    """What an answer is made by: how sure the matcher is, the words that told most, and the rules."""
    match = found.asked.match
    words = Composer(lambda section: base.section(section).title)
    words.heading("The rules behind this answer:")
    items: list[tuple[str, tuple[str, ...]]] = [(f'The question was read as "{found.asked.text}".', ())]
    if match:
        items.append((f"How likely it is that the guide speaks of it: {match.covered:.0%}.", ()))
        chances = match.sections[:BEST_SECTIONS]
        if match.telling:
            items.append((f"The words that told most: {', '.join(match.telling)}.", ()))
        items += [(f"If it does, it is in {name}: {chance:.0%}.", (name,)) for name, chance in chances]
    rules = dict.fromkeys(firing.rule for firing in found.trace.firings)
    items += [(f"Rule {rule.id}: {rule.because}.", rule.sections) for rule in rules]
    reply = words.bullets(items).reply()
    return Told(reply.blocks, reply.citations)


def gone_on(before: Subject, base: GuideBase, book: AnswerBook) -> Told:
    """What else the sections of the answer before say, as far as it was not told yet."""
    left = [
        passage
        for section in _sections(before, base)
        for passage in section.passages
        if passage.id not in before.told
    ]
    if not left:
        return Told((Paragraph(NO_MORE),), subject=before)
    return _told(_with_what_belongs(left[:SENTENCES], left, before, book), before, base)


def exampled(before: Subject, base: GuideBase, book: AnswerBook) -> Told | None:
    """The examples that the sections of the answer before hold; None where they hold none.

    A passage is one if people ask for it so, or if it says so itself. One that was not told yet comes first.
    """
    sections = list(_sections(before, base))
    found = [passage for passage, _ in rank(base, EXAMPLE, [section.id for section in sections])]
    found.sort(key=lambda passage: passage.id in before.told)
    if not found:
        return None
    all_there = [passage for section in sections for passage in section.passages]
    return _told(_with_what_belongs(found[:EXAMPLES], all_there, before, book), before, base)


def _told(said: Iterable[Passage], before: Subject, base: GuideBase) -> Told:
    """The passages as a reply that leaves the subject where it was."""
    said = tuple(said)
    cites = cites_of(said, base)
    blocks: list[Block] = [Paragraph(cite.quote, (cite.number,)) for cite in cites]
    notes = dict.fromkeys(note.text for passage in said for note in passage.notes)
    if notes:
        blocks.append(Bullets(tuple(map(Bullet, notes))))
    told = tuple(dict.fromkeys((*before.told, *(passage.id for passage in said))))
    return Told(tuple(blocks), cites, subject=replace(before, told=told))


def _sections(before: Subject, base: GuideBase) -> Iterable[Section]:
    """The sections that the answer before was made of; the guide may have been changed since."""
    told = dict.fromkeys(passage.partition("#")[0] for passage in before.told)
    for name in told or dict.fromkeys(before.sections[:1]):
        try:
            yield base.section(name)
        except UnknownSection:
            continue


def _with_what_belongs(
    said: list[Passage], left: Iterable[Passage], before: Subject, book: AnswerBook
) -> list[Passage]:
    """The passages, and what the rules want to stand beside one of them."""
    beside = set(book.decide(Atom("found", slug(passage.id)) for passage in said).values("beside"))
    told = {slug(name) for name in before.told} | {slug(passage.id) for passage in said}
    return [*said, *(passage for passage in left if slug(passage.id) in beside - told)]
