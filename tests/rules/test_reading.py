"""Every way in which a book's files can be wrong is refused with the file and the line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from rules.engine import Engine
from rules.errors import BookError, EngineError, RulesError
from rules.reading import BOOK, load_book, shipped_book
from rules.rule import Atom
from rules.strata import UnlayeredBook
from tests.rules.making import atoms, fired
from tests.rules.small_book import FACTS, POLICIES, SMALL, TABLE


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


class Broken(NamedTuple):
    """A file of the small book in which `old` is replaced by `new`, and how that must be refused."""

    name: str
    file: str
    old: str
    new: str | bytes
    line: int | None
    says: str


def rule(name: str, old: str, new: str, line: int | None, says: str) -> Broken:
    return Broken(name, "paint.yaml", old, new, line, says)


def fact(name: str, old: str, new: str, line: int | None, says: str) -> Broken:
    return Broken(name, "facts.yaml", old, new, line, says)


RED = "    when: {colour: red}\n"
BECAUSE = '    because: "Red is seen from afar."\n'
ONE = "    sections: [models]\n"
TABLE_OF_BROKEN = [
    # keys
    rule("unknown key of a rule", ONE, ONE + "    author: me\n", 8, "rules.0.author: Extra inputs"),
    rule("unknown key of a table", "table: paint", "tables: paint", 1, "unknown key 'tables'"),
    fact("unknown key beside the facts", "facts:", "facst:", 1, "unknown key 'facst'"),
    fact("unknown key of a fact", "    decides: true", "    decide: true", 5, "facts.0.decide: Extra inputs"),
    fact("unknown key of a choice", "label: Blue", "label: Blue, hue: 3", 9, "facts.0.choices.1.hue"),
    fact("unknown key of a band", "below: 3", "under: 3", 14, "facts.1.bands.0.under"),
    Broken(
        "unknown key beside the policies",
        "policies.yaml",
        "policies:",
        "polices:",
        1,
        "unknown key 'polices'",
    ),
    Broken("unknown key of a policy", "policies.yaml", "says:", "say:", 2, "policies.0"),
    rule("no because", BECAUSE, "", 3, "rules.0.because: Field required"),
    rule("no id", "  - id: stands-out\n    when", "  - when", 3, "rules.0.id: Field required"),
    rule("no then", "    then: {start: bright}\n", "", 3, "rules.0.then: Field required"),
    rule("no sections", ONE, "", 3, "rules.0.sections: Field required"),
    rule("no basis", "    basis: stated\n", "", 3, "rules.0.basis: Field required"),
    rule("no table", "table: paint\n", "", 2, "rules.0.table"),
    fact("no version", 'version: "1"\n', "", None, "version"),
    fact("no kind", "    kind: choice\n", "", 3, "facts.0.kind: Field required"),
    # values
    rule(
        "bad basis",
        "basis: stated",
        "basis: guessed",
        8,
        "rules.0.basis: Input should be 'stated' or 'inferred'",
    ),
    rule(
        "because too short", BECAUSE, "    because: ab\n", 6, "rules.0.because: String should have at least 3"
    ),
    rule("because nothing", BECAUSE, "    because:\n", 6, "rules.0.because"),
    rule(
        "because a list",
        BECAUSE,
        "    because: [Red is seen]\n",
        6,
        "rules.0.because: Input should be a valid string",
    ),
    rule(
        "section of three parts", ONE, "    sections: [a/b/c]\n", 7, "rules.0.sections.0: String should match"
    ),
    rule(
        "section in capitals", ONE, "    sections: [Models]\n", 7, "rules.0.sections.0: String should match"
    ),
    rule(
        "second section bad",
        "models/wheels]",
        "models wheels]",
        14,
        "rules.1.sections.1: String should match",
    ),
    rule("sections empty", ONE, "    sections: []\n", 7, "rules.0.sections"),
    rule("sections a word", ONE, "    sections: models\n", 7, "rules.0.sections"),
    rule("id in capitals", "id: stands-out", "id: Stands-Out", 3, "rules.0.id: String should match"),
    rule("id nothing", "id: stands-out", "id:", 3, "rules.0.id"),
    rule("condition in capitals", RED, "    when: {Colour: red}\n", 4, "rules.0.when"),
    rule("value not a word", RED, "    when: {colour: dark red}\n", 4, "rules.0.when"),
    rule("value a mapping", RED, "    when: {colour: {red: blue}}\n", 4, "rules.0.when"),
    rule("value nothing", RED, "    when: {colour: }\n", 4, "rules.0.when"),
    rule("no value", RED, "    when: {colour: []}\n", 4, "rules.0.when"),
    rule("when a word", RED, "    when: red\n", 4, "rules.0.when"),
    rule("when a list of words", RED, "    when: [colour]\n", 4, "rules.0.when"),
    rule("neither when nor unless", RED, "", 3, "never fires"),
    rule("when empty", RED, "    when: {}\n", 3, "never fires"),
    rule("then empty", "then: {start: bright}", "then: {}", 5, "rules.0.then"),
    fact("bad kind", "kind: choice", "kind: maybe", 4, "facts.0.kind: Input should be"),
    fact("decides neither true nor false", "decides: true", "decides: perhaps", 5, "facts.0.decides"),
    fact("a band that is no number", "below: 3", "below: three", 14, "facts.1.bands.0.below"),
    fact("bad section of a fact", "[models/wheels]", "[models/]", 12, "facts.1.sections.0"),
    fact("facts a word", FACTS[FACTS.index("facts:") :], "facts: many\n", 2, "facts: Input should be"),
    fact(
        "no facts for the rules", FACTS[FACTS.index("facts:") :], "", None, "no answer and no rule can give"
    ),
    # shapes
    rule("rules a mapping", "  - id: stands-out\n    when", "    id: stands-out\n    when", None, "not YAML"),
    rule("rules a word", TABLE[TABLE.index("rules:") :], "rules: none\n", 1, "`rules` must be a list"),
    rule("a rule that is a word", TABLE[TABLE.index("rules:") :], "rules: [red]\n", 2, "rules.0"),
    rule("a list for a file", TABLE, "- table: paint\n", 1, "holds no keys"),
    rule("a word for a file", TABLE, "paint\n", 1, "holds no keys"),
    fact("a list for the facts file", FACTS, "- id: colour\n", 1, "holds no keys"),
    # YAML
    rule("YAML broken", RED, "    when: {colour: red\n", 5, "not YAML"),
    rule("a tab", RED, "\twhen: {colour: red}\n", 4, "not YAML"),
    rule("a tag", RED, "    when: !!map {colour: red}\n", 4, "YAML tag"),
    rule("an anchor", RED, "    when: &red {colour: red}\n", 4, "anchor or alias"),
    rule("an alias", "    when: {colour: blue}\n", "    when: *red\n", 10, "anchor or alias"),
    rule("a key twice", RED, RED + RED, 5, "gives the key 'when' twice"),
    rule(
        "a condition twice", RED, "    when: {colour: red, colour: blue}\n", 4, "gives the key 'colour' twice"
    ),
    rule("two documents", "  - id: stays-hidden", "---\n  - id: stays-hidden", 9, "not YAML"),
    rule("deep nesting", RED, f"    when: {'[' * 300}\n", 4, "nested more than 20 levels"),
    rule("an escape out of range", BECAUSE, '    because: "\\U00110000"\n', None, "out of range"),
    Broken("not UTF-8", "paint.yaml", TABLE, TABLE.encode("utf-16"), None, "cannot be read as UTF-8"),
    Broken("Latin-1", "facts.yaml", FACTS, FACTS.replace("Red", "Rosé").encode("latin-1"), None, "UTF-8"),
    Broken(
        "a null character",
        "paint.yaml",
        RED,
        RED[:-1] + "\x00\n",
        None,
        "a character that YAML does not allow",
    ),
    Broken("huge", "policies.yaml", POLICIES, "#" * 1_000_001, 1, "more than 200,000 characters"),
    # the book as a whole
    rule("rule twice", "id: stays-hidden", "id: stands-out", 9, "the rule stands-out stands there twice"),
    fact("fact twice", "id: wheels", "id: colour", None, "the fact colour stands there twice"),
    rule(
        "a value nobody gives",
        RED,
        "    when: {colour: green}\n",
        3,
        "reads colour=green, which no answer and no rule",
    ),
    rule(
        "a topic nobody gives",
        RED,
        "    when: {smell: red}\n",
        3,
        "reads smell=red, which no answer and no rule",
    ),
    rule(
        "an exception nobody gives",
        "{start: bright}\n    then",
        "{start: loud}\n    then",
        9,
        "reads start=loud",
    ),
    rule("a band nobody gives", RED, "    when: {wheels: many}\n", 3, "reads wheels=many"),
    rule(
        "an answer concluded",
        "then: {start: dark}",
        "then: {colour: red}",
        9,
        "colour is the user's to answer",
    ),
    rule("a circle", "then: {start: dark}", "then: {start: bright}", None, "break the circle"),
]


def test_the_small_book_is_sound(tmp_path: Path) -> None:
    book = load_book(write(tmp_path / "book", dict(SMALL)))
    assert (len(book.facts), len(book.rules), len(book.policies)) == (2, 2, 1)
    assert [rule.table for rule in book.rules] == ["paint", "paint"]
    assert fired(Engine(book.rules).evaluate(atoms("colour=blue"))) == ["stays-hidden"]


@pytest.mark.parametrize("broken", TABLE_OF_BROKEN, ids=[broken.name for broken in TABLE_OF_BROKEN])
def test_a_broken_book_is_refused_with_file_and_line(broken: Broken, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(SMALL)
    before = SMALL[broken.file]
    assert before.count(broken.old) >= 1
    files[broken.file] = (
        broken.new if isinstance(broken.new, bytes) else before.replace(broken.old, broken.new, 1)
    )
    folder = write(tmp_path / "book", files)
    with pytest.raises(BookError) as caught:
        load_book(folder)
    words = str(caught.value)
    assert broken.says in words
    assert str(folder) in words
    if broken.name not in {"no facts for the rules", "a circle"}:
        assert broken.file in words
    if broken.line is not None:
        assert f"{broken.file}:{broken.line}: " in words
    assert "\n" not in words


def test_ids_stand_for_one_thing_across_tables(tmp_path: Path) -> None:
    files = {**SMALL, "a-first.yaml": TABLE.replace("paint", "first")}
    with pytest.raises(BookError, match=r"paint\.yaml:3: the rule stands-out stands there twice"):
        load_book(write(tmp_path / "book", dict(files)))


def test_a_missing_facts_file_or_folder_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "book", {"paint.yaml": TABLE})
    with pytest.raises(BookError, match=r"facts\.yaml: is missing"):
        load_book(folder)
    with pytest.raises(BookError, match="no rule book folder"):
        load_book(tmp_path / "nowhere")
    with pytest.raises(BookError, match="no rule book folder"):
        load_book(folder / "paint.yaml")


def test_a_folder_or_a_dead_link_in_place_of_a_file(tmp_path: Path) -> None:
    folder = write(tmp_path / "book", dict(SMALL))
    (folder / "more.yaml").mkdir()
    with pytest.raises(BookError, match=r"more\.yaml: cannot be read"):
        load_book(folder)
    (folder / "more.yaml").rmdir()
    (folder / "more.yaml").symlink_to(tmp_path / "gone.yaml")
    with pytest.raises(BookError, match=r"more\.yaml: cannot be read"):
        load_book(folder)


def test_an_empty_facts_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BookError, match=r"facts\.yaml:1: version"):
        load_book(write(tmp_path / "book", {**SMALL, "facts.yaml": ""}))


@pytest.mark.parametrize("text", ["", "# to come\n", "table: later\n", "table: later\nrules: []\n"])
def test_an_empty_table_holds_no_rules(text: str, tmp_path: Path) -> None:
    book = load_book(write(tmp_path / "book", {**SMALL, "later.yaml": text}))
    assert len(book.rules) == 2


def test_a_book_without_policies_is_whole(tmp_path: Path) -> None:
    book = load_book(write(tmp_path / "book", {"facts.yaml": FACTS, "paint.yaml": TABLE}))
    assert book.policies == ()


def test_several_values_of_then_and_lists_of_conditions_are_read(tmp_path: Path) -> None:
    table = TABLE.replace("when: {colour: blue}", "when: [{colour: [red, blue]}, {wheels: few}]")
    book = load_book(write(tmp_path / "book", {**SMALL, "paint.yaml": table}))
    (_, second) = book.rules
    assert [condition.atoms for condition in second.when] == [
        (Atom("colour", "red"), Atom("colour", "blue")),
        (Atom("wheels", "few"),),
    ]


def test_the_shipped_book_is_read_once_and_whole() -> None:
    assert shipped_book() is shipped_book()
    again = load_book(BOOK)
    assert again == shipped_book()
    assert again.sha256 == shipped_book().sha256


def test_all_troubles_are_of_one_family() -> None:
    assert all(issubclass(trouble, RulesError) for trouble in (BookError, EngineError, UnlayeredBook))
