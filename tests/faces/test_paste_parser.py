"""What is pasted is text, whatever is in it; no part of it is a key that was pressed."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.message import Message

from assistant.tui import pasted
from assistant.tui.pasted import MOST, PasteParser

BEGIN, END = "\x1b[200~", "\x1b[201~"
HOSTILE = st.text(st.sampled_from("ab\x1b\x1b[[20012~O;IM<\x07\x11\r\n\x00é"), max_size=30)


def read(parser: XTermParser, *reads: str) -> list[str]:
    """What comes of several reads, in plain words: keys by name, pastes in brackets."""
    return [told(event) for data in reads for event in (*parser.feed(data), *parser.tick())]


def told(event: Message) -> str:
    match event:
        case Key(key=key):
            return key
        case Paste(text=text):
            return f"<{text}>"
    return type(event).__name__


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that the parser sees, to be put forward."""
    now = [0.0]
    monkeypatch.setattr(pasted, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize(
    "text", ["a\x1b]52;c;aGFj\x07b", "a\x1b\x11b", "a\x1b", "\x1b[A", "\x1b[<0;1;1M", ""]
)
def test_an_escape_in_a_paste_presses_no_key(text: str) -> None:
    assert read(PasteParser(), f"x{BEGIN}{text}{END}y") == ["x", f"<{text}>", "y"]


def test_textual_by_itself_presses_keys() -> None:
    """Else the parser of our own may go."""
    assert len(read(XTermParser(), f"{BEGIN}a\x1b\x11b{END}")) > 1


@given(HOSTILE.filter(lambda text: END not in text + END[:-1]), st.lists(st.integers(0, 60), max_size=6))
def test_however_a_paste_is_cut_into_reads_it_is_the_same(text: str, cuts: list[int]) -> None:
    whole = f"x{BEGIN}{text}{END}y{BEGIN}z{END}\x1b[A"
    edges = [0, *sorted(cuts), len(whole)]
    reads = [whole[a:b] for a, b in pairwise(edges)]
    assert read(PasteParser(), *filter(None, reads)) == ["x", f"<{text}>", "y", "<z>", "up"]


@given(HOSTILE.filter(lambda text: BEGIN not in text), st.integers(0, 30))
def test_outside_of_pastes_all_is_as_textual_has_it(text: str, cut: int) -> None:
    reads = [part for part in (text[:cut], text[cut:]) if part]
    assert read(PasteParser(), *reads) == read(XTermParser(), *reads)


def test_a_paste_without_an_end_does_not_swallow_keys_for_ever(clock: list[float]) -> None:
    parser = PasteParser()
    assert read(parser, f"{BEGIN}half", "\x1b[2") == []
    clock[0] += pasted.SILENCE - 0.1
    assert read(parser, "more") == []
    clock[0] += pasted.SILENCE
    assert [told(event) for event in parser.tick()] == ["<half\x1b[2more>"]
    # The end mark may come after all: it is no key.
    assert read(parser, "ab", END, "c", f"{BEGIN}d{END}") == ["a", "b", "c", "<d>"]


def test_an_escape_pressed_by_itself_begins_no_paste_later() -> None:
    parser = PasteParser()
    assert read(parser, "\x1b") == []
    time.sleep(0.12)
    assert [told(event) for event in parser.tick()] == ["escape"]
    assert "a" in read(parser, "[200~a")


def test_a_paste_without_measure_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST >= 1_000_000
    monkeypatch.setattr(pasted, "MOST", 10)
    assert read(PasteParser(), BEGIN + "abc", "defg", "hijkl", "m" * 99 + END, "n") == ["<abcdefghij>", "n"]
    assert read(PasteParser(), BEGIN + "abcdefghij", END[:3], END[3:]) == ["<abcdefghij>"]
