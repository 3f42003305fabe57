import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer_files import AnswerSet, read_answer_file, read_answer_object
from assistant.errors import BadInput
from rules.model import UNSURE
from rules.reading import shipped_book

BOOK = shipped_book()
NAME = "answers.yaml"


def read(folder: Path, text: str | bytes) -> AnswerSet:
    path = folder / NAME
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_answer_file(path, BOOK)


GOOD: list[tuple[str, dict[str, str]]] = [
    ("external_events: yes", {"external_events": "yes"}),
    ("external_events: true\nstrict_states: off", {"external_events": "yes", "strict_states": "no"}),
    ("external_events: Yes\nstrict_states: UNSURE", {"external_events": "yes", "strict_states": UNSURE}),
    ('external_events: "no"', {"external_events": "no"}),
    ("answers:\n  external_events: yes\n  steps: 7", {"external_events": "yes", "steps": "7"}),
    ("steps: 7\nanswers:\n  coupling: single-program", {"steps": "7", "coupling": "single-program"}),
    ("steps: 007", {"steps": "7"}),
    ("steps: many", {"steps": "many"}),
    ("steps:", {}),
    ("steps: ~\nanswers:", {}),
    ("external_events: {value: yes, note: the bank}", {"external_events": "yes"}),
    ("external_events: {note: only a note}", {}),
    ("failures: times-out", {"failures": "times-out"}),
    ("failures: [half-done, times-out, times-out]", {"failures": "times-out,half-done"}),
    ("failures: []", {"failures": UNSURE}),
    ("failures: the driver goes home", {"failures": "other"}),
    ("trigger: a customer clicks", {"trigger": "call"}),
    ("success: the parcel is there", {"success": "the parcel is there"}),
    ("title: 2026-01-01\nsteps: 3", {"steps": "3"}),
    ('{"answers": {"external_events": true, "steps": 12}}', {"external_events": "yes", "steps": "12"}),
    (
        '{"external_events": false, "failures": ["bad-input"]}',
        {"external_events": "no", "failures": "bad-input"},
    ),
    ("\ufeffsteps: 3", {"steps": "3"}),
    ("steps: 3\r\nexternal_events: no\r\n", {"steps": "3", "external_events": "no"}),
    ("id: 17\nsteps: 3", {"steps": "3"}),
    ("# nothing but a title\ntitle: x", {}),
]


@pytest.mark.parametrize(("text", "values"), GOOD, ids=[row[0][:40] for row in GOOD])
def test_a_good_file_is_read(tmp_path: Path, text: str, values: dict[str, str]) -> None:
    assert read(tmp_path, text).values == values


def test_title_notes_and_own_words_are_kept(tmp_path: Path) -> None:
    answers = read(
        tmp_path,
        "title: Order handling\ntrigger: a customer clicks\n"
        "external_events: {value: yes, note: the bank answers late}\nsuccess: Done and paid",
    )
    assert answers.title == "Order handling"
    assert answers.notes == {"external_events": "the bank answers late"}
    assert answers.texts["trigger"] == "a customer clicks"
    assert answers.values["success"] == "Done and paid"


def test_whatever_steers_a_terminal_is_taken_out(tmp_path: Path) -> None:
    told = {
        "title": "a\x1b[31mb\u202e",
        "success": "c\x1b]52;c;x\x07d",
        "steps": {"value": 3, "note": "e\x9bmf\x00"},
    }
    answers = read(tmp_path, json.dumps(told))
    assert (answers.title, answers.values["success"], answers.notes["steps"]) == ("a b", "c d", "e f")
    assert len(read(tmp_path, f"title: {'x' * 5000}").title) == 200


BAD: list[tuple[str | bytes, str]] = [
    ("", ":1: is empty; an answer file holds answers such as external_events: yes"),
    ("   \n# only a remark\n", ":1: is empty; an answer file holds answers such as external_events: yes"),
    ("just words", ":1: holds no keys; an answer file holds lines such as external_events: yes"),
    ("- steps: 3", ":1: holds no keys; an answer file holds lines such as external_events: yes"),
    ("title: x\nexternal_evnts: yes", ":2: there is no fact 'external_evnts'; did you mean external_events?"),
    ("title: x\n\nqqqqqq: yes", ":3: there is no fact 'qqqqqq'; see whichflow schema for those there are"),
    ("answers:\n  steps: 3\n  stepps: 4", ":3: there is no fact 'stepps'; did you mean steps?"),
    ("steps: 3\nexternal_events: maybe",
     ":2: external_events cannot be 'maybe'; say yes, no or unsure"),
    ("coupling: loose",
    ":1: coupling cannot be 'loose'; say independent, request-reply, single-program or unsure"),
    ("steps: -1", ":1: steps cannot be '-1'; say a whole number, few, many or unsure"),
    ("steps: 4.5", ":1: steps cannot be '4.5'; say a whole number, few, many or unsure"),
    ("steps: 9999999", ":1: steps cannot be '9999999'; say a whole number, few, many or unsure"),
    ("steps: true", ":1: steps cannot be 'true'; say a whole number, few, many or unsure"),
    ("\nexternal_events: [yes]", ":2: external_events takes one value; say yes, no or unsure"),
    ("external_events:\n  value: yes\n  because: x", ":3: external_events has value and note, not 'because'"),
    ("external_events:\n  note: [a]", ":2: note must be a word or a line of text"),
    ("title: [a]", ":1: title must be a word or a line of text"),
    ("steps: {value: {value: 3}}", ":1: steps must be a word or a line of text"),
    ("answers: 7", ":1: answers must be a list of lines such as external_events: yes"),
    ("answers: [7]", ":1: answers must be a list of lines such as external_events: yes"),
    ("steps: 3\nanswers:\n  steps: 4", ":3: steps is answered twice; keep one"),
    ("steps: 3\nsteps: 4", ":2: gives the key 'steps' twice; keep one"),
    ("steps: !!python/object/apply:os.system [ls]", ":1: uses a YAML tag (a word after !); remove it"),
    ("a: &x 1\nb: *x", ":1: uses a YAML anchor or alias; write the value out"),
    ("? [a]\n: 1", ":1: has a key that is not a word"),
    ("steps: [" * 30, ":1: is nested more than 20 levels deep; flatten it"),
    ("x" * 1_000_001, ":1: holds more than 200,000 characters; shorten it"),
    (b"title: \xff\xfe", ": is not UTF-8 text; save it as UTF-8"),
    (b"\x80abc", ": is not UTF-8 text; save it as UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "complaint"), BAD, ids=[str(row[1])[:60] for row in BAD])
def test_a_bad_file_is_told_with_its_place(tmp_path: Path, text: str | bytes, complaint: str) -> None:
    with pytest.raises(BadInput) as bad:
        read(tmp_path, text)
    assert str(bad.value) == f"{tmp_path / NAME}{complaint}"


@pytest.mark.parametrize(
    ("text", "line"), [("steps: 3\n bad: indent: here", 2), ("steps: [1, 2", 1), ('steps: "open', 1),
    ("\tsteps: 3", 1)]
)  # fmt: skip
def test_broken_yaml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(BadInput, match=rf"{NAME}:{line}: is not YAML: \w+") as bad:
        read(tmp_path, text)
    assert "\n" not in str(bad.value)


def test_a_character_that_yaml_forbids_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is not YAML: it holds a character that YAML does not allow"):
        read(tmp_path, "title: \x00")


def test_a_folder_a_missing_file_and_a_bad_path_are_told(tmp_path: Path) -> None:
    for path, complaint in [
        (tmp_path, "is a folder; name an answer file in it"),
        (tmp_path / "none.yaml", "there is no such file"),
        (tmp_path / NAME / "below", "there is no such file"),
        (Path("a\x00b"), "cannot be read"),
        (tmp_path / ("x" * 5000), "cannot be read"),
        (Path("\udcff\x1b[31m"), "there is no such file"),
    ]:
        with pytest.raises(BadInput, match=complaint) as bad:
            read_answer_file(path, BOOK)
        assert "\x1b" not in str(bad.value)
        assert len(str(bad.value)) < 400


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_an_endless_file_is_refused() -> None:
    with pytest.raises(BadInput, match="shorten it"):
        read_answer_file(Path("/dev/zero"), BOOK)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).touch(mode=0o000)
    with pytest.raises(BadInput, match="cannot be read"):
        read_answer_file(tmp_path / NAME, BOOK)


def nested(depth: int) -> object:
    deep: object = "x"
    for _ in range(depth):
        deep = [deep]
    return deep


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"id": 1, "answers": {"stepps": 3}}, "there is no fact 'stepps'; did you mean steps?"),
        ({"answers": []}, "answers must be a list of lines such as external_events: yes"),
        ({"steps": 7.5}, "steps cannot be '7.5'; say a whole number, few, many or unsure"),
        ({"steps": [[]]}, "steps takes one value; say a whole number, few, many or unsure"),
        ({"failures": [["a"]]}, "failures must be a word or a line of text"),
        ({"steps": nested(400)}, "is nested more than 20 levels deep; flatten it"),
        ({"\x1b[31m": 1}, "there is no fact ''; see whichflow schema for those there are"),
    ],
)
def test_a_bad_batch_line_is_told_without_a_place(row: dict[str, object], complaint: str) -> None:
    with pytest.raises(BadInput) as bad:
        read_answer_object(row, BOOK)
    assert str(bad.value) == complaint


WORDS = st.sampled_from(
    [*BOOK.facts_by_id, "title", "answers", "id", "value", "note", "yes", "no", "unsure", "7", "few",
     "null", "!!x", "&a",
     "*a", "[", "]", "{", "}", ":", ": ", "- ", "\n", "\n  ", "\n    ", '"', "'", "|", ">", "#", "\t",
     "?", "~", "\x00", "%"]
)  # fmt: skip
TEXTS = st.one_of(
    st.binary(max_size=80), st.lists(WORDS, max_size=25).map(lambda words: "".join(words).encode())
)
DATA = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(WORDS, st.text(max_size=8)), inner, max_size=5),
    ),
    max_leaves=12,
)


def taken(reading: Callable[[], AnswerSet]) -> str | None:
    """Nothing if good answers were read, else the one line that says what is wrong."""
    try:
        answers = reading()
    except BadInput as bad:
        complaint = str(bad)
        return complaint if "\n" not in complaint else pytest.fail(complaint)
    for name, value in answers.values.items():
        fact = BOOK.facts_by_id[name]
        if fact.kind == "several":
            assert value == UNSURE or set(value.split(",")) <= set(fact.values)
        elif fact.kind == "count":
            assert value in {*fact.values, UNSURE} or value.isdecimal()
        elif fact.kind != "text":
            assert value in {*fact.values, UNSURE}
    return None


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_bytes_are_answers_or_bad_input(tmp_path: Path, text: bytes) -> None:
    complaint = taken(lambda: read(tmp_path, text))
    assert complaint is None or complaint.startswith(f"{tmp_path / NAME}:")


@settings(max_examples=200, deadline=None)
@given(data=st.dictionaries(st.one_of(WORDS, st.text(max_size=8)), DATA, max_size=6))
def test_any_json_object_is_answers_or_bad_input(data: dict[str, object]) -> None:
    taken(lambda: read_answer_object(data, BOOK))
