"""The conversation's own words: why, help, back, change, skip, note, how, save and their like."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant import interviewing, whatif
from assistant.advice import NO_VERDICT, headline, obligations, standing, told
from assistant.errors import Trouble
from assistant.exchange import Exchange
from assistant.intents import Command, CommandName
from assistant.replies import Bullets
from rules.model import UNSURE, Fact

if TYPE_CHECKING:
    from assistant.conversation import Conversation

Handler = Callable[["Conversation", str, Exchange], None]

FULL = "full"
"""The mode that asks every question."""
HELP = (
    ("why", "why the question is asked, and what each answer does"),
    ("back", "to the question before; its answer is taken back"),
    ("change 4", "ask question 4 again; change 4 no answers it at once"),
    ("skip", "leave this question; unsure: you do not know"),
    ("note ...", "keep a remark with this question"),
    ("answers", "what is known so far"),
    ("verdict", "what the answers so far come to; how: by which rules"),
    ("what if 4 no", "try answers out beside the real ones; keep or drop them"),
    ("more", "all duties, pitfalls, tools and next actions; rest: the questions not asked yet"),
    ("read 1", "open the source [1] of the last reply; guide models/sequential opens a section"),
    ("title ...", "name the workflow"),
    ("save", "write the decision record"),
    ("quit", "leave; the session is kept"),
)


def run(talk: Conversation, command: Command, exchange: Exchange) -> None:
    """Do what the command says. A command that does not fit says so and changes nothing."""
    exchange.kind = "command"
    _HANDLERS[command.name](talk, command.rest, exchange)


def welcome_back(talk: Conversation, exchange: Exchange) -> None:
    """The first words of a later sitting: where things stand."""
    title = exchange.state.title or "your workflow"
    count = len(exchange.state.answers)
    exchange.words.say(f"Welcome back to {title}: {count} answered so far. Nothing was lost.")
    if "verdict" in exchange.state.pending:
        _verdict(talk, "", exchange)
    elif exchange.state.pending and talk.question(exchange.state) is None:
        # What was asked for is no longer in the book.
        interviewing.advance(talk, exchange)


def _why(talk: Conversation, _rest: str, exchange: Exchange) -> None:
    fact = talk.pending_fact(exchange.state)
    rule = talk.mind.book.rules_by_id.get(exchange.state.pending.get("rule", ""))
    if rule is not None:
        exchange.words.say(
            f"{rule.because} The rules take each answer as it is given; only you can tell whether both hold.",
            rule.sections,
        )
        return
    if fact is None or fact.question is None:
        _how(talk, "", exchange)
        return
    exchange.words.say(f"{fact.question.why} {fact.question.help}", fact.sections)
    now = _what_each_does(talk, fact, exchange)
    if now:
        exchange.words.heading("What each answer would do now:")
        exchange.words.bullets(now)
    feeds = [
        (f"{_labels(fact, condition.values)}: {rule.because}", rule.sections)
        for rule in talk.mind.book.outcome_rules
        for condition in rule.when
        if condition.topic == fact.id and rule.table != "known"
    ]
    if feeds:
        exchange.words.heading("What it feeds:")
        exchange.words.bullets(feeds)
    else:
        exchange.words.say("It decides nothing; it goes into the record.")


def _what_each_does(talk: Conversation, fact: Fact, exchange: Exchange) -> list[tuple[str, tuple[str, ...]]]:
    """For a fact that decides: each of its answers with the verdict that it would lead to now."""
    if not fact.decides:
        return []
    lines: list[tuple[str, tuple[str, ...]]] = []
    for choice in fact.choices:
        verdict = talk.mind.verdict({**exchange.state.values, fact.id: choice.value})
        lines.append((f"{choice.label}: {headline(verdict)} ({standing(verdict)}).", ()))
    return lines


def _help(talk: Conversation, _rest: str, exchange: Exchange) -> None:
    fact = talk.pending_fact(exchange.state)
    if fact is not None and fact.question is not None:
        exchange.words.say(fact.question.help, fact.sections)
    exchange.words.heading("You can also say:")
    exchange.words.bullets((f"{word}: {meaning}", ()) for word, meaning in HELP)


def _back(talk: Conversation, _rest: str, exchange: Exchange) -> None:
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
    exchange.words.notice(f"Back to question {_number(fact)}; its answer is taken back.")


def _change(talk: Conversation, rest: str, exchange: Exchange) -> None:
    fact, value = _named(talk, rest)
    if fact is None:
        last = len(talk.mind.book.questions)
        which = " ".join(rest.split()[:2])[:20]
        exchange.words.notice(f"There is no question {which!r}; say change and a number from 1 to {last}.")
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


def names_question(talk: Conversation, rest: str) -> bool:
    """Whether what follows "change" can only be a question: a number, or the name of one."""
    return rest.lstrip("#-")[:1].isdecimal() or _named(talk, rest)[0] is not None


def _named(talk: Conversation, rest: str) -> tuple[Fact | None, str]:
    """The question that `rest` begins with, by number, name or short name, and what follows it."""
    said = re.sub(r"^(?:(?:answer|question|number)\s+)?#?", "", rest, flags=re.IGNORECASE)
    for fact in talk.mind.book.questions:
        short = fact.question.short if fact.question else fact.id
        for name in (str(_number(fact)), fact.id, short):
            found = re.match(rf"{re.escape(name)}[.:,]?(?:\s+(?:to\s+)?(.*))?$", said, re.IGNORECASE)
            if found:
                return fact, (found[1] or "").strip()
    return None, ""


def _skip(talk: Conversation, _rest: str, exchange: Exchange) -> None:
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
        exchange.words.notice(f"Question {_number(fact)} is skipped; change {_number(fact)} asks it again.")
    interviewing.advance(talk, exchange)


def _unsure(talk: Conversation, _rest: str, exchange: Exchange) -> None:
    fact = talk.pending_fact(exchange.state)
    if fact is None:
        _skip(talk, "", exchange)
    else:
        interviewing.settle(talk, fact, UNSURE, "unsure", exchange)


def _note(talk: Conversation, rest: str, exchange: Exchange) -> None:
    if not rest:
        exchange.words.notice("Say note and the remark, in one line.")
        return
    fact = talk.pending_fact(exchange.state)
    exchange.do(do="note", fact=fact.id if fact else "", text=rest)
    exchange.words.notice(f"Noted with question {_number(fact)}." if fact else "Noted.")


def _title(_talk: Conversation, rest: str, exchange: Exchange) -> None:
    if not rest:
        name = exchange.state.title or "not named yet"
        exchange.words.notice(f"The workflow is {name}; say title and a name to change that.")
        return
    exchange.do(do="title", text=rest[:200])
    exchange.words.notice(f"From now on it is called {exchange.state.title}.")


def _read(talk: Conversation, rest: str, exchange: Exchange) -> None:
    number = rest.strip("[]()#.")
    if not number.isdecimal():
        _guide(talk, rest, exchange)
        return
    for cite in talk.cited:
        if cite.number == int(number):
            exchange.words.add(talk.guide.read(cite.section, cite.passage))
            return
    exchange.words.notice(f"The last reply has no source [{number}].")


def _guide(talk: Conversation, rest: str, exchange: Exchange) -> None:
    section, _, claim = rest.lower().partition("#")
    if not section:
        exchange.words.notice("Say guide and the id of a section, such as guide models/sequential.")
        return
    try:
        exchange.words.add(talk.guide.read(section, f"{section}#{claim}" if claim else None))
    except LookupError as unknown:
        exchange.words.notice(str(unknown))


def _how(talk: Conversation, _rest: str, exchange: Exchange) -> None:
    verdict = talk.mind.verdict(exchange.state.values)
    if not verdict.reasons:
        exchange.words.notice(f"{NO_VERDICT}: no rule about the flow has fired so far.")
        return
    exchange.words.heading("From the answers to the advice, rule by rule:")
    exchange.words.bullets(
        (f"{reason.rule} ({reason.basis}): {told(reason, talk.mind.book)}", reason.sections)
        for reason in verdict.reasons
    )


def _answers(talk: Conversation, _rest: str, exchange: Exchange) -> None:
    book, state = talk.mind.book, exchange.state
    items = []
    for fact in book.questions:
        given = state.answers.get(fact.id)
        if given is not None and fact.question is not None:
            note = f" (note: {given.note})" if given.note else ""
            label = fact.label(given.value)
            own = f" ({given.text})" if "other" in given.value.split(",") and given.text else ""
            items.append((f"{fact.question.number} {fact.question.short}: {label}{own}{note}", ()))
    if items:
        exchange.words.heading("Known so far:")
        exchange.words.bullets(items)
    else:
        exchange.words.notice("Nothing is known yet.")


def _verdict(talk: Conversation, _rest: str, exchange: Exchange) -> None:
    exchange.words.add(talk.mind.advice(exchange.state.values, exchange.words))


def _save(talk: Conversation, rest: str, exchange: Exchange) -> None:
    if talk.mind.verdict(exchange.state.values).start is None:
        exchange.words.notice(f"{NO_VERDICT}, so there is no decision to record.")
        return
    if rest:
        exchange.do(do="title", text=rest[:200])
    try:
        place = talk.recorder.save(exchange.state.title)
    except Trouble as trouble:
        exchange.words.notice(f"The record was not written: {trouble}")
        return
    exchange.words.say(f"The decision record is written: {place}")


def _quit(talk: Conversation, _rest: str, exchange: Exchange) -> None:
    exchange.ends = True
    if talk.finished:
        exchange.words.say("Goodbye. The session is kept.")
    else:
        exchange.words.say("Goodbye. The session is kept; whichflow interview --continue goes on with it.")


def _repeat(_talk: Conversation, _rest: str, _exchange: Exchange) -> None:
    """Nothing to do: the question that stands is asked again with every reply."""


def _start(talk: Conversation, _rest: str, exchange: Exchange) -> None:
    if exchange.state.pending:
        exchange.words.notice("The interview is under way.")
        return
    interviewing.begin(talk, exchange)


def _labels(fact: Fact, values: tuple[str, ...]) -> str:
    return " or ".join(fact.label(value) for value in values)


def _more(talk: Conversation, _said: str, exchange: Exchange) -> None:
    verdict = talk.mind.verdict(exchange.state.values)
    lists = obligations(verdict, exchange.words)
    for name, items in lists:
        exchange.words.heading(f"{name}:").add(Bullets(items))
    if not lists:
        exchange.words.notice(f"{NO_VERDICT}, so nothing follows from one.")


def _rest(talk: Conversation, _said: str, exchange: Exchange) -> None:
    """After an interview that left questions out: ask those too, for the duties and the record."""
    if exchange.state.mode == FULL:
        exchange.words.notice("Every question is asked already.")
        return
    exchange.do(do="mode", text=FULL)
    interviewing.advance(talk, exchange)


def _number(fact: Fact) -> int:
    return fact.question.number if fact.question else 0


_HANDLERS: dict[CommandName, Handler] = {
    "why": _why,
    "help": _help,
    "back": _back,
    "change": _change,
    "skip": _skip,
    "unsure": _unsure,
    "note": _note,
    "title": _title,
    "read": _read,
    "guide": _guide,
    "how": _how,
    "answers": _answers,
    "verdict": _verdict,
    "save": _save,
    "quit": _quit,
    "repeat": _repeat,
    "start": _start,
    "what-if": whatif.try_out,
    "keep": whatif.keep,
    "drop": whatif.drop,
    "more": _more,
    "rest": _rest,
}
