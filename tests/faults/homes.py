"""No home, or one that is not what it should be."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from tests.faults.outcome import Outcome, expect, unclear
from tests.faults.running import Place, bare

_SAMPLES = {"a file", "a name of 300 letters", "no WHICHFLOW_HOME"}
"""Where the other commands are tried too; without a home each builds the guide's base anew."""
_TALK = "title marker 1000\nquit\n"


def no_home(furnished: Place, folder: Path, _chance: random.Random) -> Iterator[Outcome]:
    """A home that is not there, cannot be made, is a file, or is not named at all."""
    place = bare(furnished.server, folder / "bare")
    (place.folder / "file").write_text("")
    homes = {
        "a new folder in new folders": (str(place.folder / "a" / "b" / "c"), {}, 3),
        "a file": (str(place.folder / "file"), {}, 1),
        "below a file": (str(place.folder / "file" / "home"), {}, 1),
        "a name of 300 letters": (str(place.folder / ("x" * 300)), {}, 1),
        "/proc": ("/proc/whichflow", {}, 1),
        "no WHICHFLOW_HOME": ("", {"HOME": str(place.folder), "XDG_DATA_HOME": ""}, 3),
        "HOME that is not there": ("", {"HOME": str(place.folder / "gone"), "XDG_DATA_HOME": ""}, 3),
        "HOME that is a file": ("", {"HOME": str(place.folder / "file"), "XDG_DATA_HOME": ""}, 1),
    }
    for name, (home, environ, code) in homes.items():
        for words, said, wanted in (
            (("interview", "--plain"), _TALK, (code,)),
            (("ask", "events"), "", (0,)),
            (("session", "list"), "", (0,) if code == 3 else (1,)),
            (("doctor",), "", (0,) if code == 3 else (1,)),
        ):
            if words[0] != "interview" and name not in _SAMPLES:
                continue
            done = place.run(*words, said=said, environ={"WHICHFLOW_HOME": home, **environ})
            wrong = [
                *expect(done.code, *wanted),
                *unclear(done.err, must=done.code == 1 and "doctor" not in words),
            ]
            kept = int(words[0] == "interview" and code == 3)
            yield Outcome(
                f"no home, {name}: {' '.join(words)}", done.code, done.err, kept, kept, "", tuple(wrong)
            )
