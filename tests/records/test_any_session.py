"""Records of random sessions: whatever was answered and said, the form holds."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from ruamel.yaml import YAML

from assistant.records.guide_facts import GuideFacts
from assistant.records.model import RecordError
from assistant.turns import Effect
from rules.reading import shipped_book, shipped_engine
from rules.space import shipped_space
from rules.verdict import conclude
from tests.records.any_answers import ANSWERS, EFFECTS, TEXTS, Answers
from tests.records.parsed import HEADINGS, headings, parted, rendered
from tests.records.scripted import drafted


def sound(guide: GuideFacts, answers: Answers, title: str, effects: list[Effect]) -> None:
    """Check one record; there is none where nothing was decided that could be recorded."""
    try:
        draft = drafted(guide, answers, title=title, notes=(title,), effects=effects)
    except RecordError:
        given_values = {fact: value for fact, (value, _text) in answers.items()}
        assert conclude(shipped_book(), shipped_engine(), given_values, shipped_space()).start is None
        return
    text = rendered(draft)
    front, tokens = parted(text)
    content = yaml.safe_load(front)
    assert YAML(typ="safe", pure=True).load(front) == content
    assert headings(tokens) == [("h1", draft.title), *HEADINGS]
    assert content["status"] == "proposed"
    block = content["whichflow"]
    assert block["name"] == draft.title
    # The answers can be given again, and lead to the verdict that stands beside them.
    given_again = {fact: answer["value"] for fact, answer in block["answers"].items()}
    verdict = conclude(shipped_book(), shipped_engine(), given_again, shipped_space())
    told = {"start": verdict.start, "direction": verdict.direction, "route": verdict.route}
    told |= {"stability": verdict.stability, "agreement": verdict.agreement}
    assert block["verdict"] == {**told, "possible": list(verdict.possible)}
    assert block["flips"] == [{"change": {f.fact: f.value}, "start": f.start} for f in verdict.flips]
    assert all(block["sufficient"][fact] == verdict.known[fact] for fact in block["sufficient"])
    assert rendered(drafted(guide, answers, title=title, notes=(title,), effects=effects)) == text


@given(answers=ANSWERS, title=TEXTS, effects=EFFECTS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_session_makes_a_sound_record(
    guide: GuideFacts, answers: Answers, title: str, effects: list[Effect]
) -> None:
    sound(guide, answers, title, effects)


@pytest.mark.long
@given(answers=ANSWERS, title=TEXTS, effects=EFFECTS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_many_sessions_make_sound_records(
    guide: GuideFacts, answers: Answers, title: str, effects: list[Effect]
) -> None:
    sound(guide, answers, title, effects)
