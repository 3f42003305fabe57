"""Moving through the interview: back, change, skip, unsure, and how a sitting begins or goes on."""

from __future__ import annotations

import re

from assistant import interviewing
from assistant.exchange import Exchange
from assistant.talk import Talk
from rules.model import UNSURE, Fact

FULL = "full"
"""The mode that asks every question."""


def welcome_back(talk: Talk, exchange: Exchange) -> None:
    """The first words of a later sitting: where things stand."""
    title = exchange.state.title or "your workflow"
    count = len(exchange.state.answers)
    exchange.words.say(f"Welcome back to {title}: {count} answered so far. Nothing was lost.")
    if "verdict" in exchange.state.pending:
        interviewing.advise(talk, exchange)
    elif exchange.state.pending and talk.question(exchange.state) is None:
        # What was asked for is no longer in the book.
        interviewing.advance(talk, exchange)


def back(talk: Talk, _rest: str, exchange: Exchange) -> None:
    """To the question before; its answer is taken back."""
    state = exchange.state
    current = state.pending.get("fact", "")
    if current in state.answers:
        # A change that was begun is called off; nothing was taken back for it.
        exchange.words.notice("The answer stays as it was.")
        interviewing.advance(talk, exchange)
        return
    earlier = [
        name for name in state.asked if name != current and (name in state.answers or name in state.skipped)
    ]
    if not earlier:
        exchange.words.notice("This is the first question; there is nothing to go back to.")
        return
    fact = talk.mind.book.facts_by_id[earlier[-1]]
    exchange.do(do="clear", fact=fact.id)
    exchange.do(do="pending", fact=fact.id)
    exchange.words.notice(f"Back to question {fact.number}; its answer is taken back.")


def change(talk: Talk, rest: str, exchange: Exchange) -> None:
    """Ask a question again, or answer it anew at once."""
    fact, value = _named(talk, rest)
    if fact is None:
        last = talk.mind.book.askable[-1].number
        which = " ".join(rest.split()[:2])[:20]
        there = f"There is no question {which!r}; say" if which else "Say"
        exchange.words.notice(f"{there} change and a number from 1 to {last}.")
        return
    if value:
        # Asked for anew first, so that a value that cannot be read leaves that question standing.
        exchange.do(do="pending", fact=fact.id)
        interviewing.answer(talk, fact, value, exchange)
        return
    known = exchange.state.answers.get(fact.id)
    if known:
        exchange.words.notice(f"So far: {fact.label(known.value)}. It stands until you answer anew.")
    exchange.do(do="pending", fact=fact.id)


def names_question(talk: Talk, rest: str) -> bool:
    """Whether what follows "change" can only be a question: a number, or the name of one."""
    return rest.lstrip("#-")[:1].isdecimal() or _named(talk, rest)[0] is not None


def _named(talk: Talk, rest: str) -> tuple[Fact | None, str]:
    """The question that `rest` begins with, by number, name or short name, and what follows it."""
    said = re.sub(r"^(?:(?:answer|question|number)\s+)?#?", "", rest, flags=re.IGNORECASE)
    for fact in talk.mind.book.askable:
        short = fact.question.short if fact.question else fact.id
        for name in (str(fact.number), fact.id, short):
            found = re.match(rf"{re.escape(name)}[.:,]?(?:\s+(?:to\s+)?(.*))?$", said, re.IGNORECASE)
            if found:
                return fact, (found[1] or "").strip()
    return None, ""


def skip(talk: Talk, _rest: str, exchange: Exchange) -> None:
    """Leave the question that stands."""
    rule = exchange.state.pending.get("rule", "")
    fact = talk.pending_fact(exchange.state)
    if rule:
        exchange.do(do="keep", rule=rule)
    elif fact is None:
        exchange.words.notice("No question is open, so there is nothing to skip.")
        return
    elif fact.id in exchange.state.answers:
        exchange.words.notice("The answer stays as it was.")
    else:
        exchange.do(do="skip", fact=fact.id)
        exchange.words.notice(f"Question {fact.number} is skipped; change {fact.number} asks it again.")
    interviewing.advance(talk, exchange)


def unsure(talk: Talk, _rest: str, exchange: Exchange) -> None:
    """Answer that it is not known."""
    fact = talk.pending_fact(exchange.state)
    if fact is None:
        skip(talk, "", exchange)
    else:
        interviewing.settle(talk, fact, UNSURE, "unsure", exchange)


def start(talk: Talk, _rest: str, exchange: Exchange) -> None:
    """Begin the interview in a talk that was for the guide alone."""
    if exchange.state.pending:
        exchange.words.notice("The interview is under way.")
        return
    interviewing.begin(talk, exchange)


def audit(talk: Talk, _said: str, exchange: Exchange) -> None:
    """Ask what runs today, to hold it against the answers."""
    if interviewing.TODAY not in talk.mind.book.facts_by_id:
        exchange.words.notice("The rule book knows nothing of what runs today.")
        return
    exchange.do(do="pending", fact=interviewing.TODAY)


def rest_(talk: Talk, _said: str, exchange: Exchange) -> None:
    """After an interview that left questions out: ask those too, for the duties and the record."""
    if exchange.state.mode == FULL:
        exchange.words.notice("Every question is asked already.")
        return
    exchange.do(do="mode", text=FULL)
    interviewing.advance(talk, exchange)


def repeat(_talk: Talk, _rest: str, _exchange: Exchange) -> None:
    """Nothing to do: the question that stands is asked again with every reply."""
