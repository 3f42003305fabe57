"""Which words of a question are worth looking for."""

import re
import unicodedata

LONGEST_QUESTION = 20_000
"""Characters of a question that are read; a pasted log has said what it is about long before."""

LONGEST_WORD = 40

MOST_TERMS = 64
"""Distinct words that are looked for; well over what a rambling question holds."""

WORD = re.compile(r"[^\W_]+")

# Only from a number's first digit on: from each of its digits, a page of them would take seconds.
_PERCENTAGE = re.compile(r"(?<!\d)(\d+(?:[.,]\d+)?) ?(?:%|per ?cent\b)", re.IGNORECASE)

# Words that say nothing of the subject, and the halves of short forms such as "don't" and "we've".
_STOP_WORDS = """
about after again all also am an and any anybody anyone anything are aren as ask asking at be
because been before being between both but by can cannot cheers could couldn did didn do does doesn
doing don each either else etc even ever every everyone everything few for from further get gets
getting give go going gonna got had hadn has hasn have haven having he hello help her here hers hey
hi him his how however if in into is isn it its itself just kind know let like ll look lot make many
may maybe me might mine more most much must my need no nobody nor not nothing now of off ok okay on
once one only or other our ours out over own perhaps please quite rather re really said same say see
shall she should shouldn so some somebody someone something sort such sure tell than thank thanks
that the their theirs them then there these they thing things think this those though thx to too try
under until up upon us use used using ve very want wanted wants was wasn way we well were weren what
whatever when where whether which while who whom whose why will with within without won would wouldn
yes yet you your yours
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def terms_of(question: str) -> tuple[str, ...]:
    """Pick the distinct words of a question that carry its subject.

    Args:
        question: Any text at all.

    Returns:
        The words in small letters, in the order asked, letters and digits only; none for a question of
        stop words, signs or pictures.
    """
    text = unicodedata.normalize("NFKC", question[:LONGEST_QUESTION]).casefold()
    words = dict.fromkeys(word[:LONGEST_WORD] for word in WORD.findall(text))
    # A single letter is what is left of a short form; a single digit may name a step.
    kept = (word for word in words if word not in STOP_WORDS and (len(word) > 1 or word.isdigit()))
    return tuple(word for word, _ in zip(kept, range(MOST_TERMS), strict=False))


def percentages_of(text: str) -> frozenset[str]:
    """Pick the numbers that stand before "%", "percent" or "per cent", such as "40", as they are written."""
    return frozenset(_PERCENTAGE.findall(text))
