"""What is pasted is text: it is collected here, before Textual's parser can take any of it for keys."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.events import Paste
from textual.message import Message

SILENCE = 5.0
"""Seconds without a sign after which a paste whose end mark never came is over: keys count again."""
MOST = 4_000_000
"""Characters kept of one paste. What comes after them is dropped, and its end mark still waited for."""


class PasteParser(XTermParser):
    """Textual's parser, with pastes kept out of it.

    Textual 8.2 looks for keys after every escape in a paste. Terminals should take escape out of what is
    pasted, and not all of them do.
    """

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - as Textual calls it
        self._before = ""
        self._paste: _Pasted | None = None
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Keys and whatever else Textual knows in `data`, and a paste where one ends."""
        if not data:
            yield from super().feed(data)
        while data:
            if self._paste is None:
                keys, data = self._up_to_paste(data)
                yield from super().feed(keys)
            else:
                data = self._paste.take(data)
                if self._paste.ended:
                    yield self._pasted(self._paste)

    def tick(self) -> Iterable[Message]:
        """Called a few times a second: what time alone makes of what came so far."""
        waited = self._timeout_time
        yield from super().tick()
        if waited is not None and self._timeout_time is None:
            # Textual has taken an escape for a key; what follows is no mark any more.
            self._before = ""
        if self._paste and monotonic() - self._paste.heard >= SILENCE:
            yield self._pasted(self._paste)

    def _up_to_paste(self, data: str) -> tuple[str, str]:
        """`data` up to the mark with which a paste begins, perhaps in an earlier read; and the rest."""
        seen = self._before + data
        at = seen.find(BRACKETED_PASTE_START)
        if at < 0:
            self._before = seen[1 - len(BRACKETED_PASTE_START) :]
            return data, ""
        end = at + len(BRACKETED_PASTE_START) - len(self._before)
        self._before, self._paste = "", _Pasted()
        return data[:end], data[end:]

    def _pasted(self, paste: _Pasted) -> Paste:
        """The paste as an event; for Textual's parser it had nothing in it."""
        self._paste = None
        for _empty in super().feed(BRACKETED_PASTE_END):
            pass
        return Paste(paste.text)


class _Pasted:
    """A paste on its way in. The mark that ends it may be spread over several reads."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = MOST
        self._held = ""
        self.ended = False
        self.heard = monotonic()

    @property
    def text(self) -> str:
        """All that was kept so far."""
        return "".join((*self._parts, self._held[: self._room]))

    def take(self, data: str) -> str:
        """Add `data` up to the end mark, and hand back what comes after it."""
        self.heard = monotonic()
        text, mark, rest = (self._held + data).partition(BRACKETED_PASTE_END)
        self.ended = bool(mark)
        self._held = "" if self.ended else _beginning(text)
        kept = text[: len(text) - len(self._held)][: self._room]
        self._room -= len(kept)
        self._parts.append(kept)
        return rest


def _beginning(text: str) -> str:
    """The end of `text` that may be the beginning of an end mark."""
    at = text.rfind(BRACKETED_PASTE_END[0], 1 - len(BRACKETED_PASTE_END))
    return text[at:] if at >= 0 and BRACKETED_PASTE_END.startswith(text[at:]) else ""
