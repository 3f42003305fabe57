"""What the user's own answers make of a question to the guide: true to the verdict, apart from the guide."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.advice import LABELS, headline
from assistant.answering.desk import GuideDesk
from assistant.composing import Composer
from assistant.conversation import THE_GUIDE
from assistant.mind import Mind
from assistant.own_part import (
    HEADING,
    NOTHING_DECIDES,
    NOTHING_TOLD,
    facts_calling_for,
    facts_named,
    own_part,
    rules_about,
)
from assistant.replies import Bullets, Citation, Heading, Paragraph, Question, Reply
from assistant.state import Given, State
from assistant.told import OwnQuestion
from rules.deciding import shipped_answer_book
from rules.reading import shipped_book
from rules.rule import Atom
from rules.verdict import STARTS
from tests.assistant.talks import OUTCOMES, PLAIN, Talker

BOOK = shipped_book()
DECIDING = [fact for fact in BOOK.deciding if fact.question]
ASKED = [
    "Is event-driven right for us?", "do we need a broker?", "should we use a state machine",
    "why not sequential for us?", "what should we use?", "which model should I choose for my workflow?",
    "would a hybrid suit us?",
]  # fmt: skip
NOT_ASKED = [
    "What is a state machine?", "when does event-driven pay off?", "how do I convince my team?",
    "and the cost?",
]  # fmt: skip


def parts(reply: Reply) -> tuple[list[str], list[str]]:
    """The lines of the guide's part and those of the user's own; the second is empty where there is none."""
    found: tuple[list[str], list[str]] = ([], [])
    own = 0
    for block in reply.blocks:
        match block:
            case Heading(text) if text == HEADING:
                own = 1
            case Paragraph(text, cites):
                found[own].append(f"{text} {list(cites)}")
            case Bullets(items):
                found[own].extend(f"{item.text} {list(item.cites)}" for item in items)
    return found


@pytest.mark.parametrize("question", ASKED)
def test_both_speak_and_are_kept_apart(talker: Talker, question: str) -> None:
    talker.open().say("skip", "skip", "skip", "yes")
    reply = talker.reply(question)
    headings = [block.text for block in reply.blocks if isinstance(block, Heading)]
    assert headings[0] == THE_GUIDE
    assert headings[-1] == HEADING
    guide, own = parts(reply)
    assert any(re.search(r"\[\d", line) for line in guide)
    assert not any("your answer" in line for line in guide)
    assert any("(your answer 4)" in line for line in own)
    assert all(line.endswith("[]") for line in own)
    assert reply.blocks[-1] == talker.talk.question(talker.talk.state)


@pytest.mark.parametrize("question", NOT_ASKED)
def test_whoever_does_not_ask_for_it_is_not_told(talker: Talker, question: str) -> None:
    talker.open().say("skip", "skip", "skip", "yes")
    reply = talker.reply(question)
    assert parts(reply)[1] == []
    assert Heading(THE_GUIDE) not in reply.blocks


@pytest.mark.parametrize(
    ("atoms", "own"),
    [
        ([Atom("of-us", "yes"), Atom("spoken-of", "sure"), Atom("length", "words")], True),
        ([Atom("of-us", "yes"), Atom("spoken-of", "open"), Atom("length", "words")], False),
        ([Atom("of-us", "yes"), Atom("spoken-of", "unlikely"), Atom("length", "words")], False),
        ([Atom("of-us", "yes"), Atom("spoken-of", "unlikely"), Atom("names", "hybrid")], True),
        ([Atom("of-us", "yes"), Atom("spoken-of", "unlikely"), Atom("asks", "choice")], True),
        ([Atom("names", "hybrid"), Atom("spoken-of", "sure"), Atom("length", "words")], False),
    ],
)
def test_the_rules_say_when_ones_own_answers_have_a_say(atoms: list[Atom], own: bool) -> None:
    assert bool(shipped_answer_book().decide(atoms).values("own-part")) is own


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("asked", ["sequential", "event-driven", "state machine", "hybrid"])
def test_after_the_verdict_it_says_where_the_model_stands(talker: Talker, start: str, asked: str) -> None:
    talker.open().walk(OUTCOMES[start])
    own = parts(talker.reply(f"is a {asked} architecture right for us?"))[1]
    verdict = talker.mind.verdict(talker.values)
    assert own[0].startswith(headline(verdict))
    place = next(line for line in own if line.lower().startswith(f"{asked} by itself"))
    assert ("where to start, whatever else" in place) is (LABELS[start] == asked)
    assert ("ruled out" in place) is (LABELS[start] != asked)


def test_the_need_that_a_model_lacks_is_named(talker: Talker) -> None:
    talker.open().walk(PLAIN)
    own = "\n".join(parts(talker.reply("should we use a state machine?"))[1])
    assert "(your answer 5)" in own or "your answers 4, 5" in own


def test_nothing_told_yet_offers_the_interview(mind: Mind, desk: GuideDesk) -> None:
    talker = Talker(mind, desk, "ask").open()
    guide, own = parts(talker.reply("Is event-driven right for us?"))
    assert guide
    assert own == [f"{NOTHING_TOLD} []"]
    assert "say start" in talker.say("do we need a broker?")
    assert talker.reply("start").question is not None


def test_nothing_that_decides_names_what_could(talker: Talker) -> None:
    talker.open().say("a customer")
    own = parts(talker.reply("Is event-driven right for us?"))[1]
    assert own[0].startswith(NOTHING_DECIDES)
    assert "4 (outside events)" in own[0]
    assert "say start" not in own[0]


def test_what_is_open_is_told(talker: Talker) -> None:
    talker.open().say("change 7 no")
    own = "\n".join(parts(talker.reply("Is event-driven right for us?"))[1])
    assert "not settled" in own
    assert "It could still become: " in own
    assert "What could turn it or the way there: question 4 (outside events)" in own


def test_a_fact_that_is_named_is_told(talker: Talker) -> None:
    talker.open().say("change 8 yes")
    own = "\n".join(parts(talker.reply("do we need steps in parallel for our workflow?"))[1])
    assert "(your answer 8)" in own
    talker.say("change 4 yes")
    assert "Not known yet: question 14 (broker money)." in "\n".join(
        parts(talker.reply("do we need a broker?"))[1]
    )


def test_follow_ups_ask_the_users_own_answers_as_well(talker: Talker) -> None:
    talker.open().say("skip", "skip", "skip", "yes")
    assert parts(talker.reply("when is event-driven a good fit?"))[1] == []
    assert "Event-driven by itself" in "\n".join(parts(talker.reply("and for us?"))[1])
    assert "State machine by itself" in "\n".join(parts(talker.reply("and state machines?"))[1])


def test_what_concerns_a_model_is_read_from_the_rules() -> None:
    assert {"needs-states", "states-alone", "vote-branches"} <= rules_about(BOOK, "state-machine")
    assert {"needs-events", "order-varies", "runs-in-parallel"} <= rules_about(BOOK, "sequential")
    assert "vote-branches" not in rules_about(BOOK, "hybrid")
    calling = {model: [fact.id for fact in facts_calling_for(BOOK, model)] for model in STARTS}
    assert calling == {
        "sequential": [],
        "event-driven": ["external_events"],
        "state-machine": ["strict_states"],
        "hybrid": ["external_events", "strict_states"],
    }


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        (OwnQuestion(sections=("checklist/parallelism",)), ["parallel_steps"]),
        (OwnQuestion(words=frozenset({"do", "we", "need", "a", "broker"})), ["broker_budget"]),
        (OwnQuestion(words=frozenset({"is", "it", "right", "for", "us"})), []),
        (OwnQuestion(sections=("process/step-1-boundaries",)), []),
    ],
)
def test_which_facts_a_question_names(question: OwnQuestion, facts: list[str]) -> None:
    assert [fact.id for fact in facts_named(question, BOOK)] == facts


SECTIONS = sorted({name for fact in DECIDING for name in fact.sections})
ANSWERS = st.fixed_dictionaries(
    {}, optional={fact.id: st.sampled_from([*fact.values, "unsure"]) for fact in DECIDING}
)
QUESTIONS = st.builds(
    OwnQuestion,
    st.lists(st.sampled_from(STARTS), unique=True).map(tuple),
    st.lists(st.sampled_from(SECTIONS), max_size=1).map(tuple),
    st.frozensets(st.sampled_from([word for fact in DECIDING for word in fact.short.split()]), max_size=3),
)  # fmt: skip
OUR_OWN = re.compile(
    r"^(?:(?:Sequential|Event-driven|State machine|Hybrid) by itself: .*\.|Not known yet: question .*"
    r"|It could still become: .*|What could (?:turn it or the way there|decide it): question .*)$"
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=ANSWERS, question=QUESTIONS)
def test_every_reason_is_a_rules_and_every_number_an_answer(
    mind: Mind, answers: dict[str, str], question: OwnQuestion
) -> None:
    state = State(answers={name: Given(value) for name, value in answers.items()})
    words = Composer(lambda section: section)
    own_part(question, mind, state, words)
    reply = words.reply()
    assert reply.citations == ()
    because = {rule.because for rule in BOOK.rules}
    labels = {
        f"{fact.short.capitalize()}: {fact.label(answers[fact.id])}."
        for fact in DECIDING
        if fact.id in answers
    }
    given_numbers = {fact.number for fact in DECIDING if fact.id in answers}
    lines = [item.text for block in reply.blocks if isinstance(block, Bullets) for item in block.items]
    assert len(lines) == len(set(lines))
    for line in lines:
        own = re.search(r" \(your answers? ([\d, and]+)\)", line)
        if own:
            assert {int(number) for number in re.findall(r"\d+", own[1])} <= given_numbers
        told = line.replace(own[0], "") if own else line
        assert told in because | labels or OUR_OWN.match(told), line


def test_no_sentence_of_the_reply_mixes_the_two(talker: Talker) -> None:
    talker.open().walk(OUTCOMES["event-driven"])
    for question in ASKED:
        reply = talker.reply(question)
        for block in reply.blocks:
            if isinstance(block, Question):
                continue
            texts = [block] if isinstance(block, Paragraph) else getattr(block, "items", ())
            assert not any(item.cites and "your answer" in item.text for item in texts)
        assert all(isinstance(cite, Citation) and cite.section for cite in reply.citations)
