"""What if: answers tried out in a side branch, laid beside the real verdict, kept or dropped by a word."""

from __future__ import annotations

import re

from assistant import interviewing
from assistant.advice import headline, standing
from assistant.answers import read_answer
from assistant.exchange import Exchange
from assistant.talk import Talk
from rules.model import Fact
from rules.verdict import Verdict

_JOINTS = re.compile(
    r"\s*(?:,|;|\band\b(?=\s+(?:answer\s+|question\s+)?(?:\d|[a-z]+_[a-z_]+)))\s*", re.IGNORECASE
)
"""Where one change ends and the next begins: a comma, or "and" before a number or a fact's name."""


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
    values = exchange.state.values
    real, tried = talk.mind.verdict(values), talk.mind.verdict({**values, **changes})
    told = ", ".join(
        f"{fact.question.short} {fact.label(changes[fact.id])}"
        for fact in talk.mind.book.questions
        if fact.id in changes and fact.question is not None
    )
    exchange.words.say(f"As it stands: {_line(real)}.")
    exchange.words.say(f"With {told}: {_line(tried)}.")
    _differences(real, tried, exchange)
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


def _line(verdict: Verdict) -> str:
    return f"{headline(verdict)} ({standing(verdict)})"


def _differences(real: Verdict, tried: Verdict, exchange: Exchange) -> None:
    """The reasons that fall away and those that come up."""
    before = {reason.rule: reason for reason in (*real.reasons, *real.dissent, *real.conflicts)}
    after = {reason.rule: reason for reason in (*tried.reasons, *tried.dissent, *tried.conflicts)}
    gone = [
        (f"No longer: {before[rule].because}", before[rule].sections) for rule in before if rule not in after
    ]
    come = [(f"Instead: {after[rule].because}", after[rule].sections) for rule in after if rule not in before]
    if gone or come:
        exchange.words.bullets([*gone, *come])
    else:
        exchange.words.say("No reason changes.")
