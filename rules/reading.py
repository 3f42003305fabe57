"""Reads the rule book's files into a Book, and refuses what is wrong with file, line and key."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rules.engine import Engine
from rules.errors import BookError
from rules.model import Book, Fact
from rules.plain_yaml import Document, Place, UnreadableYaml, read_yaml
from rules.rule import Atom
from rules.strata import UnlayeredBook, layers_of

BOOK = Path(__file__).parent / "book"
"""The rule book that ships with the package."""
FACTS_FILE = "facts.yaml"
POLICIES_FILE = "policies.yaml"
GIVEN_TOPICS = frozenset({"standing", "idle", "mode"})
"""What the conversation itself tells the rules, beside the answers: see book/80-interview.yaml."""


@cache
def shipped_book() -> Book:
    """The book that ships with the package, read once a process."""
    return load_book(BOOK)


@cache
def shipped_engine() -> Engine:
    """The engine over the shipped book's verdict rules, compiled once a process."""
    return Engine(shipped_book().verdict_rules)


def load_book(folder: Path) -> Book:
    """Read every YAML file of `folder`: facts, policies, and one table of rules a file, in name order.

    Raises:
        BookError: a file is missing or broken, or rules and facts do not fit together.
    """
    if not folder.is_dir():
        raise BookError(f"{folder}: there is no rule book folder here")
    documents = {path.name: read_document(path) for path in sorted(folder.glob("*.yaml"))}
    if FACTS_FILE not in documents:
        raise BookError(f"{folder / FACTS_FILE}: is missing; the rule book cannot do without it")
    raw: dict[str, Any] = {"facts": [], "rules": [], "policies": []}
    places: list[tuple[str, Place]] = []
    for name, document in documents.items():
        data = document.data or {}
        if not isinstance(data, dict):
            raise BookError(f"{folder / name}:1: holds no keys; it starts with `table:` or `facts:`")
        if name == FACTS_FILE:
            _only_keys(folder / name, data, ("version", "facts"))
            raw["version"] = data.get("version")
            raw["facts"] = data.get("facts") or []
        elif name == POLICIES_FILE:
            _only_keys(folder / name, data, ("policies",))
            raw["policies"] = data.get("policies") or []
        else:
            for index, rule in enumerate(_rules_of(folder / name, data)):
                raw["rules"].append(rule)
                places.append((name, ("rules", index)))
    book = _validated(folder, documents, raw, places)
    _fit_together(folder, documents, book, places)
    return book


def read_document(path: Path) -> Document:
    """Read one file of a book.

    Raises:
        BookError: it is not the plain YAML that we read, or no text at all.
    """
    try:
        return read_yaml(path.read_text(encoding="utf-8"), quick=True)
    except UnreadableYaml as error:
        raise BookError(f"{path}:{error.line or 1}: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BookError(f"{path}: cannot be read as UTF-8 text ({type(error).__name__})") from None


def refused(
    path: Path, document: Document, where: Place, error: ValidationError, known: int = 0
) -> BookError:
    """The first thing that is wrong in a document, with file, line and key.

    Args:
        path: The document's file.
        document: What was read from it.
        where: The place in the document of what was validated.
        error: Why it was refused.
        known: How many of the first steps of the error's own place only lead to `where`.
    """
    first = error.errors(include_url=False)[0]
    place = (*where, *first["loc"][known:])
    key = ".".join(map(str, place))
    # What our own checks say comes with a word of Pydantic's before it.
    message = first["msg"].removeprefix("Value error, ")
    return BookError(f"{path}:{document.line_of(place)}: {key}: {message}")


def _only_keys(path: Path, data: dict[str, Any], known: tuple[str, ...]) -> None:
    unknown = set(data) - set(known)
    if unknown:
        raise BookError(f"{path}:1: unknown key {min(unknown)!r}; the file holds `{'` and `'.join(known)}`")


def _rules_of(path: Path, data: dict[str, Any]) -> list[Any]:
    _only_keys(path, data, ("table", "rules"))
    rules = data.get("rules") or []
    if not isinstance(rules, list):
        raise BookError(f"{path}:1: `rules` must be a list")
    return [{"table": data.get("table"), **rule} if isinstance(rule, dict) else rule for rule in rules]


def _validated(
    folder: Path, documents: dict[str, Document], raw: dict[str, Any], places: list[tuple[str, Place]]
) -> Book:
    try:
        return Book.model_validate(raw)
    except ValidationError as error:
        name, known = FACTS_FILE, 0
        where: Place = ()
        match error.errors(include_url=False)[0]["loc"]:
            case ("rules", int(index), *_):
                (name, where), known = places[index], 2
            case ("policies", *_):
                name = POLICIES_FILE
        document = documents.get(name, Document(None))
        raise refused(folder / name, document, where, error, known) from None


def _fit_together(
    folder: Path, documents: dict[str, Document], book: Book, places: list[tuple[str, Place]]
) -> None:
    """What no single rule shows: ids given once, every condition fed by an answer or another rule."""

    def refuse(index: int, message: str) -> None:
        name, path = places[index]
        raise BookError(f"{folder / name}:{documents[name].line_of(path)}: {message}")

    twice = [name for name, count in Counter(fact.id for fact in book.facts).items() if count > 1]
    if twice:
        raise BookError(f"{folder / FACTS_FILE}:1: the fact {twice[0]} stands there twice; keep one")
    seen: set[str] = set()
    known = _answerable(book.facts) | {atom for rule in book.rules for atom in rule.conclusions}
    answers = {fact.id for fact in book.facts}
    for index, rule in enumerate(book.rules):
        if rule.id in seen:
            refuse(index, f"the rule {rule.id} stands there twice; rename one")
        seen.add(rule.id)
        for condition in (*rule.when, *rule.unless):
            for atom in condition.atoms:
                if atom not in known and condition.topic not in GIVEN_TOPICS:
                    refuse(index, f"rule {rule.id} reads {atom}, which no answer and no rule can give")
        for atom in rule.conclusions:
            if atom.topic in answers:
                refuse(index, f"rule {rule.id} concludes {atom}, but {atom.topic} is the user's to answer")
    try:
        layers_of(book.rules)
    except UnlayeredBook as error:
        raise BookError(f"{folder}: {error}") from None


def _answerable(facts: tuple[Fact, ...]) -> set[Atom]:
    atoms = {Atom(fact.id, value) for fact in facts for value in fact.values}
    return atoms | {Atom(fact.id, band.value) for fact in facts for band in fact.bands}
