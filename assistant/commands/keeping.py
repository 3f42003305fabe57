"""Keeping: notes, the title, the decision record, and leaving with all of it kept."""

from __future__ import annotations

from pathlib import PurePath

from assistant import interviewing
from assistant.advice import NO_VERDICT
from assistant.errors import Trouble
from assistant.exchange import Exchange
from assistant.picture.shape import shape_of
from assistant.picture.steps import read_steps, steps_text
from assistant.records.naming import number_of
from assistant.replies import Picture
from assistant.talk import Talk
from assistant.text import MAX_TITLE


def note(talk: Talk, rest: str, exchange: Exchange) -> None:
    """Keep a remark."""
    if not rest:
        exchange.words.notice("Say note and the remark, in one line.")
        return
    fact = talk.pending_fact(exchange.state)
    exchange.do(do="note", fact=fact.id if fact else "", text=rest)
    exchange.words.notice(f"Noted with question {fact.number}." if fact else "Noted.")


def title(_talk: Talk, rest: str, exchange: Exchange) -> None:
    """Name the workflow."""
    if not rest:
        name = exchange.state.title or "not named yet"
        exchange.words.notice(f"The workflow is {name}; say title and a name to change that.")
        return
    exchange.do(do="title", text=rest[:MAX_TITLE])
    exchange.words.notice(f"From now on it is called {exchange.state.title}.")


def steps(talk: Talk, rest: str, exchange: Exchange) -> None:
    """Name the workflow's own steps, for the picture; their count answers the question of how many."""
    named = read_steps(rest)
    if not named:
        known = exchange.state.flow
        told = f"The steps: {known}. " if known else ""
        exchange.words.notice(
            f"{told}Say steps and their names in one line, those from outside marked: "
            "steps order placed, paid (event), shipped."
        )
        return
    counted = interviewing.counting(talk.mind.book)
    if counted is not None and counted.id not in exchange.state.answers:
        interviewing.name_steps(talk, counted, rest, exchange)
        return
    exchange.do(do="flow", text=steps_text(named))
    verdict = talk.mind.verdict(exchange.state.values)
    exchange.words.notice(f"{len(named)} steps by name; they go into the picture.")
    if verdict.start is not None:
        exchange.words.add(Picture(shape_of(verdict.start, named)))


def save(talk: Talk, rest: str, exchange: Exchange) -> None:
    """Write the decision record."""
    if talk.mind.verdict(exchange.state.values).start is None:
        exchange.words.notice(f"{NO_VERDICT}, so there is no decision to record.")
        return
    if rest:
        exchange.do(do="title", text=rest[:MAX_TITLE])
    if exchange.state.saved:
        exchange.words.notice(
            f"Nothing has changed since it was written: {exchange.state.saved}. "
            "A new title makes a new record."
        )
        return
    try:
        place = talk.recorder.save(exchange.state.title)
    except Trouble as trouble:
        exchange.words.notice(f"The record was not written: {trouble}")
        return
    exchange.do(do="saved", text=place)
    exchange.words.say(f"The decision record is written: {place}")
    number, before = _number(place), _number(exchange.state.outdated)
    if number is not None:
        exchange.words.notice(f"It is a proposal; once it is agreed, say record accept {number}.")
    if number is not None and before is not None:
        exchange.words.notice(
            f"Record {before} says what held before: record reject {before} if it is still a proposal, "
            f"record supersede {before} by {number} once both are agreed."
        )


def _number(place: str) -> int | None:
    return number_of(PurePath(place).name)


def quit_(talk: Talk, _rest: str, exchange: Exchange) -> None:
    """Leave; the session is kept."""
    exchange.ends = True
    if talk.finished:
        exchange.words.say("Goodbye. The session is kept.")
    else:
        exchange.words.say("Goodbye. The session is kept; whichflow interview --continue goes on with it.")
