"""The door "check one that exists": what runs today first, and whether it still fits at the end."""

import pytest

from assistant.answering.desk import GuideDesk
from assistant.mind import CHECK, Mind
from tests.assistant.talks import OUTCOMES, Talker


@pytest.fixture
def checking(mind: Mind, desk: GuideDesk) -> Talker:
    return Talker(mind, desk, CHECK).open()


def test_it_asks_what_runs_and_what_hurts_before_the_work(checking: Talker) -> None:
    asked = [checking.asked]
    for line in ("a sequence", "3, 5"):
        checking.say(line)
        asked.append(checking.asked)
    assert asked == ["today", "symptoms", "trigger"]


def test_nothing_that_runs_cannot_hurt(checking: Talker) -> None:
    assert "nothing runs" in checking.say("nothing yet").lower()
    assert checking.asked == "trigger"
    assert "symptoms" not in checking.values


def test_a_sequence_that_waits_for_the_world_does_not_fit(checking: Talker) -> None:
    checking.say("sequential", "unsure")
    checking.walk(OUTCOMES["hybrid"])
    reply = checking.log.turns[-1].reply
    assert "\nToday:" in reply
    assert "sequence" in reply.partition("\nToday:")[2].partition("\n")[0]
    assert checking.start == "hybrid"


def test_what_runs_can_be_changed_by_its_number(checking: Talker) -> None:
    checking.say("sequential", "unsure")
    checking.say("change 19 hybrid")
    assert checking.values["today"] == "hybrid"


def test_both_count_for_how_far_along_it_is(checking: Talker, mind: Mind) -> None:
    about = checking.talk.view().about
    assert about > len(mind.book.questions)
    checking.say("sequential", "unsure")
    view = checking.talk.view()
    assert view.answered == 2
    assert [line.number for line in view.answers] == [19, 20]
