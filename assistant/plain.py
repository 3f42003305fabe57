"""The face without a screen: stdin and stdout, numbered options, no escape codes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import TextIO

from assistant.conversation import Conversation
from assistant.errors import Trouble
from assistant.intents import leaves
from assistant.leaving import EARLY, FAILED, left_early
from assistant.text import clean, clean_lines
from assistant.wording import reply_text

PROMPT = "> "
MAX_WIDTH = 100
STOPPED = "Stopped at line {}: the lines after it would have answered other questions."


def talk(conversation: Conversation, lines: TextIO, out: TextIO, home: str | None = None) -> int:
    """Hold the conversation until it ends or `lines` do.

    Where something cannot be done, a person is told so and goes on, as on the screen. A script ends there:
    its next line was meant for the question after.

    Args:
        conversation: The conversation.
        lines: What the person says.
        out: Where the replies go.
        home: The home folder, where one was named; who leaves early is told it.

    Returns:
        The exit code: 0 when it came to its verdict, 3 when it ended early.

    Raises:
        Trouble: It could not begin; or a line of a script could not be kept.
    """
    interactive = lines.isatty()
    width = min(shutil.get_terminal_size((80, 24)).columns, MAX_WIDTH)
    try:
        _put(out, reply_text(conversation.open(), width))
        for number, line in enumerate(_lines(lines, out, interactive=interactive), 1):
            if not interactive:
                # A script's lines stand in the output, so that it reads as the talk that it was.
                _put(out, (PROMPT + clean(line, limit=width)).rstrip())
            try:
                reply = conversation.say(line)
            except Trouble as trouble:
                if not interactive:
                    raise Trouble(f"{trouble}\n{STOPPED.format(number)}") from None
                sys.stderr.write(f"{FAILED} {clean_lines(str(trouble))}\n\n")
                if leaves(clean(line)):
                    # Whoever leaves, leaves: only the goodbye was not kept.
                    break
                continue
            _put(out, reply_text(reply, width))
            if reply.ends:
                break
    except KeyboardInterrupt:
        out.write("\n")
    if conversation.finished:
        return 0
    if lines.isatty() == interactive:
        # Else the terminal is gone, and nobody is there to be told.
        sys.stderr.write(left_early(home))
    return EARLY


def _lines(lines: TextIO, out: TextIO, *, interactive: bool) -> Iterator[str]:
    while True:
        if interactive:
            out.write(PROMPT)
            out.flush()
        try:
            line = lines.readline()
        except OSError:
            if not interactive:
                raise
            # The terminal is gone.
            return
        if not line:
            if interactive and lines.isatty():
                # What comes after the prompt that nobody answered begins in a line of its own.
                out.write("\n")
            return
        yield line.rstrip("\n")


def _put(out: TextIO, text: str) -> None:
    out.write(text + "\n\n")
    out.flush()
