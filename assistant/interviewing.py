"""The interview itself: taking an answer, saying what it turned over, and choosing what comes next."""

from __future__ import annotations

import itertools

from assistant.advice import headline
from assistant.answer_files import AnswerSet
from assistant.answers import read_answer
from assistant.asking import contradiction_answer
from assistant.exchange import Exchange
from assistant.mind import CHECK, FAST
from assistant.phrases import listed
from assistant.picture.naming import names_steps
from assistant.picture.steps import read_steps, steps_text
from assistant.talk import Talk
from assistant.viewing import expected
from rules.model import UNSURE, Book, Fact
from rules.rule import Rule
from rules.verdict import Verdict

TODAY, SYMPTOMS = "today", "symptoms"
"""What the audit asks for, on request."""
_CHOOSING = (
    "Tell me about one workflow, and I say which architecture fits it, why, and what speaks against it."
)
_CHECKING = "Tell me what runs today and what the work is like, and I say whether the two still fit."
_WORTH_A_NOTE = 3
"""From so many words on, what could not be taken for an answer is kept as a note."""
_TELLING_TABLES = ("needs",)
"""Only a rule of these tables is worth a word as soon as it fires; the rest is said with the verdict."""


def begin(talk: Talk, exchange: Exchange, given: AnswerSet | None = None) -> None:
    """The opening words and the first question that `given`, the answers of a file, leaves open."""
    exchange.words.say(_CHECKING if talk.mode == CHECK else _CHOOSING)
    exchange.words.notice(
        "Answer by number, word or sentence. Ask anything on the way; say why, back, skip, unsure or help."
    )
    if given is not None:
        _take_over(given, exchange)
    advance(talk, exchange)


def _take_over(given: AnswerSet, exchange: Exchange) -> None:
    if given.title:
        exchange.do(do="title", text=given.title)
    if given.flow:
        exchange.do(do="flow", text=given.flow)
    for name, value in given.values.items():
        exchange.do(do="answer", fact=name, value=value, text=given.texts.get(name, value))
    for name, note in given.notes.items():
        exchange.do(do="note", fact=name, text=note)
    exchange.words.notice(f"{len(given.values)} answers were taken from the file.")


def take(talk: Talk, fact: Fact | None, text: str, exchange: Exchange) -> bool:
    """Take `text` as the answer to what is asked; False where nothing is."""
    rule = exchange.state.pending.get("rule", "")
    if rule in talk.mind.book.rules_by_id:
        _settle_contradiction(talk, rule, text, exchange)
        return True
    if fact is not None:
        answer(talk, fact, text, exchange)
        return True
    return False


def answer(talk: Talk, fact: Fact, text: str, exchange: Exchange) -> None:
    """Take `text` as the answer to `fact`, or ask back with the words kept as a note."""
    if fact.kind == "count" and names_steps(text):
        name_steps(talk, fact, text, exchange)
        return
    reading = read_answer(fact, text)
    if reading.value is not None:
        settle(talk, fact, reading.value, text, exchange)
        return
    exchange.kind = "unclear"
    if len(text.split()) < _WORTH_A_NOTE or not any(character.isalpha() for character in text):
        exchange.words.notice(
            "I cannot take that for one answer. Say what holds for most runs, by number or word, or unsure."
        )
        return
    exchange.do(do="note", fact=fact.id, text=text)
    exchange.words.say(
        "I cannot tell for sure which answer that is. Your words are kept as a note; which is it?"
    )


def counting(book: Book) -> Fact | None:
    """The fact that says how many steps a run takes, if the book has one."""
    return next((fact for fact in book.questions if fact.kind == "count"), None)


def name_steps(talk: Talk, fact: Fact, text: str, exchange: Exchange) -> None:
    """Keep the steps that `text` names, for the picture, and their count as the answer to `fact`."""
    steps = read_steps(text)
    exchange.do(do="flow", text=steps_text(steps))
    exchange.words.notice(f"{len(steps)} steps by name; they go into the picture.")
    settle(talk, fact, str(len(steps)), text, exchange)


def settle(talk: Talk, fact: Fact, value: str, text: str, exchange: Exchange) -> None:
    """Give `fact` its value, say what that turned over, and go on."""
    exchange.kind = "answer"
    before = talk.mind.verdict(exchange.state.values)
    changed = fact.id in exchange.state.answers
    if changed and exchange.state.answers[fact.id].value == value:
        # Asked again because two answers clash, and answered the same: then both hold.
        for reason in before.contradictions:
            if fact.id in reason.facts and reason.rule not in exchange.state.kept:
                exchange.do(do="keep", rule=reason.rule)
    exchange.do(do="answer", fact=fact.id, value=value, text=text)
    after = talk.mind.verdict(exchange.state.values)
    if fact.kind != "text":
        exchange.words.say(f"{fact.short.capitalize()}: {fact.label(value)}{_own_words(fact, value, text)}.")
    _what_it_did(before, after, exchange)
    if changed or "verdict" in exchange.state.pending:
        _what_it_turned_over(before, after, exchange)
    if fact.id == TODAY and value not in {UNSURE, "none"} and SYMPTOMS not in exchange.state.answers:
        exchange.do(do="pending", fact=SYMPTOMS)
        return
    advance(talk, exchange)


def _own_words(fact: Fact, value: str, text: str) -> str:
    """What to add where an answer is none of the offered ones and was told in words."""
    named = {"other", "else", fact.label("other").lower()}
    told = any(character.isalpha() for character in text) and text.strip().lower() not in named
    return ", kept in your words" if told and "other" in value.split(",") else ""


def advise(talk: Talk, exchange: Exchange) -> None:
    """Say what the answers so far come to, with a picture of it."""
    state = exchange.state
    exchange.words.add(talk.mind.advice(state.values, exchange.words, state.flow))


def advance(talk: Talk, exchange: Exchange) -> None:
    """Go on to a question back, the next question, or the verdict."""
    state = exchange.state
    values = state.values
    for reason in talk.mind.verdict(values).contradictions:
        if reason.rule not in state.kept:
            exchange.do(do="pending", rule=reason.rule)
            return
    fact, out = talk.mind.next_question(values, state.skipped, state.mode or talk.mode)
    if fact is None:
        advise(talk, exchange)
    _leave_out(talk.mind.asked_in(state.mode or talk.mode), fact, out, exchange)
    if fact is not None:
        mode = state.mode or talk.mode
        # The first screen tells how far a session came, and loads no rules to find out.
        about = {} if mode == FAST else {"about": str(expected(state, talk.mind, mode))}
        exchange.do(do="pending", fact=fact.id, **about)
        return
    if (state.mode or talk.mode) == FAST:
        exchange.words.notice(
            "Say rest to be asked what remains: it cannot turn this over, but duties hang on it."
        )
    if not state.flow:
        exchange.words.notice("Name your steps for the picture: steps order placed, paid (event), shipped.")
    exchange.words.notice("Say how, more, turns, change 5, what if 5 no, save, help, or ask; quit to leave.")
    exchange.do(do="pending", verdict="yes")


def _leave_out(
    questions: tuple[Fact, ...], upto: Fact | None, out: dict[str, Rule], exchange: Exchange
) -> None:
    """Keep and say which questions before `upto` are left out: in one line, with the reason if it is one."""
    names: list[str] = []
    reasons: set[str] = set()
    for fact in itertools.takewhile(lambda each: each is not upto, questions):
        state, asked = exchange.state, fact.question
        if asked and fact.id in out and fact.id not in state.answers and fact.id not in state.left_out:
            exchange.do(do="leave-out", fact=fact.id, rule=out[fact.id].id)
            reasons.add(out[fact.id].because)
            names.append(f"{asked.number} ({asked.short})")
    if names:
        words = "Question {} is left out" if len(names) == 1 else "Questions {} are left out"
        because = reasons.pop() if len(reasons) == 1 else "no answer there can change where to start now"
        exchange.words.notice(f"{words.format(listed(names))}: {because}.")


def _settle_contradiction(talk: Talk, rule: str, text: str, exchange: Exchange) -> None:
    chosen = contradiction_answer(talk.mind.book.rules_by_id[rule], text)
    if chosen is None:
        exchange.kind = "unclear"
        exchange.words.notice("Say 1 if both hold, 2 or 3 to be asked again.")
        return
    exchange.kind = "answer"
    if chosen != "keep":
        exchange.do(do="pending", fact=chosen)
        return
    exchange.do(do="keep", rule=rule)
    exchange.words.notice("Both stand.")
    advance(talk, exchange)


def _what_it_did(before: Verdict, after: Verdict, exchange: Exchange) -> None:
    """Say what a need that has just come up means, with its place in the guide."""
    known = {firing.rule.id for firing in before.trace.firings}
    for firing in after.trace.firings:
        if firing.rule.table in _TELLING_TABLES and firing.rule.id not in known:
            known.add(firing.rule.id)
            exchange.words.say(firing.rule.because, firing.rule.sections)


def _what_it_turned_over(before: Verdict, after: Verdict, exchange: Exchange) -> None:
    if before.start == after.start and before.direction == after.direction:
        exchange.words.notice("Where to start and where to head stay as they were.")
        return
    exchange.words.say(f"That turns the advice over. Before: {headline(before)}. Now: {headline(after)}.")


__all__ = ["advance", "advise", "answer", "begin", "name_steps", "settle", "take"]
