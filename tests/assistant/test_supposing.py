"""What if, in a sentence: understood where the words leave no doubt, else hinted at with numbers."""

from __future__ import annotations

import pytest

from assistant.commands.supposing import supposed
from assistant.mind import Mind
from tests.assistant.talks import Talker

SURE = [
    ("what if we had no outside events?", {"external_events": "no"}),
    ("What if there were no strict states", {"strict_states": "no"}),
    ("what if our order weren’t fixed?", {"fixed_order": "no"}),
    ("what if steps ran in parallel?", {"parallel_steps": "yes"}),
    ("what if nothing could run in parallel", {"parallel_steps": "no"}),
    ("what if we could use managed services?", {"managed_services": "yes"}),
    ("what if there was no budget for a broker?", {"broker_budget": "no"}),
    ("what if the load is high?", {"high_load": "yes"}),
    ("what if we had 3 steps?", {"steps": "3"}),
    ("what if we have more than ten steps?", {"steps": "many"}),
    ("what if our experience was with kafka?", {"experience": "broker"}),
    ("what if we had no experience?", {"experience": "none"}),
    (
        "what if we had outside events but no strict states?",
        {"external_events": "yes", "strict_states": "no"},
    ),
]
IN_DOUBT = [
    ("what if outside events?", "what if 4 no"),
    ("what if outside events get lost?", "what if 4 yes"),
    ("what if nobody had no outside events", "what if 4 no"),
    ("what if we had no outside events and no outside events?", "what if 4 no and 4 no"),
]
NOT_MEANT = [
    "what if our broker dies?", "what if it changes?", "what if a step fails?", "what if parts", "what if",
    "what if the workflow fits no model?", "what if my team has no experience with kafka?", "what if ?",
    "what if and and", "we had no outside events", "what are outside events?",
]  # fmt: skip


@pytest.mark.parametrize(("line", "changes"), SURE)
def test_a_sentence_that_names_answers_and_values_is_understood(
    mind: Mind, line: str, changes: dict[str, str]
) -> None:
    found = supposed(mind.book, line, {})
    assert found is not None
    assert dict(found.changes) == changes


@pytest.mark.parametrize(("line", "hint"), IN_DOUBT)
def test_one_that_leaves_a_doubt_is_hinted_at_by_number(mind: Mind, line: str, hint: str) -> None:
    found = supposed(mind.book, line, {"external_events": "yes"})
    assert found is not None
    assert (found.changes, found.hint) == ((), hint)


@pytest.mark.parametrize("line", NOT_MEANT)
def test_what_names_no_answer_stays_what_it_is(mind: Mind, line: str) -> None:
    assert supposed(mind.book, line, {}) is None


def test_a_sentence_lays_the_verdict_beside_the_real_one(talker: Talker) -> None:
    by_number = talker.open().say("change 4 yes", "change 5 yes", "what if 4 no")
    assert talker.say("what if we had no outside events?") == by_number
    assert talker.talk.state.branch == {"external_events": "no"}
    assert talker.log.turns[-1].kind == "command"
    assert talker.say("keep").startswith("(These answers stand now.)")
    assert talker.values["external_events"] == "no"


def test_in_doubt_the_guide_answers_and_the_numbers_are_hinted_at(talker: Talker) -> None:
    reply = talker.open().say("change 4 yes", "what if outside events get lost?")
    assert "say it with numbers: what if 4 yes." in reply
    assert talker.log.turns[-1].kind == "question"
    assert not talker.talk.state.branch


def test_without_an_interview_it_is_for_the_guide(mind: Mind, talker: Talker) -> None:
    asking = Talker(mind, talker.desk, "ask").open()
    asking.say("what if we had no outside events?")
    assert asking.log.turns[-1].kind == "question"
    assert not asking.talk.state.branch
