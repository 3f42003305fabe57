"""Whether links between records hold both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.records.naming import id_of
from assistant.records.status import STATUSES, SUPERSEDED, kind_of, superseder
from assistant.text import clean


@dataclass(frozen=True, slots=True)
class Ends:
    """What a record says of others; `readable` is whether its front matter could be read at all."""

    number: int
    status: str
    supersedes: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    ours: bool = True
    readable: bool = True

    @property
    def id(self) -> str:
        """What other records call it by."""
        return id_of(self.number)


Look = Callable[[int], Sequence[Ends]]
"""The records of a number: one, unless there is none or the number was given twice."""


class Links:
    """The links of a folder; each record is looked at with `faults`."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._followed: set[int] = set()
        self._circular: set[int] = set()

    def faults(self, ends: Ends) -> Iterator[str]:
        """What is wrong with the links that a record names, a sentence each."""
        by = superseder(ends.status)
        if not ends.ours:
            if by and not self._look(_number(by)):
                yield f"The status names {by}, which is not there: name the record that took its place."
            return
        if not ends.readable:
            return
        yield from self._status_faults(ends, by)
        for record in ends.supersedes:
            yield from self._older_faults(ends, record)
        for record in dict.fromkeys((*ends.superseded_by, *([by] if by else ()))):
            yield from self._newer_faults(ends, record)
        if self._in_circle(ends):
            yield f"{ends.id} has superseded, by way of others, a record that took its own place: undo one."

    def _status_faults(self, ends: Ends, by: str) -> Iterator[str]:
        kind = kind_of(ends.status)
        if kind not in STATUSES:
            shown = clean(ends.status, limit=80)
            yield f"The status {shown} is none that MADR has; it is one of {', '.join(STATUSES)} by ADR-NNNN."
        elif kind == SUPERSEDED and not by:
            yield "The status does not say by which record: write superseded by ADR-NNNN."
        elif by and not _has(ends.superseded_by, by):
            yield f"The status names {by}, and superseded-by under whichflow does not: add it there."
        elif ends.superseded_by and kind != SUPERSEDED:
            yield (
                f"The record is {kind}, though superseded-by names {', '.join(ends.superseded_by)}: "
                "set the status to superseded, or empty the list."
            )

    def _older_faults(self, ends: Ends, record: str) -> Iterator[str]:
        old = self._look(_number(record))
        if not old:
            yield f"It supersedes {record}, which is not there: put it back, or take it off the list."
        elif not any(_is_replaced(other, ends.id) for other in old):
            yield (
                f"It supersedes {record}, which does not say so: name {ends.id} in the status and "
                f"superseded-by of {record}, or take {record} off the list."
            )

    def _newer_faults(self, ends: Ends, record: str) -> Iterator[str]:
        new = self._look(_number(record))
        if not new:
            yield f"It is superseded by {record}, which is not there: put that record back, or name another."
        elif not any(_has(other.supersedes, ends.id) or not _listing(other) for other in new):
            yield (
                f"It is superseded by {record}, which does not say so: add {ends.id} to supersedes of "
                f"{record}, or set right which record took its place."
            )

    def _in_circle(self, ends: Ends) -> bool:
        """Whether following who took whose place leads back to the record; each record is followed once."""
        way: list[int] = []
        number: int | None = ends.number
        while number is not None and number not in self._followed:
            self._followed.add(number)
            way.append(number)
            number = next((_number(by) for end in self._look(number) if (by := superseder(end.status))), None)
        if number in way:
            self._circular.update(way[way.index(number) :])
        return ends.number in self._circular


def _is_replaced(old: Ends, newer: str) -> bool:
    if not (old.readable if old.ours else old.status):
        # Nothing to compare with: that it cannot be read is told where it is checked itself.
        return True
    named = _number(superseder(old.status) or "ADR-0") == _number(newer)
    if not old.ours:
        return named
    return kind_of(old.status) == SUPERSEDED and (named or _has(old.superseded_by, newer))


def _listing(record: Ends) -> bool:
    """Whether a record has a list of those it supersedes: others' tools have none."""
    return record.ours and record.readable


def _has(listed: Sequence[str], record: str) -> bool:
    return _number(record) in map(_number, listed)


def _number(record: str) -> int:
    return int(record.removeprefix("ADR-"))
