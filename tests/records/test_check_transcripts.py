"""A transcript that was touched, and answers that are not those that were given."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.records.checking.transcripts import transcript_faults
from assistant.records.guide_facts import GuideFacts
from assistant.records.reading import KeptBlock, read_record
from rules.reading import shipped_book
from tests.records.checked import check, edited, found, saved, transcript_of

FACTS = shipped_book().facts_by_id.keys()


def kept(path: Path) -> KeptBlock:
    return read_record(path.read_text("utf-8")).whichflow


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory, guide: GuideFacts) -> Path:
    return saved(tmp_path_factory.mktemp("records"), guide)


@given(at=st.integers(0, 2**31), by=st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_any_changed_byte_is_found(one: Path, at: int, by: int) -> None:
    beside = transcript_of(one)
    whole = beside.read_bytes()
    content = bytearray(whole)
    content[at % len(content)] = (content[at % len(content)] + by) % 256
    beside.write_bytes(content)
    faults = list(transcript_faults(one.parent, kept(one), FACTS))
    beside.write_bytes(whole)
    assert faults
    assert all(fault.endswith(".") and "\n" not in fault for fault in faults)
    assert list(transcript_faults(one.parent, kept(one), FACTS)) == []


def taken_out(content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join([*lines[:3], *lines[4:]])


def cut(content: bytes) -> bytes:
    return b"".join(content.splitlines(keepends=True)[:-1])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: content.replace(b"Buy now", b"buy now"), "breaks at line 2 or the one before it"),
        (taken_out, "breaks at line 4 or the one before it"),
        (cut, "though its lines fit together"),
        (lambda content: content.replace(b"\n", b"\r\n"), "core.autocrlf"),
        (lambda _content: b"", "though its lines fit together"),
        (lambda content: content[:-1], "breaks at line 11"),
        (lambda _content: b"[" * 100_000 + b"\n", "is no turn of a session"),
        (lambda _content: b"\xff\xfe\n", "breaks at line 1; put"),
    ],
)
def test_how_it_was_touched_is_said(
    tmp_path: Path, guide: GuideFacts, change: Callable[[bytes], bytes], said: str
) -> None:
    beside = transcript_of(saved(tmp_path, guide))
    beside.write_bytes(change(beside.read_bytes()))
    (checked,) = check(tmp_path, guide)
    assert checked.outcome == "broken"
    assert said in found(checked)[0]


def test_it_is_gone_or_something_else(tmp_path: Path, guide: GuideFacts) -> None:
    beside = transcript_of(saved(tmp_path, guide))
    beside.unlink()
    (checked,) = check(tmp_path, guide)
    assert found(checked)[0].startswith("broken: The transcript 0001-a-flow.session.jsonl is missing; put")
    beside.symlink_to("/dev/zero")
    assert "is not a file" in found(check(tmp_path, guide)[0])[0]


def rehashed(path: Path, content: bytes) -> None:
    """Write a transcript whose chain holds again, and its hash into the record."""
    lines, previous = [], ""
    for line in content.splitlines():
        lines.append(json.dumps(json.loads(line) | {"previous": previous}).encode())
        previous = sha256(lines[-1]).hexdigest()
    content = b"".join(line + b"\n" for line in lines)
    edited(path, kept(path).transcript.sha256, sha256(content).hexdigest())
    transcript_of(path).write_bytes(content)


def test_a_forged_chain_still_has_to_tell_the_answers(tmp_path: Path, guide: GuideFacts) -> None:
    path = saved(tmp_path, guide)
    content = transcript_of(path).read_bytes()
    rehashed(path, content)
    assert found(check(tmp_path, guide)[0]) == []
    answer = b'"fact": "external_events", "value": "yes"'
    assert answer in content
    rehashed(path, content.replace(answer, answer.replace(b"yes", b"no")))
    (checked,) = check(tmp_path, guide)
    assert checked.outcome == "broken"
    (said,) = found(checked)
    assert "The answer of external_events is yes in the front matter and no in the transcript" in said


def test_an_effect_that_says_too_little(tmp_path: Path, guide: GuideFacts) -> None:
    path = saved(tmp_path, guide)
    rehashed(path, transcript_of(path).read_bytes().replace(b', "value": "yes"', b""))
    assert "is no turn of a session" in found(check(tmp_path, guide)[0])[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{value: 'yes', turn: 6}", "{value: 'no', turn: 6}", "The answer of external_events is no in"),
        ("{value: 'yes', turn: 6}", "{value: 'yes', turn: 5}", "The turn of external_events is 5 in the"),
        ("text: about 4", "text: exactly 4", "The text of steps is exactly 4 in"),
        ("about 4,", "about 4, note: never,", "The note of steps is never in"),
        ("    external_events: {value: 'yes', turn: 6}\n", "", "stands in the transcript only"),
        ("  answers:\n", "  answers:\n    coupling: {value: pub-sub}\n", "stands in the front matter only"),
    ],
)  # fmt: skip
def test_answers_that_were_edited(tmp_path: Path, guide: GuideFacts, old: str, new: str, said: str) -> None:
    path = saved(tmp_path, guide)
    edited(path, old, new)
    (checked,) = check(tmp_path, guide)
    assert checked.outcome == "broken"
    assert said in found(checked)[0]
