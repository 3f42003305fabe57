"""The face without a screen: stdin and stdout, numbered options, no escape codes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import TextIO

from assistant.conversation import Conversation
from assistant.errors import Trouble
from assistant.text import clean
from assistant.wording import reply_text

PROMPT = "> "
MAX_WIDTH = 100
EARLY = 3
"""Exit code where the interview ended before its verdict; the session is kept."""
LEFT_EARLY = "Ended early; the session is kept. Go on with: whichflow interview --continue\n"


def talk(conversation: Conversation, lines: TextIO, out: TextIO) -> int:
    """Hold the conversation until it ends or `lines` do.

    Returns:
        The exit code: 0 when it came to its verdict, 3 when it ended early.
    """
    interactive = lines.isatty()
    width = min(shutil.get_terminal_size((80, 24)).columns, MAX_WIDTH)
    try:
        _put(out, reply_text(conversation.open(), width))
        for line in _lines(lines, out, interactive=interactive):
            if not interactive:
                # A script's lines stand in the output, so that it reads as the talk that it was.
                _put(out, (PROMPT + clean(line, limit=width)).rstrip())
            try:
                reply = conversation.say(line)
            except Trouble as trouble:
                sys.stderr.write(f"{trouble}\n")
                return 1
            _put(out, reply_text(reply, width))
            if reply.ends:
                break
    except KeyboardInterrupt:
        out.write("\n")
    if conversation.finished:
        return 0
    sys.stderr.write(LEFT_EARLY)
    return EARLY


def _lines(lines: TextIO, out: TextIO, *, interactive: bool) -> Iterator[str]:
    while True:
        if interactive:
            out.write(PROMPT)
            out.flush()
        line = lines.readline()
        if not line:
            return
        yield line.rstrip("\n")


def _put(out: TextIO, text: str) -> None:
    out.write(text + "\n\n")
    out.flush()
