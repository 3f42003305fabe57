"""Whether a line is a list of steps, or an answer to how many steps there are."""

from __future__ import annotations

import re

from assistant.picture.steps import read_steps

MAX_WORDS = 6
"""Words of a step's name; what is longer is a sentence."""

_ANSWERS = frozenset(
    re.findall(
        r"\S+",
        """
        yes no yeah yep nope unsure maybe perhaps probably possibly really roughly approximately about
        around nearly almost exactly sure certain certainly definitely ok okay fine well hm hmm um uh so
        please sorry thanks hello hi help undo quit idea clue zero one two three
        four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds twenty thirty few
        fewer several many more most less some couple lots lot plenty tons countless all none any both steps
        step stages stage or to and then plus minus up down at least than over under between not only just
        very too quite rather a an the of i think guess believe suppose say hope know dont don't it its it's
        depends depending varies changes differs hard tell is are was be would can could i'd i'm im that
        this there for now today usually normally mostly often sometimes always never typically etc
        """,
    )
)
"""Words that answers to "how many?" are made of: a name of nothing else is no step."""

_TALK = re.compile(
    r"note\s*:|(?:why|what|how|is|are|does|should|could|would|where|who|which|explain|i|i'm|i'd|it|it's|its|"
    r"that|that's|there|this|you|but|because|if|or|so|"
    r"we (?:have|had|are|do|don't|can|could|think|need|want)|"
    r"depends|depending|sometimes|usually|mostly|not|no|yes|maybe|perhaps|sorry|please|change \d+)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:\d+|few|many|several|some|more|\w+teen)\s+(?:steps?|stages?)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def names_steps(text: str) -> bool:
    """Whether `text` is surely a list of steps.

    It is when it parts into two names or more, each with letters, and none is a number, a word of yes, no or
    how many, a sentence or a turn of talk. In doubt it is not: the line is then read as any answer is.
    """
    if "?" in text:
        return False
    names = [step.name for step in read_steps(text)]
    return len(names) >= 2 and all(map(_is_name, names))


def _is_name(name: str) -> bool:
    words = [word.lower().replace("’", "'") for word in _WORDS.findall(name)]
    if len(words) > MAX_WORDS or not any(word[0].isalpha() for word in words):
        return False
    if _TALK.match(name) or _COUNTED.search(name):
        return False
    # A single letter is how people name steps in an example: "a, b, c".
    return words == ["a"] or not all(word in _ANSWERS or word.isdecimal() for word in words)
