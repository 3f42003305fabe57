"""The workflow's own steps: named on the way or afterwards, kept, and drawn."""

import pytest

from assistant.answering.desk import GuideDesk
from assistant.mind import Mind
from assistant.replies import Picture, VerdictBlock
from assistant.state import fold
from tests.assistant.talks import OUTCOMES, Talker

STEPS = "order placed, payment verified (event), parcel shipped"


@pytest.fixture
def asked(talker: Talker) -> Talker:
    """Asked for the number of steps."""
    talker.open().say("a customer", "the parcel is handed over", "2", "no", "no")
    assert talker.asked == "steps"
    return talker


def test_names_for_a_number_answer_both(asked: Talker) -> None:
    reply = asked.say(STEPS)
    assert "3 steps by name" in reply
    assert asked.values["steps"] == "3"
    assert asked.talk.state.flow == STEPS
    assert fold(asked.log.turns).flow == STEPS


@pytest.mark.parametrize("line", ["about nine", "4, maybe 5", "9", "many"])
def test_a_number_names_no_steps(asked: Talker, line: str) -> None:
    asked.say(line)
    assert asked.talk.state.flow == ""


@pytest.mark.parametrize("start", list(OUTCOMES))
def test_steps_named_at_the_end_are_drawn(mind: Mind, desk: GuideDesk, start: str) -> None:
    talker = Talker(mind, desk).open()
    talker.walk(OUTCOMES[start])
    before = dict(talker.values)
    reply = talker.reply(f"steps {STEPS}")
    drawn = [block for block in reply.blocks if isinstance(block, Picture | VerdictBlock)]
    assert len(drawn) == 1
    text = talker.say("verdict")
    assert all(name in text for name in ("order placed", "payment verified", "parcel shipped"))
    counted = {"steps": "3"} if "steps" not in before else {}
    assert talker.values == before | counted


def test_the_picture_is_asked_for_once(mind: Mind, desk: GuideDesk) -> None:
    talker = Talker(mind, desk).open()
    talker.walk(OUTCOMES["sequential"])
    assert "Name your steps" in talker.log.turns[-1].reply
    talker.say(f"steps {STEPS}")
    assert "Name your steps" not in talker.say("change 5 no")


def test_steps_alone_says_how_to_name_them(asked: Talker) -> None:
    assert "steps order placed" in asked.say("steps")
    assert not asked.talk.state.flow
    asked.say(STEPS)
    assert "The steps: order placed" in asked.say("steps")


@pytest.mark.parametrize("line", ["steps vary, mostly, by customer", "steps, many of them"])
def test_a_text_about_steps_is_the_answer_where_any_text_is(talker: Talker, line: str) -> None:
    talker.open().say("a customer")
    talker.say(line)
    assert talker.values["success"] == line
    assert not talker.talk.state.flow


def test_without_a_verdict_nothing_is_drawn(talker: Talker) -> None:
    talker.open().say("skip", "skip", "skip")
    reply = talker.reply("steps a start, a middle, an end")
    assert not any(isinstance(block, Picture) for block in reply.blocks)
    assert talker.values == {"steps": "3"}
    assert talker.asked == "external_events"


def test_the_verdict_is_short_enough_for_a_small_screen(mind: Mind, desk: GuideDesk) -> None:
    for start, answers in OUTCOMES.items():
        talker = Talker(mind, desk).open()
        talker.walk(answers)
        reply = talker.reply("verdict")
        block = next(block for block in reply.blocks if isinstance(block, VerdictBlock))
        assert block.shape is not None
        assert all(len(items) <= 4 for _, items in block.parts), start
        assert all(len(item.text) <= 60 for _, items in block.parts for item in items), start
