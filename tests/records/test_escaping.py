import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.token import Token

from assistant.records.escaping import escape_markdown, fenced, mid_sentence
from assistant.text import clean, clean_lines
from tests.records.hostile import HOSTILE
from tests.records.parsed import GFM

MARKUP = st.text(alphabet=st.sampled_from("#*_`~<>[]()!&;|\\{}%$@:/.-+=?\"' \n\tab1wW\u00e9😀"), max_size=40)
CONTEXTS = ("{}", "# {}", "- {}", "- Note: {}", "1. {}", "- “{}” (x)")


def shown(markdown: str) -> tuple[list[str], str]:
    """The kinds of tokens that a text is made of, and what a reader sees of it."""
    tokens = GFM.parse(markdown)
    inline: list[Token] = [child for token in tokens for child in token.children or ()]
    kinds = [token.type for token in (*tokens, *inline)]
    return kinds, "".join(child.content for child in inline)


@pytest.mark.parametrize("context", CONTEXTS)
@given(text=MARKUP | st.text(max_size=40) | st.sampled_from(HOSTILE))
@example(text="__b__ _a_ a__b__")
@example(text="1.")
@example(text="&copy; &#35;")
@example(text="HTTP://EXAMPLE.org ftp://x.org mailto:me@example.org //example.org a@b.org")
def test_a_reader_sees_the_text_itself_and_no_markup(context: str, text: str) -> None:
    line = clean(text)
    kinds, seen = shown(context.format(escape_markdown(line)))
    plain_kinds, plain = shown(context.format("word"))
    if line:
        assert seen == plain.replace("word", line)
        assert kinds == plain_kinds


def test_words_with_marks_inside_stay_readable() -> None:
    assert escape_markdown("strict_states in C# costs 5 - 6 (R&D), see a/b#1") == (
        "strict_states in C# costs 5 - 6 (R&D), see a/b#1"
    )


def test_addresses_are_no_links() -> None:
    assert escape_markdown("www.a.org, WWW.a.org") == r"www\.a.org, WWW\.a.org"
    assert escape_markdown("see https://a.org") == r"see https:\//a.org"


@given(text=MARKUP | st.sampled_from(HOSTILE))
@example(text="```\n````")
def test_nothing_closes_the_fence(text: str) -> None:
    lines = clean_lines(text, limit=100_000)
    tokens = GFM.parse(fenced(lines) + "\n\nafter\n")
    assert [token.type for token in tokens] == ["fence", "paragraph_open", "inline", "paragraph_close"]
    assert tokens[0].content.rstrip("\n") == lines.rstrip("\n")


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("A run waits.", "a run waits."),
        ("The team", "the team"),
        ("AWS is named", "AWS is named"),
        ("Event-driven also", "event-driven also"),
        ("", ""),
    ],
)
def test_a_sentence_goes_on_after_because(text: str, small: str) -> None:
    assert mid_sentence(text) == small
