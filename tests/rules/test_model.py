"""Facts, bands, hashes: what an answer means to the engine, and what a book's hashes hang on."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules.model import Band, Choice, Fact
from rules.reading import shipped_book
from rules.rule import Atom
from tests.rules.making import changed, rule

BOOK = shipped_book()


@settings(deadline=None)
@given(st.sampled_from(BOOK.facts), st.text(max_size=30) | st.integers().map(str) | st.just("unsure"))
@example(BOOK.facts_by_id["steps"], "9" * 5000)
@example(BOOK.facts_by_id["steps"], "٣")
@example(BOOK.facts_by_id["steps"], "²")
@example(BOOK.facts_by_id["steps"], "-3")
@example(BOOK.facts_by_id["failures"], ",,times-out,unsure,,")
def test_any_text_becomes_known_words_or_nothing(fact: Fact, text: str) -> None:
    known = {*fact.values, *(band.value for band in fact.bands)}
    assert all(atom.topic == fact.id and atom.value in known for atom in fact.atoms(text))
    assert fact.closed(text) in {None, *fact.values}


def test_unsure_is_the_same_as_not_asked() -> None:
    for fact in BOOK.facts:
        assert fact.atoms("unsure") == ()
        assert fact.closed("unsure") is None


def test_text_is_told_and_never_reasoned_over() -> None:
    assert BOOK.facts_by_id["success"].atoms("yes") == ()


def test_few_steps_are_under_five() -> None:
    steps = BOOK.facts_by_id["steps"]
    for number in range(40):
        assert steps.closed(str(number)) == ("few" if number < 5 else "many")
    assert steps.atoms("1") == (Atom("steps", "few"), Atom("steps", "single"))
    assert steps.atoms("2") == (Atom("steps", "few"),)
    assert steps.atoms("5") == (Atom("steps", "many"),)


def test_a_word_for_the_steps_does_as_well_as_a_number() -> None:
    steps = BOOK.facts_by_id["steps"]
    assert steps.closed("few") == "few"
    assert steps.closed("many") == "many"
    # One step is read from a number; nobody is offered it as a word.
    assert steps.closed("single") is None


def test_several_answers_are_several_atoms() -> None:
    failures = BOOK.facts_by_id["failures"]
    assert failures.atoms("times-out,half-done") == (
        Atom("failures", "times-out"),
        Atom("failures", "half-done"),
    )


def test_fifteen_facts_decide_in_the_books_order() -> None:
    assert len(BOOK.deciding) == 15
    assert [fact.id for fact in BOOK.deciding] == [fact.id for fact in BOOK.facts if fact.decides]
    assert all(fact.values for fact in BOOK.deciding)


def test_eighteen_questions_are_asked_in_their_order() -> None:
    numbers = [fact.question.number for fact in BOOK.questions if fact.question]
    assert numbers == list(range(1, 19))


def test_a_mended_sentence_changes_the_books_hash_and_not_the_logics() -> None:
    first, *rest = BOOK.rules
    mended = changed(BOOK, rules=[replace(first, because="Said in other words."), *rest])
    assert mended.sha256 != BOOK.sha256
    assert mended.logic_sha256 == BOOK.logic_sha256


def test_the_order_of_rules_is_no_logic() -> None:
    turned = changed(BOOK, rules=list(reversed(BOOK.rules)))
    assert turned.logic_sha256 == BOOK.logic_sha256


def test_the_logics_hash_hangs_on_each_rule_that_the_outcome_hangs_on() -> None:
    seen = {BOOK.logic_sha256}
    for dropped in BOOK.outcome_rules:
        seen.add(changed(BOOK, rules=[each for each in BOOK.rules if each.id != dropped.id]).logic_sha256)
    assert len(seen) == len(BOOK.outcome_rules) + 1


def test_the_logics_hash_hangs_on_bands_and_values() -> None:
    steps = BOOK.facts_by_id["steps"]
    wider = steps.model_copy(update={"bands": (*steps.bands, Band(value="endless", at_least=1000))})
    longer = steps.model_copy(update={"choices": (*steps.choices, Choice(value="endless", label="Endless"))})
    for spoiled in (wider, longer):
        facts = [spoiled if fact.id == "steps" else fact for fact in BOOK.facts]
        assert changed(BOOK, facts=facts).logic_sha256 != BOOK.logic_sha256


def test_conclusions_are_all_values_of_then() -> None:
    made = rule("r", {"b": ["x", "y"], "c": "z"}, when={"a": "yes"})
    assert made.conclusions == (Atom("b", "x"), Atom("b", "y"), Atom("c", "z"))
