"""What a terminal does and Textual takes amiss: odd bytes, odd pastes, alt with a digit, going away."""

from __future__ import annotations

import codecs
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.drivers import linux_driver

from assistant.leaving import EARLY
from assistant.tui.pasted import PasteParser


@dataclass(frozen=True, slots=True)
class _AltDigit:
    """A key that Textual's own list leaves out; `value` is its name."""

    value: str


def forgive_bytes() -> None:
    """Let Textual's reader of keys go on after a byte that is no UTF-8.

    A terminal of another encoding sends such bytes with every accent; Textual 8.2 reads them strictly.
    """
    linux_driver.getincrementaldecoder = _decoder  # type: ignore[assignment, attr-defined]


def forgive_pastes() -> None:
    """Let nothing that is pasted be a key; see `PasteParser`."""
    linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]


def forgive_loss() -> None:
    """End where the terminal is gone, as its signal would have ended us.

    The signal comes only where the terminal is the one that controls the program. Without it Textual 8.2
    reads nothing, over and over, and waits for ever for its writes. What was said is on disk already.
    """
    linux_driver.LinuxDriver = _Driver  # type: ignore[misc]


def know_alt_digits() -> None:
    """Let alt with a digit be a key.

    Most terminals send escape and the digit. Textual 8.2 takes that for what a Mac types with its option key,
    so that Alt+2 would put a trade mark sign into the input.
    """
    # Textual calls the mapping read-only, and makes it a plain dict.
    known = cast("dict[str, tuple[_AltDigit, ...]]", ANSI_SEQUENCES_KEYS)
    for digit in range(10):
        known[f"\x1b{digit}"] = (_AltDigit(f"alt+{digit}"),)


class _Driver(linux_driver.LinuxDriver):
    """Textual's driver, which ends with its terminal."""

    def run_input_thread(self) -> None:
        """Read keys until the app ends, or the terminal has."""
        try:
            super().run_input_thread()
        except (OSError, EOFError):
            signal.raise_signal(signal.SIGHUP)
            # Who has that signal ignored (nohup) has no terminal all the same.
            os._exit(EARLY)


class _Reader:
    """Decodes what was read. Nothing at all is read only where the terminal is gone."""

    def __init__(self, decoder: codecs.IncrementalDecoder) -> None:
        self._decoder = decoder

    def decode(self, data: bytes, final: bool = False) -> str:  # noqa: FBT001, FBT002 - as codecs have it
        """What `data` says.

        Raises:
            EOFError: There is none.
        """
        if not data and not final:
            raise EOFError
        return self._decoder.decode(data, final)


def _decoder(encoding: str) -> Callable[[], _Reader]:
    decoder = codecs.getincrementaldecoder(encoding)
    return lambda: _Reader(decoder(errors="replace"))
