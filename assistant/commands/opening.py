"""Opening the guide from the conversation."""

from __future__ import annotations

from assistant.exchange import Exchange
from assistant.talk import Talk


def read(talk: Talk, rest: str, exchange: Exchange) -> None:
    """Open a source of the last reply."""
    number = rest.strip("[]()#.")
    if not number.isdecimal():
        guide(talk, rest, exchange)
        return
    for cite in talk.cited:
        if cite.number == int(number):
            exchange.words.add(talk.guide.read(cite.section, cite.passage))
            return
    exchange.words.notice(f"The last reply has no source [{number}].")


def guide(talk: Talk, rest: str, exchange: Exchange) -> None:
    """Open a section of the guide."""
    section, _, claim = rest.lower().partition("#")
    if not section:
        exchange.words.notice("Say guide and the id of a section, such as guide models/sequential.")
        return
    try:
        exchange.words.add(talk.guide.read(section, f"{section}#{claim}" if claim else None))
    except LookupError as unknown:
        exchange.words.notice(str(unknown))
