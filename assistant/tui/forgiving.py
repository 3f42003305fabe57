"""Bytes from the terminal that are no UTF-8: shown as what cannot be read, instead of ending the app."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import partial

from textual.drivers import linux_driver


def forgive_bytes() -> None:
    """Let Textual's reader of keys go on after a byte that is no UTF-8.

    A terminal of another encoding sends such bytes with every accent; Textual 8.2 reads them strictly.
    """
    linux_driver.getincrementaldecoder = _decoder  # type: ignore[assignment, attr-defined]


def _decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")
