"""What a line of text says as an answer to one question: a value when that is sure, else nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import fuzz, process

from rules.model import UNSURE, Choice, Fact

# fmt: off
UNSURE_WORDS = frozenset({
    "unsure", "not sure", "dont know", "don't know", "i dont know", "i don't know", "no idea", "dunno",
    "unknown", "not known", "cannot say", "can't say", "hard to say", "maybe", "perhaps", "idk",
    "not sure yet", "we don't know", "we dont know", "don't know yet", "i'm not sure", "im not sure",
    "we are not sure", })
_YES = frozenset({
    "yes", "y", "yeah", "yep", "yup", "sure", "true", "always", "definitely", "certainly", "absolutely",
    "correct", "indeed", "of course",
})
_NO = frozenset({"no", "n", "nope", "never", "false", "not really", "not at all", "hardly", "nah"})
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)
# fmt: on
_HEDGES = re.compile(
    r"\b(but|except|unless|mostly|usually|sometimes|partly|often|depends?|though|however|almost|nearly|"
    r"more or less|kind of|sort of|in general|generally|rarely|occasionally)\b"
)
_NEGATIONS = re.compile(r"\b(no|not|never|none of|without|hardly)\b|n't\b")
_NUMBER = re.compile(
    r"^(?:about|around|roughly|approximately|some|ca\.?|~|maybe)?\s*(\d{1,6})\s*(?:steps?|or so)?$"
)
_WORDS_FOR_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS)}
_FUZZY_AT = 86
"""Similarity from which a short mistyped word is taken for a known one (0 to 100)."""


class Reading(NamedTuple):
    """What a text was taken for. `value` is None where nothing is sure; `exact` where no words are lost."""

    value: str | None
    exact: bool = True


def unsure_key(fact: Fact) -> str:
    """The number under which "not sure" is offered for a closed question."""
    return str(len(fact.choices) + 1)


def read_answer(fact: Fact, text: str) -> Reading:
    """Take `text` for a value of `fact`, or say that it cannot be done for sure.

    A text question takes anything. "unsure" in many words is a value everywhere.
    """
    said = _folded(text)
    if said in UNSURE_WORDS or (fact.choices and fact.kind != "count" and said == unsure_key(fact)):
        return Reading(UNSURE)
    match fact.kind:
        case "text":
            return Reading(text)
        case "count":
            return _count(fact, said)
        case "several":
            return _several(fact, said)
        case "yes-no":
            return _by_key(fact, said) or _yes_no(said)
        case "choice":
            return _by_key(fact, said) or _choice(fact, said)


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[.!;]+(?=\s|$)", " ", text.lower().replace("’", "'")).split()).strip(" ,:")


def _by_key(fact: Fact, said: str) -> Reading | None:
    """An option by its number, with or without a dot or bracket behind it, or by its label or value."""
    key = said.rstrip(".) ")
    if key.isdecimal() and 1 <= int(key) <= len(fact.choices):
        return Reading(fact.choices[int(key) - 1].value)
    for choice in fact.choices:
        if said in {choice.value, choice.value.replace("-", " "), choice.label.lower()}:
            return Reading(choice.value)
    return None


def _yes_no(said: str) -> Reading:
    if _HEDGES.search(said):
        return Reading(None)
    for value, words in (("no", _NO), ("yes", _YES)):
        for word in words:
            if said == word:
                return Reading(value)
            if said.startswith((f"{word},", f"{word} ", f"{word}:")) and not _other_way(said, value):
                return Reading(value, exact=False)
    near = process.extractOne(said, ("yes", "no", "yeah", "nope", UNSURE), scorer=fuzz.ratio)
    if near and len(said) > 2 and near[1] >= _FUZZY_AT:
        return Reading({"yeah": "yes", "nope": "no"}.get(near[0], near[0]))
    return Reading(None)


def _other_way(said: str, value: str) -> bool:
    """Whether the rest of a sentence takes back its first word: "no, yes", "sure, not"."""
    rest = re.split(r"[\s,:]+", said)[1:]
    opposite = _YES if value == "no" else _NO
    return bool(rest) and (rest[0] in opposite or (value == "yes" and rest[0] == "not"))


def _count(fact: Fact, said: str) -> Reading:
    number = _NUMBER.match(said)
    if number:
        return Reading(str(int(number[1])))
    first = said.removeprefix("about ").removesuffix(" steps").removesuffix(" step")
    if first in _WORDS_FOR_NUMBERS:
        return Reading(str(_WORDS_FOR_NUMBERS[first]))
    if number or re.search(r"\d", said):
        return Reading(None)
    return _by_label(fact, said) or _choice(fact, said)


def _by_label(fact: Fact, said: str) -> Reading | None:
    return next((Reading(choice.value) for choice in fact.choices if said == choice.value), None)


def _several(fact: Fact, said: str) -> Reading:
    parts = [part for part in re.split(r"[,;/&]|\band\b|\s", said) if part]
    keys = [part.rstrip(".)") for part in parts]
    if keys and all(key.isdecimal() and 1 <= int(key) <= len(fact.choices) for key in keys):
        chosen = {fact.choices[int(key) - 1].value for key in keys}
        return Reading(",".join(value for value in fact.values if value in chosen))
    found = {choice.value for choice in fact.choices if _mentions(choice, said)}
    if found and not _NEGATIONS.search(said):
        return Reading(",".join(value for value in fact.values if value in found), exact=False)
    # A way to fail in one's own words is a way to fail.
    return Reading("other", exact=False) if len(said) > 2 and not said.isdecimal() else Reading(None)


def _choice(fact: Fact, said: str) -> Reading:
    found = {choice.value for choice in fact.choices if _mentions(choice, said)}
    if len(found) == 1 and not _HEDGES.search(said):
        alone = said in {word for choice in fact.choices for word in choice.words}
        if alone or not _NEGATIONS.search(said):
            return Reading(found.pop(), exact=alone)
    if not found:
        near = _nearest(fact, said)
        if near:
            return Reading(near)
        if "other" in fact.values and len(said.split()) > 1 and not _HEDGES.search(said):
            return Reading("other", exact=False)
    return Reading(None)


def _mentions(choice: Choice, said: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in choice.words)


def _nearest(fact: Fact, said: str) -> str | None:
    """A short mistyped word for the value it is nearest to, if one is near enough."""
    names = {
        name: choice.value
        for choice in fact.choices
        for name in (choice.value, choice.label.lower(), *choice.words)
        if len(name) > 3
    }
    if len(said) < 4 or len(said) > 30:
        return None
    near = process.extractOne(said, list(names), scorer=fuzz.ratio, score_cutoff=_FUZZY_AT)
    return names[near[0]] if near else None
