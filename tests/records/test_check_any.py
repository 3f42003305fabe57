"""Whatever was said in a session: its record holds on the day it was written, and leads where it led."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.mind import shipped_mind
from assistant.records.folder import save_record
from assistant.records.guide_facts import GuideFacts
from assistant.records.madr import generated_parts
from assistant.records.model import RecordError
from assistant.records.reading import read_record
from assistant.turns import Effect
from tests.records.any_answers import ANSWERS, EFFECTS, TEXTS, Answers
from tests.records.checked import check, found
from tests.records.scripted import drafted

OWN = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40)
HIDDEN = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


def round_trip(
    folder: Path, guide: GuideFacts, answers: Answers, title: str, effects: list[Effect], own: str
) -> None:
    """Session, record, read back, replayed; then checked, as written and with words of its people in it."""
    for path in folder.iterdir():
        path.unlink()
    try:
        draft = drafted(guide, answers, title=title, notes=(title,), effects=effects)
    except RecordError:
        return
    path = save_record(folder, draft)
    text = path.read_bytes().decode()
    block = read_record(text).whichflow
    now = shipped_mind().verdict({fact: answer.value for fact, answer in block.answers.items()})
    was = block.verdict
    assert (was.start, was.direction, was.route) == (now.start, now.direction, now.route)
    assert (was.stability, was.agreement, was.possible) == (now.stability, now.agreement, now.possible)
    by_hand = text
    for part in generated_parts(draft).values():
        # An indented line is neither a fence nor a heading.
        by_hand = by_hand.replace(part, f"{part}\n\n    {own}\n", 1)
    for content in (text, by_hand):
        path.write_bytes(content.encode())
        (checked,) = check(folder, guide, today=date(2027, 5, 22))
        assert (checked.outcome, found(checked)) == ("holds", [])


@given(answers=ANSWERS, title=TEXTS, effects=EFFECTS, own=OWN)
@settings(max_examples=20, deadline=None, suppress_health_check=HIDDEN)
def test_the_record_of_any_session_holds(
    tmp_path: Path, guide: GuideFacts, answers: Answers, title: str, effects: list[Effect], own: str
) -> None:
    round_trip(tmp_path, guide, answers, title, effects, own)


@pytest.mark.thorough
@given(answers=ANSWERS, title=TEXTS, effects=EFFECTS, own=OWN)
@settings(max_examples=300, deadline=None, suppress_health_check=HIDDEN)
def test_the_records_of_many_sessions_hold(
    tmp_path: Path, guide: GuideFacts, answers: Answers, title: str, effects: list[Effect], own: str
) -> None:
    round_trip(tmp_path, guide, answers, title, effects, own)
