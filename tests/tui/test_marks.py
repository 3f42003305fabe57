"""Signs in ASCII: as wide as they were, and nothing but ASCII left."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from assistant.tui.marks import AsciiMarks


def through(text: str, *, letters: bool, style: Style | None = None) -> list[Segment]:
    return AsciiMarks(letters=letters).apply([Segment(text, style)], Color(0, 0, 0))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20))
@example("👩‍👩‍👧 é漢字")
@example("▏▕─│┌…·↑⏎🔎▁▅█")
def test_it_stays_as_wide_and_only_ascii_is_left(text: str) -> None:
    parts = through(text, letters=True)
    told = "".join(part.text for part in parts)
    assert told.isascii()
    assert cell_len(told) == cell_len(text)


@pytest.mark.parametrize(
    ("signs", "plain"),
    [
        ("▏a▕", "|a|"), ("┌─┐│└", "+-+|+"), ("Order fu…", "Order fu~"), ("· so", "- so"), ("←↑→↓", "<^>v"),
        ("▔▔▁", "--_"), ("🔎", "> "), ("naïve café", "naive cafe"), ("“a” ’b’", "\"a\" 'b'"),
        ("漢字", "????"),
    ],
)  # fmt: skip
def test_signs_have_their_likes(signs: str, plain: str) -> None:
    assert "".join(part.text for part in through(signs, letters=True)) == plain


def test_letters_stay_where_only_signs_are_to_go() -> None:
    assert through("│ ñ 漢 …", letters=False)[0].text == "| ñ 漢 ~"


def test_the_end_of_a_scroll_bar_stays_visible() -> None:
    half, most = through("▂▆", letters=True, style=Style(color="red"))
    assert (half.text, most.text) == (" ", " ")
    assert most.style is not None
    assert most.style.reverse
    assert not (half.style and half.style.reverse)
