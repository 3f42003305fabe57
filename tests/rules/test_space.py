"""The answer space: exactly what can still come out, and a damaged one is never believed."""

from __future__ import annotations

import itertools
import json
import random
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.engine import Engine
from rules.errors import SpaceError
from rules.model import Book
from rules.reading import shipped_book
from rules.space import SHIPPED, AnswerSpace, Outcome, load_space, outcome_of, shipped_space
from rules.space_build import build_space
from tests.rules.making import changed, given_by, random_known, rule, seeded


def completions(book: Book, known: dict[str, str]) -> list[dict[str, str]]:
    open_facts = [fact for fact in book.deciding if fact.id not in known]
    return [
        {**known, **dict(zip([fact.id for fact in open_facts], values, strict=True))}
        for values in itertools.product(*(fact.values for fact in open_facts))
    ]


def known_but_for(book: Book, source: random.Random, unknown: int) -> dict[str, str]:
    left = {fact.id for fact in source.sample(book.deciding, unknown)}
    return {fact.id: source.choice(fact.values) for fact in book.deciding if fact.id not in left}


def test_the_kept_space_is_the_shipped_books(book: Book, space: AnswerSpace) -> None:
    assert space.logic_sha256 == book.logic_sha256
    assert [(level.fact, level.values) for level in space.levels] == [
        (fact.id, fact.values) for fact in book.deciding
    ]


def test_it_is_exact_for_few_unknowns(book: Book, space: AnswerSpace) -> None:
    engine = Engine(book.outcome_rules)
    source = seeded(41)
    for unknown in (0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5):
        known = known_but_for(book, source, unknown)
        outcomes = {
            tuple(full.items()): outcome_of(engine.evaluate(given_by(book, full)))
            for full in completions(book, known)
        }
        assert set(space.possible(known)) == set(outcomes.values())
        idle = set()
        for fact in book.deciding:
            if fact.id in known:
                continue
            by_the_rest: dict[frozenset[tuple[str, str]], set[Outcome]] = {}
            for full, outcome in outcomes.items():
                rest = frozenset(pair for pair in full if pair[0] != fact.id)
                by_the_rest.setdefault(rest, set()).add(outcome)
            if all(len(found) == 1 for found in by_the_rest.values()):
                idle.add(fact.id)
        assert space.idle(known) == idle


def test_idle_is_what_changes_nothing_possible(book: Book, space: AnswerSpace) -> None:
    # The same once more by the space's own walks, for more unknowns than the engine could go through.
    source = seeded(42)
    for _ in range(10):
        known = random_known(book, source, 0.65)
        idle = space.idle(known)
        assert idle.isdisjoint(known)
        for fact in book.deciding:
            if fact.id in known:
                continue
            same = all(
                len({space.possible({**rest, fact.id: value}) for value in fact.values}) == 1
                for rest in _samples(book, {**known, fact.id: ""}, source)
            )
            assert same or fact.id not in idle


def _samples(book: Book, known: dict[str, str], source: random.Random) -> list[dict[str, str]]:
    """Some completions of `known`."""
    return [
        {
            fact.id: known[fact.id] if fact.id in known else source.choice(fact.values)
            for fact in book.deciding
        }
        for _ in range(12)
    ]


def test_an_answer_never_adds_a_possible_outcome(book: Book, space: AnswerSpace) -> None:
    source = seeded(43)
    for _ in range(15):
        known: dict[str, str] = {}
        possible, idle = set(space.possible({})), space.idle({})
        for fact in source.sample(book.deciding, len(book.deciding)):
            known[fact.id] = source.choice(fact.values)
            now = set(space.possible(known))
            assert now
            assert now <= possible
            assert idle - {fact.id} <= space.idle(known)
            possible, idle = now, space.idle(known)
        assert len(possible) == 1


def test_an_answer_splits_what_is_possible(book: Book, space: AnswerSpace) -> None:
    source = seeded(44)
    for _ in range(30):
        known = random_known(book, source, 0.5)
        for fact in book.deciding:
            if fact.id not in known:
                parts = [set(space.possible({**known, fact.id: value})) for value in fact.values]
                assert set().union(*parts) == set(space.possible(known))


def test_a_settled_verdict_never_changes(book: Book, space: AnswerSpace) -> None:
    source = seeded(45)
    settled = 0
    for _ in range(80):
        known = random_known(book, source, 0.6)
        starts = {outcome.start for outcome in space.possible(known)}
        if len(starts) == 1:
            settled += 1
            for full in _samples(book, known, source):
                assert {outcome.start for outcome in space.possible(full)} == starts
    assert settled > 10


# Keeping and reading.


def test_what_is_written_is_read_back_and_written_the_same(space: AnswerSpace) -> None:
    text = space.to_json()
    assert AnswerSpace.from_json(text) == space
    assert AnswerSpace.from_json(text).to_json() == text
    assert SHIPPED.read_text(encoding="utf-8") == text


def levels(
    first: object = ((0, 1),), second: object = ((0, 0), (0, 1)), *more: object, unknown: object = 1
) -> dict[str, object]:
    """The part of a kept space that holds the nodes of its facts."""
    nodes = (first, second, *more)
    return {
        "levels": [
            [name, ["yes", "no"], unknown, True, each] for name, each in zip("abc", nodes, strict=False)
        ]
    }


SMALL: dict[str, object] = {
    "logic_sha256": "x",
    "outcomes": [["s", "s", "direct"], ["e", "e", "direct"]],
    **levels(),
}
DAMAGED: dict[str, str | dict[str, object]] = {
    "nothing": "",
    "no JSON": "answers",
    "cut off": json.dumps(SMALL)[:-20],
    "nested without end": "[" * 200_000,
    "a list": "[]",
    "a word": '"x"',
    "no number": "NaN",
    "no hash": {"logic_sha256": ...},
    "no levels": {"levels": []},
    "a level too many": levels(((0, 1),), ((0, 0), (0, 1)), ((0, 0), (0, 2))),
    "two roots": levels(((0, 1), (0, 1))),
    "no root": levels((), ()),
    "a child that is not there": levels(((0, 2),)),
    "an outcome that is not there": levels(second=((0, 0), (0, 2))),
    "a child below nought": levels(((0, -1),)),
    "a child that is a word": levels((("0", 1),)),
    "a child that is a fraction": levels(((0.0, 1),)),
    "a child that is true": levels(((0, True),)),
    "a child too few": levels(((0,),)),
    "an unknown below nought": levels(unknown=-1),
    "an unknown beyond the children": levels(unknown=2),
    "an outcome of two": {"outcomes": [["s", "s"], ["e", "e", "direct"]]},
    "an outcome of four": {"outcomes": [["s", "s", "s", "s"], ["e", "e", "direct"]]},
    "a fact without values": {"levels": [["a"], ["b", ["yes", "no"]]]},
    "a number for levels": {"levels": 7},
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_space_is_refused(damage: str | dict[str, object], tmp_path: Path, book: Book) -> None:
    if isinstance(damage, dict):
        whole = {**SMALL, **damage}
        text = json.dumps({key: value for key, value in whole.items() if value is not ...})
    else:
        text = damage
    with pytest.raises(SpaceError, match="damaged"):
        AnswerSpace.from_json(text)
    kept = tmp_path / "kept.json"
    kept.write_text(text, encoding="utf-8")
    assert load_space(book, [kept]) is None
    assert load_space(book, [kept, SHIPPED]) == shipped_space()


def test_the_small_space_itself_is_sound() -> None:
    sound = AnswerSpace.from_json(json.dumps(SMALL))
    assert sound.possible({}) == (Outcome("s", "s", "direct"), Outcome("e", "e", "direct"))
    assert sound.possible({"a": "yes"}) == (Outcome("s", "s", "direct"),)
    assert sound.idle({"a": "yes"}) == {"b"}
    assert sound.idle({}) == frozenset()


WHOLE = SHIPPED.read_text(encoding="utf-8")


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.text(max_size=3), st.integers(0, 40))
def test_a_space_with_a_stain_is_refused_or_can_be_walked(place: int, stain: str, gone: int) -> None:
    text = WHOLE[:place] + stain + WHOLE[place + gone :]
    try:
        stained = AnswerSpace.from_json(text)
    except SpaceError:
        return
    stained.possible({})
    stained.idle({})
    stained.outcome({})


def test_another_books_space_is_not_taken(book: Book, tmp_path: Path) -> None:
    assert load_space(changed(book, rules=book.rules[1:])) is None
    assert load_space(book, []) is None
    assert load_space(book, [tmp_path / "nowhere.json", tmp_path]) is None
    garbled = tmp_path / "garbled.json"
    garbled.write_bytes(b"\xff\xfe{}")
    assert load_space(book, [garbled]) is None


def test_a_space_whose_sentences_changed_is_still_the_same(book: Book, space: AnswerSpace) -> None:
    first, *rest = book.rules
    mended = changed(book, rules=[replace(first, because="Other words."), *rest])
    assert load_space(mended) == space


# Building.


def small_book() -> Book:
    """Six facts of the shipped book: enough for every outcome, few enough to go through."""
    names = ("parallel_steps", "external_events", "strict_states", "experience", "managed_services", "steps")
    shipped = shipped_book()
    facts = [fact for fact in shipped.facts if fact.id in names]
    return changed(shipped, facts=facts, rules=shipped.outcome_rules)


def test_a_space_is_built_as_the_engine_concludes() -> None:
    book = small_book()
    seen: list[tuple[int, int]] = []
    built = build_space(book, workers=2, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(done, len(seen)) for done in range(1, len(seen) + 1)]
    for partial in ({"steps": "few", "strict_states": "yes"}, {"parallel_steps": "yes"}, {}):
        assert built.outcome(partial) == outcome_of(
            Engine(book.outcome_rules).evaluate(given_by(book, partial))
        )
    engine = Engine(book.outcome_rules)
    for full in completions(book, {}):
        assert built.possible(full) == (outcome_of(engine.evaluate(given_by(book, full))),)
    assert AnswerSpace.from_json(built.to_json()) == built


def test_building_does_not_hang_beside_a_thread_that_evaluates() -> None:
    book = small_book()
    engine, stop = Engine(book.outcome_rules), threading.Event()

    def evaluate() -> None:
        while not stop.is_set():
            engine.evaluate([])

    thread = threading.Thread(target=evaluate, daemon=True)
    thread.start()
    # A forked worker would wait for ever for a lock that this thread held when it was forked.
    builder = threading.Thread(target=build_space, args=(book,), daemon=True)
    builder.start()
    builder.join(timeout=60)
    hung = builder.is_alive()
    stop.set()
    thread.join()
    assert not hung


def test_two_verdicts_at_once_are_an_error_in_words() -> None:
    quarrel = Engine(
        [
            rule("one", {"start": "hybrid"}, when={"strict_states": "yes"}),
            rule("two", {"start": "sequential"}, when={"strict_states": "yes"}),
        ]
    )
    book = shipped_book()
    with pytest.raises(SpaceError, match="more than one start"):
        outcome_of(quarrel.evaluate(given_by(book, {"strict_states": "yes"})))
