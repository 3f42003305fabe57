"""Works out the answer space: the engine over every complete answer set, folded into a decision diagram."""

from __future__ import annotations

import itertools
import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from rules.engine import Engine
from rules.model import Book, Fact
from rules.reading import shipped_book
from rules.rule import Atom
from rules.space import SHIPPED, AnswerSpace, Level, Outcome, outcome_of

Progress = Callable[[int, int], None]
_UNKNOWN = ""
"""Stands among a fact's values for not knowing it, where no value of the fact means the same."""
_HEAD = 6
"""One job fixes so many facts: a few hundred jobs keep the bar moving and every core busy."""


def build_space(
    book: Book, *, workers: int = 1, progress: Progress = lambda _done, _all: None, parts: Path | None = None
) -> AnswerSpace:
    """Let the engine work out every complete answer set of `book`; `progress` gets (done, all).

    What is done is kept in the file `parts`, so that a build that was cut off goes on where it stood.

    Raises:
        SpaceError: some answer set leads to two verdicts at once.
    """
    domains = [_domain(book, fact) for fact in book.deciding]
    heads = list(itertools.product(*domains[:_HEAD]))
    done = _kept(parts, book)
    missing = [head for head in heads if head not in done]
    # Spawned, not forked: a fork while a thread evaluates would inherit the engine's lock, taken for ever.
    with ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn")) as pool:
        for head, part in zip(missing, pool.map(_below, itertools.repeat(book), missing), strict=True):
            done[head] = part
            _keep(parts, book, head, part)
            progress(len(done), len(heads))
    cells = [cell for head in heads for cell in done[head]]
    space = _folded(book, domains, cells)
    if parts is not None:
        parts.unlink(missing_ok=True)
    return space


def _deciding_values(book: Book, fact: Fact) -> set[str]:
    """The values of a fact that some rule on which the outcome hangs looks for."""
    # Rules that only say that something is known of the flow tell no value from another.
    rules = [rule for rule in book.outcome_rules if not _only_tells(rule.conclusions)]
    return {
        value
        for rule in rules
        for condition in (*rule.when, *rule.unless)
        if condition.topic == fact.id
        for value in condition.values
    }


def _only_tells(conclusions: tuple[Atom, ...]) -> bool:
    return all(atom.topic == FLOW_TOPIC for atom in conclusions)


FLOW_TOPIC = "flow"
"""What rules conclude as soon as anything is known of the flow; without it nothing is advised."""


def _neutral(book: Book, fact: Fact) -> str | None:
    """A value that no deciding rule looks for: answering it is the same as not knowing the fact."""
    looked_for = _deciding_values(book, fact)
    return next((value for value in fact.values if value not in looked_for), None)


def _domain(book: Book, fact: Fact) -> tuple[str, ...]:
    return fact.values if _neutral(book, fact) else (*fact.values, _UNKNOWN)


def _below(book: Book, head: tuple[str, ...]) -> list[Outcome]:
    """The outcomes of every completion of `head`, the values of the first deciding facts."""
    engine = _engine_for(book)
    flow = Atom(FLOW_TOPIC, "known")
    outcomes = []
    for tail in itertools.product(*(_domain(book, fact) for fact in book.deciding[len(head) :])):
        answers = zip(book.deciding, head + tail, strict=True)
        atoms = [atom for fact, value in answers for atom in fact.atoms(value)]
        outcomes.append(outcome_of(engine.evaluate([*atoms, flow])))
    return outcomes


_compiled: dict[str, Engine] = {}


def _engine_for(book: Book) -> Engine:
    """One engine a worker: compiling the book costs more than a hundred evaluations."""
    if book.logic_sha256 not in _compiled:
        _compiled[book.logic_sha256] = Engine(book.outcome_rules)
    return _compiled[book.logic_sha256]


def _folded(book: Book, domains: list[tuple[str, ...]], cells: list[Outcome]) -> AnswerSpace:
    """Fold the flat list of outcomes, last fact first, into levels of shared nodes."""
    outcomes = tuple(sorted(set(cells), key=lambda outcome: tuple(part or "" for part in outcome)))
    number = {outcome: index for index, outcome in enumerate(outcomes)}
    row = [number[cell] for cell in cells]
    telling = {
        condition.topic
        for rule in book.outcome_rules
        if _only_tells(rule.conclusions)
        for condition in rule.when
    }
    levels: list[Level] = []
    for fact, domain in zip(reversed(book.deciding), reversed(domains), strict=True):
        width = len(domain)
        seen: dict[tuple[int, ...], int] = {}
        row = [seen.setdefault(tuple(row[at : at + width]), len(seen)) for at in range(0, len(row), width)]
        unknown = domain.index(_neutral(book, fact) or _UNKNOWN)
        levels.append(Level(fact.id, fact.values, unknown, fact.id in telling, tuple(seen)))
    return AnswerSpace(book.logic_sha256, outcomes, tuple(reversed(levels)))


def _keep(parts: Path | None, book: Book, head: tuple[str, ...], part: list[Outcome]) -> None:
    if parts is not None:
        with parts.open("a", encoding="utf-8") as file:
            file.write(json.dumps([book.logic_sha256, head, part]) + "\n")


def _kept(parts: Path | None, book: Book) -> dict[tuple[str, ...], list[Outcome]]:
    """What an earlier build of the same book has worked out; a line that was cut off is left out."""
    found: dict[tuple[str, ...], list[Outcome]] = {}
    if parts is None or not parts.exists():
        return found
    for line in parts.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            digest, head, cells = json.loads(line)
            if digest == book.logic_sha256:
                found[tuple(head)] = [Outcome(*cell) for cell in cells]
        except (ValueError, TypeError):
            continue
    return found


def bar() -> Progress:
    """A line of progress on stderr that draws itself over."""

    def show(done: int, of: int) -> None:
        end = "\n" if done == of else ""
        sys.stderr.write(f"\rworking out the answer space: {100 * done // of:3d}%{end}")
        sys.stderr.flush()

    return show


def main() -> None:
    """Work out the diagram of the shipped book, and write it beside it."""
    space = build_space(
        shipped_book(), workers=os.cpu_count() or 1, progress=bar(), parts=SHIPPED.with_suffix(".parts")
    )
    SHIPPED.write_text(space.to_json(), encoding="utf-8")
    nodes = sum(len(level.nodes) for level in space.levels)
    sys.stderr.write(f"{SHIPPED.name}: {nodes} nodes, {len(space.outcomes)} outcomes\n")


if __name__ == "__main__":
    main()
