import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.picture.naming import names_steps
from assistant.picture.steps import MAX_NAME, MAX_STEPS, Step, read_step, read_steps, steps_text
from tests.picture.making import LETTERS, NAMES

AB = (Step("a"), Step("b"))


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("a, b", AB),
        ("a; b", AB),
        ("a -> b", AB),
        ("a --> b", AB),
        ("a => b", AB),
        ("a → b", AB),
        ("a > b", AB),
        ("a>b", AB),
        ("a\nb\n", AB),
        ("- a\n- b", AB),
        ("* a\r\n• b", AB),
        ("1. a 2. b", AB),
        ("1) a\n2) b", AB),
        ("a, and b", AB),
        ("a, then b.", AB),
        ("a, and then B", (Step("a"), Step("B"))),
        ("a,, ,b, …", AB),
        ("a、b", AB),
        ("  order   placed ,\tpaid ", (Step("order placed"), Step("paid"))),
        ("a, a", (Step("a"), Step("a"))),
        ("paid (event)", (Step("paid", outside=True),)),
        ("paid ( WAITS )", (Step("paid", outside=True),)),
        ("(outside) paid", (Step("paid", outside=True),)),
        ("paid!, sent", (Step("paid", outside=True), Step("sent"))),
        ("paid (event)!!", (Step("paid", outside=True),)),
        ("ship version 2. then rest", (Step("ship version 2. then rest"),)),
        ("land, android", (Step("land"), Step("android"))),
        ("call (the event) off", (Step("call (the event) off"),)),
        ("\x1b[31;1mred\x1b[0m, b", (Step("red"), Step("b"))),
        ("(event), and, -", ()),
        ("", ()),
    ],
)
def test_a_line_is_read_as_steps(text: str, steps: tuple[Step, ...]) -> None:
    assert read_steps(text) == steps


def test_a_flood_is_cut() -> None:
    steps = read_steps("x" * 500 + "!," + "a!," * 5000)
    assert len(steps) == MAX_STEPS
    assert len(steps[0].name) == MAX_NAME
    assert read_steps(steps_text(steps)) == steps


@given(LETTERS | st.lists(NAMES).map(", ".join))
def test_steps_written_back_are_read_as_the_same(text: str) -> None:
    steps = read_steps(text)
    assert read_steps(steps_text(steps)) == steps


@given(NAMES)
def test_a_name_read_is_one_clean_line_and_stays_as_it_is(text: str) -> None:
    name = read_step(text).name
    assert read_step(name) == Step(name)
    assert name.isprintable() or "\u200d" in name


@pytest.mark.parametrize(
    "text",
    [
        "order placed, payment verified, shipped",
        "order placed -> paid -> shipped",
        "1. order placed 2. paid 3. shipped",
        "order placed\npaid",
        "placed; paid (event); and packed!",
        "a, b, c",
        "we pack it, we ship it",
        "start, work, stop",
        "receive 2 copies, sign one, archive",
        "bestellt, bezahlt, versandt",
        "注文、支払い、発送",
        "extract > transform > load",
    ],
)
def test_a_list_of_steps_is_known_as_one(text: str) -> None:
    assert names_steps(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "4, maybe 5",
        "4-5, roughly",
        "four, five at most",
        "three or four",
        "many, I think",
        "few, really",
        "few, but each is long",
        "a lot, more than ten",
        "a dozen, give or take",
        "yes, four of them",
        "no, more",
        "not sure, maybe ten",
        "no idea, ask Bob",
        "well, it depends",
        "it depends, on the customer",
        "hm, let me see",
        "10, plus retries",
        "12 steps, retries included",
        "the thing is, we have many steps",
        "1, 2, 3",
        "3 > 2",
        "order placed",
        "why, exactly?",
        "what is a step, and what is none?",
        "please, go on",
        "change 3, please",
        "sorry, the other one",
        "note: changes often, ask sales",
        "we take the order from the customer by phone, pack it, ship it",
        ",,,",
        "->",
    ],
)
def test_what_may_be_an_answer_is_no_list(text: str) -> None:
    assert not names_steps(text)
