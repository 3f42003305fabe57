"""Lines that go on with the question before: which do, as what, and that no other is bent by it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering.desk import GuideDesk
from assistant.answering.following import follow
from assistant.answering.naming import about_of, named_in
from assistant.mind import Mind
from assistant.replies import Bullets, Heading, Reply
from assistant.state import fold
from assistant.subject import Subject, subject_of
from assistant.told import Told
from assistant.wording import reply_text
from knowledge.features import words_of
from rules.deciding import shipped_answer_book
from tests.assistant.talks import PLAIN, Talker, told

BOOK = shipped_answer_book()


def asked(question: str, outcome: str = "answered") -> Subject:
    return Subject(question, about_of(BOOK, question), ("growth",), ("growth#1",), outcome, 1)


EVENTS = asked("When is event-driven a good fit?")
ERRORS = asked("how do errors get handled?")
BOTH = asked("compare event-driven and state machines")
REFUSED = asked("what does kafka cost per month?", "not-covered")

FOLLOWED: list[tuple[Subject, str, str, str]] = [
    # The question before, asked of another model.
    (EVENTS, "and for state machines?", "exchange", "when is state machines a good fit"),
    (EVENTS, "And for state machines", "exchange", "when is state machines a good fit"),
    (EVENTS, "what about a state machine?", "exchange", "when is state machine a good fit"),
    (EVENTS, "ok, and state machines please?", "exchange", "when is state machines a good fit"),
    (EVENTS, "for sequential?", "exchange", "when is sequential a good fit"),
    (ERRORS, "and in sequential?", "exchange", "how do errors get handled in sequential"),
    (ERRORS, "how do I do that in sequential?", "exchange", "how do errors get handled in sequential"),
    (BOTH, "what about sequential?", "exchange", "compare event driven and state machines and sequential"),
    (REFUSED, "and for step functions?", "same", "what does kafka cost per month and for step functions"),
    (ERRORS, "and for us?", "same", "how do errors get handled and for us"),
    (ERRORS, "and for a small team", "same", "how do errors get handled and for a small team"),
    # Another side of what the question before was about.
    (EVENTS, "what about errors there?", "side", "errors in event driven"),
    (EVENTS, "what about errors there", "side", "errors in event driven"),
    (EVENTS, "and the cost?", "side", "the cost in event driven"),
    (EVENTS, "thanks. and the cost?", "side", "the cost in event driven"),
    (EVENTS, "is it expensive?", "side", "is event driven expensive"),
    (EVENTS, "how does it scale?", "side", "how does event driven scale"),
    (EVENTS, "and how does it scale?", "side", "how does event driven scale"),
    (EVENTS, "compared to sequential?", "side", "event driven compared to sequential"),
    (EVENTS, "is it cheaper than sequential?", "side", "is event driven cheaper than sequential"),
    (BOTH, "which of them is cheaper?", "side", "which is cheaper event driven and state machines"),
    (asked("what does over-engineering look like?"), "how do I avoid it?", "side",
     "how do i avoid over engineering"),
    # Lines that say nothing but what they want.
    (EVENTS, "why?", "explanation", EVENTS.question),
    (EVENTS, "how so?", "explanation", EVENTS.question),
    (EVENTS, "hm, why is that?", "explanation", EVENTS.question),
    (REFUSED, "why not?", "explanation", REFUSED.question),
    (EVENTS, "why rules", "rules", EVENTS.question),
    (REFUSED, "by which rules?", "rules", REFUSED.question),
    (EVENTS, "more on that", "more", EVENTS.question),
    (EVENTS, "tell me more please", "more", EVENTS.question),
    (EVENTS, "and?", "more", EVENTS.question),
    (EVENTS, "an example?", "example", "example of event driven"),
    (EVENTS, "for instance?", "example", "example of event driven"),
    (REFUSED, "an example?", "again", REFUSED.question),
    (REFUSED, "tell me more", "again", REFUSED.question),
]  # fmt: skip

BY_ITSELF = [
    "What is a state machine?", "When is a sequential workflow the right choice?",
    "and how do I convince my team?", "how do state machines handle errors?",
    "How do I handle errors in an event-driven system?", "what are the three models?",
    "which tools are there?", "how many steps are there?", "is there a checklist?",
    "Is it worth using a hybrid for a small shop?", "does it make sense to start simple?",
    "If a step fails halfway through, does it have to be undone?",
    "event registry: what is it", "What is a saga, and do I need it?",
    "what happens when two services disagree about the order of their messages?",
    "state machines", "kafka overkill?", "why is observability needed",
    "why should I avoid over-engineering?",
    "for example, how would a form wizard be modeled as states?",
    "more and more services depend on each other, is that a sign?",
    "what about the cost of tracing dozens of services over many years of operation?",
    "what time is it?", "hello there", "how do I bake bread?", "thanks", "yes", "no", "2", "", "???", "\x00",
]  # fmt: skip


@pytest.mark.parametrize(("before", "line", "how", "question"), FOLLOWED)
def test_a_line_that_goes_on_takes_what_it_lacks_of_the_question_before(
    before: Subject, line: str, how: str, question: str
) -> None:
    found = follow(BOOK, line, before)
    assert found is not None
    assert (found.how, found.question) == (how, question)
    assert [firing for firing in found.trace.firings if firing.rule.table == "following"]
    assert follow(BOOK, line, None) is None


@pytest.mark.parametrize("line", BY_ITSELF)
def test_a_question_that_stands_by_itself_is_not_bent(desk: GuideDesk, line: str) -> None:
    for before in (EVENTS, ERRORS, BOTH, REFUSED):
        assert follow(BOOK, line, before) is None
        assert desk.tie(line, before) == "none"
        assert desk.ask(line, before) == desk.ask(line)


def test_hardly_any_question_that_people_ask_by_itself_is_bent() -> None:
    folder = Path(__file__).parents[2] / "knowledge" / "phrasings" / "covered"
    lines = [line for file in sorted(folder.rglob("*.txt")) for line in file.read_text().splitlines()[::25]]
    questions = [line.split("|", 1)[1].strip() for line in lines if "|" in line]
    assert len(questions) > 300
    bent = [question for question in questions if follow(BOOK, question, EVENTS)]
    # What is left points at something that it does not name ("is it proven"), and is right to be.
    assert len(bent) < 0.02 * len(questions), bent


@given(line=st.text(max_size=60), question=st.text(max_size=60))
def test_any_line_after_any_question(line: str, question: str) -> None:
    found = follow(BOOK, line, asked(question))
    assert found is None or found.how in {
        "explanation", "rules", "more", "again", "example", "exchange", "same", "side",
    }  # fmt: skip


_WORDS = "and what about for it there why example more state machine kafka sequential cost errors ? , the"
WORDS = st.sampled_from(_WORDS.split())


@given(line=st.lists(WORDS, max_size=7).map(" ".join), question=st.lists(WORDS, max_size=7).map(" ".join))
def test_what_two_lines_make_is_of_their_words(line: str, question: str) -> None:
    found = follow(BOOK, line, asked(question))
    if found is not None:
        own = {"example", "of", "in", "and"}
        assert set(words_of(found.question)) <= {*words_of(line), *words_of(question), *own}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Is an event-driven state machine a thing?", ["event driven", "state machine"]),
        ("statecharts or kafka, kafka or statecharts", ["statecharts", "kafka"]),
        ("how much is the fish", []),
    ],
)
def test_which_words_name_a_model(question: str, named: list[str]) -> None:
    found = named_in(BOOK, words_of(question))
    assert [name.removesuffix("s") for name in found] == [name.removesuffix("s") for name in named]


def test_a_rambling_question_is_about_the_section_that_answers_it() -> None:
    rambling = " ".join(f"word{number}" for number in range(40))
    assert about_of(BOOK, rambling, "Tooling Landscape") == "tooling landscape"
    assert about_of(BOOK, "why observability?", "Tooling Landscape") == "observability"


def test_a_subject_comes_back_from_its_effect() -> None:
    subject = Subject("q & a?", "q", ("growth", "models/hybrid"), ("growth#1",), "answered", 7)
    assert subject_of(subject.effect(), 7) == subject
    assert subject_of({"do": "asked"}, 3) == Subject("", "", turn=3)


def cited(reply: Reply) -> list[str]:
    return [str(cite.passage) for cite in reply.citations]


def test_more_goes_on_until_there_is_no_more(desk: GuideDesk) -> None:
    first = desk.ask("when is a state machine the right choice?")
    assert first.subject is not None
    seen, before = set(cited(first)), first.subject
    section = desk.read(cited(first)[0].partition("#")[0])
    for _ in range(20):
        reply = desk.ask("more on that", before)
        assert reply.subject is not None
        if not reply.citations:
            break
        assert 1 <= len(reply.citations) <= 6
        assert seen.isdisjoint(cited(reply))
        seen |= set(cited(reply))
        before = reply.subject
    else:
        raise AssertionError("it never ends")
    assert {name for name, style, _ in section.passages if style in {"prose", "item"}} <= seen
    assert "says no more" in str(desk.ask("more on that", before).blocks)


def test_what_has_to_stand_beside_a_passage_does_so_in_more_as_well(desk: GuideDesk) -> None:
    story = "why-it-matters/composite-scenario"
    before = Subject("the story", "story", (story,), tuple(f"{story}#{n}" for n in (1, 2, 3, 4)), "answered")
    reply = desk.ask("more on that", before)
    assert {f"{story}#5", f"{story}#8"} <= set(cited(reply))


@pytest.mark.parametrize(
    ("section", "passages"),
    [("models/sequential", {7, 8}), ("models/state-machine", {5}), ("faq/hybrid", {2})],
)
def test_an_example_is_one_of_the_section_that_has_just_spoken(
    desk: GuideDesk, section: str, passages: set[int]
) -> None:
    before = Subject("when is that right?", "that", (section,), (f"{section}#1",), "answered")
    reply = desk.ask("an example?", before)
    assert {f"{section}#{number}" for number in passages} & set(cited(reply))
    assert all(name.startswith(f"{section}#") for name in cited(reply))
    assert reply.subject is not None
    assert reply.subject.question == before.question


@pytest.mark.parametrize("line", ["more on that", "an example?", "why?", "and the cost?"])
def test_a_subject_that_somebody_has_tampered_with_does_no_harm(desk: GuideDesk, line: str) -> None:
    before = Subject("\x00", "", ("nothing/here", "../x"), ("nothing/here#1", "#", "'; --"), "?")
    assert desk.ask(line, before).blocks


def bullets(reply: Told) -> list[str]:
    return [item.text for block in reply.blocks if isinstance(block, Bullets) for item in block.items]


def test_why_says_in_plain_words_what_was_recognised(desk: GuideDesk) -> None:
    before = desk.ask("when is a state machine the right choice?").subject
    reply = desk.ask("why?", before)
    assert reply.blocks[0] == Heading("Why this answer:")
    assert reply.subject is None
    told = reply_text(reply)
    assert 'a question about "State Machines' in told
    assert "why rules" in told
    assert "Rule " not in told
    assert "%" not in told
    assert "models/state-machine" in {cite.section for cite in reply.citations}


def test_why_rules_names_the_words_the_rules_and_the_sections_of_the_answer_before(desk: GuideDesk) -> None:
    before = desk.ask("when is a state machine the right choice?").subject
    reply = desk.ask("why rules", before)
    assert reply.subject is None
    lines = "\n".join(bullets(reply))
    for part in ("when is a state machine the right choice?", "told most: ", "machine", "Rule answer-it: "):
        assert part in lines
    assert "models/state-machine" in {cite.section for cite in reply.citations}


@pytest.fixture(params=["ask", "interview", "verdict"])
def anywhere(request: pytest.FixtureRequest, mind: Mind, desk: GuideDesk) -> Talker:
    """A conversation that only asks, one in the middle of an interview, and one after the verdict."""
    talker = Talker(mind, desk, "ask" if request.param == "ask" else "guided").open()
    if request.param == "interview":
        talker.say("skip", "skip", "skip")
    elif request.param == "verdict":
        talker.walk(PLAIN)
    return talker


def test_follow_ups_work_wherever_one_is(anywhere: Talker) -> None:
    values, pending = anywhere.values, anywhere.talk.state.pending
    anywhere.say("when is event-driven a good fit?")
    for line, section in [
        ("and for state machines", "models/state-machine"),
        ("what about errors there", "pitfalls/error-handling"),
        ("an example", "pitfalls/error-handling"),
        ("and the cost", "realities/economics"),
        ("more on that", "realities/economics"),
    ]:
        reply = anywhere.reply(line)
        assert section in {cite.section for cite in reply.citations}, line
        assert anywhere.log.turns[-1].kind == "question"
        assert told(fold(anywhere.log.turns)) == told(anywhere.talk.state)
    assert "Why this answer:" in anywhere.say("how so")
    assert "Why this answer:" in anywhere.say("and the tools?", "why?")
    assert "Rule answer-it: " in anywhere.say("why rules")
    assert (anywhere.values, anywhere.talk.state.pending) == (values, pending)


def test_a_follow_up_works_in_a_later_sitting(anywhere: Talker) -> None:
    anywhere.say("when is event-driven a good fit?")
    anywhere.resume()
    reply = anywhere.reply("and for state machines")
    assert {cite.section for cite in reply.citations} == {"models/state-machine"}


def test_why_is_about_the_guide_only_right_after_it(talker: Talker) -> None:
    talker.open().say("skip", "skip", "skip")
    of_the_question = talker.say("why")
    assert "What the rules make of it" in of_the_question
    assert "Say why again" in talker.say("what is a state machine?", "why")
    assert talker.say("why") == of_the_question
    talker.say("what is a state machine?", "answers")
    assert talker.say("why") == of_the_question
    talker.say("what is a state machine?")
    assert talker.say("why do you ask?") == of_the_question


def test_after_the_verdict_why_stays_what_it_was(talker: Talker) -> None:
    talker.open().walk(PLAIN)
    assert "rule by rule" in talker.say("why")
    assert "Why this answer:" in talker.say("what is a state machine?", "why?")
    assert "rule by rule" in talker.say("why?")


def test_an_answer_ends_what_was_asked_before(talker: Talker) -> None:
    talker.open().say("skip", "skip", "skip", "what is event-driven?", "yes")
    assert talker.values == {"external_events": "yes"}
    assert talker.talk.state.subject is None
    alone = talker.desk.ask("and the cost?")
    assert talker.reply("and the cost?").citations == alone.citations


@pytest.mark.parametrize(
    ("asks", "line"),
    [
        ("success", "and the parcel is out"), ("trigger", "and a customer calls"),
        ("experience", "and state machines"),
    ],
)  # fmt: skip
def test_what_can_be_an_answer_is_one(talker: Talker, mind: Mind, asks: str, line: str) -> None:
    number = mind.book.facts_by_id[asks].number
    talker.open().say("what is event-driven?", f"change {number}", line)
    assert asks in talker.values


@pytest.mark.parametrize(
    ("asks", "line"), [("steps", "and 7"), ("external_events", "but yes"), ("many_branches", "or not")]
)
def test_what_is_half_an_answer_is_not_put_to_the_guide(
    talker: Talker, mind: Mind, asks: str, line: str
) -> None:
    number = mind.book.facts_by_id[asks].number
    talker.open().say("what is event-driven?", f"change {number}", line)
    assert talker.log.turns[-1].kind != "question"


def test_more_is_about_the_guide_while_there_is_no_verdict(mind: Mind, desk: GuideDesk) -> None:
    asking = Talker(mind, desk, "ask").open()
    assert "nothing follows" in asking.say("more")
    assert "[1]" in asking.say("what is event-driven?", "more")
    done = Talker(mind, desk).open()
    done.walk(PLAIN)
    assert "Next actions" in done.say("what is event-driven?", "more")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.sampled_from(
            [line for _, line, _, _ in FOLLOWED]
            + ["what is event-driven?", "yes", "skip", "start", "back", "how do I bake bread?"]
        ),
        max_size=12,
    ),
    mode=st.sampled_from(["guided", "ask"]),
)
def test_any_row_of_follow_ups_is_answered_and_remembered(
    mind: Mind, desk: GuideDesk, lines: list[str], mode: str
) -> None:
    talker = Talker(mind, desk, mode).open()
    for line in lines:
        assert talker.reply(line).blocks
        assert told(fold(talker.log.turns)) == told(talker.talk.state)
