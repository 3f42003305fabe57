"""The processes of a long batch: chunks go round, and come back in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from pathlib import Path

from assistant.cli.batch import Chunk, Done, Maker, Teller, answer
from assistant.errors import Trouble
from assistant.household import Household

AHEAD = 2
"""Chunks under way or waiting, for each process: one in work, one at hand."""

_tells: list[Teller] = []
"""What this process answers with, if it is one of the pool's."""


def spread(
    first: Chunk, rest: Iterator[Chunk], home: Path, maker: Maker, jobs: int
) -> Generator[tuple[Done, int], None, None]:
    """What the chunks come to, in their order. No more of `rest` is taken than the processes have room for.

    Raises:
        Trouble: a process ended before its work was done.
    """
    # Begun afresh, not forked: a copy of an engine or of an open base would be shared with its first owner.
    fresh = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, fresh, _begin, (home, maker))
    waiting: deque[tuple[Future[Done], int]] = deque()
    whole = False
    try:
        for chunk in chain((first,), rest):
            waiting.append((pool.submit(_work, chunk), chunk.end))
            if len(waiting) >= jobs * AHEAD:
                done, end = waiting.popleft()
                yield done.result(), end
        while waiting:
            done, end = waiting.popleft()
            yield done.result(), end
        whole = True
    except BrokenProcessPool:
        raise Trouble(
            "a process of the batch was ended from outside, perhaps for want of memory; "
            "--jobs 1 takes the least"
        ) from None
    finally:
        if not whole:
            # Nobody waits for what is under way: not after Ctrl-C, nor where the reader went away.
            for process in multiprocessing.active_children():
                process.kill()
        pool.shutdown(wait=whole, cancel_futures=True)


def _begin(home: Path, maker: Maker) -> None:
    # Ctrl-C reaches all processes of a terminal; the first of them ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _tells.append(maker(Household(home)))


def _end_with_parent() -> None:
    """Leave no process behind if the first one is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(chunk: Chunk) -> Done:
    return answer(chunk, _tells[0])
