"""Reads the tables of rules about questions and holds them to account; as a command, compiles them.

`python -m rules.deciding_build` writes `answer_book.json` beside the tables.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from rules.deciding import COMPILED, TABLES, AnswerBook, QuestionFact, tables_hash
from rules.errors import BookError
from rules.model import Sentence, Word, answer_rule_of
from rules.plain_yaml import Document, UnreadableYaml, read_yaml
from rules.rule import Atom, Rule
from rules.strata import UnlayeredBook, layers_of

FACTS_FILE = "facts.yaml"
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

    def fact(self) -> QuestionFact:
        bands = tuple(sorted(self.bands.items(), key=lambda band: -band[1]))
        cues = tuple((value, tuple(map(_sought, words))) for value, words in self.cues.items())
        return QuestionFact(self.id, self.says, bands, cues, tuple(self.given))


def read_answer_book(tables: Path = TABLES) -> AnswerBook:
    """Read the tables.

    Raises:
        BookError: a table is missing or broken, or a rule reads what nothing can give.
    """
    documents = {path.name: _document(path) for path in sorted(tables.glob("*.yaml"))}
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
    return AnswerBook(facts, tuple(rules))


def compile_answer_book(tables: Path = TABLES) -> bytes:
    """The tables as `rules.deciding` reads them."""
    book = read_answer_book(tables)
    kept = {
        "tables": tables_hash(tables),
        "facts": [asdict(fact) for fact in book.facts],
        "rules": [asdict(rule) for rule in book.rules],
    }
    return json.dumps(kept, indent=1).encode() + b"\n"


def _document(path: Path) -> Document:
    try:
        return read_yaml(path.read_text(encoding="utf-8"), quick=True)
    except UnreadableYaml as error:
        raise BookError(f"{path}:{error.line or 1}: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BookError(f"{path}: cannot be read as UTF-8 text ({type(error).__name__})") from None


def _facts(path: Path, document: Document) -> tuple[QuestionFact, ...]:
    data = document.data
    given = data.get("facts") if isinstance(data, dict) else None
    if not isinstance(given, list):
        raise BookError(f"{path}:1: needs a list under `facts:`")
    found = []
    for index, each in enumerate(given):
        try:
            found.append(_FactFields.model_validate(each).fact())
        except ValidationError as error:
            raise _refused(path, document, ("facts", index), error) from None
    twice = [name for name, times in Counter(fact.id for fact in found).items() if times > 1]
    if twice:
        raise BookError(f"{path}:1: the fact {twice[0]} stands there twice; keep one")
    return tuple(found)


def _rules(path: Path, document: Document) -> list[tuple[str, Rule]]:
    data = document.data
    given = data.get("rules") if isinstance(data, dict) else None
    if not isinstance(given, list):
        raise BookError(f"{path}:1: needs `table:` and a list under `rules:`")
    found = []
    for index, each in enumerate(given):
        try:
            rule = answer_rule_of({"table": data.get("table"), **each} if isinstance(each, dict) else each)
        except ValidationError as error:
            raise _refused(path, document, ("rules", index), error) from None
        found.append((f"{path}:{document.line_of(('rules', index))}", rule))
    return found


def _refused(
    path: Path, document: Document, place: tuple[str | int, ...], error: ValidationError
) -> BookError:
    first = error.errors(include_url=False)[0]
    where = (*place, *first["loc"])
    key = ".".join(str(part) for part in where)
    return BookError(f"{path}:{document.line_of(where)}: {key}: {first['msg']}")


def _fit_together(facts: tuple[QuestionFact, ...], rules: list[Rule], places: dict[str, str]) -> None:
    """Every condition can be met by a fact or by another rule, and no circle goes through an exception."""
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
    try:
        layers_of(rules)
    except UnlayeredBook as error:
        raise BookError(str(error)) from None


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
