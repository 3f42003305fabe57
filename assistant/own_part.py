"""What the user's own answers make of a question that was put to the guide: the verdict so far, for it.

It stands under a heading of its own and cites answers only; the guide has been cited before it. Every
reason is in the words of the rule that gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from assistant.advice import LABELS, headline, standing, still_open
from assistant.composing import Composer
from assistant.mind import Mind
from assistant.phrases import listed
from assistant.state import State
from assistant.told import OwnQuestion
from knowledge.words import terms_of
from rules.model import Book, Fact
from rules.rule import Atom, Rule
from rules.verdict import Reason, Verdict

HEADING = "What your own answers make of it:"
NOTHING_TOLD = "You have told nothing of your workflow yet: say start, and the interview finds out."
NOTHING_DECIDES = "Nothing of what you have told decides anything yet."
_TOPICS = ("direction", "start")
"""What is concluded about a model."""
_MOST = 4
"""So many reasons are told, and so many questions that are open; `how` and `verdict` tell the rest."""


def own_part(question: OwnQuestion, mind: Mind, state: State, words: Composer) -> None:
    """Add to a reply what the answers so far make of `question`, without a word of the guide."""
    words.heading(HEADING)
    verdict = mind.verdict(state.values)
    if not verdict.known:
        _nothing_known(state, mind, words)
        return
    book = mind.book
    words.say(f"{headline(verdict)} ({standing(verdict)}).")
    reasons = _concerning(question, verdict, book)
    named = facts_named(question, book)
    calling = [fact for model in question.models for fact in facts_calling_for(book, model)]
    lines = [
        *_places(question.models, verdict),
        *(yours(reason, book) for reason in reasons),
        *_answers([*named, *calling], reasons, state.values)[:_MOST],
        *_open(named, verdict, book, mind.turning(state.values)),
    ]
    words.bullets((line, ()) for line in lines)


def yours(reason: Reason, book: Book) -> str:
    """A reason in its rule's words, with the answers that it rests on: "... (your answers 4 and 5)"."""
    numbers = [str(fact.number) for fact in book.questions if fact.id in reason.facts]
    if not numbers:
        return reason.because
    return f"{reason.because} (your {'answer' if len(numbers) == 1 else 'answers'} {listed(numbers)})"


def facts_named(question: OwnQuestion, book: Book) -> list[Fact]:
    """The deciding facts that a question names: by the section it is about, or by their short names."""
    return [
        fact
        for fact in book.questions
        if fact.decides
        and (set(fact.sections) & set(question.sections) or set(terms_of(fact.short)) & question.words)
    ]


def facts_calling_for(book: Book, model: str) -> list[Fact]:
    """The facts by which the needs are told that a model is the answer to."""
    needed = {
        atom
        for rule in book.outcome_rules
        if Atom("direction", model) in rule.conclusions
        for condition in rule.when
        for atom in condition.atoms
    }
    asked = {
        condition.topic
        for rule in book.outcome_rules
        if rule.table == "needs" and needed & set(rule.conclusions)
        for condition in rule.when
    }
    return [fact for fact in book.questions if fact.id in asked]


def rules_about(book: Book, model: str) -> frozenset[str]:
    """The rules that a model's being concluded hangs on, right away or by one step, and those against it."""
    told = {Atom(topic, model) for topic in _TOPICS}
    deciding = [rule for rule in book.outcome_rules if told & set(rule.conclusions)]
    read = {atom for rule in deciding for atom in _read_by(rule)}
    return frozenset(
        rule.id
        for rule in book.verdict_rules
        if model in {atom.value for atom in rule.conclusions}
        or read & set(rule.conclusions)
        or (told & _read_by(rule) and any(atom.topic == "dissent" for atom in rule.conclusions))
    )


def _concerning(question: OwnQuestion, verdict: Verdict, book: Book) -> list[Reason]:
    """The reasons behind the verdict and against it that concern what is asked; the deciding one always."""
    wanted = frozenset(chain.from_iterable(rules_about(book, model) for model in question.models))
    facts = {fact.id for fact in facts_named(question, book)}
    given = [*verdict.reasons, *verdict.dissent, *verdict.conflicts, *verdict.contradictions]
    deciding = [reason for reason in verdict.reasons if book.rules_by_id[reason.rule].table == "direction"]
    open_to_all = not question.models and not facts
    found = [
        reason
        for reason in given
        if reason not in deciding[-1:] and (open_to_all or reason.rule in wanted or facts & set(reason.facts))
    ]
    return [*deciding[-1:], *found][:_MOST]


def _places(models: Iterable[str], verdict: Verdict) -> list[str]:
    """Where each model that is named stands, by itself."""
    return [f"{_capital(LABELS[model])} by itself: {_place(model, verdict)}." for model in models]


def _place(model: str, verdict: Verdict) -> str:
    if verdict.start == model:
        return (
            "where to start, whatever else is answered"
            if verdict.stability == "settled"
            else "where to start, as far as is known"
        )
    if verdict.direction == model:
        return "not where to start, but what to head for"
    if not verdict.possible:
        return "not where to start"
    return "not where to start so far" if model in verdict.possible else "ruled out as a start"


def _answers(named: Iterable[Fact], reasons: Iterable[Reason], values: Mapping[str, str]) -> list[str]:
    """The answers to what is named that no reason has brought up."""
    told = {fact for reason in reasons for fact in reason.facts}
    return [
        f"{_capital(fact.short)}: {fact.label(values[fact.id])} (your answer {fact.number})."
        for fact in dict.fromkeys(named)
        if fact.id in values and fact.id not in told
    ]


def _open(named: Iterable[Fact], verdict: Verdict, book: Book, turning: tuple[str, ...]) -> list[str]:
    """What is not known yet of what is named, and what could still turn the verdict."""
    lines = [
        f"Not known yet: question {fact.number} ({fact.short})."
        for fact in named
        if fact.id in verdict.unknown and fact.id in turning
    ]
    if verdict.start is None:
        asked = [f"{fact.number} ({fact.short})" for fact in book.questions if fact.id in turning]
        return [*lines, f"What could decide it: question {', '.join(asked[:_MOST])}."] if asked else lines
    return [*lines, *still_open(verdict, book, turning)]


def _nothing_known(state: State, mind: Mind, words: Composer) -> None:
    if not state.pending:
        words.say(NOTHING_TOLD)
        return
    asked = [
        f"{fact.number} ({fact.short})"
        for fact in mind.book.questions
        if fact.id in mind.turning(state.values) and fact.id not in state.values
    ]
    more = f" What could decide it: question {', '.join(asked[:_MOST])}." if asked else ""
    words.say(NOTHING_DECIDES + more)


def _read_by(rule: Rule) -> set[Atom]:
    return {atom for condition in (*rule.when, *rule.unless) for atom in condition.atoms}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
