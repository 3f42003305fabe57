"""What is pasted is text, whatever is in it; no part of it is a key that was pressed."""

from __future__ import annotations

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste


@pytest.mark.xfail(reason="textual 8.2 reads escape inside of a bracketed paste as the beginning of keys")
@pytest.mark.parametrize("pasted", ["a\x1b]52;c;aGFj\x07b", "a\x1b\x11b", "a\x1b"])
def test_an_escape_in_a_paste_presses_no_key(pasted: str) -> None:
    events = [*XTermParser().feed(f"\x1b[200~{pasted}\x1b[201~")]
    assert not [event for event in events if isinstance(event, Key)]
    assert [event.text for event in events if isinstance(event, Paste)] == [pasted]
