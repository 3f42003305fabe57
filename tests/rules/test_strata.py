"""Layers: a rule with an exception waits until all that it excepts is worked out."""

from __future__ import annotations

import random

import pytest

from rules.model import Book
from rules.rule import Rule
from rules.strata import UnlayeredBook, layers_of
from tests.rules.making import rule, seeded
from tests.rules.plain_chaining import depends_on, excepted_by

LOW = rule("low", {"b": "yes"}, when={"a": "yes"})
MIDDLE = rule("middle", {"c": "yes"}, when={"a": "yes"}, unless={"b": "yes"})
HIGH = rule("high", {"d": "yes"}, when={"a": "yes"}, unless={"c": "yes"})
CARRIER = rule("carrier", {"e": "yes"}, when={"c": "yes"})
TOP = rule("top", {"f": "yes"}, unless={"e": "yes"})


def test_no_rules_need_no_layer() -> None:
    assert layers_of([]).of_rule == {}
    assert layers_of([]).count == 1


def test_rules_without_exceptions_share_layer_nought() -> None:
    layers = layers_of([LOW, CARRIER, rule("on", {"g": "yes"}, when={"b": "yes", "e": "yes"})])
    assert set(layers.of_rule.values()) == {0}
    assert layers.count == 1


def test_an_exception_on_an_answer_is_in_layer_one() -> None:
    assert layers_of([rule("r", {"b": "yes"}, unless={"a": "yes"})]).of_rule == {"r": 1}


def test_each_exception_on_a_conclusion_is_a_layer_higher() -> None:
    layers = layers_of([LOW, MIDDLE, HIGH])
    assert layers.of_rule == {"low": 0, "middle": 1, "high": 2}
    assert layers.count == 3


def test_a_rule_without_exceptions_lifts_what_excepts_it() -> None:
    # The carrier needs no phase of its own, yet it holds only once the middle layer is worked out.
    layers = layers_of([CARRIER, TOP, MIDDLE])
    assert layers.of_rule == {"carrier": 0, "middle": 1, "top": 2}


def test_an_exception_on_a_conclusion_of_the_same_layer_lifts_the_rule() -> None:
    # Both except an answer only and would stand in layer 1; but one also excepts the other's conclusion.
    maker = rule("maker", {"b": "yes"}, unless={"x": "yes"})
    reader = rule("reader", {"c": "yes"}, unless={"y": "yes", "b": "yes"})
    assert layers_of([reader, maker]).of_rule == {"maker": 1, "reader": 2}
    assert layers_of([maker, reader]).of_rule == {"maker": 1, "reader": 2}


def test_several_concluders_count_as_the_highest() -> None:
    also = rule("also", {"b": "yes"}, when={"x": "yes"}, unless={"c": "yes"})
    late = rule("late", {"g": "yes"}, unless={"b": "yes"})
    assert layers_of([LOW, CARRIER, rule("c", {"c": "yes"}, unless={"y": "yes"}), also, late]).of_rule == {
        "low": 0,
        "carrier": 0,
        "c": 1,
        "also": 2,
        "late": 3,
    }


def test_a_circle_without_exceptions_is_allowed() -> None:
    circle = [rule("p", {"b": "yes"}, when={"a": "yes"}), rule("q", {"a": "yes"}, when={"b": "yes"})]
    assert set(layers_of(circle).of_rule.values()) == {0}


CIRCLES = {
    "itself": [rule("r", {"a": "yes"}, unless={"a": "yes"})],
    "itself by way of a value among several": [rule("r", {"a": "yes"}, unless={"a": ["no", "yes"]})],
    "each other": [
        rule("r", {"a": "yes"}, unless={"b": "yes"}),
        rule("s", {"b": "yes"}, unless={"a": "yes"}),
    ],
    "one exception on the way": [
        rule("r", {"a": "yes"}, unless={"b": "yes"}),
        rule("s", {"b": "yes"}, when={"c": "yes"}),
        rule("t", {"c": "yes"}, when={"a": "yes"}),
    ],
    "beside sound rules": [
        LOW,
        MIDDLE,
        HIGH,
        rule("r", {"b": "yes"}, when={"x": "yes"}, unless={"d": "yes"}),
    ],
}


@pytest.mark.parametrize("rules", CIRCLES.values(), ids=CIRCLES)
def test_a_circle_by_way_of_an_exception_is_refused(rules: list[Rule]) -> None:
    for turn in range(len(rules)):
        with pytest.raises(UnlayeredBook, match="break the circle") as caught:
            layers_of([*rules[turn:], *rules[:turn]])
        assert any(f"rule {each.id} " in str(caught.value) for each in rules)


def _random_rules(source: random.Random) -> list[Rule]:
    topics = ["a", "b", "c", "d", "e", "f"]
    found = []
    for number in range(source.randint(1, 12)):
        read = source.sample(topics, source.randint(1, 3))
        cut = source.randint(0, len(read))
        when, unless = dict.fromkeys(read[:cut], "yes"), dict.fromkeys(read[cut:], "yes")
        found.append(rule(f"r{number}", {source.choice(topics): "yes"}, when, unless))
    return found


def test_layers_are_right_or_refused_whatever_the_order() -> None:
    source = seeded(6)
    refused = 0
    for _ in range(250):
        rules = _random_rules(source)
        reach = depends_on(rules)
        circular = any(
            other.id == each.id or each.id in reach[other.id]
            for each in rules
            for other in excepted_by(each, rules)
        )
        for _ in range(3):
            source.shuffle(rules)
            if circular:
                refused += 1
                with pytest.raises(UnlayeredBook):
                    layers_of(rules)
            else:
                _check_layers(rules, reach)
    assert 150 < refused < 700


def _check_layers(rules: list[Rule], reach: dict[str, set[str]]) -> None:
    layers = layers_of(rules).of_rule
    for each in rules:
        assert (layers[each.id] > 0) == bool(each.unless)
        behind = {other.id for other in excepted_by(each, rules)}
        behind |= {far for near in tuple(behind) for far in reach[near]}
        assert all(layers[name] < layers[each.id] for name in behind), each.id


def test_the_shipped_book_has_few_layers(book: Book) -> None:
    assert 2 < layers_of(book.rules).count < 15
    _check_layers(list(book.rules), depends_on(book.rules))
