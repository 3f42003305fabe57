"""What if, why, more, and the fast interview: what only the whole answer space makes possible."""

from __future__ import annotations

import pytest

from assistant.answering.desk import GuideDesk
from assistant.commands.explaining import MORE
from assistant.commands.whatif import MOST
from assistant.mind import Mind
from assistant.replies import Bullets, Heading, Paragraph
from assistant.wording import reply_text
from tests.assistant.talks import Talker


@pytest.fixture
def fast(mind: Mind, desk: GuideDesk) -> Talker:
    return Talker(mind, desk, "fast").open()


def test_what_if_lays_both_side_by_side_and_changes_nothing(talker: Talker) -> None:
    talker.open().say("change 4 no", "change 5 yes")
    before = dict(talker.values)
    reply = talker.say("what if 4 yes and 5 no")
    assert "As it stands: Start with a state machine" in reply
    assert "With outside events Yes, strict states No: Start event-driven" in reply
    assert "\n\nLost:\n\n- " in reply
    assert "\n\nGained:\n\n- " in reply
    assert talker.values == before


def test_a_what_if_tells_at_most_three_reasons_each_way_and_none_twice(talker: Talker) -> None:
    talker.open().say("change 4 yes", "change 5 yes", "change 7 no", "change 8 yes", "change 9 yes")
    reply = talker.reply("what if 4 no and 5 no and 7 yes and 8 no and 9 no")
    lists = [block.items for block in reply.blocks if isinstance(block, Bullets)]
    assert [len(items) for items in lists] == [MOST, 2]
    texts = [item.text for items in lists for item in items]
    assert len(set(texts)) == len(texts)
    assert any(isinstance(block, Heading) and "more" in block.text for block in reply.blocks)
    told = [block.text for block in reply.blocks if isinstance(block, Paragraph)]
    assert len(told) == 2
    assert all(" grow into " not in line for line in told)


def test_a_what_if_is_kept_or_dropped_by_a_word(talker: Talker) -> None:
    talker.open().say("change 4 no", "change 5 yes", "what if 5 no")
    assert "as it was" in talker.say("drop")
    assert talker.values["strict_states"] == "yes"
    assert "no what-if to keep" in talker.say("keep")
    assert "stand now" in talker.say("what if 5 no", "keep")
    assert talker.values["strict_states"] == "no"
    assert "no what-if to drop" in talker.say("drop")


@pytest.mark.parametrize("line", ["what if 4 perhaps not always", "what if 99 yes", "what if 4"])
def test_a_what_if_that_cannot_be_read_says_how(talker: Talker, line: str) -> None:
    talker.open()
    assert "what if 4 no and 5 yes" in talker.say(line)
    assert not talker.talk.state.branch


def test_a_what_if_without_a_number_is_for_the_guide(talker: Talker) -> None:
    talker.open().say("what if our broker dies?")
    assert talker.log.turns[-1].kind == "question"


def test_a_branch_survives_a_later_sitting(talker: Talker) -> None:
    talker.open().say("change 4 no", "what if strict_states yes")
    talker.resume()
    talker.say("keep")
    assert talker.values["strict_states"] == "yes"


def test_why_says_what_each_answer_would_do_now(talker: Talker) -> None:
    reply = talker.open().say("change 5 yes", "change 4", "why")
    assert "Yes: Start with a hybrid" in reply
    assert "No: Start with a state machine" in reply


def test_more_tells_duties_pitfalls_tools_and_actions(talker: Talker) -> None:
    assert "nothing follows" in talker.open().say("more")
    reply = talker.say("change 5 yes", "more all")
    for heading in ("Duties:", "Pitfalls:", "Tools the guide names:", "Next actions:"):
        assert heading in reply


@pytest.mark.parametrize(
    "answers",
    [("change 5 yes",), ("change 4 yes", "change 5 yes"), ("change 6 3", "change 7 yes")],
)
def test_more_fits_on_a_screen_and_says_what_tells_the_rest(talker: Talker, answers: tuple[str, ...]) -> None:
    talker.open().say(*answers, *["skip"] * 20)
    shown = reply_text(talker.reply("more"), 80).splitlines()
    assert len(shown) < 24
    assert max(map(len, shown)) <= 80
    for word in MORE:
        assert f"more {word}" in talker.say("more")
        reply = talker.say(f"more {word}")
        others = [name for name in MORE.values() if f"{name}:" in reply and name != MORE[word]]
        assert not others
        assert f"{MORE[word]}:" in reply or f"comes with no {word}" in reply


def test_a_fast_interview_asks_what_tells_most_and_stops_when_settled(fast: Talker) -> None:
    assert fast.asked == "external_events"
    fast.say("no")
    assert fast.asked == "strict_states"
    reply = fast.say("yes")
    assert "settled by answers 4 and 5" in reply
    assert "Say rest" in reply
    fast.say("rest")
    assert fast.asked == "trigger"


def test_unsure_is_not_asked_again_in_a_fast_interview(fast: Talker, mind: Mind) -> None:
    seen = []
    for _ in range(len(mind.book.questions)):
        if not fast.asked:
            break
        seen.append(fast.asked)
        fast.say("unsure")
    assert len(seen) == len(set(seen))
    assert "verdict" in fast.talk.state.pending


def test_how_goes_from_the_advice_down_to_the_answers(talker: Talker) -> None:
    reply = talker.open().say("change 4 yes", "change 5 yes", "how")
    steps = [
        "Rule start-hybrid (inferred), from both-needs.",
        "Rule both-needs (stated), from needs-events and needs-states.",
    ]
    assert all(step in reply for step in steps)
    assert reply.index(steps[0]) < reply.index(steps[1]) < reply.index("Rule needs-events (stated).")
    assert "(answer 4)" in reply


def test_the_audit_asks_what_runs_today_and_holds_it_against_the_answers(talker: Talker) -> None:
    talker.open().say("change 4 no", "change 5 yes", "audit")
    assert talker.asked == "today"
    talker.say("a script")
    assert talker.asked == "symptoms"
    talker.say("4, 5")
    assert talker.values["symptoms"] == "nested-error-handling,compensation-patches"
    assert "Today" in talker.say("verdict")
    assert talker.asked not in {"today", "symptoms"}


def test_nothing_today_has_no_symptoms(talker: Talker) -> None:
    talker.open().say("change 5 yes", "audit", "nothing yet")
    assert talker.asked not in {"today", "symptoms"}


def test_tools_come_with_what_to_verify(talker: Talker) -> None:
    assert "Verify outside the guide:" in talker.open().say("change 4 yes", "change 5 no", "more checks")


def test_turns_tells_every_single_answer_that_would_change_the_advice(fast: Talker) -> None:
    assert "nothing can turn it yet" in fast.say("turns")
    fast.say("no", "yes")
    reply = fast.say("what would change this?")
    assert "Answers 4 and 5 alone" in reply
    assert "If answer 5 (strict states) were No: " in reply
    assert "Fewest other answers that would lead elsewhere: 1 to " in reply
