"""Reads the tables of rules about questions and holds them to account; as a command, compiles them.

`python -m rules.deciding_build` writes `answer_book.json` beside the tables.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from rules.checked_rule import Sentence, Word, answer_rule_of
from rules.deciding import COMPILED, TABLES, AnswerBook, QuestionFact, tables_hash
from rules.errors import BookError, RulesError
from rules.plain_yaml import Document
from rules.reading import read_document, refused
from rules.rule import Atom, Rule

FACTS_FILE = "facts.yaml"
NUMBERS = ("spoken-of", "fit", "lead", "length")
"""The facts that are told as numbers, and so need bands."""
ANY = frozenset({"sections", "passages", "kinds"})
"""What the guide and its base list, not the book."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Cue = Annotated[str, StringConstraints(pattern=r"^ ?[a-z0-9]+(?: [a-z0-9]+)*[ *]?$", min_length=2)]


class _FactFields(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Word
    says: Sentence
    bands: dict[Word, int] = {}
    cues: dict[Word, list[Cue]] = {}
    given: Annotated[list[Word], BeforeValidator(_listed)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _bands_part_all(self) -> Self:
        starts = list(self.bands.values())
        if starts and (min(starts) != 0 or len(set(starts)) < len(starts)):
            raise ValueError("bands begin each somewhere else, and the lowest at 0")
        return self

    def fact(self) -> QuestionFact:
        bands = tuple(sorted(self.bands.items(), key=lambda band: -band[1]))
        cues = tuple((value, tuple(map(_sought, words))) for value, words in self.cues.items())
        return QuestionFact(self.id, self.says, bands, cues, tuple(self.given))


def read_answer_book(tables: Path = TABLES) -> AnswerBook:
    """Read the tables.

    Raises:
        BookError: a table is missing or broken, or a rule reads what nothing can give.
    """
    documents = {path.name: read_document(path) for path in sorted(tables.glob("*.yaml"))}
    if FACTS_FILE not in documents:
        raise BookError(f"{tables / FACTS_FILE}: is missing; the rules about questions cannot do without it")
    facts = _facts(tables / FACTS_FILE, documents.pop(FACTS_FILE))
    rules: list[Rule] = []
    places: dict[str, str] = {}
    for name, document in documents.items():
        for place, rule in _rules(tables / name, document):
            if rule.id in places:
                raise BookError(f"{place}: the rule {rule.id} stands at {places[rule.id]} too; rename one")
            places[rule.id] = place
            rules.append(rule)
    _fit_together(facts, rules, places)
    book = AnswerBook(facts, tuple(rules))
    try:
        # What the engine cannot take must not come out at somebody's first question.
        _ = book.engine
    except RulesError as error:
        named = re.search(r"rule (\S+)", str(error))
        raise BookError(f"{places.get(named[1] if named else '', str(tables))}: {error}") from None
    return book


def compile_answer_book(tables: Path = TABLES) -> bytes:
    """The tables as `rules.deciding` reads them."""
    book = read_answer_book(tables)
    kept = {
        "tables": tables_hash(tables),
        "facts": [asdict(fact) for fact in book.facts],
        "rules": [asdict(rule) for rule in book.rules],
    }
    return json.dumps(kept, indent=1).encode() + b"\n"


def _facts(path: Path, document: Document) -> tuple[QuestionFact, ...]:
    found: dict[str, QuestionFact] = {}
    for index, each in enumerate(_list_under("facts", path, document)):
        try:
            fact = _FactFields.model_validate(each).fact()
        except ValidationError as error:
            raise refused(path, document, ("facts", index), error) from None
        if fact.id in found:
            line = document.line_of(("facts", index))
            raise BookError(f"{path}:{line}: the fact {fact.id} stands there twice; keep one")
        found[fact.id] = fact
    for name in NUMBERS:
        if name not in found or not found[name].bands:
            raise BookError(f"{path}:1: needs the fact {name} with bands; a number is told for it")
    return tuple(found.values())


def _rules(path: Path, document: Document) -> list[tuple[str, Rule]]:
    found = []
    for index, each in enumerate(_list_under("rules", path, document, "table")):
        try:
            table = document.data.get("table")
            rule = answer_rule_of({"table": table, **each} if isinstance(each, dict) else each)
        except ValidationError as error:
            raise refused(path, document, ("rules", index), error) from None
        found.append((f"{path}:{document.line_of(('rules', index))}", rule))
    return found


def _list_under(key: str, path: Path, document: Document, *others: str) -> list[object]:
    """The list under `key`; beside it there is nothing but the `others`."""
    data = document.data
    given = data.get(key) if isinstance(data, dict) else None
    if not isinstance(given, list):
        raise BookError(f"{path}:1: needs a list under `{key}:`")
    for other in data:
        if other not in {key, *others}:
            raise BookError(f"{path}:{document.line_of((other,))}: {other[:60]!r} is not known; remove it")
    return given


def _fit_together(facts: tuple[QuestionFact, ...], rules: list[Rule], places: dict[str, str]) -> None:
    """Every condition can be met by a fact or by another rule."""
    known = {Atom(fact.id, value) for fact in facts for value in fact.values}
    known |= {atom for rule in rules for atom in rule.conclusions}
    open_facts = {fact.id for fact in facts if ANY & set(fact.given)}
    for rule in rules:
        for condition in (*rule.when, *rule.unless):
            for atom in condition.atoms:
                if atom not in known and condition.topic not in open_facts:
                    raise BookError(
                        f"{places[rule.id]}: rule {rule.id} reads {atom}, which no fact and no rule can give"
                    )


def _sought(cue: str) -> str:
    """A cue as it is looked for among words with a space before and behind each."""
    return " " + cue.strip().removesuffix("*") + ("" if cue.endswith("*") else " ")


def _main() -> int:
    data = compile_answer_book()
    COMPILED.write_bytes(data)
    sys.stdout.write(f"{COMPILED}: {len(data)} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
