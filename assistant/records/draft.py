"""From a session and its verdict to a Draft: a pure function, with no file, no clock and no number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.records.grounds import consequences, drivers, evidence, grounds, option_cases, outcome
from assistant.records.guide_facts import GuideFacts, cited, quote, verify_notes
from assistant.records.model import Argument, Draft, Ground, Quote, RecordError, Rulebook
from assistant.records.options import OPTIONS, PROTOTYPE
from assistant.records.talk import Talk
from assistant.records.telling import entry, notes, open_question, told
from assistant.state import fold
from assistant.text import clean
from assistant.turns import Session
from rules.model import Book
from rules.verdict import Verdict

UNTITLED = "Untitled workflow"


def draft_record(
    session: Session,
    verdict: Verdict,
    book: Book,
    guide: GuideFacts,
    today: date,
) -> Draft:
    """Gather all that the record of a session says.

    Args:
        session: The session; its title becomes the record's, its turns the answers and the transcript.
        verdict: What the rules conclude from those answers.
        book: The rule book that concluded it.
        guide: The guide that the book cites.
        today: The day of the decision.

    Returns:
        The draft, the same for the same arguments.

    Raises:
        RecordError: The verdict has no start, so nothing has been decided that could be recorded.
        LookupError: Book and guide do not belong together: a cited section or passage is not in the guide.
    """
    start = verdict.start
    if start is None:
        raise RecordError("There is no verdict to record yet: answer a question about the flow first.")
    state = fold(session.turns)
    reasons = (*verdict.reasons, *verdict.dissent, *verdict.conflicts, *verdict.contradictions)
    follows = consequences(book, guide, verdict, start)
    confirmation = tuple(quote(guide, claim) for claim in (*PROTOTYPE, *OPTIONS[start].tests))
    cases = option_cases(book, guide, verdict)
    arguments = [*follows, *(argument for case in cases for argument in case.arguments)]
    citations = cited(guide, _sources(grounds(book, reasons), arguments, confirmation))
    return Draft(
        title=clean(session.title) or UNTITLED,
        decided=today,
        answers=told(book, state.answers),
        notes=notes(book, state),
        drivers=drivers(book, verdict),
        outcome=outcome(book, verdict, start),
        consequences=follows,
        confirmation=confirmation,
        options=cases,
        evidence=evidence(book, verdict),
        dissent=grounds(book, verdict.dissent),
        conflicts=grounds(book, verdict.conflicts),
        contradictions=grounds(book, verdict.contradictions),
        open_questions=tuple(open_question(book, state, fact) for fact in verdict.unknown),
        guide_edition=guide.edition,
        citations=citations,
        verify=verify_notes(guide, citations),
        rulebook=Rulebook(book.version, book.sha256, {policy.id: policy.says for policy in book.policies}),
        talk=_talk(session, book),
    )


def _talk(session: Session, book: Book) -> Talk:
    entries = tuple(entry(book, turn) for turn in session.turns)
    return Talk(clean(session.id), clean(session.mode), clean(session.started), session.turns, entries)


def _sources(
    rested_on: Iterable[Ground], arguments: Iterable[Argument], quotes: Iterable[Quote]
) -> Iterable[str]:
    for given in rested_on:
        yield from given.sections
    for argument in arguments:
        yield from argument.sources
    for words in quotes:
        yield words.passage
