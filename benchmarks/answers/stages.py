"""Where the time of one question goes; a program of its own: HOME and the question in, JSON out."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")


class Clock:
    """Takes the milliseconds of one stage after the other."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    def timed(self, stage: str, make: Callable[[], Made]) -> Made:
        """What `make` makes; its time goes under the name of the stage."""
        start = time.perf_counter()
        made = make()
        self.taken[stage] = (time.perf_counter() - start) * 1000
        return made


def stages(home: Path, question: str) -> dict[str, float]:
    """Go through what the command does, one part at a time."""
    clock = Clock()
    clock.timed("import the command line", _import_command_line)
    clock.timed("import what answers", _import_answering)
    from assistant.answering.answer import Answerer  # noqa: PLC0415
    from assistant.answering.telling import answer_reply  # noqa: PLC0415
    from assistant.wording import reply_text  # noqa: PLC0415
    from knowledge.base import open_base  # noqa: PLC0415
    from rules.deciding import shipped_answer_book  # noqa: PLC0415

    with clock.timed("open the base", lambda: open_base(home)) as base:
        book = clock.timed("load the rules", shipped_answer_book)
        clock.timed("compile the engine", lambda: book.engine)
        clock.timed("read the sections", base.sections)
        answerer = Answerer(base, book)
        found = clock.timed("answer", lambda: answerer.answer(question))
        clock.timed("put into words", lambda: reply_text(answer_reply(found, base), 88))
        clock.timed("answer once more", lambda: answerer.answer(question))
    return clock.taken


def _import_command_line() -> None:
    import assistant.cli.readers  # noqa: F401, PLC0415


def _import_answering() -> None:
    import assistant.answering.answer  # noqa: PLC0415
    import assistant.answering.telling  # noqa: PLC0415
    import assistant.wording  # noqa: F401, PLC0415


if __name__ == "__main__":
    sys.stdout.write(json.dumps(stages(Path(sys.argv[1]), sys.argv[2])))
