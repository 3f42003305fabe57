"""What people type at each question, and what it is taken for. None: asked back, nothing taken."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import read_answer, unsure_key
from rules.model import UNSURE
from rules.reading import shipped_book

BOOK = shipped_book()

YES_NO: list[tuple[str, str | None]] = [
    ("yes", "yes"), ("Yes.", "yes"), ("YES!!", "yes"), ("y", "yes"), ("yep", "yes"), ("yup", "yes"),
    ("yeah", "yes"), ("yea", "yes"), ("sure", "yes"), ("of course", "yes"), ("definitely", "yes"),
    ("true", "yes"), ("always", "yes"), ("we do", "yes"), ("it does", "yes"), ("yes please", "yes"),
    ("yes, every run", "yes"), ("yes they can", "yes"), ("yes, no exceptions", "yes"),
    ("sure, no exception", "yes"), ("yes: all of them", "yes"),
    ("yes, a paid order must not be cancelled", "yes"), ("1", "yes"), ("1.", "yes"), ("1)", "yes"),
    ("(1)", "yes"), ("#1", "yes"), ("option 1", "yes"), ("[1]", "yes"), ("no", "no"), ("No.", "no"),
    ("n", "no"), ("nope", "no"), ("nah", "no"), ("never", "no"), ("false", "no"), ("not really", "no"),
    ("not at all", "no"), ("no way", "no"), ("of course not", "no"), ("hardly", "no"),
    ("definitely not", "no"), ("Certainly not!", "no"), ("none", "no"), ("we don't", "no"),
    ("we dont", "no"), ("they don’t", "no"), ("no, orders can be changed half way", "no"),
    ("no they run one after another", "no"), ("no, never", "no"), ("no. never.", "no"),
    ("not really parallel", "no"), ("nope, all in a row", "no"), ("2", "no"), ("option 2", "no"),
    ("no, not yet", "no"), ("no thanks", "no"), ("unsure", UNSURE), ("not sure", UNSURE),
    ("no idea", UNSURE), ("no clue", UNSURE), ("don't know yet", UNSURE), ("dont know", UNSURE),
    ("I don't know.", UNSURE), ("no one knows", UNSURE), ("who knows", UNSURE), ("hard to say", UNSURE),
    ("maybe", UNSURE), ("dunno", UNSURE), ("idk", UNSURE), ("n/a", UNSURE), ("3", UNSURE), ("mostly", None),
    ("mostly, but refunds jump back", None), ("yes but", None), ("yes, but not for refunds", None),
    ("yes, except on Mondays", None), ("yes if it is paid", None), ("yes, for most of them", None),
    ("it depends", None), ("usually", None), ("sometimes", None), ("not always", None), ("probably", None),
    ("I think so", None), ("yes and no", None), ("yes, well, no", None), ("no wait, yes", None),
    ("yes/no", None), ("no, yes", None), ("sure, not", None), ("of course we don't", None),
    ("of course, we don't", None), ("no problem", None), ("no doubt", None), ("no limit to that", None),
    ("never mind", None), ("no idea, ask Bob", None), ("no orders can be changed", None),
    ("no order is like another", None), ("always another order", None), ("never changes", None),
    ("totally different each time", None), ("they are sequential", None), ("it is what it is", None),
    ("ok", None), ("0", None), ("4", None), ("12", None), ("-1", None), ("1 2", None), ("kafka", None),
    ("👍", None), ("...", None), ("!!!", None), (",", None), ("'; DROP TABLE turns; --", None),
    ("[/red]", None), ("null", None), ("yes" * 5000, None),
]  # fmt: skip

STEPS: list[tuple[str, str | None]] = [
    ("7", "7"), ("about 7", "7"), ("7 steps", "7"), ("about 7 steps", "7"), ("seven", "7"),
    ("Around seven steps.", "7"), ("~7", "7"), ("7 or so", "7"), ("seven or so", "7"), ("7ish", "7"),
    ("it's 7", "7"), ("we have 7 steps", "7"), ("7 stages", "7"), ("maybe 7", "7"), ("fifteen", "15"),
    ("twenty", "20"), ("1", "1"), ("one", "1"), ("one step", "1"), ("007", "7"), ("0", "0"),
    ("100000", "100000"), ("few", "few"), ("a few", "few"), ("Few.", "few"), ("a handful", "few"),
    ("many", "many"), ("lots", "many"), ("a lot", "many"), ("a dozen", "many"), ("half a dozen", "many"),
    ("dozens of them", "many"), ("5 or 6", "many"), ("5-7", "many"), ("5–7 steps", "many"),
    ("between five and ten", "many"), ("2 or 3", "few"), ("3-4", "few"), ("two to three", "few"),
    ("10+", "many"), ("more than ten", "many"), ("over 20", "many"), ("at least 5", "many"),
    ("less than five", "few"), ("under 5", "few"), ("up to 4", "few"), ("12 or more", "many"),
    ("unsure", UNSURE), ("no idea", UNSURE), ("4 to 6", None), ("more than 3", None), ("up to 10", None),
    ("at least 2", None), ("-3", None), ("4.5", None), ("1e9", None), ("999999999999", None),
    ("0x10", None), ("7, maybe 8", None), ("7 minutes", None), ("2 teams and 5 steps", None),
    ("not many", None), ("many, but few for refunds", None), ("banana", None), ("", None),
    ("1" * 10_000, None),
]  # fmt: skip

FAILURES: list[tuple[str, str | None]] = [
    ("1", "times-out"), ("1,3", "times-out,system-down"), ("3,1", "times-out,system-down"),
    ("1 3", "times-out,system-down"), ("1 and 3", "times-out,system-down"),
    ("1, 3 and 4", "times-out,system-down,half-done"), ("1;2", "times-out,bad-input"),
    ("1-3", "times-out,bad-input,system-down"), ("1, 1, 1", "times-out"), ("5", "other"), ("6", UNSURE),
    ("timeouts", "times-out"), ("timeouts and bad data", "times-out,bad-input"),
    ("It times out.", "times-out"), ("Stripe is down or too slow", "times-out,system-down"),
    ("no answer", "times-out"), ("payment never answers", "times-out"),
    ("money is taken and must be refunded: half done", "half-done"),
    ("all of them", "times-out,bad-input,system-down,half-done"),
    ("all", "times-out,bad-input,system-down,half-done"), ("card declined", "other"),
    ("the driver goes home", "other"), ("no idea", UNSURE), ("not sure", UNSURE), ("none", None),
    ("nothing", None), ("no", None), ("it never fails", None), ("it cannot fail", None),
    ("no timeouts", None), ("not timeouts", None), ("the refund does not go through", None), ("7", None),
    ("0", None), ("1,9", None), ("1,6", None), ("99999999999999999999", None), ("xx", None), ("!", None),
]  # fmt: skip

EXPERIENCE: list[tuple[str, str | None]] = [
    ("kafka", "broker"), ("Kafka.", "broker"), ("we run rabbitmq in production", "broker"),
    ("brokers", "broker"), ("event brokers", "broker"), ("Event Brokers", "broker"), ("brokre", "broker"),
    ("kafak", "broker"), ("rabbit", "broker"), ("step functions", "state-machine"),
    ("AWS Step Functions", "state-machine"), ("tempral", "state-machine"),
    ("a state machine library", "state-machine"), ("state machnes", "state-machine"),
    ("2", "state-machine"), ("both", "both"), ("kafka and temporal", "both"), ("4", "both"),
    ("neither", "none"), ("none", "none"), ("no", "none"), ("nope", "none"), ("nothing yet", "none"),
    ("no experience", "none"), ("we have no experience", "none"), ("none of these", "none"),
    ("nobody", "none"), ("not sure", UNSURE), ("5", UNSURE), ("kafka but not temporal", None),
    ("neither kafka nor temporal", None), ("not kafka", None), ("no kafka", None), ("airflow", None),
    ("yes", None), ("6", None), ("0", None), ("beer", None),
]  # fmt: skip

COUPLING: list[tuple[str, str | None]] = [
    ("independent", "independent"), ("indpendent", "independent"),
    ("Parts released on their own", "independent"), ("microservices", "independent"),
    ("each team ships when it likes", "independent"), ("1", "independent"),
    ("request-reply", "request-reply"), ("request reply", "request-reply"),
    ("they wait for each other", "request-reply"), ("synchronous calls", "request-reply"),
    ("rest calls", "request-reply"), ("grpc", "request-reply"), ("one program", "single-program"),
    ("a monolith", "single-program"), ("monolitic", "single-program"),
    ("one big program", "single-program"), ("all of it in one app", "single-program"), ("async", None),
    ("asynchronous", None), ("dependent", None), ("interdependent", None), ("not independent", None),
    ("they don't wait", None), ("separate services that wait", None), ("the rest is a script", None),
    ("it varies", None),
]  # fmt: skip

HARDEST: list[tuple[str, str | None]] = [
    ("the core rules", "core-rules"), ("rules", "core-rules"), ("business logic", "core-rules"),
    ("intgrations", "outside-links"), ("partners", "outside-links"),
    ("the links to the outside", "outside-links"), ("neither", "unclear"), ("both", "unclear"),
    ("not clear", "unclear"), ("Not clear yet", "unclear"), ("no idea", UNSURE),
    ("the rules of our partners", None), ("inside", None), ("not the rules", None),
]  # fmt: skip

TRIGGER: list[tuple[str, str | None]] = [
    ("a customer", "call"), ("customers", "call"), ("somebody clicks", "call"),
    ("a person or a call", "call"), ("when a customer clicks buy", "call"), ("1", "call"),
    ("cron", "schedule"), ("every night at 2", "schedule"), ("at midnight", "schedule"),
    ("a kafka message", "event"), ("kafka", "event"), ("change in another system", "event"),
    ("a file that arrives", "event"), ("an order comes in", "other"), ("something else", "other"),
    ("5", UNSURE), ("a customer uploads a file", None), ("2 or 3", None), ("both 1 and 3", None),
    ("unscheduled", None), ("hm", None), ("1 " * 9000 + "x", "other"),
]  # fmt: skip

SUCCESS: list[tuple[str, str | None]] = [
    ("the parcel is handed in", "the parcel is handed in"), ("5", "5"), ("no", "no"), ("unsure", UNSURE),
    ("When it is Done, and paid!", "When it is Done, and paid!"), ("no idea", UNSURE),
]  # fmt: skip

TABLE = [
    (fact, said, value)
    for fact, rows in (
        ("fixed_order", YES_NO),
        ("steps", STEPS),
        ("failures", FAILURES),
        ("experience", EXPERIENCE),
        ("coupling", COUPLING),
        ("hardest_part", HARDEST),
        ("trigger", TRIGGER),
        ("success", SUCCESS),
    )
    for said, value in rows
]


@pytest.mark.parametrize(("fact", "said", "value"), TABLE, ids=[f"{row[0]}-{row[1][:40]}" for row in TABLE])
def test_what_is_said_is_read_as_it_is_meant(fact: str, said: str, value: str | None) -> None:
    began = time.monotonic()
    assert read_answer(BOOK.facts_by_id[fact], said).value == value
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("fact", BOOK.questions, ids=lambda fact: fact.id)
def test_every_option_is_taken_by_number_label_value_and_hint(fact: object) -> None:
    known = BOOK.facts_by_id[getattr(fact, "id", "")]
    for number, choice in enumerate(known.choices, 1):
        told = [choice.value, choice.label, choice.label.upper(), f" {choice.label}. "]
        if known.kind != "count":
            told += [str(number), f"{number}."]
        if known.kind in {"yes-no", "choice"} and choice.hint:
            told.append(choice.hint)
        for said in told:
            assert read_answer(known, said).value == choice.value, said


@pytest.mark.parametrize("fact", [f for f in BOOK.questions if f.kind == "choice"], ids=lambda fact: fact.id)
def test_every_word_of_the_book_leads_to_its_own_choice(fact: object) -> None:
    known = BOOK.facts_by_id[getattr(fact, "id", "")]
    for choice in known.choices:
        for word in choice.words:
            assert read_answer(known, word).value == choice.value, word


@pytest.mark.parametrize("fact", [f for f in BOOK.questions if f.kind != "text"], ids=lambda fact: fact.id)
def test_not_sure_has_a_number_of_its_own(fact: object) -> None:
    known = BOOK.facts_by_id[getattr(fact, "id", "")]
    if known.kind != "count":
        assert read_answer(known, unsure_key(known)).value == UNSURE


def test_words_that_are_lost_are_told_apart_from_exact_ones() -> None:
    fact = BOOK.facts_by_id["fixed_order"]
    assert read_answer(fact, "no").exact
    assert not read_answer(fact, "no, orders can be changed half way").exact


@given(st.sampled_from(BOOK.facts), st.text(max_size=80))
def test_whatever_is_said_the_value_is_one_the_rules_may_meet(fact: object, said: str) -> None:
    known = BOOK.facts_by_id[getattr(fact, "id", "")]
    value = read_answer(known, said).value
    if value is None or value == UNSURE or known.kind == "text":
        return
    if known.kind == "several":
        assert set(value.split(",")) <= set(known.values)
    elif known.kind == "count":
        assert value in known.values or 0 <= int(value) <= 999_999
    else:
        assert value in known.values
