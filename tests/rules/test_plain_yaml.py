"""Any text at all becomes plain words, lists and mappings, or is refused in words."""

from __future__ import annotations

import json
import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.plain_yaml import MAX_CHARS, MAX_DEPTH, Document, UnreadableYaml, read_yaml


def is_plain(data: object) -> bool:
    if isinstance(data, dict):
        return all(type(key) is str and is_plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(is_plain(value) for value in data)
    return data is None or (type(data) is str and not any("\ud800" <= mark <= "\udfff" for mark in data))


def check(text: str) -> None:
    """The text is read as plain words, or it is refused in words; each with lines that the text has."""
    lines: list[int]
    try:
        document = read_yaml(text)
    except UnreadableYaml as refusal:
        words, lines = str(refusal), [refusal.line or 1]
    else:
        words, lines = "read", list(document.lines.values())
        assert is_plain(document.data)
    assert words
    assert all(1 <= line <= len(text.splitlines()) + 1 for line in lines)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    check(text)


PIECES = [
    *("a", "b: ", "- ", "? ", ": ", "\n", "  ", "{", "}", "[", "]", ",", "'", '"', "|\n", ">-\n", "#", "~"),
    *("&x ", "*x", "!", "!!str ", "!!python/name:os.system ", "<<: ", "---\n", "...\n", "%YAML 1.1\n"),
    *(
        "%TAG ! !\n",
        "\\",
        "\\x",
        "\\u",
        "\\ud83d",
        "\\U00110000",
        "\\UFFFFFFFF",
        "0x10",
        "010",
        "1e-07",
        "yes",
    ),
    *("null", "\t", "\x00", "\x1b", "\x85", "\u2028", "\ufeff", "\ud800", "9" * 30, "2026-02-31", "="),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_that_is_nearly_yaml(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(PIECES), st.integers(1, 1500))
def test_any_piece_many_times(piece: str, times: int) -> None:
    check(piece * times)


PLAIN = st.recursive(
    st.none()
    | st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029\ufeff"), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcxyz01", min_size=1), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(PLAIN)
def test_what_is_written_as_yaml_is_read_back(data: object) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)
    # YAML's own writer cannot leave every value as it is (numbers are quoted, so they stay words here).
    if "!!" not in text and "&" not in text:
        assert read_yaml(text).data == data


@settings(deadline=None)
@given(PLAIN)
def test_json_is_read_as_well(data: object) -> None:
    assert read_yaml(json.dumps(data)).data == data


def test_a_character_that_json_writes_as_two_halves_is_one() -> None:
    assert read_yaml('{"a": "\\ud83d\\ude00"}').data == {"a": "\U0001f600"}


@pytest.mark.parametrize(
    "word",
    [
        "yes",
        "no",
        "on",
        "off",
        "true",
        "010",
        "0x1f",
        "1e-07",
        "1_000",
        ".inf",
        ".nan",
        "12:30:45",
        "2026-02-31",
        "=",
    ],
)
def test_every_bare_word_stays_the_word_it_is(word: str) -> None:
    assert read_yaml(f"key: {word}").data == {"key": word}
    assert read_yaml(f"{word}: value").data == {word: "value"}


@pytest.mark.parametrize("text", ["key:", "key: ~", "key: null", "{key: }"])
def test_nothing_said_is_none(text: str) -> None:
    assert read_yaml(text).data == {"key": None}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n"])
def test_an_empty_text_is_none(text: str) -> None:
    assert read_yaml(text).data is None


REFUSED = {
    "a tag": ("a: 1\nb: !!str x\n", 2, "tag"),
    "a tag that would run something": ("a: !!python/object/apply:os.system [x]\n", 1, "tag"),
    "a local tag": ("a: !here x\n", 1, "tag"),
    "a bare tag": ("a: ! x\n", 1, "tag"),
    "an anchor": ("a: 1\nb: &x y\n", 2, "anchor or alias"),
    "an alias": ("a: *x\n", 1, "anchor or alias"),
    "laughs by the billion": ("a: &a [x]\nb: &b [*a, *a]\n", 1, "anchor or alias"),
    "a key twice": ("a: 1\nb: 2\na: 3\n", 3, "key 'a' twice"),
    "a key twice, quoted": ("a: 1\n'a': 3\n", 2, "key 'a' twice"),
    "a key twice, deep": ("- x\n- b:\n    c: 1\n    c: 2\n", 4, "key 'c' twice"),
    "a list for a key": ("? [a]\n: b\n", 1, "not a word"),
    "a mapping for a key": ("{{a: b}: c}\n", 1, "not a word"),
    "not closed": ("a: [x\nb: y\n", 2, "not YAML"),
    "a colon too many": ("a: b: c\n", 1, "not YAML"),
    "a tab": ("a:\n\tb: c\n", 2, "not YAML"),
    "two documents": ("a: b\n---\nc: d\n", 2, "another document"),
    "a null character": ("a: \x00\n", None, "character"),
    "an escape out of range": ('a: "\\U00110000"\n', None, "out of range"),
    "an escape far out of range": ('a: "\\UFFFFFFFF"\n', None, "out of range"),
    "a version out of range": (f"%YAML 1.{'9' * 5000}\n--- a\n", None, "out of range"),
    "half a character": ('a: b\nc: "\\ud83d"\n', 2, "half a character"),
    "half a character in a key": ('a: b\n"\\udfff": c\n', 2, "half a character"),
    "deep in brackets": ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), 1, "nested more than 20"),
    "very deep in brackets": ("[" * 100_000, 1, "nested more than 20"),
    "deep in dashes": ("- " * 500 + "a", 1, "nested more than 20"),
    "deep in keys": ("\n".join("  " * n + "a:" for n in range(300)), None, "nested more than 20"),
    "long": ("#" * (MAX_CHARS + 1), None, "more than 200,000 characters"),
}


@pytest.mark.parametrize(("text", "line", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_plain_is_refused_with_its_line(text: str, line: int | None, says: str) -> None:
    with pytest.raises(UnreadableYaml) as caught:
        read_yaml(text)
    assert says in str(caught.value)
    assert line is None or caught.value.line == line


def test_the_deepest_nesting_allowed_is_read() -> None:
    assert read_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH).data is not None


def test_lines_of_places() -> None:
    document = read_yaml("a: 1\nb:\n  - c\n  - d: 2\n    e:\n      f\n")
    assert document.line_of(()) == 1
    assert document.line_of(("b",)) == 2
    assert document.line_of(("b", 0)) == 3
    assert document.line_of(("b", 1, "e")) == 5
    # A place that is not there is told by the nearest one above it.
    assert document.line_of(("b", 1, "nowhere", 7)) == 4
    assert Document(None).line_of(("a",)) == 1


@pytest.mark.parametrize(
    "unit",
    ["a: b\n", "- a\n", "#\n", "a ", "a\n", "'", "? ", "\t", "%TAG !a! b\n", "{", '"\\n', "|\n a\n", ": "],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        start = time.perf_counter()
        check((unit * size)[:size])
        return time.perf_counter() - start

    seconds(1_000)
    # Four times the text in sixteen times the time would be a square; wide margins for a busy machine.
    assert seconds(8_000) < max(12 * seconds(2_000), 1.0)
