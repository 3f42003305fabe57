"""What is said of the other ways a verdict can go: starts, flips, sufficient sets, against the engine."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping

from rules.model import Book
from rules.space import AnswerSpace
from rules.turning import flips, sufficient
from rules.verifying.asking import Asked
from rules.verifying.report import Check, Report
from rules.verifying.sampling import Sizes, sampled, source


def check_possible(asked: Asked, space: AnswerSpace | None, report: Report, sizes: Sizes) -> None:
    """9: the provisional start is that of some completion; where all agree, it stays. Exact in small sets."""
    book, draw = asked.book, source(9)
    with report.open("possible") as check:
        for _turn in range(sizes.completed):
            known = {fact.id: draw.choice(fact.values) for fact in book.deciding}
            for name in draw.sample(sorted(known), draw.randint(1, 4)):
                del known[name]
            now = asked.outcome(known)
            if now is None or now.start is None:
                continue
            check.count += 1
            found = {_start(asked, case) for case in _completions(book, known)}
            if now.start not in found:
                check.breach(known, f"the provisional start {now.start} is that of no completion")
            if space and set(space.starts(known)) != found:
                check.breach(
                    known, f"possible are said to be {_list(space.starts(known))}, and are {_list(found)}"
                )
        if space:
            _settled_stay(asked, space, check, sizes, draw)


def _settled_stay(asked: Asked, space: AnswerSpace, check: Check, sizes: Sizes, draw: random.Random) -> None:
    """A few completions of partial sets of any size: each start is a possible one."""
    for known in sampled(asked.book, sizes.turned, 91):
        if space.undetermined(known):
            continue
        check.count += 1
        starts = space.starts(known)
        for _turn in range(4):
            full = {fact.id: known.get(fact.id) or draw.choice(fact.values) for fact in asked.book.deciding}
            if (start := _start(asked, full)) not in starts:
                check.breach(full, f"comes to {start}, which was said to be impossible")


def check_flips(asked: Asked, space: AnswerSpace | None, report: Report, sizes: Sizes) -> None:
    """10: every other answer to every fact, by the engine, against the flips that are listed."""
    with report.open("flips") as check:
        for known in sampled(asked.book, sizes.turned, 10) if space else ():
            assert space is not None  # noqa: S101  (for the type checker: there are no cases without it)
            now = _start(asked, known)
            listed = {(flip.fact, flip.value): flip.start for flip in flips(space, known)}
            for fact in asked.book.deciding:
                for value in fact.values:
                    if known.get(fact.id) == value:
                        continue
                    check.count += 1
                    then = _start(asked, {**known, fact.id: value})
                    wanted = then if then != now else None
                    if listed.get((fact.id, value)) != wanted:
                        said = listed.get((fact.id, value)) or "no flip"
                        check.breach(known, f"{fact.id}={value} leads to {then}; listed is {said}")


def check_sufficient(asked: Asked, space: AnswerSpace | None, report: Report, sizes: Sizes) -> None:
    """13: whatever the other answers are, the set leads to the start; without any one of it, it need not."""
    draw = source(13)
    with report.open("sufficient") as check:
        for known in sampled(asked.book, sizes.turned * 2, 14) if space else ():
            assert space is not None  # noqa: S101  (for the type checker: there are no cases without it)
            start = space.outcome(known).start
            for names in sufficient(space, known)[:4]:
                check.count += 1
                alone = {name: known[name] for name in names}
                for _turn in range(6):
                    full = {f.id: alone.get(f.id) or draw.choice(f.values) for f in asked.book.deciding}
                    if (then := _start(asked, full)) != start:
                        check.breach(full, f"holds {_list(set(names))}, yet comes to {then}, not {start}")
                for name in names:
                    fewer = {fact: value for fact, value in alone.items() if fact != name}
                    if space.starts(fewer) == {start}:
                        check.breach(fewer, f"settles {start} without {name}, which was said to be needed")


def _completions(book: Book, known: Mapping[str, str]) -> Iterator[dict[str, str]]:
    open_facts = [fact for fact in book.deciding if fact.id not in known]
    for values in itertools.product(*(fact.values for fact in open_facts)):
        yield {**known, **{fact.id: value for fact, value in zip(open_facts, values, strict=True)}}


def _start(asked: Asked, known: Mapping[str, str]) -> str | None:
    outcome = asked.outcome(known)
    return outcome.start if outcome else None


def _list(words: set[str] | set[str | None] | frozenset[str | None]) -> str:
    return ", ".join(sorted(str(word) for word in words))
