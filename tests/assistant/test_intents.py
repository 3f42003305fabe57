"""A line and what it means: at a yes-or-no question, at one that welcomes own words, at one that is free."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.intents import AskGuide, Command, Intent, Nothing, Said, understand

BARE: list[tuple[str, str]] = [
    ("why", "why"), ("Why?", "why"), ("why???", "why"), ("w", "why"), ("why do you ask?", "why"),
    ("what if", "what-if"), ("What if?", "what-if"),
    ("help", "help"), ("?", "help"), ("??", "help"), ("help!", "help"), ("help me", "help"),
    ("what?", "help"), ("back", "back"), ("BACK.", "back"), ("b", "back"), ("undo", "back"),
    ("go back", "back"), ("previous", "back"), ("skip", "skip"), ("pass", "skip"), ("next", "skip"),
    ("skip it", "skip"), ("unsure", "unsure"), ("not sure", "unsure"), ("how", "how"), ("how?", "how"),
    ("answers", "answers"), ("so  far", "answers"), ("verdict", "verdict"), ("done", "verdict"),
    ("save", "save"), ("quit", "quit"), (":q", "quit"), ("bye!", "quit"), ("stop", "quit"),
    ("again", "repeat"), ("start", "start"), ("note", "note"), ("title", "title"), ("change", "change"),
    ("read", "read"), ("guide", "guide"),
]  # fmt: skip

WITH_REST: list[tuple[str, str, str]] = [
    ("why 5", "why", "5"), ("why #5?", "why", "#5?"), ("why rules", "why", "rules"),
    ("change 8", "change", "8"), ("change 8 no", "change", "8 no"),
    ("Change answer 8 to no", "change", "answer 8 to no"), ("change #8", "change", "#8"),
    ("change question 8", "change", "question 8"), ("change 100", "change", "100"),
    ("change -1", "change", "-1"), ("change fixed_order yes", "change", "fixed_order yes"),
    ("note the warehouse moves", "note", "the warehouse moves"), ("note: it moves", "note", "it moves"),
    ("title Order handling", "title", "Order handling"), ("read 1", "read", "1"),
    ("read [2]", "read", "[2]"), ("read #3", "read", "#3"),
    ("read models/sequential", "read", "models/sequential"),
    ("read models/sequential#2", "read", "models/sequential#2"), ("guide growth", "guide", "growth"),
]  # fmt: skip

ANSWERS = [
    "yes", "no, orders can be changed half way", "mostly, but refunds jump back", "7", "1,3", "a customer",
    "back to normal when the parcel is there", "help desk opens a ticket", "skip lists are rebuilt",
    "unsure about that",
    "when a customer places an order", "where the order is stored", "do not know", "don't know yet",
    "can be changed",
    "can't say yet", "is not needed", "should never happen", "will have to wait", "title", "how many is many",
    "read receipt arrives", "guide me please", "next door neighbours sign", "done by hand", "save?", "quit?",
    "'; DROP TABLE turns; --", "-1", "--help", "[/bold]",
]  # fmt: skip
"""Each is an answer at a free question at least, except where TAKEN says otherwise."""
TAKEN = {"title", "save?", "quit?"}

QUESTIONS: list[tuple[str, bool, bool]] = [
    # line, asked of the guide where own words are welcome, asked where any text is
    ("what is a saga?", True, True),
    ("what is a saga", True, False),
    ("which is cheaper to run", True, False),
    ("how many is many", True, False),
    ("tell me about brokers", True, False),
    ("is kafka enough", False, False),
    ("is kafka enough?", True, True),
    ("do we need a broker", False, False),
    ("don't we need a broker", False, False),
    ("when is a state machine better", False, False),
    ("when should I split it", False, False),
    ("can it scale !?", False, False),
    ("ask what a saga is", True, True),
    ("yes?", True, True),
]


@pytest.mark.parametrize("free", [True, False])
@pytest.mark.parametrize(("line", "name"), BARE)
def test_a_word_alone_is_a_command_at_every_question(line: str, name: str, *, free: bool) -> None:
    assert understand(line, free=free) == Command(name)  # type: ignore[arg-type]


@pytest.mark.parametrize("free", [True, False])
@pytest.mark.parametrize(("line", "name", "rest"), WITH_REST)
def test_a_command_takes_what_follows_it(line: str, name: str, rest: str, *, free: bool) -> None:
    assert understand(line, free=free) == Command(name, rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("line", [each for each in ANSWERS if each not in TAKEN])
def test_no_answer_is_swallowed_at_a_free_question(line: str) -> None:
    assert understand(line, free=True) == Said(line)


@pytest.mark.parametrize("line", [each for each in ANSWERS if each not in TAKEN and "how" not in each])
def test_no_answer_is_swallowed_where_own_words_are_welcome(line: str) -> None:
    assert understand(line, free=False, own_words=True) == Said(line)


@pytest.mark.parametrize("line", [each for each in ANSWERS if each not in TAKEN and "how" not in each])
def test_no_answer_is_swallowed_at_a_closed_question(line: str) -> None:
    assert understand(line, free=False) == Said(line)


@pytest.mark.parametrize(("line", "own_words", "free"), QUESTIONS)
def test_a_question_goes_to_the_guide(line: str, *, own_words: bool, free: bool) -> None:
    assert isinstance(understand(line, free=False), AskGuide)
    if "!?" in line:
        return
    assert isinstance(understand(line, free=False, own_words=True), AskGuide) is own_words
    assert isinstance(understand(line, free=True), AskGuide) is free


@pytest.mark.parametrize("line", ["save?", "quit?", "back?", "skip?"])
def test_a_command_that_does_something_is_not_done_on_a_question_mark(line: str) -> None:
    assert isinstance(understand(line, free=False), AskGuide)


@pytest.mark.parametrize("line", ["save the order", "open the gate", "save button is pressed"])
def test_save_and_open_are_verbs_where_one_tells_something(line: str) -> None:
    assert understand(line, free=True) == Said(line)
    assert understand(line, free=False, own_words=True) == Said(line)


def test_note_and_title_keep_their_meaning_even_in_a_sentence() -> None:
    # Help says "note ...", so whoever types it means it; the words are kept either way, and the question
    # is asked again.
    assert understand("note that the parcel is gone", free=True) == Command("note", "that the parcel is gone")
    assert understand("title deed is handed over", free=True) == Command("title", "deed is handed over")


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_is_nothing(line: str) -> None:
    assert understand(line, free=False) == Nothing()


@given(st.text(max_size=60), st.booleans(), st.booleans())
def test_every_line_means_something(line: str, free: bool, own_words: bool) -> None:
    meant: Intent = understand(line, free=free, own_words=own_words)
    assert isinstance(meant, Command | AskGuide | Said | Nothing)
    if isinstance(meant, Said):
        assert meant.text == line.strip()
    assert isinstance(meant, Nothing) is (not line.strip())
