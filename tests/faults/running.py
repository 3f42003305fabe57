"""Commands under faults: a folder with a home and records in it, and the server that runs them there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.faults.server import Job

ROOT = Path(__file__).parents[2]
KILLED = -9


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str
    seconds: float


class Server:
    """A prepared interpreter in which commands are run, one at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()

    def begin(self, job: Job) -> int:
        """Start a command; its process id."""
        assert self._process.stdin
        self._process.stdin.write(job.line())
        self._process.stdin.flush()
        return int(self._told()["pid"])

    def end(self, job: Job) -> Done:
        """Wait for the command that was started."""
        told = self._told()
        out, err = (Path(name).read_text("utf-8", errors="replace") for name in (job.out, job.err))
        return Done(told["code"], out, err, told["seconds"])

    def _told(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the server is gone"
        told: dict[str, Any] = json.loads(line)
        return told


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with a home, a folder of records, and commands that stand in it."""

    server: Server
    folder: Path
    home: Path
    pipes: Path

    @property
    def records(self) -> Path:
        """Where records are kept, as the command line has it."""
        return self.folder / "docs" / "decisions"

    def job(self, *words: str, said: str = "", **more: Any) -> Job:  # noqa: ANN401
        """A command as the server wants it; its files lie elsewhere, where no fault reaches them."""
        beside = self.pipes
        beside.mkdir(exist_ok=True)
        given, out, err = (str(beside / name) for name in ("said", "out", "err"))
        for file, text in ((given, said), (out, ""), (err, "")):
            Path(file).write_text(text, "utf-8")
        return Job(words, str(self.folder), str(self.home), given, out, err, **more)

    def run(self, *words: str, said: str = "", **more: Any) -> Done:  # noqa: ANN401
        """Run a command to its end, or until it is killed."""
        job = self.job(*words, said=said, **more)
        self.server.begin(job)
        return self.server.end(job)

    def real(self, *words: str, said: str = "", kill: float | None = None) -> Done:
        """The same as a process of its own, from the start of the interpreter on."""
        job = self.job(*words, said=said)
        with Path(job.said).open() as stdin, Path(job.out).open("w") as out, Path(job.err).open("w") as err:
            process = subprocess.Popen(
                [sys.executable, "-c", "from assistant.cli import main; main()", *words],
                stdin=stdin, stdout=out, stderr=err, cwd=self.folder,
                env={
                    **os.environ, "PYTHONPATH": str(ROOT), "WHICHFLOW_HOME": str(self.home), "TERM": "xterm",
                },
            )  # fmt: skip
            try:
                process.wait(kill if kill is not None else 120)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        out_text, err_text = (Path(name).read_text("utf-8", errors="replace") for name in (job.out, job.err))
        return Done(process.returncode, out_text, err_text, 0.0)

    def copy(self, folder: Path) -> Place:
        """The same place elsewhere."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder, symlinks=True)
        home = folder / self.home.relative_to(self.folder)
        return replace(self, folder=folder, home=home)


def bare(server: Server, folder: Path) -> Place:
    """A place in which nothing was done yet."""
    folder.mkdir(parents=True)
    return Place(server, folder, folder / "home", folder.with_name(f"{folder.name}.pipes"))


def furnished(server: Server, folder: Path) -> Place:
    """A place with the guide's base, two sessions with a verdict, and three records of them."""
    place = bare(server, folder)
    for name in ("order-lifecycle", "order-fulfilment-grown"):
        example = str(ROOT / "examples" / f"{name}.yaml")
        done = place.run("interview", "--plain", "--answers", example, said="unsure\nunsure\nquit\n")
        assert done.code in {0, 3}, done.err
        for _ in range(2 if name == "order-lifecycle" else 1):
            assert place.run("record", "new").code == 0
    assert place.run("record", "accept", "1").code == 0
    assert place.run("record", "index").code == 0
    return place


Make = Callable[[Server, Path], Place]
