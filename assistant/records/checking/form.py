"""Whether a record still has MADR's form and the parts that whichflow writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assistant.records.marking import parts_of
from assistant.records.model import RecordError
from assistant.records.sealing import edited

HEADINGS = (
    "## Context and Problem Statement",
    "## Decision Drivers",
    "## Considered Options",
    "## Decision Outcome",
    "### Consequences",
    "### Confirmation",
    "## Pros and Cons of the Options",
    "## More Information",
)
"""MADR's headings in MADR's order. Others may stand among them: those are their people's."""
PARTS = (
    "summary", "context", "drivers", "options", "outcome", "consequences", "confirmation", "pros-and-cons",
    "more", "transcript",
)  # fmt: skip
"""The parts that a renewal writes anew; it does without the history where somebody took that out."""

_MARK = re.compile(r"^ {0,3}(?:(`{3,}|~{3,})(.*)|(#{1,6})[ \t]+(.*))$", re.MULTILINE)
"""A line that opens or closes a fence, or a heading. A Markdown parser would take half a minute for as many
records as this reads in one."""
_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\r?$(?:(?!^---).)*?^whichflow:", re.MULTILINE | re.DOTALL)
_BEGIN = re.compile(r"^<!-- whichflow:begin ([a-z-]+) -->", re.MULTILINE)
_TELLING = 3
"""A text about records may show a part or two."""


def looks_like_ours(text: str) -> bool:
    """Whether whichflow wrote a file that cannot be read as its record any more."""
    return bool(_BLOCK.search(text)) or len({*_BEGIN.findall(text)} & {*PARTS}) >= _TELLING


def form_faults(text: str, body: str, sealed: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with a record's form, a sentence each.

    Args:
        text: The whole file.
        body: The Markdown below its front matter.
        sealed: The hash of each part as it was written; an older record has none.
    """
    yield from _heading_faults(list(headings(body)))
    try:
        parts = parts_of(text)
    except RecordError as error:
        yield str(error)
        return
    # A record from before there were markers has none at all.
    missing = [name for name in PARTS if name not in parts] if parts or sealed else []
    if missing:
        yield (
            f"The marker lines of {_listed(missing)} are gone: put them back, as in "
            f"<!-- whichflow:begin {missing[0]} --> and <!-- whichflow:end {missing[0]} -->."
        )
    if by_hand := edited(parts, sealed):
        yield (
            f"Changed by hand between their marker lines: {', '.join(by_hand)}. Write what is yours outside "
            "of them; whichflow record renew writes these parts anew."
        )


def headings(body: str) -> Iterator[str]:
    """The headings of a Markdown text, `## Decision Outcome`, but for what stands in a fence."""
    fence = ""
    for found in _MARK.finditer(body):
        ticks, info, level, title = found.groups()
        if ticks:
            if not fence:
                # A run of backticks with more of them behind it is code within a line.
                fence = "" if ticks[0] == "`" and "`" in info else ticks
            elif ticks.startswith(fence) and not info.strip():
                fence = ""
        elif not fence:
            words = title.split()
            if words and not words[-1].strip("#"):
                # Marks at the end only close the heading.
                words.pop()
            yield f"{level} {' '.join(words)}"


def _heading_faults(found: list[str]) -> Iterator[str]:
    if not found or not found[0].startswith("# "):
        yield "The record does not begin with its title as a heading, # and the title: put it back."
    small = [heading.casefold() for heading in found]
    wanted = {heading.casefold(): heading for heading in HEADINGS}
    for key, heading in wanted.items():
        times = small.count(key)
        if times != 1:
            wrong = "stands there more than once: keep one" if times else "is missing: put it back"
            yield f"MADR's heading {heading} {wrong}."
    kept = list(dict.fromkeys(heading for heading in small if heading in wanted))
    if kept != [heading for heading in wanted if heading in kept]:
        yield f"The headings are not in MADR's order, which is {', '.join(HEADINGS)}."


def _listed(names: Iterable[str]) -> str:
    *rest, last = names
    return f"the parts {', '.join(rest)} and {last}" if rest else f"the part {last}"
