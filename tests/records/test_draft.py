from dataclasses import replace
from datetime import date

import pytest

from assistant.records.draft import UNTITLED
from assistant.records.guide_facts import GuideFacts, digest
from assistant.records.model import Draft, RecordError
from assistant.records.options import FAILS, MEASURE, MEETS, OPTIONS, PROTOTYPE, STAGED_GAIN
from assistant.records.reviewing import review_date
from assistant.records.tasks import DONE_BY_RECORD
from rules.reading import shipped_book
from rules.verdict import STARTS
from tests.records.scripted import ODD, ORDERS, SIMPLE, STAGED, VOTED, drafted

NO_MONEY = {"fixed_order": ("no", "no"), "broker_budget": ("no", "no")}


def test_every_claim_of_the_option_table_is_in_the_guide(guide: GuideFacts) -> None:
    assert tuple(OPTIONS) == STARTS
    claims = [*PROTOTYPE, *MEASURE, STAGED_GAIN]
    for option in OPTIONS.values():
        claims += [*option.good, *option.neutral, *option.bad, *option.gains, *option.costs, *option.tests]
    for claim in claims:
        assert guide.passage(claim).id == claim


def test_the_same_session_gives_the_same_draft(guide: GuideFacts, orders: Draft) -> None:
    again = drafted(guide, ORDERS, title="Order fulfilment", notes=("The warehouse is moving in spring.",))
    assert again == orders


def test_hard_needs_are_musts_and_what_the_team_may_is_a_limit(orders: Draft) -> None:
    assert [(driver.kind, driver.ground.rule) for driver in orders.drivers] == [
        ("Must", "needs-events"),
        ("Must", "needs-states"),
        ("Limits", "team-is-new-to-it"),
        ("Limits", "constraint-conflict"),
    ]
    assert orders.drivers[0].ground.answers == ("answer 4, outside events: Yes",)


@pytest.mark.parametrize(
    ("answers", "drivers"),
    [
        (STAGED, [("Leans", "order-varies"), ("Limits", "small-and-serial")]),
        (SIMPLE, [("Leans", "nothing-against-simple")]),
        (VOTED, [("Leans", "branches-a-lot")]),
        (NO_MONEY, [("Leans", "order-varies"), ("Limits", "no-broker-money")]),
    ],
)
def test_drivers(
    guide: GuideFacts, answers: dict[str, tuple[str, str]], drivers: list[tuple[str, str]]
) -> None:
    draft = drafted(guide, answers)
    found = [(driver.kind, driver.ground.rule) for driver in draft.drivers]
    assert [driver for driver in found if not driver[1].startswith("vote-")] == drivers


def test_votes_speak_for_the_option_they_are_for(guide: GuideFacts) -> None:
    draft = drafted(guide, VOTED)
    votes = {driver.ground.because for driver in draft.drivers if driver.ground.rule.startswith("vote-")}
    assert votes
    for case in draft.options:
        told = {argument.text for argument in case.arguments if argument.tone == "Good"}
        assert (votes <= told) == (case.label == "State machine")


def test_options_without_a_part_for_a_need_fail_it(orders: Draft) -> None:
    fails = {
        case.label: [
            argument.answers[0] for argument in case.arguments if argument.text.startswith("it fails a need")
        ]
        for case in orders.options
    }
    events, states = "answer 4, outside events: Yes", "answer 5, strict states: Yes"
    assert fails == {
        "Sequential": [events, states],
        "Event-driven": [states],
        "State machine": [events],
        "Hybrid": [],
    }


def test_a_stage_names_its_reason_and_where_it_is_headed(guide: GuideFacts) -> None:
    outcome = drafted(guide, STAGED).outcome
    assert (outcome.start, outcome.direction, outcome.route) == ("sequential", "state-machine", "staged")
    assert [given.rule for given in outcome.because] == ["small-and-serial"]
    assert [given.rule for given in outcome.heading_for] == ["default-state-machine"]


def test_consequences_are_the_guides_words_and_a_conflict(guide: GuideFacts, orders: Draft) -> None:
    *quoted, conflict = orders.consequences
    assert {argument.tone for argument in quoted} == {"Good", "Bad"}
    for argument in quoted:
        assert argument.text == guide.passage(argument.sources[0]).text
    assert conflict.tone == "Bad"
    assert conflict.text.startswith("The work needs what the team has never run")


def test_a_hybrid_is_put_to_both_tests(orders: Draft) -> None:
    assert {"process/step-4-prototype#5", "process/step-4-prototype#6"} <= {
        words.passage for words in orders.confirmation
    }


def test_evidence_stands_in_firing_order(orders: Draft) -> None:
    rules = [given.rule for given in orders.evidence]
    assert rules.index("needs-events") < rules.index("both-needs") < rules.index("start-hybrid")


def test_all_that_is_cited_has_title_and_digest(guide: GuideFacts, orders: Draft) -> None:
    cited = {section.id for section in orders.citations}
    sources = {section for given in (*orders.evidence, *orders.dissent) for section in given.sections}
    sources |= {
        source.partition("#")[0] for case in orders.options for a in case.arguments for source in a.sources
    }
    assert sources <= cited
    for section in orders.citations:
        assert section.title == guide.section(section.id).title
        assert section.digest == digest(guide.section(section.id))


def test_a_changed_text_changes_the_digest(guide: GuideFacts) -> None:
    section = guide.section("models/sequential")
    passage = replace(section.passages[0], text=section.passages[0].text + " Or not.")
    assert digest(replace(section, passages=(passage, *section.passages[1:]))) != digest(section)
    assert digest(replace(section, order=99)) == digest(section)


def test_a_verify_note_is_told_once(orders: Draft) -> None:
    notes = [words.text for words in orders.verify]
    assert notes
    assert len(notes) == len(set(notes))


def test_answers_keep_words_notes_and_turns(guide: GuideFacts) -> None:
    note = {"do": "note", "fact": "external_events", "text": "the bank, up to 3 days"}
    told = {answer.fact: answer for answer in drafted(guide, ORDERS, effects=(note,)).answers}
    assert (told["trigger"].label, told["trigger"].words) == (
        "A person or a call",
        "a customer clicks Buy now",
    )
    assert (told["strict_states"].label, told["strict_states"].words) == ("Yes", "")
    assert told["failures"].label == "It times out; Half done, must be undone"
    assert told["broker_budget"].label == "Not sure"
    assert told["external_events"].note == "the bank, up to 3 days"
    assert (told["external_events"].number, told["external_events"].turn) == (4, 6)
    assert [answer.number for answer in told.values()] == sorted(
        answer.number or 0 for answer in told.values()
    )


def test_a_note_without_an_answer_is_not_lost(guide: GuideFacts) -> None:
    note = {"do": "note", "fact": "high_load", "text": "ask the shop"}
    assert drafted(guide, SIMPLE, effects=(note,)).notes == ("on question 11 (high load): ask the shop",)


def test_open_questions_say_why_they_are_open(guide: GuideFacts) -> None:
    effects = (
        {"do": "leave-out", "fact": "changes_often", "rule": "needs-events"},
        {"do": "leave-out", "fact": "must_trace", "rule": "a-rule-of-tomorrow"},
        {"do": "skip", "fact": "hardest_part"},
    )
    draft = drafted(guide, ORDERS, effects=effects)
    why = {question.number: question.why_open for question in draft.open_questions}
    because = shipped_book().rules_by_id["needs-events"].because
    assert why[14] == "the answer was: unsure"
    assert why[16] == f"left out: {because} (rule needs-events)"
    assert why[17] == "left out: rule a-rule-of-tomorrow"
    assert why[18] == "passed over"
    assert why[7] == "not asked"
    assert f"Left out, question 16 (changes): {because} (rule needs-events)" in draft.talk.entries[-1].done


def test_every_effect_has_its_words(guide: GuideFacts) -> None:
    effects = (
        {"do": "clear", "fact": "high_load"},
        {"do": "keep", "rule": "fixed-yet-branching"},
        {"do": "note", "text": "on the whole"},
        {"do": "note", "fact": "high_load", "text": "on load"},
        {"do": "title", "text": "A better name"},
        {"do": "pending", "fact": "high_load"},
        {"do": "dance"},
    )
    because = shipped_book().rules_by_id["fixed-yet-branching"].because
    assert drafted(guide, SIMPLE, effects=effects).talk.entries[-1].done == (
        "Answer taken back, question 11 (high load)",
        f"Contradiction let stand: {because} (rule fixed-yet-branching)",
        "Note: on the whole",
        "Note, question 11 (high load): on load",
        "Title: A better name",
    )


def test_contradictions_that_stand_are_told(guide: GuideFacts) -> None:
    assert [given.rule for given in drafted(guide, ODD).contradictions] == ["fixed-yet-branching"]


def test_nothing_known_is_nothing_to_record(guide: GuideFacts) -> None:
    with pytest.raises(RecordError, match="no verdict to record"):
        drafted(guide, {"experience": ("both", "both")})


def test_a_record_without_a_title_has_one(guide: GuideFacts) -> None:
    assert drafted(guide, SIMPLE, title=" \x00 ").title == UNTITLED


def test_the_day_is_the_callers(guide: GuideFacts) -> None:
    assert drafted(guide, SIMPLE, day=date(2030, 1, 2)).decided == date(2030, 1, 2)


def test_every_need_and_every_duty_of_the_book_has_its_words() -> None:
    book = shipped_book()
    needs = {atom.value for rule in book.rules for atom in rule.conclusions if atom.topic == "needs"}
    assert needs == set(MEETS) == set(FAILS)
    assert DONE_BY_RECORD in book.rules_by_id
    duties = [rule for rule in book.rules if any(atom.topic == "duty" for atom in rule.conclusions)]
    assert [rule.id for rule in duties if not rule.because.startswith("Do ")] == []


def test_duties_of_the_choice_and_of_any_choice_are_told_apart(guide: GuideFacts, orders: Draft) -> None:
    of_choice, of_any = {task.text for task in orders.duties}, {task.text for task in orders.follow_ups}
    assert any(text.startswith("Draw the border in writing") for text in of_choice)
    assert any(text.startswith("Write structured logs from the first day") for text in of_any)
    assert not of_choice & of_any
    assert of_choice.isdisjoint(task.text for task in drafted(guide, SIMPLE).duties)


def test_a_pitfall_comes_with_what_to_do_against_it(orders: Draft) -> None:
    assert orders.pitfalls
    assert all(" Against it: " in trap.text for trap in orders.pitfalls)


def test_what_the_chosen_option_costs_is_said_once(orders: Draft) -> None:
    said = {argument.text for argument in orders.consequences}
    (hybrid,) = (case for case in orders.options if case.label == "Hybrid")
    assert said.isdisjoint(argument.text for argument in hybrid.arguments)
    for case in orders.options:
        assert {argument.tone for argument in case.arguments} == {"Good", "Neutral", "Bad"}


def test_flips_and_sufficient_answers_are_the_verdicts(guide: GuideFacts, orders: Draft) -> None:
    assert orders.sufficient == {"external_events": "yes", "strict_states": "yes"}
    assert [(flip.fact, flip.value, flip.start) for flip in orders.flips] == [
        ("external_events", "no", "state-machine"),
        ("strict_states", "no", "event-driven"),
    ]
    assert orders.flips[0].words == "Question 4 (outside events), now Yes: No would lead to State machine"
    staged = drafted(guide, STAGED)
    assert staged.sufficient == {}
    assert staged.flips[0].words.startswith("Question 4 (outside events), open: Yes would lead to")


@pytest.mark.parametrize(
    ("answers", "tags"),
    [
        (ORDERS, ("hybrid", "conflict")),
        (STAGED, ("sequential", "staged")),
        (SIMPLE, ("sequential",)),
    ],
)
def test_tags(guide: GuideFacts, answers: dict[str, tuple[str, str]], tags: tuple[str, ...]) -> None:
    assert drafted(guide, answers).tags == tags


@pytest.mark.parametrize(
    ("decided", "review"),
    [
        (date(2026, 11, 22), date(2027, 5, 22)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 30), date(2028, 2, 29)),
        (date(2026, 1, 1), date(2026, 7, 1)),
        (date(9999, 12, 31), date(9999, 6, 30)),
    ],
)
def test_the_review_is_half_a_year_on(decided: date, review: date) -> None:
    assert review_date(decided) == review
