"""Random books and random facts: the engine concludes what plain forward chaining concludes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.engine import Engine
from rules.rule import Atom, Rule
from rules.strata import UnlayeredBook
from tests.rules.making import fired, held, rule
from tests.rules.plain_chaining import Circle, conclude

OUTSIDE, DERIVED = ("a", "b", "c"), ("p", "q", "r")
VALUES = ("1", "01", "true")
ATOMS = [Atom(topic, value) for topic in (*OUTSIDE, *DERIVED) for value in VALUES]


@st.composite
def rule_shapes(draw: Callable[[st.SearchStrategy[object]], object]) -> dict[str, object]:
    """Conditions and exceptions over atoms of which each is read once: the engine refuses other rules."""
    read = draw(st.lists(st.sampled_from(ATOMS), min_size=1, max_size=5, unique=True))
    assert isinstance(read, list)
    excepted = draw(st.integers(0, len(read)))
    assert isinstance(excepted, int)
    joined = draw(st.booleans())

    def conditions(atoms: list[Atom]) -> list[dict[str, object]]:
        """One condition an atom, or one a topic in which any of its values will do."""
        if not joined:
            return [{topic: value} for topic, value in atoms]
        topics = dict.fromkeys(topic for topic, _ in atoms)
        return [{topic: [value for known, value in atoms if known == topic]} for topic in topics]

    return {
        "then": {draw(st.sampled_from(DERIVED)): draw(st.sampled_from(VALUES))},
        "unless": conditions(read[:excepted]),
        "when": conditions(read[excepted:]),
    }


def books() -> st.SearchStrategy[list[Rule]]:
    shapes = st.lists(rule_shapes(), min_size=1, max_size=9)
    return shapes.map(
        lambda found: [
            rule(f"r{index}", shape["then"], shape["when"], shape["unless"])  # type: ignore[arg-type]
            for index, shape in enumerate(found)
        ]
    )


def check(rules: list[Rule], facts: list[list[Atom]]) -> None:
    try:
        engine = Engine(rules)
    except UnlayeredBook:
        with pytest.raises(Circle):
            conclude(rules, [])
        return
    for atoms in facts:
        trace = engine.evaluate(atoms)
        names, holds = conclude(rules, atoms)
        assert set(fired(trace)) == names
        assert held(trace) == holds


FACTS = st.lists(st.lists(st.sampled_from(ATOMS), max_size=9), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books(), FACTS)
def test_engine_and_plain_chaining_agree(rules: list[Rule], facts: list[list[Atom]]) -> None:
    check(rules, facts)


@pytest.mark.thorough
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books(), FACTS)
def test_engine_and_plain_chaining_agree_for_long(rules: list[Rule], facts: list[list[Atom]]) -> None:
    check(rules, facts)


def test_exceptions_wait_whatever_the_rules_are_called() -> None:
    # A chain of exceptions under every naming: what is worked out first must not hang on the alphabet.
    for names in permutations(["k", "l", "m", "n"]):
        chain = [
            rule(name, {f"t{place + 1}": "yes"}, unless={f"t{place}": "yes"})
            for place, name in enumerate(names)
        ]
        want = {names[0], names[2]}
        assert set(fired(Engine(chain).evaluate([]))) == want
