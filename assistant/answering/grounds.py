"""Why an answer is what it is, in plain sentences: what was recognised, what is covered, what is missing."""

from __future__ import annotations

from assistant.answering.answer import Answer
from assistant.phrases import listed
from knowledge.model import Section
from knowledge.words import STOP_WORDS
from rules.rule import Atom

Ground = tuple[str, tuple[str, ...]]
"""A sentence with the ids of the sections that it names."""
MOST_WORDS = 3
"""So many of the words that told most are named."""
LACKS = {"amount": "such figure", "price": "price", "date": "date"}
STRANGE_PRODUCT = "doubt-at-the-product"
"""The rule that fires where a product is named of which the guide says nothing."""


def grounds_of(found: Answer) -> tuple[Ground, ...]:
    """One sentence or two for people who want to know no more than why."""
    match found.outcome:
        case "answered":
            return (_recognised(found), _quoted(found))
        case "partly":
            return (_recognised(found), (_lacking(found), ()))
        case "offered":
            return _open(found)
        case "false-premise":
            return _taken_for_granted(found)
        case "not-covered":
            return _left_out(found)


def _recognised(found: Answer) -> Ground:
    if not found.nearest:
        return "It shares words with the guide.", ()
    section = found.nearest[0]
    return f"It was taken for a question about {_named(section)}{_by_words(found)}.", (section.id,)


def _quoted(found: Answer) -> Ground:
    if "second" in found.trace.values("speak") and len(found.nearest) > 1:
        second = found.nearest[1]
        return f"The guide treats that; {_named(second)} fits nearly as well and has a say too.", (second.id,)
    if "whole-section" in found.trace.values("speak"):
        return "The guide treats that, and its section is quoted from what fits best on.", ()
    return "The guide treats that, and the passages that fit your words best are quoted.", ()


def _lacking(found: Answer) -> str:
    lacks = " or ".join(LACKS[each] for each in found.trace.values("lacks") if each in LACKS)
    return f"The guide treats that, but gives no {lacks or 'more'}, so you got the part that it has."


def _open(found: Answer) -> tuple[Ground, ...]:
    sections = tuple(section.id for section in found.nearest)
    named = listed([_named(section) for section in found.nearest])
    return (
        (
            "Your words fit several subjects of the guide, none of them well.",
            (),
        ),
        (f"They come nearest to {named}, so each of these has a say.", sections),
    )


def _taken_for_granted(found: Answer) -> tuple[Ground, ...]:
    rules = dict.fromkeys(f.rule for f in found.trace.firings if f.rule.table == "premise")
    because = "; ".join(rule.because for rule in rules)
    sections = tuple(dict.fromkeys(section for rule in rules for section in rule.sections))
    told = "The question takes something for granted that the guide does not have."
    return ((f"{told} {because}.", sections),)


def _left_out(found: Answer) -> tuple[Ground, ...]:
    if Atom("length", "nothing") in found.trace.given:
        return (("No word of it says what it is about, so there was nothing to look for in the guide.", ()),)
    told = "It reads like a question that the guide leaves out"
    if any(firing.rule.id == STRANGE_PRODUCT for firing in found.trace.firings):
        told += "; it names a product of which the guide says nothing"
    missing = f" The guide does not say {found.missing}." if found.missing else ""
    grounds: list[Ground] = [(f"{told}.{missing}", ())]
    if found.hint and found.nearest:
        nearest = found.nearest[0]
        grounds.append(
            (f"What comes nearest is {_named(nearest)}, so a passage of that was shown.", (nearest.id,))
        )
    return tuple(grounds)


def _named(section: Section) -> str:
    return f'"{section.title}"'


def _by_words(found: Answer) -> str:
    telling = found.asked.match.telling if found.asked.match else ()
    # Words such as "when" and "a" tell the matcher something, and people nothing.
    words = [word for word in telling if word not in STOP_WORDS and len(word) > 1][:MOST_WORDS]
    if not words:
        return ""
    return f", above all by the {'word' if len(words) == 1 else 'words'} {listed(words)}"
