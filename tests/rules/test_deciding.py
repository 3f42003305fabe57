"""The rules about questions: compiled as written, of one mind in their whole space, refused if broken."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deciding import (
    COMPILED,
    TABLES,
    AnswerBook,
    QuestionFact,
    load_answer_book,
    shipped_answer_book,
)
from rules.deciding_build import ANY, compile_answer_book, read_answer_book
from rules.errors import BookError
from rules.reading import shipped_book
from rules.rule import Atom, Condition, Rule

SECTIONS = frozenset(
    (Path(__file__).parents[1] / "knowledge" / "section_ids.txt").read_text(encoding="utf-8").split()
)
FALSE_PREMISE = "false-premise"
Known = tuple[Atom, ...]


@pytest.fixture(scope="module")
def answers() -> AnswerBook:
    return read_answer_book(TABLES)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """The shipped tables, to be changed."""
    return Path(shutil.copytree(TABLES, tmp_path / TABLES.name))


# What was compiled is what is written.


def test_the_compiled_book_is_that_of_the_tables(answers: AnswerBook) -> None:
    assert COMPILED.read_bytes() == compile_answer_book(TABLES), "run python -m rules.deciding_build"
    assert shipped_answer_book() == answers


def test_a_question_waits_for_no_yaml_and_no_pydantic() -> None:
    code = (
        "import sys; from rules.deciding import shipped_answer_book; shipped_answer_book().decide(());"
        "print(*sorted({'yaml', 'pydantic', 'rules.deciding_build'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "\n"


def test_tables_that_changed_are_read_themselves(tables: Path) -> None:
    file = next(tables.glob("50-*.yaml"))
    text = file.read_text("utf-8")
    file.write_text(text + "# One more remark.\n", encoding="utf-8")
    assert load_answer_book(tables, COMPILED) == shipped_answer_book()
    file.write_text(f"{text.partition('rules:')[0]}rules: []\n", encoding="utf-8")
    changed = load_answer_book(tables, COMPILED)
    assert 0 < len(changed.rules) < len(shipped_answer_book().rules)
    (tables / "99-more.yaml").write_text("table: more\nrules: no\n", encoding="utf-8")
    with pytest.raises(BookError, match="99-more"):
        load_answer_book(tables, COMPILED)


COMPILED_FAULTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "a list": lambda _: [1],
    "a word": lambda _: "book",
    "no tables": lambda kept: {key: kept[key] for key in kept if key != "tables"},
    "no facts": lambda kept: {key: kept[key] for key in kept if key != "facts"},
    "rules of words": lambda kept: kept | {"rules": ["go"]},
    "rules of nothing": lambda kept: kept | {"rules": [{}]},
    "facts a number": lambda kept: kept | {"facts": 7},
    "bands of numbers": lambda kept: kept | {"facts": [{**kept["facts"][0], "bands": [1, 2]}]},
    "conditions of words": lambda kept: kept | {"rules": [{**kept["rules"][0], "when": "x"}]},
}


@pytest.mark.parametrize("fault", COMPILED_FAULTS.values(), ids=COMPILED_FAULTS)
def test_a_broken_compiled_book_is_passed_by(
    tmp_path: Path, answers: AnswerBook, fault: Callable[[dict[str, Any]], object]
) -> None:
    file = tmp_path / "book.json"
    file.write_text(json.dumps(fault(json.loads(COMPILED.read_bytes()))), encoding="utf-8")
    assert load_answer_book(TABLES, file) == answers


@pytest.mark.parametrize("data", [None, b"", b"{", b"\xff", b"[" * 100_000, COMPILED.read_bytes()[:-20]])
def test_an_unreadable_compiled_book_is_passed_by(
    tmp_path: Path, answers: AnswerBook, data: bytes | None
) -> None:
    file = tmp_path / "book.json"
    if data is not None:
        file.write_bytes(data)
    assert load_answer_book(TABLES, file) == answers


# The shipped book fits the guide.


def test_rules_name_sections_that_there_are(answers: AnswerBook) -> None:
    slugs = {section.replace("/", "_") for section in SECTIONS}
    for rule in answers.rules:
        assert set(rule.sections) <= SECTIONS, rule.id
        for condition in (*rule.when, *rule.unless, *rule.then):
            if condition.topic in {"section", "second"}:
                assert set(condition.values) <= slugs, rule.id


def test_no_rule_has_the_id_of_one_about_verdicts(answers: AnswerBook) -> None:
    assert not {rule.id for rule in answers.rules} & shipped_book().rules_by_id.keys()


def test_no_two_cues_of_a_fact_are_the_same(answers: AnswerBook) -> None:
    for fact in answers.facts:
        for value, cues in fact.cues:
            assert len(set(cues)) == len(cues), (fact.id, value)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("what does it cost per month", {"asks=price", "asks=definition"}),
        ("installing it", {"asks=setup"}),
        ("a reinstall", set()),
        ("whyever not", set()),
        ("kafka", {"names=event-driven"}),
        ("kafkaesque", set()),
        ("our workflow", {"of-us=yes"}),
        ("is there a fifth pitfall", {"beyond=pitfalls"}),
        ("", set()),
    ],
)
def test_cues_are_heard_as_whole_words_or_from_their_start(
    answers: AnswerBook, words: str, heard: set[str]
) -> None:
    told = {
        atom for atom in answers.heard(words.split()) if atom.topic in {"asks", "names", "beyond", "of-us"}
    }
    assert set(map(str, told)) == heard


def test_every_cue_is_heard_where_it_is_said(answers: AnswerBook) -> None:
    for fact in answers.facts:
        for value, cues in fact.cues:
            for cue in cues:
                assert Atom(fact.id, value) in answers.heard(["so", *cue.split(), "then"]), cue


@given(st.floats(0, 100))
def test_every_number_has_its_band(number: float) -> None:
    answers = shipped_answer_book()
    for fact in answers.facts:
        if fact.bands:
            (start,) = [start for value, start in fact.bands if value == answers.band(fact.id, number).value]
            assert start <= number
            assert not any(start < other <= number for _, other in fact.bands)


# The whole space: whatever is known of a question, the rules come to one outcome.


def deciding_rules(answers: AnswerBook) -> list[Rule]:
    """The rules that the outcome hangs on, by way of any other."""
    needed = {"outcome"}
    while True:
        found = [rule for rule in answers.rules if needed & {atom.topic for atom in rule.conclusions}]
        topics = {condition.topic for rule in found for condition in (*rule.when, *rule.unless)}
        if topics <= needed:
            return found
        needed |= topics


def read_alike(rules: Sequence[Rule], fact: QuestionFact) -> list[tuple[str, ...]]:
    """The values of a fact in groups that all rules read alike; of words only those that any reads."""
    read_by: dict[str, set[tuple[str, Condition]]] = {value: set() for value, _ in fact.bands}
    for rule in rules:
        for condition in (*rule.when, *rule.unless):
            for value in condition.values if condition.topic == fact.id else ():
                read_by.setdefault(value, set()).add((rule.id, condition))
    groups: dict[frozenset[tuple[str, Condition]], tuple[str, ...]] = {}
    for value, read in read_by.items():
        groups[frozenset(read)] = (*groups.get(frozenset(read), ()), value)
    return list(groups.values())


def dimensions(answers: AnswerBook, *, every_value: bool) -> list[list[Known]]:
    """All that can be known of a question and that its outcome hangs on, a fact at a time.

    Of a number one band holds, of what the guide lists one thing or nothing, of anything else any values
    together. Of the values that all rules read alike one stands for all, unless `every_value`. Then there are
    any two of them, and all: a rule asks for one value of a fact, so two rules at odds need no more than two.
    """
    rules = deciding_rules(answers)
    read = {condition.topic for rule in rules for condition in (*rule.when, *rule.unless)}
    found: list[list[Known]] = []
    for fact in answers.facts:
        if fact.id in read:
            groups = read_alike(rules, fact)
            values = [value for group in groups for value in (group if every_value else group[:1])]
            listed = bool(ANY & set(fact.given))
            most = 1 if listed else len(values)
            sizes = [1] if fact.bands else [n for n in range(most + 1) if every_value or n <= 2 or n == most]
            some = chain.from_iterable(combinations(values, size) for size in sizes)
            found.append([tuple(Atom(fact.id, value) for value in each) for each in some])
    return found


@dataclass(frozen=True)
class Space:
    """What the rules came to: how many places were looked at, and one place for each outcome."""

    count: int
    places: dict[str, Known]


def walked(answers: AnswerBook, places: Iterable[Iterable[Known]]) -> Space:
    """Go through some places of the space; there must be one outcome in each."""
    count = 0
    found: dict[str, Known] = {}
    for place in places:
        known = tuple(chain.from_iterable(place))
        trace = answers.decide(known)
        outcomes = set(trace.values("outcome"))
        # What a question takes for granted may be wrong beside anything else that there is to say of it.
        assert len(outcomes) == 1 or (FALSE_PREMISE in outcomes and len(outcomes) == 2), (known, outcomes)
        premises = [firing for firing in trace.firings if firing.rule.table == "premise"]
        assert (FALSE_PREMISE in outcomes) is bool(premises), (known, outcomes)
        assert premises or not any(atom.topic == "beyond" for atom in known), known
        for outcome in outcomes:
            found.setdefault(outcome, known)
        count += 1
    return Space(count, found)


@pytest.mark.long
def test_one_outcome_is_concluded_wherever_one_looks(answers: AnswerBook) -> None:
    choices = dimensions(answers, every_value=True)
    picked = random.Random(20)  # noqa: S311  (the same places in every run)
    space = walked(answers, ([picked.choice(each) for each in choices] for _ in range(4_000)))
    # Most of these take something for granted that there is not; most questions do not.
    plain = [each for each in choices if each[0] == () and each[1][0].topic == "beyond"]
    assert plain
    fewer = [each for each in choices if each not in plain]
    space = walked(answers, ([picked.choice(each) for each in fewer] for _ in range(4_000)))
    assert set(space.places) >= {"answered", "partly", "offered", "not-covered"}


@pytest.mark.thorough
def test_one_outcome_is_concluded_everywhere(answers: AnswerBook) -> None:
    space = walked(answers, product(*dimensions(answers, every_value=False)))
    assert space.count > 5_000
    assert set(space.places) == {"answered", "partly", "offered", "not-covered", FALSE_PREMISE}


def ways(answers: AnswerBook, rule: Rule) -> Iterator[Known]:
    """Ways to meet the conditions of a rule by facts, by way of other rules where it hangs on these."""
    given = {fact.id for fact in answers.facts}

    def met(atom: Atom) -> Iterator[Known]:
        if atom.topic in given:
            yield (atom,)
        for other in answers.rules:
            if atom in other.conclusions:
                yield from islice(ways(answers, other), 8)

    for some in product(*(list(chain.from_iterable(map(met, each.atoms))) for each in rule.when)):
        yield tuple(dict.fromkeys(chain.from_iterable(some)))


def test_every_rule_fires_for_some_question(answers: AnswerBook) -> None:
    for rule in answers.rules:
        assert any(
            rule.id in {firing.rule.id for firing in answers.decide(known).firings}
            for known in ways(answers, rule)
        ), f"{rule.id} never fires"


def test_without_rules_nothing_is_concluded(answers: AnswerBook) -> None:
    empty = AnswerBook(answers.facts, ())
    for known in ((), (Atom("spoken-of", "sure"), Atom("length", "sentence")), (Atom("beyond", "steps"),)):
        trace = empty.decide(known)
        assert trace.firings == ()
        assert trace.values("outcome") == ()


@pytest.mark.parametrize("table", ["premise", "leaning", "outcome"])
def test_a_table_that_is_taken_out_is_missed(answers: AnswerBook, table: str) -> None:
    less = AnswerBook(answers.facts, tuple(rule for rule in answers.rules if rule.table != table))
    known = (Atom("spoken-of", "sure"), Atom("length", "sentence"), Atom("beyond", "steps"))
    assert answers.decide(known).values("outcome") == (FALSE_PREMISE,)
    told = {"premise": ("answered",), "leaning": (FALSE_PREMISE,), "outcome": (FALSE_PREMISE,)}
    assert less.decide(known).values("outcome") == told[table]
    assert less.decide(known[:2]).values("outcome") == (("answered",) if table == "premise" else ())


# Broken tables.

FACTS = """facts:
  - {id: spoken-of, says: How likely., bands: {sure: 50, open: 0}}
  - {id: fit, says: How likely., bands: {all: 0}}
  - {id: lead, says: How far., bands: {all: 0}}
  - {id: length, says: How long., bands: {all: 0}}
  - id: asks
    says: What is asked for.
    cues:
      price: ["how much ", "cost*"]
  - id: section
    says: The best section.
    given: sections
"""
RULES = """table: first
rules:
  - id: go-out
    when: {spoken-of: sure}
    unless: {asks: price}
    then: {outcome: out}
    because: "it is warm"
    basis: policy
  - id: stay-in
    when: {spoken-of: open, section: travel_boat}
    then: {outcome: in}
    because: "it is cold"
    sections: [travel/boat]
    basis: stated
"""
FIRST = "10-first.yaml"
FACTS_FILE = "facts.yaml"


@dataclass(frozen=True)
class Fault:
    """What is replaced in which file (the whole file where nothing is named), and the refusal."""

    name: str
    file: str
    old: str
    new: str | bytes
    line: int
    says: str


def in_facts(name: str, old: str, new: str | bytes, line: int, says: str) -> Fault:
    return Fault(f"facts: {name}", FACTS_FILE, old, new, line, says)


def in_rules(name: str, old: str, new: str | bytes, line: int, says: str) -> Fault:
    return Fault(name, FIRST, old, new, line, says)


FAULTS = [
    in_facts("empty", "", "", 1, "needs a list under `facts:`"),
    in_facts("a list", "", "- warm\n", 1, "needs a list under `facts:`"),
    in_facts("no list", "", "facts: {}\n", 1, "needs a list under `facts:`"),
    in_facts("not YAML", "", "facts: [\n", 2, "is not YAML"),
    in_facts("not UTF-8", "", b"\xff", 0, "cannot be read as UTF-8 text"),
    in_facts("unknown key", "facts:\n", "author: me\nfacts:\n", 1, "'author' is not known; remove it"),
    in_facts("a word", "\n    says: The best section.\n    given: sections", "", 10, "facts.5.says"),
    in_facts("words", "", "facts:\n  - warm\n", 2, "facts.0"),
    in_facts("no id", "  - id: asks\n    says", "  - says", 6, "facts.4.id: Field required"),
    in_facts("nothing said", "    says: What is asked for.\n", "", 6, "facts.4.says: Field required"),
    in_facts("unknown word", "    says: What", "    why: x\n    says: What", 7, "facts.4.why: Extra inputs"),
    in_facts("id in capitals", "id: asks", "id: Asks", 6, "facts.4.id"),
    in_facts("the same twice", "id: asks", "id: fit", 6, "the fact fit stands there twice; keep one"),
    in_facts("band of words", "{sure: 50,", "{sure: half,", 2, "facts.0.bands.sure"),
    in_facts("band of a fraction", "{sure: 50,", "{sure: 0.5,", 2, "facts.0.bands.sure"),
    in_facts("no lowest band", "open: 0}", "open: 10}", 2, "the lowest at 0"),
    in_facts("band below all", "open: 0}", "open: -1}", 2, "the lowest at 0"),
    in_facts("two bands as one", "{sure: 50,", "{sure: 0,", 2, "begin each somewhere else"),
    in_facts("no bands", "bands: {sure: 50, open: 0}", "given: [sure, open]", 1, "spoken-of with"),
    in_facts("no length", "id: length", "id: width", 1, "needs the fact length with bands"),
    in_facts("cue in capitals", '"cost*"', '"Cost*"', 9, "facts.4.cues.price.1"),
    in_facts("cue with a sign", '"cost*"', '"$ cost"', 9, "facts.4.cues.price.1"),
    in_facts("empty cue", '"cost*"', '""', 9, "facts.4.cues.price.1"),
    in_facts("star within", '"cost*"', '"co*st"', 9, "facts.4.cues.price.1"),
    in_facts("cues without values", '\n      price: ["how much ", "cost*"]', ' ["cost*"]', 8, "facts.4.cues"),
    in_rules("empty", "", "", 1, "needs a list under `rules:`"),
    in_rules("no list", "", "table: x\nrules: {}\n", 1, "needs a list under `rules:`"),
    in_rules("no rules", "", "table: x\n", 1, "needs a list under `rules:`"),
    in_rules("a word", "", "table: x\nrules:\n  - go\n", 3, "rules.0"),
    in_rules("not YAML", "", "table: 'x\n", 2, "is not YAML"),
    in_rules("not UTF-8", "", b"table: \xe9", 0, "cannot be read as UTF-8 text"),
    in_rules("too long", "", "#" * 300_000, 1, "shorten it"),
    in_rules("no table", "table: first\n", "", 2, "rules.0.table"),
    in_rules("unknown key", "table: first\n", "table: first\nmore: x\n", 2, "'more' is not known"),
    in_rules("no id", "  - id: go-out\n    when", "  - when", 3, "rules.0.id: Field required"),
    in_rules("nothing concluded", "    then: {outcome: out}\n", "", 3, "rules.0.then: Field required"),
    in_rules("no reason", '    because: "it is warm"\n', "", 3, "rules.0.because: Field required"),
    in_rules("no basis", "    basis: policy\n", "", 3, "rules.0.basis: Field required"),
    in_rules("strange basis", "basis: policy", "basis: guess", 8, "rules.0.basis"),
    in_rules("stated nowhere", "    sections: [travel/boat]\n", "", 9, "names its sections under `sections`"),
    in_rules("stated in no section", "[travel/boat]", "[Travel]", 13, "rules.1.sections.0"),
    in_rules("unknown word", "    basis: pol", "    wehn: x\n    basis: pol", 8, "rules.0.wehn: Extra"),
    in_rules("no values", "spoken-of: sure", "spoken-of: []", 4, "rules.0.when.0"),
    in_rules("value in capitals", "outcome: out", "outcome: Out", 6, "rules.0.then.0"),
    in_rules("no conditions", "    when: {spoken-of: sure}\n    unless: {asks: price}\n", "", 3, "say when"),
    in_rules("unknown topic", "asks: price", "ask: price", 3, "go-out reads ask=price, which no fact"),
    in_rules("unknown band", "spoken-of: sure", "spoken-of: surely", 3, "reads spoken-of=surely"),
    in_rules("unknown cue", "asks: price", "asks: prize", 3, "reads asks=prize, which no fact"),
    in_rules("the same twice", "id: stay-in", "id: go-out", 9, f"{FIRST}:3 too; rename one"),
    in_rules("on a circle", "asks: price", "outcome: out", 3, "break the circle"),
    in_rules("a fact twice", "asks: price", "spoken-of: sure", 3, "spoken-of=sure in two places"),
    in_rules("the engine's own word", "outcome: in", "sid: in", 9, "a word of the engine's own; rename it"),
    in_rules("an anchor", "{outcome: out}", "&x {outcome: out}", 6, "anchor or alias"),
    in_rules("a tag", "{outcome: out}", "!!map {outcome: out}", 6, "YAML tag"),
    in_rules("a key twice", "basis: policy\n", "basis: policy\n    basis: stated\n", 9, "twice"),
]  # fmt: skip


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_the_small_book_is_read(tmp_path: Path) -> None:
    book = read_answer_book(write(tmp_path, {FACTS_FILE: FACTS, FIRST: RULES}))
    assert [rule.id for rule in book.rules] == ["go-out", "stay-in"]
    assert book.decide([book.band("spoken-of", 70)]).values("outcome") == ("out",)
    assert book.decide([book.band("spoken-of", 70), *book.heard(["costing"])]).values("outcome") == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_broken_table_is_refused_with_file_and_line(tmp_path: Path, fault: Fault) -> None:
    files: dict[str, str | bytes] = {FACTS_FILE: FACTS, FIRST: RULES}
    whole = str(files[fault.file])
    assert fault.old in whole
    files[fault.file] = whole.replace(fault.old, str(fault.new), 1) if fault.old else fault.new
    write(tmp_path, files)
    with pytest.raises(BookError) as caught:
        read_answer_book(tmp_path)
    place = f"{tmp_path / fault.file}:{fault.line}: " if fault.line else f"{tmp_path / fault.file}: "
    assert str(caught.value).startswith(place)
    assert fault.says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_rule_of_the_same_name_in_another_table_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {FACTS_FILE: FACTS, FIRST: RULES, "20-second.yaml": RULES})
    with pytest.raises(BookError) as caught:
        read_answer_book(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / '20-second.yaml'}:3: ")
    assert f"{tmp_path / FIRST}:3 too" in str(caught.value)


def test_without_facts_or_tables_there_is_no_book(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="holds no tables of rules"):
        load_answer_book(tmp_path, COMPILED)
    write(tmp_path, {FIRST: RULES})
    with pytest.raises(BookError, match=r"facts\.yaml: is missing"):
        load_answer_book(tmp_path, COMPILED)
    (tmp_path / FACTS_FILE).mkdir()
    with pytest.raises(BookError, match=r"facts\.yaml: cannot be read"):
        load_answer_book(tmp_path, COMPILED)
