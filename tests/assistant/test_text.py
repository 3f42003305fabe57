import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import MAX_LINE, clean, clean_lines, was_cut

REFUSED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
JOINER = "\u200d"
NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\x07\x9b\x9d[]();?!0129mHc\\\u202e\u2066\u200b\u200d\ufeff\u0301e\ud800\x00\n\r\t "
        ),
    ),
    max_size=300,
)


@pytest.mark.parametrize(
    ("dirty", "plain"),
    [
        ("a\x1b[31mb\x1b[0m", "a b"),
        ("a\x1b[1;31;5mb", "a b"),
        ("a\x1b[?1049hb", "a b"),
        ("a\x1b[!pb", "a b"),
        ("a\x1b[0 qb", "a b"),
        ("a\x1b]52;c;aGFjaw==\x07b", "a b"),
        ("a\x1b]0;title\x1b\\b", "a b"),
        ("a\x1bPq#0;2;0\x1b\\b", "a b"),
        ("a\x1b_G;payload\x1b\\b", "a b"),
        ("a\x9b31mb", "a b"),
        ("a\x9d52;c;x\x07b", "a 52;c;x b"),
        ("a\x1bcb", "a b"),
        ("a\x1b]52;c;never ends", "a 52;c;never ends"),
        ("a\x1b", "a"),
        ("a\x00b\x07c\x7fd\x85e", "a b c d e"),
        ("abc\u202edef\u2066ghi\u2069", "abcdefghi"),
        ("y\u200be\u200cs\u2060\ufeff", "yes"),
        ("\U000e0041\U000e0042hidden", "hidden"),
        ("a\ud800b\udfff", "ab"),
        ("a\ue000b\U000f0000", "ab"),
        ("a\u2028b\u2029c\u00a0d\u3000e", "a b c d e"),
        ("  two\t\tlines\r\nas one  ", "two lines as one"),
        ("e\u0301", "\u00e9"),
        ("e\u200b\u0301", "\u00e9"),
        ("family \U0001f468\u200d\U0001f469", "family \U0001f468\u200d\U0001f469"),
        ("[/foo] [@click=app.bell]x[/]", "[/foo] [@click=app.bell]x[/]"),
        ("", ""),
        ("\x1b[2J\x00\u202e", ""),
    ],
)
def test_what_is_left_of_a_dirty_line(dirty: str, plain: str) -> None:
    assert clean(dirty) == plain


@given(NASTY)
def test_nothing_that_steers_or_hides_survives(text: str) -> None:
    left = clean(text)
    assert not [each for each in left if each != JOINER and unicodedata.category(each) in REFUSED]
    assert left == left.strip()
    assert "  " not in left


@given(NASTY)
def test_a_clean_line_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(NASTY, st.integers(1, 40))
def test_no_line_is_longer_than_the_limit(text: str, limit: int) -> None:
    assert len(clean(text, limit=limit)) <= limit
    assert clean(clean(text, limit=limit), limit=limit) == clean(text, limit=limit)


@given(NASTY)
def test_lines_are_as_clean_as_a_line(text: str) -> None:
    left = clean_lines(text)
    assert not [each for each in left if each not in {JOINER, "\n"} and unicodedata.category(each) in REFUSED]
    assert clean_lines(left) == left


def test_lines_keep_their_breaks() -> None:
    assert clean_lines("one\r\n\r\n two \x1b[31m\nthree") == "one\n\n two\nthree"


@pytest.mark.parametrize(
    "flood",
    [
        "x" * 1_000_000,
        " " * 1_000_000,
        "\x1b" * 1_000_000,
        "\x1b[" + "!" * 1_000_000,
        "\x1b[" + "1;" * 500_000,
        "\x1b]" * 500_000,
        "\x1bP" + "\x1b_" * 500_000,
        "\u0301" * 1_000_000,
        "\x9b" * 1_000_000,
    ],
    ids=[
        "letters",
        "blanks",
        "escapes",
        "bangs",
        "numbers",
        "commands",
        "strings",
        "accents",
        "short escapes",
    ],
)
def test_a_flood_is_cut_in_no_time(flood: str) -> None:
    began = time.monotonic()
    assert len(clean(flood)) <= MAX_LINE
    assert len(clean_lines(flood)) <= MAX_LINE
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("x" * 10, False),
        ("x" * 11, True),
        ("x" * 10 + " \x1b[m ", False),
        (" " * 41, False),
        ("", False),
        ("\n" * 41 + "x", False),
        ("x" + " " * 41 + "y" * 9, True),
        ("\x00" * 41, True),
        ("x " * 6, True),
    ],
)
def test_a_cut_is_told(text: str, *, cut: bool) -> None:
    assert was_cut(text, limit=10) is cut


@given(NASTY, st.sampled_from(" \n\t\u2028\x85"), st.integers(1, 40))
def test_no_flood_of_white_space_pushes_a_word_out(text: str, blank: str, limit: int) -> None:
    folded = " ".join(text.split())
    for flooded in (blank * 500 + text, " ".join(text.split()).replace(" ", blank * 500), text):
        assert clean(flooded, limit=limit) == clean(folded, limit=limit)
        assert was_cut(flooded, limit=limit) == was_cut(folded, limit=limit)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=60))
def test_the_short_way_for_plain_ascii_is_the_long_one(text: str) -> None:
    # A letter that is no ASCII sends everything the long way.
    assert clean(text) == clean(f"{text} \u00e9").removesuffix("\u00e9").rstrip()
