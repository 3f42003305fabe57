"""The interview's questions as blocks: what is asked, with its options, and what an answer is called."""

from __future__ import annotations

from assistant.answers import unsure_key
from assistant.option import Option
from assistant.replies import Question
from rules.model import NOT_SURE, UNSURE, Book, Fact
from rules.rule import Rule

_KEEP, _FIRST, _SECOND = "1", "2", "3"


def question_of(fact: Fact) -> Question:
    """The question that asks for `fact`.

    Raises:
        ValueError: the book asks no question for it.
    """
    asked = fact.question
    if asked is None:
        raise ValueError(f"the book asks no question for {fact.id}")
    return Question(
        asked.number,
        asked.ask,
        asked.why,
        _options(fact),
        several=fact.kind == "several",
        free=fact.kind in {"text", "count", "several"} or "other" in fact.values,
    )


def _options(fact: Fact) -> tuple[Option, ...]:
    if fact.kind == "text":
        return ()
    # A number is an answer to "how many", so there the words themselves are the keys.
    counted = fact.kind == "count"
    options = [
        Option(choice.value if counted else str(index), choice.label, choice.hint)
        for index, choice in enumerate(fact.choices, 1)
    ]
    return (*options, Option(UNSURE if counted else unsure_key(fact), NOT_SURE))


def contradiction_question(rule: Rule, book: Book) -> Question:
    """The question back about two answers that do not sit well together."""
    first, second = (book.facts_by_id[name] for name in contradicting(rule))
    return Question(
        None,
        f"{rule.because} Do both hold, or shall I ask one of them again?",
        "Nothing is overridden: you decide.",
        (
            Option(_KEEP, "Both hold", "go on with them as they are"),
            Option(_FIRST, f"Ask me question {first.number} again", first.short),
            Option(_SECOND, f"Ask me question {second.number} again", second.short),
        ),
    )


def contradicting(rule: Rule) -> tuple[str, str]:
    """The two facts of a contradiction rule."""
    first, second = (condition.topic for condition in rule.when)
    return first, second


def contradiction_answer(rule: Rule, said: str) -> str | None:
    """What was chosen: "keep", or the id of the fact to ask again; None where it is neither."""
    first, second = contradicting(rule)
    folded = said.lower().strip(" .!")
    words = {"keep": "keep", "both": "keep", "both hold": "keep", "both are true": "keep", "yes": "keep"}
    return {_KEEP: "keep", _FIRST: first, _SECOND: second, **words}.get(folded)
