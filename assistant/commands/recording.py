"""Decision records from within the talk: list, show, search, and what happens to them later."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.errors import Trouble
from assistant.exchange import Exchange
from assistant.ports import KeptRecord, Recorder, Shelf
from assistant.records.naming import id_of
from assistant.replies import Verbatim
from assistant.talk import Talk

_STATUSES = {"accept": "accepted", "reject": "rejected", "deprecate": "deprecated"}
_BY = re.compile(r"\s+by\s+|\s*->\s*", re.IGNORECASE)
_FRONT = re.compile(r"\A---\n.*?^---\n+", re.DOTALL | re.MULTILINE)
_TRANSCRIPT = re.compile(r"^<details>.*?^</details>$", re.DOTALL | re.MULTILINE)


def record(talk: Talk, rest: str, exchange: Exchange) -> None:
    """Do what follows "record", or say why it cannot be done."""
    word, _, named = (rest or "list").partition(" ")
    try:
        if word.lower() in _BY_RECORDER:
            _BY_RECORDER[word.lower()](talk.recorder, named.strip(), exchange)
        else:
            _DONE[word.lower()](talk.recorder.shelf, named.strip(), exchange)
    except Trouble as trouble:
        exchange.words.notice(str(trouble))


def _check(recorder: Recorder, named: str, exchange: Exchange) -> None:
    lines = recorder.check(named.split())
    if lines:
        exchange.words.add(Verbatim(tuple(lines)))
    else:
        exchange.words.notice("There are no records yet; save writes one.")


def _renew(recorder: Recorder, ref: str, exchange: Exchange) -> None:
    after = recorder.renew(ref)
    name = id_of(after.line.number)
    told = "is written anew" if after.changed else "says just what it would say today; nothing was changed"
    exchange.words.notice(f"{name} {told}.")


def _page(recorder: Recorder, named: str, exchange: Exchange) -> None:
    ref, form = named.lower().split()
    exchange.words.notice(f"The page is written: {recorder.page(ref, form)}")


def _list(shelf: Shelf, _named: str, exchange: Exchange) -> None:
    _show_list(shelf.records(), "There are no records yet; save writes one.", exchange)


def _search(shelf: Shelf, words: str, exchange: Exchange) -> None:
    _show_list(shelf.records(words), "No record holds all of these words.", exchange)


def _show_list(lines: Iterable[KeptRecord], otherwise: str, exchange: Exchange) -> None:
    told = [
        f"{line.number:04d}  {line.status or 'no status'}  {line.date}  {line.start or '-'}  {line.title}"
        for line in lines
    ]
    if told:
        exchange.words.add(Verbatim(tuple(told)))
    else:
        exchange.words.notice(otherwise)


def _show(shelf: Shelf, ref: str, exchange: Exchange) -> None:
    """The record as it reads, without what only machines need and without its transcript."""
    body = _TRANSCRIPT.sub("", _FRONT.sub("", shelf.text(ref)))
    exchange.words.add(Verbatim(tuple(body.strip().splitlines())))


def _restate(status: str) -> Callable[[Shelf, str, Exchange], None]:
    def done(shelf: Shelf, ref: str, exchange: Exchange) -> None:
        after = shelf.restate(ref, status)
        name = id_of(after.line.number)
        exchange.words.notice(f"{name} is {status}{'' if after.changed else ' already'}.")

    return done


def _supersede(shelf: Shelf, named: str, exchange: Exchange) -> None:
    old, _, new = (part.strip() for part in _BY.sub("\n", named).partition("\n"))
    if not old or not new:
        exchange.words.notice("Say which one takes the place of which: record supersede 2 by 5.")
        return
    *older, newer = shelf.replace(re.split(r"[\s,]+", old), new)
    names = ", ".join(id_of(change.line.number) for change in older)
    exchange.words.notice(f"{names}: superseded by {id_of(newer.line.number)}; both ends say so.")


def _index(shelf: Shelf, _named: str, exchange: Exchange) -> None:
    exchange.words.notice(f"The index is written: {shelf.index()}")


_DONE: dict[str, Callable[[Shelf, str, Exchange], None]] = {
    "list": _list,
    "search": _search,
    "show": _show,
    "supersede": _supersede,
    "index": _index,
    **{word: _restate(status) for word, status in _STATUSES.items()},
}
_BY_RECORDER: dict[str, Callable[[Recorder, str, Exchange], None]] = {
    "check": _check,
    "renew": _renew,
    "page": _page,
}
"""What takes more than the folder: guide and rules."""
