"""Kills a supersede at each of its writes: `python -m tests.records.killing FOLDER` with two records or more.

For every point a child is forked over a copy of the folder; it ends there as by a kill. A line a point is
printed: which files differ from before, and what mending said.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.records.shelf import Shelf
from tests.records.shelved import DAY

KILLED = 9


def deadly(real: Callable[..., Any], left: list[int], *, after: bool) -> Callable[..., Any]:
    """The same function, but the process ends before or after the call that the countdown names."""

    def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401
        left[0] -= 1
        if left[0] == 0 and not after:
            os._exit(KILLED)
        done = real(*given, **named)
        if left[0] == 0:
            os._exit(KILLED)
        return done

    return call


def killed(folder: Path, point: int, old: list[str], new: str, *, after: bool) -> bool:
    """Supersede in a child that ends at that point; whether it was reached."""
    child = os.fork()
    if child == 0:
        left = [point]
        os.fsync = deadly(os.fsync, left, after=after)
        Path.replace = deadly(Path.replace, left, after=after)  # type: ignore[method-assign]
        Path.unlink = deadly(Path.unlink, left, after=after)  # type: ignore[method-assign]
        Shelf(folder, lambda: DAY).supersede(old, new)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def main() -> None:
    """Go through all points, before and after each."""
    source = Path(sys.argv[1])
    before = {path.name: path.read_bytes() for path in source.iterdir()}
    *old, new = sorted(name for name in before if name.endswith(".md"))
    for after in (False, True):
        point = 1
        while True:
            folder = source.parent / f"{source.name}-{point}-{after}"
            shutil.copytree(source, folder)
            reached = killed(folder, point, old, new, after=after)
            said = Shelf(folder, lambda: DAY).mend()
            now = {path.name: path.read_bytes() for path in folder.iterdir()}
            changed = [name for name in sorted({*now, *before}) if now.get(name) != before.get(name)]
            sys.stdout.write(json.dumps({"reached": reached, "changed": changed, "said": said}) + "\n")
            if not reached:
                break
            point += 1


if __name__ == "__main__":
    main()
