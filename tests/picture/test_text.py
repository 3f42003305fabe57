import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from assistant.picture.cells import cells, padded, shortened
from assistant.picture.model import Shape
from assistant.picture.shape import shape_of
from assistant.picture.steps import Step, read_steps
from assistant.picture.text import LABELS, NARROW, drawn
from tests.picture.making import NAMES, SHAPES, SIX, STARTS

CALL = "a customer's call"
PICTURES = {
    ("sequential", 76): """
[a customer's call] --> order placed --event--> payment verified
  --> stock checked --> items packed --event--> carrier scan --> delivered
  --> [done]
any step that fails --> payment down
""",
    ("event-driven", 76): """
(a customer's call) --> order placed --> (1) --> payment verified --> (2)
  --> stock checked --> (3) --> items packed --> (4) --> carrier scan
  --> (5) --> delivered --> (6) --> [whoever listens]
any step that fails --> payment down
(1)-(6): topics; a step publishes, the next listens
""",
    ("state-machine", 36): """
[a customer's call]
 --> order placed
 --event--> payment verified
 --> stock checked
 --> items packed
 --event--> carrier scan
 --> delivered
 --> [end]
any state that fails
  --> payment down
""",
    ("hybrid", 100): """
order placed -------> stock checked -----> items packed --> delivered      the core, a state machine
. .  ^  . . . . . . . . . . ^ . . . . . . . . . . . . . . . . . ^ . . .
a customer's call     payment verified                      carrier scan   the edge, events
any state that fails --> payment down
""",
    ("hybrid", 36): """
the core         | the edge
order placed     | <-- a customer's…
 --> stock chec… | <-- payment veri…
 --> items pack… |
 --> delivered   | <-- carrier scan
any state that fails
  --> payment down
""",
}


@pytest.mark.parametrize(("start", "width"), PICTURES)
def test_the_picture_looks_like_this(start: str, width: int) -> None:
    lines = drawn(shape_of(start, SIX, ["payment down"], CALL), width)
    assert "\n".join(lines) == PICTURES[start, width].strip("\n")


@pytest.mark.parametrize("start", STARTS)
def test_a_few_steps_take_six_lines(start: str) -> None:
    for count in range(7):
        for name in ("paid", "the payment was verified by the bank for us"):
            for outside in (False, True):
                steps = [Step(name, outside=outside and number % 2 == 1) for number in range(count)]
                assert len(drawn(shape_of(start, steps, (), CALL), 76)) <= 6


@pytest.mark.parametrize("start", STARTS)
def test_many_steps_take_ten_lines_or_are_a_list(start: str) -> None:
    for count in range(7, 25):
        steps = [Step(f"step {number} of them", outside=number % 4 == 3) for number in range(count)]
        lines = drawn(shape_of(start, steps, (), CALL), 76)
        assert len(lines) <= 10 or (
            start == "hybrid" and lines[0].split() == ["the", "core", "|", "the", "edge"]
        )


@given(SHAPES, st.integers(1, 120))
def test_no_line_is_wider_than_it_may_be(shape: Shape, width: int) -> None:
    lines = drawn(shape, width)
    assert max(map(cell_len, lines)) <= width
    assert max(map(cells, lines)) <= width
    assert lines == drawn(shape, width)


@given(SHAPES, st.integers(30, 120))
def test_every_node_stands_in_the_picture(shape: Shape, width: int) -> None:
    shown = "\n".join(drawn(shape, width))
    for node in shape.nodes:
        if node.kind == "topic":
            number, _, label = node.label.removeprefix("topic ").partition(": ")
            label = f"({number})" if number != "0" else label
        else:
            label = node.label
        # A list at 30 cells has 8 of them left for a state's name beside the border.
        assert label in shown or shortened(label, 6).removesuffix("…") in shown


@pytest.mark.parametrize("width", [NARROW + 1, 60, 76])
def test_names_are_shortened_rather_than_lines_added(width: int) -> None:
    steps = read_steps(", ".join(f"{number} {'long ' * 7}" for number in range(1, 7)))
    shown = drawn(shape_of("sequential", steps), width)
    assert len(shown) <= 6
    assert "…" in "".join(shown)
    assert min(LABELS) >= 8


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("👩\u200d💻", 4), ("❤\ufe0f", 2), ("", 0)]
)
def test_cells_are_counted(text: str, width: int) -> None:
    assert cells(text) == width
    assert cells(padded(text, 9, "-")) == 9


@given(NAMES, st.integers(1, 20))
def test_what_is_shortened_fits_and_begins_alike(text: str, most: int) -> None:
    short = shortened(text, most)
    assert cells(short) <= most
    assert text == short if cells(text) <= most else text.startswith(short.removesuffix("…"))


def test_a_name_in_brackets_is_no_topic() -> None:
    assert drawn(shape_of("sequential", (Step("pay (card)"), Step("ship"))), 30)[:3] == [
        "[start]",
        " --> pay (card)",
        " --> ship",
    ]
