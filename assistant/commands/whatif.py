"""What if: answers tried out in a side branch, laid beside the real verdict, kept or dropped by a word."""

from __future__ import annotations

import re

from assistant import interviewing
from assistant.advice import in_short
from assistant.answers import read_answer
from assistant.commands.supposing import supposed
from assistant.exchange import Exchange
from assistant.talk import Talk
from rules.model import Book, Fact
from rules.verdict import Reason, Verdict

_JOINTS = re.compile(
    r"\s*(?:,|;|\band\b(?=\s+(?:answer\s+|question\s+)?(?:\d|[a-z]+_[a-z_]+)))\s*", re.IGNORECASE
)
"""Where one change ends and the next begins: a comma, or "and" before a number or a fact's name."""
MOST = 3
"""So many reasons that fall away are told, and so many that come up."""
_TELLING = ("direction", "start", "needs")
"""The tables whose reasons tell most of a verdict, the one that tells most first."""


def try_out(talk: Talk, rest: str, exchange: Exchange) -> None:
    """Lay the verdict with the changes in `rest` ("4 no and 5 yes") beside the one that stands."""
    changes: dict[str, str] = {}
    for part in filter(None, _JOINTS.split(rest.rstrip("? "))):
        fact, value = _change(talk, part)
        if fact is None or value is None:
            exchange.words.notice(
                f"I cannot tell which answer {part[:60]!r} is; say for instance: what if 4 no and 5 yes."
            )
            return
        changes[fact.id] = value
    if not changes:
        exchange.words.notice("Say which answers to try: what if 4 no and 5 yes.")
        return
    _lay_beside(talk, changes, exchange)


def suppose(talk: Talk, line: str, exchange: Exchange) -> bool:
    """Try out what a sentence such as "what if we had no outside events?" supposes; False if it is none.

    One that leaves a doubt stays what it was, a question to the guide; a hint tells the sure form.
    """
    state = exchange.state
    found = supposed(talk.mind.book, line, state.values) if state.pending or state.answers else None
    if found is None:
        return False
    if found.changes:
        exchange.kind = "command"
        _lay_beside(talk, dict(found.changes), exchange)
        return True
    exchange.hint = f"To try that out on your own answers, say it with numbers: {found.hint}."
    return False


def _lay_beside(talk: Talk, changes: dict[str, str], exchange: Exchange) -> None:
    """Lay the verdict with the changes beside the real one, with the reasons that differ most."""
    values = exchange.state.values
    real, tried = talk.mind.verdict(values), talk.mind.verdict({**values, **changes})
    told = ", ".join(
        f"{fact.question.short} {fact.label(changes[fact.id])}"
        for fact in talk.mind.book.questions
        if fact.id in changes and fact.question is not None
    )
    exchange.words.say(f"As it stands: {in_short(real)}.")
    exchange.words.say(f"With {told}: {in_short(tried)}.")
    _differences(real, tried, talk.mind.book, exchange)
    exchange.do(do="branch", changes="&".join(f"{name}={value}" for name, value in changes.items()))
    exchange.words.notice("Say keep to take these answers over, drop to leave them; nothing is changed yet.")


def keep(talk: Talk, _rest: str, exchange: Exchange) -> None:
    """Take the side branch's answers over."""
    branch = exchange.state.branch
    if not branch:
        exchange.words.notice("There is no what-if to keep.")
        return
    exchange.kind = "answer"
    for name, value in branch.items():
        exchange.do(do="answer", fact=name, value=value, text="kept from a what-if")
    exchange.do(do="branch", changes="")
    exchange.words.notice("These answers stand now.")
    interviewing.advance(talk, exchange)


def drop(_talk: Talk, _rest: str, exchange: Exchange) -> None:
    """Forget the side branch."""
    if not exchange.state.branch:
        exchange.words.notice("There is no what-if to drop.")
        return
    exchange.do(do="branch", changes="")
    exchange.words.notice("Dropped; everything is as it was.")


def _change(talk: Talk, part: str) -> tuple[Fact | None, str | None]:
    """One change: a question's number or fact, then its answer, with or without "to" or "is" between."""
    text = re.sub(r"^(?:answer|question)\s+", "", part.strip(), flags=re.IGNORECASE)
    which, _, said = text.partition(" ")
    fact = next(
        (
            fact
            for fact in talk.mind.book.questions
            if fact.question and which.rstrip(".:").lower() in {str(fact.question.number), fact.id}
        ),
        None,
    )
    said = re.sub(r"^(?:is|was|were|to|=|:)\s+", "", said.strip(), flags=re.IGNORECASE)
    if fact is None or not said:
        return fact, None
    return fact, read_answer(fact, said).value


def _differences(real: Verdict, tried: Verdict, book: Book, exchange: Exchange) -> None:
    """The reasons that fall away and those that come up, those that tell most of each."""
    before, after = _told(real, book), _told(tried, book)
    lost = [reason for because, reason in before.items() if because not in after]
    gained = [reason for because, reason in after.items() if because not in before]
    for name, reasons in (("Lost", lost), ("Gained", gained)):
        if reasons:
            more = f" ({len(reasons) - MOST} more)" if len(reasons) > MOST else ""
            exchange.words.heading(f"{name}{more}:")
            exchange.words.bullets((reason.because, reason.sections) for reason in reasons[:MOST])
    if not lost and not gained:
        exchange.words.say("No reason changes.")


def _told(verdict: Verdict, book: Book) -> dict[str, Reason]:
    """All that speaks for and against a verdict, by its words: what tells most of it first."""
    reasons = (*verdict.reasons, *verdict.dissent, *verdict.conflicts)
    tables = [book.rules_by_id[reason.rule].table for reason in reasons]
    rank = {name: place for place, name in enumerate(_TELLING)}
    ranked = sorted(zip(reasons, tables, strict=True), key=lambda pair: rank.get(pair[1], len(rank)))
    told: dict[str, Reason] = {}
    for reason, _ in ranked:
        told.setdefault(reason.because, reason)
    return told
