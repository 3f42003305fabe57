"""What a terminal sends and Textual takes amiss: bytes that are no UTF-8, and alt with a digit."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.drivers import linux_driver


@dataclass(frozen=True, slots=True)
class _AltDigit:
    """A key that Textual's own list leaves out; `value` is its name."""

    value: str


def forgive_bytes() -> None:
    """Let Textual's reader of keys go on after a byte that is no UTF-8.

    A terminal of another encoding sends such bytes with every accent; Textual 8.2 reads them strictly.
    """
    linux_driver.getincrementaldecoder = _decoder  # type: ignore[assignment, attr-defined]


def know_alt_digits() -> None:
    """Let alt with a digit be a key.

    Most terminals send escape and the digit. Textual 8.2 takes that for what a Mac types with its option key,
    so that Alt+2 would put a trade mark sign into the input.
    """
    # Textual calls the mapping read-only, and makes it a plain dict.
    known = cast("dict[str, tuple[_AltDigit, ...]]", ANSI_SEQUENCES_KEYS)
    for digit in range(10):
        known[f"\x1b{digit}"] = (_AltDigit(f"alt+{digit}"),)


def _decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")
