import re
from copy import deepcopy

import pytest

from assistant.answering.desk import GuideDesk
from assistant.errors import Trouble
from assistant.mind import Mind
from assistant.state import fold
from tests.assistant.talks import OUTCOMES, PLAIN, TOLD, Talker, told

SKIPPED_TO_STEPS = ("skip",) * 5
FIRST = "What starts one run"
ASKS_OUTSIDE = "4. Must a run wait"


@pytest.mark.parametrize("mode", ["guided", "full"])
@pytest.mark.parametrize("start", list(OUTCOMES))
def test_an_interview_comes_to_its_verdict(mind: Mind, desk: GuideDesk, start: str, mode: str) -> None:
    talker = Talker(mind, desk, mode).open()
    talker.walk(OUTCOMES[start])
    assert talker.start == start
    assert talker.talk.finished
    assert not talker.talk.ended
    assert talker.values["trigger"] == "call"
    assert talker.talk.view().question is None
    assert told(fold(talker.log.turns)) == told(talker.talk.state)
    if mode == "full":
        assert set(talker.values) == {fact.id for fact in mind.book.questions}
        assert not talker.talk.state.left_out


def test_whoever_says_nothing_gets_no_verdict(talker: Talker) -> None:
    talker.open().walk({})
    assert talker.start is None
    assert "No verdict yet" in talker.say("verdict")
    assert "no decision to record" in talker.say("save")
    assert not talker.recorder.titles


def test_the_opening_asks_the_first_question(talker: Talker) -> None:
    reply = talker.talk.open()
    assert reply.question is not None
    assert reply.question.text.startswith(FIRST)
    assert [turn.kind for turn in talker.log.turns] == ["opening"]


def test_every_reply_but_the_last_ends_with_the_question(talker: Talker) -> None:
    talker.open()
    said = [
        "why", "help", "a customer", "what is a saga?", "note slow on Mondays", "title Orders",
        "answers", "verdict",
        "how", "guide models/sequential", "guide nonsense", "read 1", "change 99", "gibberish gibberish",
        "skip",
        "mostly, but not always so", "", "   ", "save", "again", "start",
    ]  # fmt: skip
    for line in said:
        reply = talker.reply(line)
        question = talker.talk.question(talker.talk.state)
        assert reply.blocks[-1] == question, line
    assert talker.reply("quit").question is None
    assert talker.talk.ended


@pytest.mark.parametrize(
    "line", ["what is a saga?", "when should I use events?", "ask for a pony", "why", "how"]
)
def test_a_question_in_the_middle_leaves_the_interview_where_it_stood(talker: Talker, line: str) -> None:
    talker.open().say("a customer", "parcel is there", "1,3")
    before = talker.talk.state
    talker.say(line)
    assert talker.talk.state.values == before.values
    assert talker.asked == "external_events"
    assert talker.talk.state.pending == before.pending


def test_help_is_about_the_question_that_stands(talker: Talker) -> None:
    talker.open()
    assert "somebody presses a button" in talker.say("help")
    assert "You can also say:" in talker.say("?")


def test_why_says_what_the_answers_feed(talker: Talker) -> None:
    talker.open().say("skip")
    assert "decides nothing" in talker.say("why")
    talker.say("skip", "skip")
    assert talker.asked == "external_events"
    assert "What the rules make of it" in talker.say("why do you ask?")


def test_why_and_a_number_is_about_that_question_and_answers_none(talker: Talker) -> None:
    talker.open().say("skip", "skip")
    of_another = talker.say("why 4")
    talker.say("skip")
    assert talker.asked == "external_events"
    assert talker.say("why").split("\n\n")[0] in of_another
    assert "numbered 1 to" in talker.say("why 99")
    assert "Say which answers to try" in talker.say("what if")


def test_back_goes_through_all_questions_to_the_first(talker: Talker) -> None:
    talker.open().say("a customer", "parcel", "2", "unsure", "unsure", "7", "skip")
    walked = []
    for _ in range(7):
        talker.say("back")
        walked.append(talker.asked)
    assert walked == [
        "fixed_order",
        "steps",
        "strict_states",
        "external_events",
        "failures",
        "success",
        "trigger",
    ]
    assert talker.values == {}
    assert not talker.talk.state.skipped
    for _ in range(3):
        assert "first question" in talker.say("back")
        assert talker.asked == "trigger"


def test_after_back_another_answer_counts(talker: Talker) -> None:
    talker.open().say("a customer", "parcel", "2", "unsure", "unsure", "7", "back", "3")
    assert talker.values["steps"] == "3"
    assert talker.asked == "fixed_order"


def test_back_calls_off_a_change_that_was_begun(talker: Talker) -> None:
    talker.open().say("a customer", "parcel", "2", "unsure", "unsure", "7", "change 2")
    assert "answer stays" in talker.say("back")
    assert talker.values["success"] == "parcel"
    assert talker.asked == "fixed_order"


def test_back_after_the_verdict_takes_the_last_answer_back(talker: Talker) -> None:
    talker.open().walk(OUTCOMES["hybrid"])
    last = list(talker.values)[-1]
    talker.say("back")
    assert talker.asked == last
    assert last not in talker.values
    assert not talker.talk.finished


@pytest.mark.parametrize(
    "line",
    [
        "change 6 3", "change 6 to 3", "change 6: 3", "change 6, 3", "change answer 6 to 3",
        "change question 6 3",
        "Change #6 to three", "change steps 3", "change steps to 3", "CHANGE STEPS TO 3 STEPS",
    ],
)  # fmt: skip
def test_change_with_a_value_answers_at_once(talker: Talker, line: str) -> None:
    talker.open().say("a customer", "parcel", "2", "unsure", "unsure", "7")
    reply = talker.say(line)
    assert talker.values["steps"] == "3"
    assert talker.asked == "fixed_order"
    assert "Steps: 3." in reply


@pytest.mark.parametrize(
    ("line", "fact"),
    [("change 4", "external_events"), ("change outside events", "external_events"),
     ("change parts", "coupling"),
     ("change fixed order", "fixed_order"), ("change strict_states", "strict_states"),
     ("change 1.", "trigger")],
)  # fmt: skip
def test_change_asks_a_question_by_number_name_or_short_name(talker: Talker, line: str, fact: str) -> None:
    talker.open().say(*SKIPPED_TO_STEPS, "skip", line)
    assert talker.asked == fact
    assert talker.values == {}


def test_change_without_a_value_leaves_the_answer_until_there_is_a_new_one(talker: Talker) -> None:
    talker.open().say("a customer", "parcel", "2", "unsure", "unsure", "7")
    assert "So far: 7" in talker.say("change 6")
    assert talker.asked == "steps"
    assert "answer stays" in talker.say("skip")
    assert talker.values["steps"] == "7"
    assert talker.asked == "fixed_order"


@pytest.mark.parametrize(
    "line", ["change 0", "change 21", "change 99", "change -1", "change 100", "change 1e3"]
)
def test_change_of_a_question_that_is_not_there_says_so(talker: Talker, line: str) -> None:
    talker.open().say("a customer")
    assert "There is no question" in talker.say(line)
    assert talker.asked == "success"
    assert talker.values == {"trigger": "call"}


def test_change_alone_is_no_text_of_ones_own(talker: Talker) -> None:
    told = talker.open().say("a customer", "change")
    assert "Say change and a number from 1 to 20." in told
    assert talker.asked == "success"


def test_change_with_a_value_that_cannot_be_read_asks_that_question(talker: Talker) -> None:
    talker.open().say("a customer", "parcel", "2", "unsure", "unsure", "7", "change 6 banana")
    assert talker.asked == "steps"
    assert talker.values["steps"] == "7"


@pytest.mark.parametrize(
    "line", ["change in another system", "change of address comes in", "change request is there"]
)
def test_a_sentence_that_begins_with_change_is_an_answer_where_one_tells_something(
    talker: Talker, line: str
) -> None:
    talker.open().say(line)
    assert "trigger" in talker.values
    talker.say("change " + line)
    assert talker.values["success"] == "change " + line


def test_change_after_the_verdict_says_what_was_turned_over(talker: Talker) -> None:
    talker.open().walk(PLAIN)
    assert talker.log.verdict["start"] == "sequential"
    reply = talker.say("change 4 yes")
    assert "turns the advice over. Before: Start sequential. Now: Start event-driven" in reply
    talker.walk({})
    assert talker.start == "event-driven"
    assert "stay as they were" in talker.say("change 6 5")
    talker.walk({})
    assert talker.talk.finished


def test_skip_and_unsure_are_kept_apart(talker: Talker) -> None:
    talker.open().say("skip", "no idea", "unsure")
    assert talker.talk.state.skipped == {"trigger"}
    assert talker.values == {"success": "unsure", "failures": "unsure"}
    assert talker.asked == "external_events"
    talker.say("change 1 cron")
    assert not talker.talk.state.skipped
    assert talker.asked == "external_events"


def test_a_skipped_question_is_not_asked_again_by_itself(talker: Talker) -> None:
    talker.open()
    for _ in range(18):
        if talker.asked:
            talker.say("skip")
    assert talker.talk.finished
    assert len(talker.talk.state.skipped) == 18


def test_a_note_stays_with_its_question_before_and_after_the_answer(talker: Talker) -> None:
    talker.open().say(*SKIPPED_TO_STEPS, "note counted by hand", "7", "change 6", "note twice", "8")
    assert talker.talk.state.answers["steps"].note == "counted by hand / twice"
    assert "note: counted by hand / twice" in talker.say("answers")


def test_words_that_are_no_clear_answer_are_kept_as_a_note(talker: Talker) -> None:
    talker.open().say(*SKIPPED_TO_STEPS, "7")
    reply = talker.say("mostly, but refunds jump back")
    assert "kept as a note" in reply
    assert talker.asked == "fixed_order"
    assert "fixed_order" not in talker.values
    talker.say("no")
    assert talker.talk.state.answers["fixed_order"].note == "mostly, but refunds jump back"


@pytest.mark.parametrize("line", ["banana", "42", "mostly", "👍", "1 2 3 4"])
def test_what_says_nothing_is_not_noted(talker: Talker, line: str) -> None:
    talker.open().say(*SKIPPED_TO_STEPS, "7")
    assert "cannot take that for one answer" in talker.say(line)
    assert not talker.talk.state.fact_notes


def test_a_note_before_any_question_belongs_to_the_whole(mind: Mind, desk: GuideDesk) -> None:
    talker = Talker(mind, desk, "ask").open()
    talker.say("note remember the milk")
    assert talker.talk.state.notes == ["remember the milk"]


def test_a_title_is_kept_cut_and_told(talker: Talker) -> None:
    talker.open()
    assert "not named yet" in talker.say("title")
    assert "Order handling" in talker.say("title Order handling")
    talker.say("title " + "x" * 500)
    assert len(talker.talk.state.title) == 200


def test_read_opens_a_source_of_the_last_reply_that_had_any(talker: Talker) -> None:
    talker.open()
    assert "has no source [1]" in talker.say("read 1")
    reply = talker.reply("what is a state machine?")
    assert reply.citations
    talker.say("note something without sources")
    assert f"({reply.citations[0].section})" in talker.say("read 1")
    assert "has no source [99]" in talker.say("read 99")


def test_the_guide_can_be_opened_in_the_middle(talker: Talker) -> None:
    talker.open()
    assert "(models/sequential)" in talker.say("guide models/sequential")
    assert "> " in talker.say("guide models/sequential#1")
    assert "no section" in talker.say("guide modls/sequential")
    assert "id of a section" in talker.say("guide")


def test_how_names_the_rules_once_there_are_any(talker: Talker) -> None:
    talker.open()
    talker.walk(PLAIN)
    assert "nothing-against-simple" in talker.say("how")


def test_the_answers_so_far(talker: Talker) -> None:
    talker.open()
    assert "Nothing is known yet" in talker.say("answers")
    assert "1 starts: a person or a call" in talker.say("a customer", "so far").lower()


def test_a_verdict_in_the_middle_is_told_as_not_settled(talker: Talker) -> None:
    talker.open().say(*SKIPPED_TO_STEPS, "7", "no")
    assert "not settled" in talker.say("verdict")
    assert talker.asked == "parallel_steps"


def test_save_writes_a_record_and_says_where(talker: Talker) -> None:
    talker.open().walk(PLAIN)
    assert "0001-a-decision.md" in talker.say("save")
    assert "0001-a-decision.md" in talker.say("save Order handling")
    assert talker.recorder.titles == ["", "Order handling"]
    assert talker.talk.state.title == "Order handling"


def test_a_record_that_cannot_be_written_is_told(talker: Talker) -> None:
    talker.open().walk(PLAIN)
    talker.recorder.broken = True
    assert "was not written: docs/decisions cannot be written." in talker.say("save")
    assert talker.talk.finished


@pytest.mark.parametrize("line", ["quit", "exit", "bye", "QUIT!"])
def test_quit_ends_and_says_how_to_go_on(talker: Talker, line: str) -> None:
    reply = talker.open().reply(line)
    assert reply.ends
    assert talker.talk.ended
    assert not talker.talk.finished
    assert "--continue" in talker.log.turns[-1].reply


CONTRADICTIONS = {
    "one-step-in-parallel": ("change 8 yes", {"steps": "1"}, "steps", "parallel_steps"),
    "fixed-yet-branching": ("change 9 yes", {"fixed_order": "yes"}, "fixed_order", "many_branches"),
    "times-out-yet-nothing-outside": ("change 4 no", {"failures": "1"}, "failures", "external_events"),
}


def contradict(talker: Talker, rule: str) -> str:
    line, answers, first, _second = CONTRADICTIONS[rule]
    number = {"steps": 6, "fixed_order": 7, "failures": 3}[first]
    talker.open().say(f"change {number} {answers[first]}")
    return talker.say(line)


@pytest.mark.parametrize("rule", list(CONTRADICTIONS))
def test_a_contradiction_is_asked_about_and_may_stand(talker: Talker, rule: str) -> None:
    reply = contradict(talker, rule)
    assert "Do both hold" in reply
    assert talker.talk.state.pending == {"do": "pending", "rule": rule}
    before = talker.values
    assert "Say 1 if both hold" in talker.say("banana")
    assert "Both stand" in talker.say("both hold")
    assert talker.values == before
    assert talker.asked == "trigger"
    talker.walk({})
    assert rule in talker.talk.state.kept


@pytest.mark.parametrize("choice", ["2", "3"])
@pytest.mark.parametrize("rule", list(CONTRADICTIONS))
def test_a_contradiction_can_be_mended(talker: Talker, rule: str, choice: str) -> None:
    contradict(talker, rule)
    _line, _answers, first, second = CONTRADICTIONS[rule]
    talker.say(choice)
    assert talker.asked == (first if choice == "2" else second)
    assert first in talker.values
    assert second in talker.values
    mended = {
        "steps": "9",
        "fixed_order": "no",
        "failures": "2",
        "parallel_steps": "no",
        "many_branches": "no",
    }
    talker.say({**mended, "external_events": "yes"}[talker.asked])
    assert "rule" not in talker.talk.state.pending
    assert rule not in talker.talk.state.kept


@pytest.mark.parametrize("line", ["skip", "unsure", "not sure"])
def test_a_contradiction_that_is_passed_over_stands(talker: Talker, line: str) -> None:
    contradict(talker, "fixed-yet-branching")
    talker.say(line)
    assert talker.talk.state.kept == {"fixed-yet-branching"}
    assert talker.asked == "trigger"


def test_a_contradiction_answered_the_same_again_stands(talker: Talker) -> None:
    contradict(talker, "fixed-yet-branching")
    talker.say("2", "yes")
    assert talker.talk.state.kept == {"fixed-yet-branching"}
    assert talker.asked == "trigger"


@pytest.mark.parametrize(
    "line",
    ["a customer", "skip", "unsure", "back", "note x y z", "title X", "change 6 7", "change 6",
     "what is a saga?", "save",
     "quit", "gibberish gibberish gibberish", "why"],
)  # fmt: skip
def test_what_cannot_be_kept_has_not_happened(talker: Talker, line: str) -> None:
    talker.open().say("a customer", "parcel")
    before, turns = deepcopy(talker.talk.state), list(talker.log.turns)
    talker.log.broken = True
    with pytest.raises(Trouble, match="disk is full"):
        talker.say(line)
    assert told(talker.talk.state) == told(before)
    assert talker.log.turns == turns
    assert not talker.talk.ended
    talker.log.broken = False
    talker.say("7")
    assert talker.log.turns[-1].n == len(turns) + 1


def test_the_turn_is_kept_before_its_reply_is_handed_out(talker: Talker) -> None:
    talker.open()
    for line in ["a customer", "why", "what is a saga?", "note x", "nonsense!"]:
        talker.say(line)
        assert talker.log.turns[-1].said == line
        assert told(fold(talker.log.turns)) == told(talker.talk.state)


def test_an_empty_line_is_no_turn_and_asks_again(talker: Talker) -> None:
    talker.open()
    turns = len(talker.log.turns)
    for line in ["", "   ", "\x1b[2J", "\u202e"]:
        assert talker.reply(line).question is not None
    assert len(talker.log.turns) == turns


def test_a_later_sitting_goes_on_with_the_same_question(talker: Talker) -> None:
    talker.open().say("title Orders", "a customer", "parcel")
    words = talker.resume()
    assert "Welcome back to Orders: 2 answered so far" in words
    assert "In which ways can a run fail" in words
    assert talker.talk.state.values == {"trigger": "call", "success": "parcel"}
    talker.walk(PLAIN)
    assert talker.start == "sequential"
    assert "Start sequential" in talker.resume()
    assert talker.talk.finished


def test_a_later_sitting_goes_on_with_the_same_contradiction(talker: Talker) -> None:
    contradict(talker, "fixed-yet-branching")
    assert "Do both hold" in talker.resume()


def test_a_question_that_is_no_longer_in_the_book_does_not_block_the_way(talker: Talker) -> None:
    talker.open().say("a customer")
    last = talker.log.turns[-1]
    last.effects[-1].update(fact="asked_in_an_older_edition")
    assert "How do you know" in talker.resume()
    assert talker.asked == "success"


def test_a_conversation_that_only_asks_can_be_turned_into_an_interview(mind: Mind, desk: GuideDesk) -> None:
    talker = Talker(mind, desk, "ask")
    assert "Ask the guide anything" in str(talker.talk.open())
    assert talker.talk.finished
    talker.say("state machines or events")
    assert talker.log.turns[-1].kind == "question"
    for line in ["back", "skip", "unsure", "why", "verdict", "answers", "read 7"]:
        assert talker.reply(line).question is None
    assert FIRST in talker.say("start")
    assert "under way" in talker.say("start")


def test_a_flood_is_cut_and_told(talker: Talker) -> None:
    talker.open().say("skip")
    assert "first 20,000 characters were kept" in talker.say("x" * 1_000_000)
    assert len(talker.values["success"]) == 20_000


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("a moon that is full", "Starts: Something else, kept in your words."),
        ("4", "Starts: Something else."),
        ("something else", "Starts: Something else."),
        ("a customer clicks", "Starts: A person or a call."),
    ],
)
def test_own_words_are_said_to_be_kept(talker: Talker, said: str, told: str) -> None:
    assert told in talker.open().say(said)


def test_what_is_left_out_is_told_in_one_line(talker: Talker) -> None:
    reply = talker.open().say("a customer", "parcel", "2", "yes", "yes")
    told = [line for line in reply.splitlines() if "left out" in line]
    assert len(told) == 1
    assert "no answer there can change where to start now" in told[0]


def test_what_is_left_out_is_told_in_the_order_of_the_questions(talker: Talker) -> None:
    talker.open().walk(OUTCOMES["event-driven"] | TOLD)
    reply = next(turn.reply for turn in reversed(talker.log.turns) if "are left out" in turn.reply)
    told = next(line for line in reply.splitlines() if "are left out" in line)
    numbers = [int(number) for number in re.findall(r"(\d+) \(", told)]
    assert numbers == sorted(numbers)
    assert len(numbers) > 1


def test_the_same_is_recorded_once(mind: Mind, desk: GuideDesk) -> None:
    talker = Talker(mind, desk).open()
    talker.walk(OUTCOMES["hybrid"])
    talker.say("save Orders")
    assert "Nothing has changed" in talker.say("save")
    assert talker.recorder.titles == ["Orders"]
    talker.say("note one more thing", "save")
    assert talker.recorder.titles == ["Orders", "Orders"]
    talker.say("change 5 no", "save", "save Orders again")
    assert len(talker.recorder.titles) == 4
