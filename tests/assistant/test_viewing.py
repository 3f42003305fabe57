"""What stands beside the talk: where each architecture stands and why, what can still change it."""

from assistant.answering.desk import GuideDesk
from assistant.mind import Mind
from tests.assistant.talks import OUTCOMES, Talker


def test_whatever_is_out_says_by_which_answers(talker: Talker) -> None:
    talker.open().say("a customer", "parcel", "1", "yes")
    standing = {each.start: each for each in talker.talk.view().standing}
    assert {start: each.by for start, each in standing.items() if each.word == "out"} == {
        "sequential": (4,),
        "state-machine": (4,),
    }
    assert standing["event-driven"].word == "leads"
    assert standing["hybrid"].by == ()


def test_what_can_still_turn_it_and_what_would(talker: Talker) -> None:
    view = talker.open().talk.view()
    assert view.turning
    assert not view.flips
    talker.say("a customer", "parcel", "1", "yes", "yes")
    view = talker.talk.view()
    assert view.stability == "settled"
    assert set(view.flips) == {"answer 4 no: state machine", "answer 5 no: event-driven"}
    assert not {4, 5} & set(view.turning)


def test_pitfalls_come_up_as_they_are_known(mind: Mind, desk: GuideDesk) -> None:
    talker = Talker(mind, desk).open()
    assert not talker.talk.view().pitfalls
    talker.walk(OUTCOMES["hybrid"])
    pitfalls = talker.talk.view().pitfalls
    assert pitfalls
    assert all(desk.title(each.section) and each.text for each in pitfalls)


def test_a_fast_interview_expects_one_question_more_until_it_is_settled(mind: Mind, desk: GuideDesk) -> None:
    talker = Talker(mind, desk, "fast").open()
    assert talker.talk.view().about == 1
    talker.say("no")
    assert (talker.talk.view().answered, talker.talk.view().about) == (1, 2)
    talker.say("yes")
    assert (talker.talk.view().answered, talker.talk.view().about) == (2, 2)
