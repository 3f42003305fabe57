"""Whether the recorded answers lead to the recorded verdict today, and if not, why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.mind import Mind
from assistant.records.checking.finding import Finding
from assistant.records.checking.sources import same_book
from assistant.records.grounds import concluded, concluding, drivers, grounds
from assistant.records.model import Concluded, Ground
from assistant.records.reading import KeptAnswer, KeptBlock
from rules.model import UNSURE, Fact
from rules.rule import Atom
from rules.verdict import Verdict

NONE = "none"
"""How a start or direction is told that today's rules do not conclude."""
_TOPICS = {"start": ("stage", "start"), "direction": ("direction",), "route": ("route",)}
"""What rules conclude that decide each of the three."""


class Replay:
    """Today's rules, to be asked for many records."""

    def __init__(self, mind: Mind) -> None:
        self._mind = mind
        self._known: dict[tuple[Atom, ...], Concluded] = {}

    def findings(self, kept: KeptBlock, status: str) -> Iterator[Finding]:
        """What today's rules make of a record's answers.

        Args:
            kept: What the record says.
            status: `proposed` or `accepted`, for what to do about it.
        """
        yield from (Finding("changed", text) for text in self._unknown(kept.answers))
        values = {fact: answer.value for fact, answer in kept.answers.items()}
        now, was = self._verdict(values), kept.verdict
        unchanged = same_book(kept, self._mind.book)
        names = ("start", "direction", "route")
        differing = {name: (getattr(was, name), getattr(now, name)) for name in names}
        differing = {name: pair for name, pair in differing.items() if pair[0] != pair[1]}
        if differing:
            why = _why(self._grounds(self._mind.verdict(values), differing))
            what = "; ".join(f"{name} {new}, not {old}" for name, (old, new) in differing.items())
            to_do = _to_do(kept, status, same_book=unchanged)
            yield Finding("otherwise", f"Today the answers lead to {what}. {why}{to_do}")
            return
        # An older record does not tell what was possible.
        details = [
            f"{name} is {new}, not {old}"
            for name, old, new in (
                ("stability", was.stability, now.stability),
                ("agreement", was.agreement, now.agreement),
                ("what is possible", ", ".join(was.possible), ", ".join(now.possible) or NONE),
            )
            if old and old != new
        ]
        if details:
            hand = " The rule book is the same, so that was changed by hand." if unchanged else ""
            yield Finding("changed", f"The verdict is the same, but {'; '.join(details)}.{hand}")

    def _verdict(self, values: dict[str, str]) -> Concluded:
        """The verdict over answers. It hangs on what the rules read of them, which is alike for many."""
        atoms = tuple(self._mind.book.atoms_of(values))
        if atoms not in self._known:
            verdict = self._mind.verdict(values)
            self._known[atoms] = concluded(verdict, verdict.start or NONE)
        return self._known[atoms]

    def _grounds(self, verdict: Verdict, differing: Iterable[str]) -> tuple[Ground, ...]:
        """The rules that decide today what was decided otherwise, and those that read an answer for it."""
        book = self._mind.book
        topics = [topic for name in differing for topic in _TOPICS[name]]
        found = [reason for topic in topics for reason in concluding(book, verdict.reasons, topic)]
        needed = [driver.ground for driver in drivers(book, verdict) if driver.kind != "Limits"]
        decided = (*grounds(book, found), *needed)
        return tuple({ground.rule: ground for ground in decided}.values())

    def _unknown(self, answers: dict[str, KeptAnswer]) -> Iterator[str]:
        for name, answer in answers.items():
            fact = self._mind.book.facts_by_id.get(name)
            if fact is None:
                yield f"The rule book does not ask for {name} any more; its answer counts for nothing."
            elif not _holds(fact, answer.value):
                yield (
                    f"The rule book has no answer {answer.value[:80]} to {name} any more; it counts as not "
                    f"known. Today there are: {', '.join(fact.values)}."
                )


def _holds(fact: Fact, value: str) -> bool:
    """Whether a value is one that the fact can have."""
    if fact.kind == "text" or value == UNSURE or (fact.kind == "count" and value.isdecimal()):
        return True
    parts = value.split(",") if fact.kind == "several" else [value]
    return all(part in fact.values or part == UNSURE for part in parts)


def _why(grounds_: Iterable[Ground]) -> str:
    told = [f"{ground.because.rstrip('.')} ({_source(ground)})" for ground in grounds_]
    return f"Why: {'; '.join(told)}. " if told else ""


def _source(ground: Ground) -> str:
    return ", ".join((f"rule {ground.rule}", *(f"§ {section}" for section in ground.sections)))


def _to_do(kept: KeptBlock, status: str, *, same_book: bool) -> str:
    if same_book:
        return (
            "The rule book is the one of the record, so the recorded verdict was changed by hand: "
            "put it back as it was."
        )
    number = kept.id.removeprefix("ADR-")
    new = "whichflow record new writes one of a new interview"
    if status == "proposed":
        return f"The rule book has changed since. Reject this record and decide anew: {new}."
    return (
        f"The rule book has changed since. Decide anew: {new}, whichflow record supersede {number} --by NEW "
        "lets it take this one's place."
    )
