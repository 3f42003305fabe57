import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records.model import RecordError
from assistant.records.transcript import first_broken_line, transcript_bytes, turns_of
from assistant.turns import Turn
from tests.records.scripted import ORDERS, session

TURNS = session(ORDERS, notes=("a note",)).turns
WHOLE = transcript_bytes(TURNS)


def test_every_turn_is_a_line_with_all_it_holds() -> None:
    lines = [json.loads(line) for line in WHOLE.decode("ascii").splitlines()]
    assert [
        Turn(
            n=line["n"],
            at=line["at"],
            kind=line["kind"],
            said=line["said"],
            reply=line["reply"],
            effects=tuple(line["effects"]),
        )
        for line in lines
    ] == list(TURNS)


def test_each_line_carries_the_hash_of_the_one_before() -> None:
    lines = WHOLE.split(b"\n")[:-1]
    carried = [json.loads(line)["previous"] for line in lines]
    assert carried[1:] == [sha256(line).hexdigest() for line in lines[:-1]]
    assert first_broken_line(WHOLE) is None
    assert first_broken_line(b"") is None


@given(at=st.integers(0, len(WHOLE) - 1), by=st.integers(1, 255))
def test_any_changed_byte_before_the_last_line_breaks_the_chain(at: int, by: int) -> None:
    touched = bytearray(WHOLE)
    touched[at] = (touched[at] + by) % 256
    last_line = WHOLE[:-1].rfind(b"\n") + 1
    # What is changed in the last line shows in the hash of the whole file, which the record holds.
    assert first_broken_line(bytes(touched)) is not None or at >= last_line
    assert sha256(touched).digest() != sha256(WHOLE).digest()


def test_lines_dropped_swapped_or_cut_are_found() -> None:
    lines = WHOLE.splitlines(keepends=True)
    assert first_broken_line(b"".join(lines[1:])) == 1
    assert first_broken_line(b"".join([*lines[:3], *lines[4:]])) == 4
    assert first_broken_line(b"".join([lines[0], lines[2], lines[1], *lines[3:]])) == 2
    assert first_broken_line(WHOLE[:-1]) == len(lines)
    assert first_broken_line(WHOLE + b"[]\n") == len(lines) + 1


@given(said=st.text())
def test_any_text_stays_one_line_and_comes_back(said: str) -> None:
    whole = transcript_bytes([Turn(1, "answer", said, said, at="2026-11-22T09:00:00Z")])
    assert len(whole.splitlines()) == 1
    assert json.loads(whole)["said"] == said


def test_turns_come_back_from_an_untouched_transcript() -> None:
    assert turns_of(WHOLE) == TURNS
    assert turns_of(b"") == ()


@pytest.mark.parametrize(
    ("transcript", "match"),
    [
        (WHOLE.replace(b"Buy now", b"Buy soon", 1), "line 2 does not follow"),
        (b'{"n": 1, "previous": ""}\n', "no turn"),
        (b'{"n": 1, "previous": "", "kind": "x", "said": "", "reply": "", "effects": []}\n', "no turn"),
        (b'{"n": 1, "previous": "", "kind": "answer", "said": "", "reply": "", "effects": 7}\n', "no turn"),
        (b"[]\n", "line 1 does not follow"),
    ],
)
def test_a_transcript_that_was_touched_is_refused(transcript: bytes, match: str) -> None:
    with pytest.raises(RecordError, match=match):
        turns_of(transcript)
