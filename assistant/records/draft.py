"""From a session and its verdict to a Draft: a pure function, with no file, no clock and no number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.advice import headline, standing
from assistant.records.cases import consequences, option_cases, pitfalls
from assistant.records.flipping import flipped
from assistant.records.grounds import drivers, evidence, grounds, outcome
from assistant.records.guide_facts import GuideFacts, cited, quote, verify_notes
from assistant.records.model import Argument, Draft, Ground, Quote, RecordError, Rulebook
from assistant.records.options import MEASURE, OPTIONS, PROTOTYPE
from assistant.records.picturing import picture
from assistant.records.reviewing import review_date
from assistant.records.tags import tags
from assistant.records.talk import Talk
from assistant.records.tasks import duties, follow_ups
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
    answers = told(book, state.answers)
    steps = clean(state.flow)
    follows = consequences(book, guide, verdict, start)
    confirmation = tuple(quote(guide, claim) for claim in (*PROTOTYPE, *OPTIONS[start].tests, *MEASURE))
    cases = option_cases(book, guide, verdict, start, state.values)
    owed, tasks = duties(book, verdict), follow_ups(book, verdict)
    traps = pitfalls(verdict)
    rested_on = grounds(book, (*verdict.reasons, *verdict.dissent, *verdict.contradictions, *verdict.audit))
    arguments = [*follows, *traps, *(argument for case in cases for argument in case.arguments)]
    to_do = (section for task in (*owed, *tasks) for section in task.sections)
    sources = [*_sources(arguments, confirmation), *to_do]
    telling = [*_places(rested_on), *(source for source in sources if "#" in source), *_passages(verdict)]
    return Draft(
        title=clean(session.title) or UNTITLED,
        summary=(headline(verdict), standing(verdict)),
        tags=tags(verdict, start),
        decided=today,
        review_by=review_date(today),
        answers=answers,
        steps=steps,
        picture=picture(start, {answer.fact: answer for answer in answers}, steps),
        notes=notes(book, state),
        drivers=drivers(book, verdict),
        outcome=outcome(book, verdict, start),
        consequences=follows,
        duties=owed,
        pitfalls=traps,
        confirmation=confirmation,
        options=cases,
        evidence=evidence(book, verdict),
        dissent=grounds(book, verdict.dissent),
        contradictions=grounds(book, verdict.contradictions),
        audit=grounds(book, verdict.audit),
        sufficient={fact: verdict.known[fact] for fact in next(iter(verdict.sufficient), ())},
        flips=flipped(book, verdict),
        follow_ups=tasks,
        open_questions=tuple(open_question(book, state, fact) for fact in verdict.unknown),
        guide_edition=guide.edition,
        citations=cited(guide, [*_places(rested_on), *_places(grounds(book, verdict.growth)), *sources]),
        verify=verify_notes(guide, telling),
        rulebook=Rulebook(
            book.version,
            book.sha256,
            book.meaning_sha256,
            {policy.id: policy.says for policy in book.policies},
        ),
        talk=_talk(session, book),
    )


def _places(rested_on: Iterable[Ground]) -> Iterable[str]:
    for given in rested_on:
        yield from given.sections


def _passages(verdict: Verdict) -> Iterable[str]:
    """The passages behind what the verdict obliges to and warns of."""
    for reason in (*verdict.duties, *verdict.pitfalls, *verdict.next_actions):
        yield from reason.passages


def _talk(session: Session, book: Book) -> Talk:
    entries = tuple(entry(book, turn) for turn in session.turns)
    return Talk(clean(session.id), clean(session.mode), clean(session.started), session.turns, entries)


def _sources(arguments: Iterable[Argument], quotes: Iterable[Quote]) -> Iterable[str]:
    for argument in arguments:
        yield from argument.sources
    for words in quotes:
        yield words.passage
