"""Runs commands in forked children: `python -m tests.faults.server`, a job a line in, two lines out.

The interpreter has everything loaded, so that a child begins with its command at once, and a kill at a random
moment comes while that works and not while Python starts. A job is a JSON object, see `Job`; the answers are
the child's process id, and how it ended.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import sys
import time
import traceback
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.faults.bending import bend


@dataclass(frozen=True, slots=True)
class Job:
    """One command.

    Attributes:
        words: Its words.
        folder: Where it stands; `home` is its home folder unless that is empty.
        said: A file that is its stdin; `out` and `err` are files for what it prints.
        kill: Seconds after which it is killed; never where it is None.
        days: How far its clock is off.
        limit: The largest file that it may write, in bytes.
        engine: Whether durable-rules can be loaded.
        small: Whether the rule book is another one, of a few facts, whose answer space is not shipped.
        tty: A terminal that is its stdin, stdout and stderr.
        environ: What else is set in its environment; an empty word removes a name.
    """

    words: tuple[str, ...]
    folder: str
    home: str
    said: str
    out: str
    err: str
    kill: float | None = None
    days: int = 0
    limit: int | None = None
    engine: bool = True
    small: bool = False
    tty: str = ""
    environ: dict[str, str] = field(default_factory=dict)

    def line(self) -> str:
        """The job as the server reads it."""
        return json.dumps(asdict(self)) + "\n"


def _prepare() -> None:
    """Load what commands load, and what they read once a process."""
    import assistant  # noqa: PLC0415

    for module in pkgutil.walk_packages(assistant.__path__, "assistant."):
        importlib.import_module(module.name)
    for name in ("sqlite_utils", "filelock", "yaml", "rapidfuzz", "knowledge.building", "rules.space_build"):
        importlib.import_module(name)
    from assistant.mind import shipped_mind  # noqa: PLC0415
    from rules.deciding import shipped_answer_book  # noqa: PLC0415

    _ = shipped_mind()
    _ = shipped_answer_book().engine
    gc.freeze()


def _child(job: Job) -> None:
    """Be the process of a command, up to its end."""
    os.setsid()
    ends: Iterable[tuple[str, int]] = (
        [(job.tty, os.O_RDWR)] * 3
        if job.tty
        else [(job.said, os.O_RDONLY), *((path, os.O_WRONLY) for path in (job.out, job.err))]
    )
    for number, (path, flags) in enumerate(ends):
        os.dup2(os.open(path, flags), number)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8"))  # noqa: PTH123, SIM115
        setattr(sys, f"__{name}__", getattr(sys, name))
    sys.argv = ["whichflow", *job.words]
    os.environ.update({"TERM": "xterm-256color" if job.tty else "xterm", "WHICHFLOW_HOME": job.home})
    os.environ.update(job.environ)
    for name in [name for name, value in os.environ.items() if not value]:
        del os.environ[name]
    os.chdir(job.folder)
    bend(days=job.days, engine=job.engine, small=job.small, limit=job.limit)
    from assistant.cli.main import main  # noqa: PLC0415

    main()


def _run(job: Job) -> None:
    """Fork a child, kill it when its time has come, and tell how it ended."""
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _child(job)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:  # noqa: BLE001  (told as an uncaught one would be)
            traceback.print_exc()
        finally:
            for stream in (sys.stdout, sys.stderr):
                try:
                    stream.flush()
                except (OSError, ValueError):
                    code = 120
            os._exit(code)
    sys.stdout.write(json.dumps({"pid": child}) + "\n")
    sys.stdout.flush()
    handle = os.pidfd_open(child)
    if job.kill is not None and not select.select([handle], [], [], job.kill)[0]:
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(handle)
    sys.stdout.write(json.dumps({"code": code, "seconds": time.monotonic() - began}) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Take jobs until there are no more."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    _prepare()
    for line in sys.stdin:
        told = json.loads(line)
        _run(Job(**{**told, "words": tuple(told["words"])}))


if __name__ == "__main__":
    main()
