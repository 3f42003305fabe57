"""A record written anew from nothing but its own two files."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.mind import Mind
from assistant.recording import renewed, write_record
from assistant.records.model import RecordError
from assistant.records.transcript import transcript_bytes
from assistant.turns import Session
from knowledge.base import GuideBase
from rules.reading import shipped_book, shipped_engine
from rules.space import shipped_space
from tests.records.scripted import ORDERS, session

LATER = date(2100, 1, 2)
TALK = session(ORDERS, title="Order fulfilment", effects=({"do": "flow", "text": "order placed, shipped"},))


@pytest.fixture(scope="module")
def mind() -> Mind:
    return Mind(shipped_book(), shipped_engine(), shipped_space())


def both(tmp_path: Path, mind: Mind, guide: GuideBase, talk: Session = TALK) -> tuple[str, bytes]:
    path = write_record(talk, tmp_path, mind, guide, title="As we call it")
    return path.read_text(), path.with_name(f"{path.stem}.session.jsonl").read_bytes()


def test_a_record_is_told_again_from_its_transcript(tmp_path: Path, mind: Mind, guide: GuideBase) -> None:
    text, transcript = both(tmp_path, mind, guide)
    day = date.fromisoformat(text.split("\ndate: ")[1][:10])
    assert renewed(text, transcript, mind, guide, day) == text
    touched = text.replace('Chosen option: "Hybrid"', 'Chosen option: "Sequential"').replace(
        "proposed", "accepted", 1
    )
    new = renewed(touched, transcript, mind, guide, LATER)
    assert 'Chosen option: "Hybrid"' in new
    assert new.startswith("---\nstatus: accepted\ndate: 2100-01-02\n")
    assert "\n- renewed on 2100-01-02\n" in new
    assert "(session s-1, guided, begun 2026-11-22T09:00:00Z)" in new


def test_another_transcript_is_refused(tmp_path: Path, mind: Mind, guide: GuideBase) -> None:
    text, transcript = both(tmp_path, mind, guide)
    with pytest.raises(RecordError, match="its hash is another"):
        renewed(text, transcript + b"\n", mind, guide, LATER)
    odd = transcript_bytes([replace(TALK.turns[0], effects=({"do": "answer", "fact": "steps"},))])
    forged = text.replace(sha256(transcript).hexdigest(), sha256(odd).hexdigest())
    with pytest.raises(RecordError, match="cannot be understood"):
        renewed(forged, odd, mind, guide, LATER)
