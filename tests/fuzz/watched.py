"""A day with the program in one process under watch: `python -m tests.fuzz.watched FOLDER UMASK` does it and tells.

Python itself names every file that is opened for writing, every database, and every socket; see
`sys.addaudithook`. What the commands print goes nowhere; printed at the end is what was seen, as JSON.
"""
# ruff: noqa: E501  (tables of words are read better wide)

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from assistant.cli import main

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {
    "os.mkdir": 1, "os.rename": 2, "os.remove": 1, "os.rmdir": 1, "os.symlink": 2, "os.link": 2, "os.chmod": 1,
    "os.truncate": 1, "os.utime": 1, "os.chown": 1, "tempfile.mkstemp": 1, "tempfile.mkdtemp": 1, "sqlite3.connect": 1,
    "shutil.rmtree": 1, "shutil.move": 2, "shutil.copyfile": 2,
}  # fmt: skip
"""What changes the file system, and how many of its arguments are paths."""
_NETWORK = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostby",
    "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect", "webbrowser.open",
)  # fmt: skip
_PROCESSES = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile")


class Watch:
    """Keeps what Python says of files, sockets and processes while it is on."""

    def __init__(self) -> None:
        self.on = True
        self.written: set[str] = set()
        self.network: set[str] = set()
        self.processes: set[str] = set()
        sys.addaudithook(self._heard)

    def _heard(self, event: str, given: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open" and not isinstance(given[0], int) and given[2] & _WRITING:
            self._write(given[:1])
        elif event in _CHANGES:
            self._write(given[: _CHANGES[event]])
        elif event.startswith(_NETWORK) or (event == "socket.__new__" and given[1] != _LOCAL):
            self.network.add(f"{event} {given!r}")
        elif event.startswith(_PROCESSES):
            self.processes.add(f"{event} {given!r}")

    def _write(self, paths: Iterable[object]) -> None:
        for path in paths:
            if isinstance(path, str | bytes | os.PathLike):
                name = os.fsdecode(path)
                name = name.removeprefix("file://").partition("?")[0] if name.startswith("file:") else name
                if name != ":memory:":
                    self.written.add(os.path.abspath(name))  # noqa: PTH100  (a name's own folder, links and all)


_LOCAL = 1
"""AF_UNIX: asyncio wakes itself over a pair of such sockets, which lead nowhere."""
_ANSWERS = """title: Orders
flow: [placed, paid (event), packed, shipped]
answers:
  trigger: event
  success: the parcel is handed in
  failures: [timeout, bad-data]
  steps: 9
  fixed_order: no
  parallel_steps: yes
  many_branches: yes
  external_events: yes
"""
_TALK = "\n".join(
    [
        "why",
        "1",
        "2",
        *["unsure"] * 30,
        "what if 3 yes",
        "what is a saga?",
        "read 1",
        "verdict",
        "save",
        "quit",
        "",
    ]
)


def _commands(folder: Path) -> list[tuple[str, ...]]:
    """Every command, those that write before those that read what was written."""
    named = ("--dir", str(folder / "named"))
    return [
        ("interview", "--plain", "--answers", "answers.yaml"), ("record", "new", *named), ("record", "new", "--title", "Again", *named), ("record", "list", *named),
        ("record", "accept", "1", *named), ("record", "accept", "2", *named), ("record", "index", *named),
        ("record", "show", "1", *named), ("record", "show", "1", "--html", *named), ("record", "show", "1", "--one-page", *named),
        ("record", "show", "1", "--summary", *named), ("record", "search", "parcel", *named), ("record", "check", *named),
        ("record", "renew", "2", *named), ("record", "supersede", "1", "--by", "2", *named), ("record", "deprecate", "2", *named),
        ("record", "check", "--mend", *named), ("record", "list"), ("record", "reject", "1"),
        ("interview", "--plain", "--mode", "check"), ("session", "resume", "--plain"),
        ("ask", "when does a state machine pay off?"), ("ask", "--why", "--json", "what is a saga?"),
        ("ask", "--batch", "batch.jsonl"), ("assess", "answers.yaml"), ("assess", "--json", "answers.yaml"),
        ("assess", "--one-page", "answers.yaml"), ("assess", "--batch", "batch.jsonl"),
        ("guide",), ("guide", "models/sequential"), ("guide", "--search", "broker"), ("rules",), ("rules", "--graph"),
        ("schema",), ("doctor",), ("session", "list"), ("session", "search", "parcel"), ("session", "show"),
        ("session", "export"), ("session", "show", "no-such"), ("--version",), ("--help",), ("no-such",),
    ]  # fmt: skip


def _run(home: Path, words: tuple[str, ...]) -> int:
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    streams: dict[str, Any] = {
        "stdin": io.TextIOWrapper(io.BytesIO(_TALK.encode()), "utf-8"),
        "stdout": out,
        "stderr": out,
    }
    with patch.multiple(sys, argv=["whichflow", "--home", str(home), *words], **streams):
        try:
            main()
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else 0
    return 0


def _screen(home: Path) -> None:
    """Start the full screen, let it draw and look up what it tells, set a theme, and leave."""
    from assistant.household import Household  # noqa: PLC0415
    from assistant.settings import keep_theme  # noqa: PLC0415
    from assistant.tui import app  # noqa: PLC0415
    from assistant.tui.look import look_of  # noqa: PLC0415

    def headless(self: app.WhichflowApp) -> None:
        self.call_later(self.set_timer, 0.2, self.exit)
        super(app.WhichflowApp, self).run(headless=True)

    keep_theme(home, "high-contrast")
    house = Household(home)
    with patch.object(app.WhichflowApp, "run", headless):
        app.run(house, "guided", None, look_of(home))
        app.run(house, "guided", house.talk("guided", None, None, go_on=True), look_of(home))


def day(folder: Path) -> dict[str, object]:
    """Run every command over `folder`/home, standing in `folder`/work, and tell what was seen."""
    home, work = folder / "home", folder / "work"
    os.chdir(work)
    (work / "answers.yaml").write_text(_ANSWERS)
    (work / "batch.jsonl").write_text('{"id": 1, "question": "what is a saga?", "answers": {"steps": 3}}\n')
    watch = Watch()
    codes = {" ".join(words): _run(home, words) for words in _commands(folder)}
    _screen(home)
    codes["delete"] = _run(home, ("session", "delete", "2"))
    watch.on = False
    return {
        "codes": codes,
        "written": sorted(watch.written),
        "network": sorted(watch.network),
        "processes": sorted(watch.processes),
    }


if __name__ == "__main__":
    os.umask(int(sys.argv[2], 8))
    sys.stdout.write(json.dumps(day(Path(sys.argv[1]))))
