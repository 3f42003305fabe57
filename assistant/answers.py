"""What a line of text says as an answer to one question: a value when that is sure, else nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from assistant.numbers import in_digits, number_of, span_of
from rules.model import UNSURE, Choice, Fact

# fmt: off
UNSURE_WORDS = frozenset({
    "unsure", "not sure", "dont know", "don't know", "i dont know", "i don't know", "no idea", "dunno",
    "unknown", "not known", "cannot say", "can't say", "hard to say", "maybe", "perhaps", "idk",
    "not sure yet", "we don't know", "we dont know", "don't know yet", "i'm not sure", "im not sure",
    "we are not sure", "we're not sure", "i'm unsure", "no clue", "not a clue", "no idea yet",
    "i have no idea", "we have no idea", "nobody knows", "no one knows", "who knows", "hard to tell",
    "can't tell", "cannot tell", "undecided", "not decided", "not decided yet", "not known yet", "tbd",
    "n/a", "do not know", "i do not know",
})
_YES = frozenset({
    "yes", "y", "yeah", "yep", "yup", "sure", "true", "always", "definitely", "certainly", "absolutely",
    "correct", "indeed", "of course", "yea", "ya", "exactly", "totally", "yes please", "affirmative",
    "we do", "they do", "it does", "we can", "they can", "it can", "we may", "there is", "there are",
    "it is", "they are",
})
_NO = frozenset({
    "no", "n", "nope", "never", "false", "not really", "not at all", "hardly", "hardly ever", "nah", "none",
    "negative", "no way", "by no means", "of course not", "definitely not", "certainly not", "absolutely not",
    "surely not", "we don't", "they don't", "it doesn't", "we can't", "they can't", "it can't",
    "we may not", "there isn't", "there aren't", "there is none", "there are none", "it isn't",
    "they aren't",
})
_PLAIN = frozenset({
    "yes", "y", "yeah", "yep", "yup", "yea", "ya", "no", "n", "nope", "nah", "not really", "not at all",
})
_NO_SENTENCE = frozenset({
    "not", "never", "no", "they", "we", "it", "you", "i", "that", "that's", "this", "these", "there",
    "because", "since", "thanks", "sir",
})
"""Words behind a bare "no" that begin a sentence: "no they run in a row"; but "no orders change" says yes."""
# fmt: on
_HEDGES = re.compile(
    r"\b(but|except|unless|mostly|usually|sometimes|partly|often|depends?|though|however|almost|nearly|"
    r"more or less|kind of|sort of|in general|generally|rarely|occasionally|most|probably|possibly|"
    r"presumably|i think|i guess|in theory|not always|only (?:if|when|for|in)|yes,? (?:if|when))\b"
)
_NEGATIONS = re.compile(r"\b(no|not|never|none of|without|hardly)\b|n't\b")
_FUZZY_AT = 86
"""Similarity from which a mistyped yes or no is taken for it (0 to 100)."""
# Each digit can be read in one way only: a thousand of them must not be tried in every way to part them.
_SEVERAL_KEYS = re.compile(r"^(?:both |either )?(?:\d\d+|\d+(?:(?:[\s,/&-]|or|and)+\d+)+)$")
_ALL = frozenset({"all", "all of them", "all of these", "all of those", "all of the above", "everything"})
_CANNOT_FAIL = re.compile(
    r"^(?:none|nothing|never|no|nope|none of (?:these|those|them|the above)|"
    r"(?:it|they|this|a run|runs) (?:never|cannot|can't|won't|doesn't|don't|does not|do not) fails?)$"
)


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
    said = re.sub(r"(?<![.!;])[.!;]+(?=\s|$)", " ", text.lower().replace("’", "'"))
    said = re.sub(r"\b(do|does|is|are|ca|wo)nt\b", r"\1n't", said)
    return " ".join(said.split()).strip(" ,:")


def _by_key(fact: Fact, said: str) -> Reading | None:
    """An option by its number, with or without a dot or brackets, or by its label, hint or value."""
    key = re.sub(r"^(?:(?:option|answer|number) )?[#(\[]?|[.)\]]+$", "", said)
    if key.isdecimal() and len(key) < 5 and 1 <= int(key) <= len(fact.choices):
        return Reading(fact.choices[int(key) - 1].value)
    for choice in fact.choices:
        if said in {choice.value, choice.value.replace("-", " "), choice.label.lower(), choice.hint.lower()}:
            return Reading(choice.value)
    return None


def _yes_no(said: str) -> Reading:
    if _HEDGES.search(said):
        return Reading(None)
    if said in _YES or said in _NO:
        return Reading("yes" if said in _YES else "no")
    opening = _opening(said)
    if opening:
        value = "yes" if opening in _YES else "no"
        sure = not _other_way(said[len(opening) :], opening, value) and not _opens_unsure(said)
        return Reading(value if sure else None, exact=False)
    from rapidfuzz import fuzz, process  # noqa: PLC0415  (what is said plainly waits for none of it)

    near = process.extractOne(said, ("yes", "no", "yeah", "nope", UNSURE), scorer=fuzz.ratio)
    if near and len(said) > 2 and near[1] >= _FUZZY_AT:
        return Reading({"yeah": "yes", "nope": "no"}.get(near[0], near[0]))
    return Reading(None)


def _opening(said: str) -> str:
    """The yes or no that a sentence opens with, the longest there is: "of course not", not "of course"."""
    found = [word for word in _YES | _NO if said.startswith((f"{word},", f"{word}:"))]
    # Without a comma an adverb belongs to what follows: "always another order" is no yes.
    found += [word for word in _PLAIN if said.startswith(f"{word} ")]
    return max(found, key=len, default="")


def _other_way(rest: str, opening: str, value: str) -> bool:
    """Whether the rest of a sentence takes back its first words, or never was behind them.

    "no, yes", "yes and no", "no wait, yes", "sure, not"; and "no problem", which is no "no".
    """
    words = re.split(r"[\s,:]+", rest.strip(" ,:"))
    if value == "no":
        bound = opening in {"no", "n"} and rest.startswith(" ") and words[0] not in _NO_SENTENCE
        return bound or bool({"yes", "yeah", "yep"} & set(words))
    if words[:2] in (["no", "exception"], ["no", "exceptions"]):
        return False
    if opening not in _PLAIN and _NEGATIONS.search(rest):
        return True
    return words[0] in {"no", "not", "nope", "never"} or words[-1] in {"no", "not", "nope"}


def _opens_unsure(said: str) -> bool:
    """Whether a sentence begins by saying that one does not know: "no idea, ask the others"."""
    return any(re.match(rf"{re.escape(word)}\b", said) for word in UNSURE_WORDS)


def _count(fact: Fact, said: str) -> Reading:
    digits = in_digits(said)
    number = number_of(digits)
    if number is not None:
        return Reading(str(number))
    span = span_of(digits)
    if span:
        # "5 or 6" and "more than ten" are as good as a word, as long as one word holds for all of it.
        low, high = (fact.closed(str(end)) for end in span)
        return Reading(low if low == high else None, exact=False)
    if re.search(r"\d", digits):
        return Reading(None)
    return next((Reading(value) for value in fact.values if said == value), None) or _choice(fact, said)


def _several(fact: Fact, said: str) -> Reading:
    parts = [part for part in re.split(r"[,;/&+]|\band\b|\bto\b|(-)|\s", said) if part]
    keys = [part.rstrip(".)") for part in parts if part != "-"]
    if keys and all(key.isdecimal() for key in keys):
        numbers = {int(key) for key in keys if len(key) < 3}
        if re.fullmatch(r"\d\s*(?:-|to)\s*\d", said):
            numbers = set(range(min(numbers), max(numbers) + 1))
        if not numbers <= set(range(1, len(fact.choices) + 1)) or len(keys[0]) > 2:
            return Reading(None)
        return Reading(",".join(fact.choices[number - 1].value for number in sorted(numbers)))
    if said in _ALL:
        return Reading(",".join(value for value in fact.values if value != "other"))
    if _CANNOT_FAIL.match(said) or said in _YES | _NO:
        return Reading(None)
    found = {choice.value for choice in fact.choices if _mentions(choice, said)}
    if found:
        told = ",".join(value for value in fact.values if value in found)
        return Reading(None if _denies(fact, said) else told, exact=False)
    # A way to fail in one's own words is a way to fail.
    return Reading("other" if "other" in fact.values and len(said) > 2 else None, exact=False)


def _choice(fact: Fact, said: str) -> Reading:
    found = {choice.value for choice in fact.choices if _mentions(choice, said)}
    if "both" in fact.values and found == set(fact.values) - {"both", "none"}:
        found = {"both"}
    if len(found) == 1 and not _HEDGES.search(said) and not _denies(fact, said):
        return Reading(found.pop(), exact=said in {word for choice in fact.choices for word in choice.words})
    if not found:
        near = _nearest(fact, said)
        if near:
            return Reading(near)
        told = len(said.split()) > 1 and not _HEDGES.search(said) and not _SEVERAL_KEYS.match(said)
        if "other" in fact.values and told:
            return Reading("other", exact=False)
    return Reading(None)


def _mentions(choice: Choice, said: str) -> bool:
    first, _, rest = said.partition(" ")
    if first.rstrip(",") == "no" and rest.partition(" ")[0] in _NO_SENTENCE:
        # "No" alone is an answer, and so is "no kafka"; in "no, they wait in a row" it is none.
        said = rest
    return any(_word(word).search(said) for word in _names(choice))


def _names(choice: Choice) -> tuple[str, ...]:
    return (*choice.words, choice.value, choice.value.replace("-", " "), choice.label.lower())


def _denies(fact: Fact, said: str) -> bool:
    """Whether a "not" is left once the words for the choices, such as "no answer", are taken out."""
    for word in sorted((name for choice in fact.choices for name in _names(choice)), key=len, reverse=True):
        said = _word(word).sub(" ", said)
    return bool(_NEGATIONS.search(said))


@cache
def _word(word: str) -> re.Pattern[str]:
    """A word, or more of it than one: "user" is also found in "users"."""
    return re.compile(rf"(?<!\w){re.escape(word)}s?(?!\w)")


def _nearest(fact: Fact, said: str) -> str | None:
    """A short mistyped word for the value it is nearest to, if one is near enough."""
    names = {
        name: choice.value
        for choice in fact.choices
        for name in (choice.value, choice.label.lower(), *choice.words)
        # A slip of the finger is seldom the first letter, and there the prefixes stand that turn a word
        # round: "asynchronous" is not "synchronous", "dependent" is not "independent".
        if len(name) > 3 and name[0] == said[:1]
    }
    if len(said) < 4 or len(said) > 30:
        return None
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    slips = 1 if len(said) < 9 else 2
    near = process.extractOne(said, list(names), scorer=OSA.distance, score_cutoff=slips)
    return names[near[0]] if near else None
