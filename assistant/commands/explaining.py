"""Saying why and how: the question that stands, what is known, the verdict and what follows from it."""

from __future__ import annotations

from assistant import interviewing
from assistant.advice import (
    ACTIONS,
    DUTIES,
    LABELS,
    NO_VERDICT,
    PITFALLS,
    TOOLS,
    against,
    headline,
    in_few_words,
    obligations,
    standing,
    told,
    turning_points,
)
from assistant.exchange import Exchange
from assistant.phrases import listed
from assistant.replies import Bullets
from assistant.talk import Talk
from rules.model import Book, Fact
from rules.verdict import Reason, Verdict

HELP = (
    ("why", "why the question is asked, and what each answer does"),
    ("back", "to the question before; its answer is taken back"),
    ("change 4", "ask question 4 again; change 4 no answers it at once"),
    ("skip", "leave this question for now"),
    ("unsure", "you do not know"),
    ("note ...", "keep a remark with this question"),
    ("answers", "what is known so far"),
    ("verdict", "what the answers so far come to"),
    ("how", "by which rules the advice follows from the answers"),
    ("turns", "what would change the advice, answer by answer"),
    ("steps a, b, c", "name the steps, for the picture; (event) behind one that comes from outside"),
    ("what if 4 no", "try answers out beside the real ones, also in a sentence; keep or drop them"),
    ("more", "duties, pitfalls, tools and next actions in short; more duties and its like in full"),
    ("rest", "ask the questions that were left out too"),
    ("audit", "tell what runs today, and whether it still fits"),
    ("read 1", "open the source [1] of the last reply; guide models/sequential opens a section"),
    ("and the cost?", "go on with what you asked the guide; why, why rules, an example or more on that too"),
    ("title ...", "name the workflow"),
    ("save", "write the decision record"),
    ("record list", "the records; also record search ..., check, show 4, index, page 4 html"),
    ("record accept 4", "it was decided so; also reject 4, deprecate 4, supersede 2 by 4, renew 4"),
    ("quit", "leave; the session is kept"),
)
CHECKS = "Verify outside the guide"
MORE = {
    "duties": DUTIES,
    "pitfalls": PITFALLS,
    "tools": TOOLS,
    "actions": ACTIONS,
    "checks": CHECKS,
}
"""What may follow "more", with the heading of the list that it tells in full."""


def why(talk: Talk, rest: str, exchange: Exchange) -> None:
    """Why the question that stands is asked, or the one of a number, and what each answer does."""
    number = rest.strip("#.!?")
    if number.isdecimal():
        asked = {str(fact.number): fact for fact in talk.mind.book.askable}
        if number in asked:
            _why_asked(talk, asked[number], exchange)
        else:
            exchange.words.notice(f"There is no question {number}; they are numbered 1 to {len(asked)}.")
        return
    fact = talk.pending_fact(exchange.state)
    rule = talk.mind.book.rules_by_id.get(exchange.state.pending.get("rule", ""))
    if rule is not None:
        exchange.words.say(
            f"{rule.because} The rules take each answer as it is given; only you can tell whether both hold.",
            rule.sections,
        )
        return
    if fact is None or fact.question is None:
        how(talk, "", exchange)
        return
    _why_asked(talk, fact, exchange)


def _why_asked(talk: Talk, fact: Fact, exchange: Exchange) -> None:
    if fact.question is not None:
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
        exchange.words.heading("What the rules make of it:")
        exchange.words.bullets(feeds)
    else:
        exchange.words.say("It decides nothing; it goes into the record.")


def _what_each_does(talk: Talk, fact: Fact, exchange: Exchange) -> list[tuple[str, tuple[str, ...]]]:
    """For a fact that decides: each of its answers with the verdict that it would lead to now."""
    if not fact.decides:
        return []
    lines: list[tuple[str, tuple[str, ...]]] = []
    for choice in fact.choices:
        verdict = talk.mind.verdict({**exchange.state.values, fact.id: choice.value})
        lines.append((f"{choice.label}: {headline(verdict)} ({standing(verdict)}).", ()))
    return lines


def help_(talk: Talk, _rest: str, exchange: Exchange) -> None:
    """Help on the question that stands, and the words one can say."""
    fact = talk.pending_fact(exchange.state)
    if fact is not None and fact.question is not None:
        exchange.words.say(fact.question.help, fact.sections)
    exchange.words.heading("You can also say:")
    exchange.words.bullets((f"{word}: {meaning}", ()) for word, meaning in HELP)


def how(talk: Talk, _rest: str, exchange: Exchange) -> None:
    """The way from the answers to the advice, rule by rule."""
    verdict = talk.mind.verdict(exchange.state.values)
    if not verdict.reasons:
        exchange.words.notice(f"{NO_VERDICT}: no rule about the flow has fired so far.")
        return
    exchange.words.heading("From the advice down to the answers, rule by rule:")
    exchange.words.notice(
        "stated: the guide says so; inferred: it follows from the guide; policy: our choice."
    )
    exchange.words.bullets(
        (_step(reason, talk.mind.book), reason.sections) for reason in reversed(verdict.reasons)
    )
    for name, items in against(verdict, talk.mind.book, exchange.words):
        exchange.words.heading(f"{name}:").add(Bullets(items))


def _step(reason: Reason, book: Book) -> str:
    """A rule of the chain, with what it rests on: other rules, or answers where it stands on those alone."""
    if not reason.rests_on:
        return f"{told(reason, book)} Rule {reason.rule} ({reason.basis})."
    return f"{reason.because} Rule {reason.rule} ({reason.basis}), from {listed(list(reason.rests_on))}."


def turns(talk: Talk, _rest: str, exchange: Exchange) -> None:
    """What would change the advice: every single answer that would, and what settles it."""
    values = exchange.state.values
    verdict = talk.mind.verdict(values)
    lists = turning_points(verdict, talk.mind.book, talk.mind.turning(values))
    for name, items in lists:
        exchange.words.heading(f"{name}:").add(Bullets(items))
    if verdict.reach:
        near: dict[int, list[str]] = {}
        for start, count in verdict.reach.items():
            near.setdefault(count, []).append(LABELS[start])
        ways = [f"{count} to {' or '.join(near[count])}" for count in sorted(near)]
        exchange.words.say(f"Fewest other answers that would lead elsewhere: {', '.join(ways)}.")
    if not lists:
        exchange.words.notice(f"{NO_VERDICT}, so nothing can turn it yet.")


def answers(talk: Talk, _rest: str, exchange: Exchange) -> None:
    """What is known so far."""
    book, state = talk.mind.book, exchange.state
    items = []
    for fact in book.askable:
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


def verdict(talk: Talk, _rest: str, exchange: Exchange) -> None:
    """What the answers so far come to."""
    interviewing.advise(talk, exchange)


def more(talk: Talk, rest: str, exchange: Exchange) -> None:
    """What the advice obliges to and warns of: in short, or by `rest` one list of it in full, or all."""
    verdict = talk.mind.verdict(exchange.state.values)
    word = rest.rstrip(".!? ").lower()
    if not word:
        _more_in_short(verdict, exchange)
        return
    wanted = MORE.get(word)
    lists = obligations(verdict, exchange.words, wanted)
    for name, items in lists:
        exchange.words.heading(f"{name}:").add(Bullets(items))
    notes = _notes(talk, verdict) if wanted in {None, CHECKS} else []
    if notes:
        exchange.words.heading(f"{CHECKS}:").bullets((note, ()) for note in notes)
    if not lists and not notes:
        none = f"The advice comes with no {word}." if verdict.start else f"{NO_VERDICT}, so nothing follows."
        exchange.words.notice(none)


def _more_in_short(verdict: Verdict, exchange: Exchange) -> None:
    """All lists on one screen, and the words that tell each in full."""
    lines = in_few_words(verdict)
    if not lines:
        exchange.words.notice(f"{NO_VERDICT}, so nothing follows from one.")
        return
    exchange.words.bullets((f"{name} ({count}): {told}", ()) for name, count, told in lines)
    words = listed([f"more {word}" for word in MORE])
    exchange.words.notice(f"In full and with sources: {words}; more all for all of it.")


def _notes(talk: Talk, verdict: Verdict) -> list[str]:
    return talk.guide.verify_notes(passage for tool in verdict.tools for passage in tool.passages)


def _labels(fact: Fact, values: tuple[str, ...]) -> str:
    return " or ".join(fact.label(value) for value in values)
