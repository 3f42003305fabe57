"""Reads "what if we had no outside events?": which answer it tries out, where the words leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answers import read_answer
from rules.model import Book, Fact

_BEGINS = re.compile(r"^(?:and )?what\s*if\s+", re.IGNORECASE)
_PARTS = re.compile(r",\s*(?:and|but)?\s*|\s+(?:and|but)\s+", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_DENIALS = "no not without never none nothing nobody cannot"
_NO = frozenset(_DENIALS.split())
_VERBS = """
had has have having were was is are be been got get use used using with allow allowed ran run runs go went
could can may might would did do does needed need needs must there
"""
_HAS = frozenset(_VERBS.split())
"""Words one of which a Yes needs: "what if it changes?" asks for something else."""
_BESIDE = """
a an the we our us i my me you your it its they their them this that these those team flow workflow work
process system in at on of for to any some only just really ever longer more all then now so here
"""
_FILLERS = frozenset(_BESIDE.split())
"""Words beside a fact's own that take nothing from its meaning."""
_BEFORE = "a the we our us i it its there were was is are had has have got be"
_BEFORE_NUMBERS = frozenset(_BEFORE.split())
"""What may go where a number is told; "more than" and "about" may not."""
_EXTRA = frozenset({"few", "many", "often", "high", "strict", "outside", "fixed", "first"})
"""Words of facts' names that say too little to be left over, and too little to name a fact."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A line that names facts.

    Attributes:
        changes: What it supposes, fact id and value; empty where a value is in doubt.
        hint: How to say it for sure, such as "what if 4 no".
    """

    changes: tuple[tuple[str, str], ...]
    hint: str


@dataclass(frozen=True, slots=True)
class _Named:
    fact: Fact
    value: str | None
    sure: bool


def supposed(book: Book, line: str, given: dict[str, str]) -> Supposed | None:
    """What `line` tries out; None where it names no fact, or begins in no such way.

    Args:
        book: The rule book, whose facts it may name.
        line: What was said, already cleaned.
        given: The answers so far, fact id to value.
    """
    begins = _BEGINS.match(line)
    if begins is None:
        return None
    rest = line[begins.end() :].rstrip(" ?!.").lower().replace("\u2019", "'")
    named = [_named(book, part) for part in _PARTS.split(rest) if part]
    if any(each is None for each in named) or not named:
        whole = _named(book, rest)
        named = [whole] if whole else []
    found = [each for each in named if each is not None]
    if not found:
        return None
    facts = {each.fact.id for each in found}
    sure = len(facts) == len(found) and all(each.sure for each in found)
    changes = tuple((each.fact.id, each.value or "") for each in found) if sure else ()
    told = " and ".join(f"{each.fact.number} {_word(each, given)}" for each in found)
    return Supposed(changes, f"what if {told}")


def _named(book: Book, part: str) -> _Named | None:
    """The one fact that a part of a line names, with the value that it gives it."""
    words = _WORD.findall(part)
    found = [
        (fact, spoken)
        for fact in book.questions
        if fact.kind in {"yes-no", "choice", "count"} and fact.question is not None
        for spoken in _spoken(fact, words)
    ]
    # Of "parallel" and "parallel steps" the longer name counts, whichever fact it belongs to.
    best = [(fact, spoken) for fact, spoken in found if not any(spoken < other for _, other in found)]
    facts = {fact.id for fact, _ in best}
    if len(facts) != 1:
        return None
    fact = best[0][0]
    spoken = frozenset[str]().union(*(each for _, each in best))
    found_value = _valued(fact, [word for word in words if word not in spoken])
    # "what if a step fails?" is about no answer, though one is called "steps".
    return found_value if found_value.sure or len(spoken) > 1 else None


def _spoken(fact: Fact, words: Sequence[str]) -> Iterable[frozenset[str]]:
    """The words that name a fact, by each of its names that is said whole."""
    for name in (fact.short, fact.id.replace("_", " ")):
        stems = {_stem(word) for word in _WORD.findall(name)}
        said = frozenset(word for word in words if _stem(word) in stems)
        if {_stem(word) for word in said} == stems and not stems <= _EXTRA:
            yield said


def _valued(fact: Fact, left: Sequence[str]) -> _Named:
    """What the words beside a fact's name make of it; sure where they say nothing else."""
    denials = sum(word in _NO or word.endswith("n't") for word in left)
    has = any(word in _HAS for word in left)
    other = [word for word in left if word not in _NO | _HAS | _FILLERS and not word.endswith("n't")]
    value: str | None = None
    if fact.kind == "yes-no":
        value = {0: "yes" if has else None, 1: "no"}.get(denials)
        return _Named(fact, value, value is not None and not other)
    if denials == 1 and not other and "none" in fact.values:
        value = "none"
    elif not denials:
        kept = [word for word in left if word not in _BEFORE_NUMBERS] if fact.kind == "count" else other
        value = read_answer(fact, " ".join(kept)).value if kept else None
    return _Named(fact, value, value is not None)


def _word(each: _Named, given: dict[str, str]) -> str:
    """The answer to offer: the one that was understood, or else another than was given."""
    if each.value:
        return each.value
    others = [choice.value for choice in each.fact.choices if choice.value != given.get(each.fact.id)]
    return "no" if "no" in others else next(iter(others), "no")


def _stem(word: str) -> str:
    """A word without the ending of its plural."""
    return re.sub(r"(?<=[sxh])es$|(?<=[a-rt-z])s$", "", word)
