"""What people said, in words: their answers with the closed values' labels, and what each turn changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from assistant.phrases import listed
from assistant.records.talk import Entry, OpenQuestion, Told
from assistant.state import Given, State
from assistant.text import clean, clean_lines
from assistant.turns import Effect, Turn
from rules.model import Book, Fact

_LONGEST_REPLY = 100_000
_KEYS_ONLY = re.compile(r"[\d\s,.;)]*")
"""What is typed to choose among numbered options: it says nothing that the label does not."""


def told(book: Book, answers: Mapping[str, Given]) -> tuple[Told, ...]:
    """The answers to facts that the book has, in the order of its questions, the unasked facts last.

    One with nothing left of it once it is cleaned is no answer.
    """
    facts = (*book.askable, *(fact for fact in book.facts if not fact.question))
    given = (_told(fact, answers[fact.id]) for fact in facts if fact.id in answers)
    return tuple(answer for answer in given if answer.value)


def notes(book: Book, state: State) -> tuple[str, ...]:
    """The notes that belong to no answer: on the workflow as a whole, or on a question without an answer."""
    loose = [clean(note) for note in state.notes]
    for fact_id, several in state.fact_notes.items():
        fact = book.facts_by_id.get(fact_id)
        if fact_id not in state.answers:
            loose += [clean(f"on {_named(fact) if fact else fact_id}: {note}") for note in several]
    return tuple(note for note in loose if note)


def mention(book: Book, fact_id: str, value: str) -> str:
    """How a ground names an answer: `answer 8, outside events: Yes`."""
    fact = book.facts_by_id[fact_id]
    number = f"answer {fact.question.number}, " if fact.question else ""
    return f"{number}{fact.short}: {fact.label(clean(value))}"


def by_number(book: Book, facts: Collection[str]) -> tuple[str, ...]:
    """How a ground names several answers at once: `answers 4, 5 and 12`; what no question asks by its id."""
    numbers = sorted(
        fact.question.number for name in facts if (fact := book.facts_by_id[name]).question is not None
    )
    others = [name for name in facts if book.facts_by_id[name].question is None]
    word = "answer" if len(numbers) == 1 else "answers"
    return (*([f"{word} {listed(list(map(str, numbers)))}"] if numbers else []), *others)


def open_question(book: Book, state: State, fact_id: str) -> OpenQuestion:
    """A deciding fact that is not known, with the reason: unsure, left out, passed over, not asked."""
    fact = book.facts_by_id[fact_id]
    if fact_id in state.answers:
        why = "the answer was: unsure"
    elif fact_id in state.left_out:
        why = f"left out: {_because(book, state.left_out[fact_id])}"
    else:
        why = "passed over" if fact_id in state.skipped else "not asked"
    return OpenQuestion(fact.question.number if fact.question else None, fact.short, why)


def entry(book: Book, turn: Turn) -> Entry:
    """A turn for reading, cleaned once more: a log may have been touched since it was written."""
    return Entry(
        n=turn.n,
        at=clean(turn.at),
        kind=clean(turn.kind),
        said=clean(turn.said),
        reply=clean_lines(turn.reply, limit=_LONGEST_REPLY),
        done=tuple(line for line in (_done(book, effect) for effect in turn.effects) if line),
    )


def _told(fact: Fact, given: Given) -> Told:
    value, words = clean(given.value), clean(given.text)
    label = fact.label(value)
    known = {value.casefold(), label.casefold()}
    if words.casefold() in known or _KEYS_ONLY.fullmatch(words):
        words = ""
    number = fact.question.number if fact.question else None
    return Told(fact.id, number, fact.short, value, label, words, clean(given.note), given.turn)


def _because(book: Book, rule_id: str) -> str:
    """Why a rule holds, with its id; an id alone where the book of today does not have the rule."""
    rule = book.rules_by_id.get(rule_id)
    return f"{rule.because} (rule {rule_id})" if rule else f"rule {clean(rule_id)}"


def _done(book: Book, effect: Effect) -> str:
    """What an effect did, or nothing for one that only steers the conversation."""
    fact = book.facts_by_id.get(effect.get("fact", ""))
    about = _named(fact) if fact else effect.get("fact", "")
    text, rule = effect.get("text", ""), effect.get("rule", "")
    done = ""
    match effect.get("do"):
        case "answer":
            value = effect.get("value", "")
            done = f"Answer, {about}: {fact.label(value) if fact else value}"
        case "clear":
            done = f"Answer taken back, {about}"
        case "skip":
            done = f"Passed over, {about}"
        case "leave-out":
            done = f"Left out, {about}: {_because(book, rule)}"
        case "keep":
            done = f"Contradiction let stand: {_because(book, rule)}"
        case "note":
            done = f"Note, {about}: {text}" if about else f"Note: {text}"
        case "title":
            done = f"Title: {text}"
        case "flow":
            done = f"Steps: {text}"
        case _:
            pass
    return clean(done)


def _named(fact: Fact) -> str:
    return f"question {fact.question.number} ({fact.question.short})" if fact.question else fact.id
