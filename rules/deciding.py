"""What becomes of a question to the guide: facts about it in, what the rules conclude out.

The rules are the YAML tables in `answer_book/`. What is read here is `answer_book.json`, made of them by
`python -m rules.deciding_build`, so that a question on the command line waits for no YAML and no Pydantic;
tables that changed since are read themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from rules.engine import Engine, Trace
from rules.errors import BookError
from rules.rule import Atom, Condition, Rule

TABLES = Path(__file__).parent / "answer_book"
"""The rules about questions that ship with the package."""
COMPILED = TABLES.with_suffix(".json")


@dataclass(frozen=True)
class QuestionFact:
    """Something that can be known of a question.

    Attributes:
        id: Its name, a topic of the rules.
        says: What it is, for people.
        bands: Words for ranges of whole numbers, each with where it begins, highest first.
        cues: For each value the words of a question that show it; each ends with a space or, where the
            word may go on, without.
        given: What its values are where neither bands nor cues list them.
    """

    id: str
    says: str
    bands: tuple[tuple[str, int], ...] = ()
    cues: tuple[tuple[str, tuple[str, ...]], ...] = ()
    given: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """All that it can be, where the book lists that."""
        return (*(value for value, _ in self.bands), *(value for value, _ in self.cues), *self.given)


@dataclass(frozen=True)
class AnswerBook:
    """The facts about a question and the rules over them."""

    facts: tuple[QuestionFact, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def engine(self) -> Engine:
        """The engine over the rules, compiled when first needed."""
        return Engine(self.rules)

    @cached_property
    def _by_id(self) -> dict[str, QuestionFact]:
        return {fact.id: fact for fact in self.facts}

    def band(self, fact: str, number: float) -> Atom:
        """The atom for a number, by the bands of a fact."""
        bands = self._by_id[fact].bands
        return Atom(fact, next((value for value, start in bands if number >= start), bands[-1][0]))

    def heard(self, words: Iterable[str]) -> list[Atom]:
        """What the words of a question show by the cues, in the book's order.

        `words` are in small letters, without signs and accents.
        """
        said = f" {' '.join(words)} "
        return [
            Atom(fact.id, value)
            for fact in self.facts
            for value, cues in fact.cues
            if any(cue in said for cue in cues)
        ]

    def decide(self, atoms: Iterable[Atom]) -> Trace:
        """Let the rules conclude from what is known of a question."""
        return self.engine.evaluate(atoms)


@cache
def shipped_answer_book() -> AnswerBook:
    """The book that ships with the package, read once a process.

    Raises:
        BookError: a table changed, and is not as it should be.
    """
    return load_answer_book(TABLES, COMPILED)


def load_answer_book(tables: Path, compiled: Path) -> AnswerBook:
    """Read what was compiled of the tables, or, where they changed since, the tables themselves."""
    try:
        kept = json.loads(compiled.read_bytes())
        if kept["tables"] == tables_hash(tables):
            return _unpacked(kept)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        # Made anew from the tables: that is slower, and right.
        pass
    from rules.deciding_build import read_answer_book  # noqa: PLC0415

    return read_answer_book(tables)


def tables_hash(tables: Path) -> str:
    """The hash of the tables' names and bytes.

    Raises:
        BookError: there is no table.
    """
    files = sorted(tables.glob("*.yaml"))
    if not files:
        raise BookError(f"{tables}: holds no tables of rules")
    digest = sha256()
    for file in files:
        data = file.read_bytes()
        digest.update(f"{file.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _unpacked(kept: Mapping[str, Any]) -> AnswerBook:
    facts = tuple(
        QuestionFact(
            each["id"],
            each["says"],
            tuple((value, start) for value, start in each["bands"]),
            tuple((value, tuple(cues)) for value, cues in each["cues"]),
            tuple(each["given"]),
        )
        for each in kept["facts"]
    )
    return AnswerBook(facts, tuple(_rule(each) for each in kept["rules"]))


def _rule(given: Mapping[str, Any]) -> Rule:
    return Rule(
        id=given["id"],
        table=given["table"],
        then=_conditions(given["then"]),
        because=given["because"],
        basis=given["basis"],
        when=_conditions(given["when"]),
        unless=_conditions(given["unless"]),
        mitigation=given["mitigation"],
        sections=tuple(given["sections"]),
        passages=tuple(given["passages"]),
    )


def _conditions(given: Iterable[tuple[str, list[str]]]) -> tuple[Condition, ...]:
    return tuple(Condition(topic, tuple(values)) for topic, values in given)
