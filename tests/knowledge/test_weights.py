"""The matcher's file: what was written is read back, and anything else is refused with the way to mend it."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.base import open_base
from knowledge.content import load_sections
from knowledge.examples import classes_of, learned_from
from knowledge.files import ContentError
from knowledge.sources import identity
from knowledge.voices import PHRASINGS, read_phrasings
from knowledge.weights import COVERED, WEIGHTS, Head, read_seal, read_weights
from tests.knowledge.teaching import CLASSES, PRICE, ROWS, STEP, matcher, teach

MEND = "run python -m knowledge.training"
WHOLE = matcher()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "matcher.bin"
    path.write_bytes(WHOLE)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read_weights(path)
    assert (caught.value.path, caught.value.line) == (path, 0)
    assert caught.value.message.endswith(MEND)
    assert str(caught.value).startswith(f"{path}: the matcher cannot be read (")
    assert "\n" not in str(caught.value)
    return caught.value.message


def test_what_was_written_is_read_back(file: Path) -> None:
    weights = read_weights(file)
    assert weights.head == Head(CLASSES, (0.1, 0.2, 0.3, -0.5), STEP, len(ROWS), "none")
    assert weights.head.sections == ("travel", "travel/boat")
    assert weights.rows == ROWS
    assert matcher() == WHOLE
    assert read_seal(file).encode() == WHOLE.partition(b"\n")[0]


def test_the_shipped_matcher_was_trained_on_the_shipped_phrasings() -> None:
    sections = load_sections()
    phrasings = read_phrasings(PHRASINGS, sections)
    head = read_weights(WEIGHTS).head
    assert head.classes == (*classes_of(sections, phrasings), COVERED)
    assert head.phrasings == learned_from(phrasings, sections), "the phrasings have changed since; " + MEND


@pytest.mark.parametrize("cut", [0, 1, 63, 64, 65, 66, 200, len(WHOLE) // 2, len(WHOLE) - 1])
def test_a_file_cut_short_is_refused(file: Path, cut: int) -> None:
    file.write_bytes(WHOLE[:cut])
    refusal(file)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused(file: Path, at: int, change: int) -> None:
    file.write_bytes(WHOLE[:at] + bytes([WHOLE[at] ^ change]) + WHOLE[at + 1 :])
    refusal(file)


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_other_file_is_refused(file: Path, junk: bytes) -> None:
    for data in (junk, WHOLE + junk + b".", sha256(junk).hexdigest().encode() + b"\n" + junk):
        file.write_bytes(data)
        refusal(file)


@pytest.mark.parametrize("at", ["nothing", "a folder"])
def test_no_file_is_refused(tmp_path: Path, at: str) -> None:
    if at == "a folder":
        (tmp_path / at).mkdir()
    refusal(tmp_path / at)


def changed(**more: Any) -> Callable[[dict[str, Any]], object]:  # noqa: ANN401  (any JSON)
    return lambda head: head | more


HEADS: dict[str, Callable[[dict[str, Any]], object]] = {
    "a list": lambda _: [],
    "a word": lambda _: "head",
    "nothing": lambda _: None,
    "without classes": lambda head: {key: head[key] for key in head if key != "classes"},
    "without a bias": lambda head: {key: head[key] for key in head if key != "bias"},
    "without a scale": lambda head: {key: head[key] for key in head if key != "scale"},
    "with more": changed(author="me"),
    "classes a number": changed(classes=7),
    "no classes": changed(classes=[], bias=[]),
    "a class too few": changed(classes=CLASSES[1:]),
    "a class too many": changed(classes=["start", *CLASSES], bias=[0, 0, 0, 0, 0]),
    "no second opinion": changed(classes=["start", "travel", "travel/boat", PRICE]),
    "a bias too few": changed(bias=[0.1, 0.2]),
    "a feature too few": changed(features=len(ROWS) - 1),
    "a feature too many": changed(features=len(ROWS) + 1),
    "no features": changed(features=0),
    "features of less than none": changed(features=-2),
    "features in words": changed(features="five"),
}


@pytest.mark.parametrize("change", HEADS.values(), ids=HEADS)
def test_a_wrong_head_is_refused_under_its_right_seal(
    file: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    _, head, body = WHOLE.split(b"\n", 2)
    sealed = json.dumps(change(json.loads(head))).encode() + b"\n" + body
    file.write_bytes(sha256(sealed).hexdigest().encode() + b"\n" + sealed)
    assert "seal" not in refusal(file)


def test_a_broken_matcher_stops_the_base_and_says_how_to_mend_it(home: Path, content: Path) -> None:
    teach(content, WHOLE[:-1])
    with pytest.raises(ContentError, match=MEND):
        open_base(home, content)


def test_the_base_is_built_anew_for_another_matcher(home: Path, content: Path) -> None:
    with open_base(home, content) as base:
        untrained = base.identity
    teach(content)
    with open_base(home, content) as base:
        trained = base.identity
    # Trained on other phrasings with the same result: what passages are asked with differs all the same.
    teach(content, matcher(phrasings="others"))
    assert len({untrained, trained, identity(content)}) == 3
