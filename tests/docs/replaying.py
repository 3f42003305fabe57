"""Replays what the documents show: every console block is run, and every talk is held, in order.

A block marked `console` holds commands behind `$ ` and lines of a talk behind `> `, each with its output
below it. A line `[...]` stands for what is left out. A comment `<!-- file: hire.yaml -->` before a block says
that the block is a file, which the commands after it find.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from assistant.cli.main import whichflow

LEFT_OUT = "[...]"
_FENCE = "```"
_FILE = re.compile(r"^<!-- file: (\S+) -->$")
_PROMPTS = ("$ ", "> ")


@dataclass(slots=True)
class Shown:
    """A command or a line of a talk, and what the document shows below it; `started` is its line there."""

    typed: str
    started: int
    output: list[str] = field(default_factory=list)

    @property
    def talked(self) -> bool:
        """Whether it is said in a talk."""
        return self.typed.startswith("> ")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that the document gives."""

    name: str
    text: str


@dataclass(slots=True)
class Block:
    """A console block: the lines from `first` up to, not with, `end` of the document are its inside."""

    first: int
    end: int
    shown: list[Shown]


def read(text: str) -> list[Block | Kept]:
    """The console blocks and files of a document, in its order."""
    lines = text.split("\n")
    found: list[Block | Kept] = []
    number, named = 0, ""
    while number < len(lines):
        line = lines[number]
        if match := _FILE.match(line):
            named = match[1]
        elif line.startswith(_FENCE):
            end = lines.index(_FENCE, number + 1)
            inside = lines[number + 1 : end]
            if named:
                found.append(Kept(named, "\n".join(inside) + "\n"))
                named = ""
            elif line == f"{_FENCE}console":
                found.append(Block(number + 1, end, _shown(inside, number + 2)))
            number = end
        number += 1
    return found


def block_text(block: Block, output: Sequence[Sequence[str]]) -> list[str]:
    """The inside of a block with this output, one for each command and line."""
    lines: list[str] = []
    for each, told in zip(block.shown, output, strict=True):
        between = [""] if each.talked and told else []
        lines += [*([""] if lines else []), each.typed, *between, *told]
    return lines


def _shown(inside: Sequence[str], first: int) -> list[Shown]:
    shown: list[Shown] = []
    for number, line in enumerate(inside, first):
        # A reply marks a passage in the same way, yet never behind an empty line.
        if line.startswith(_PROMPTS) and not (number > first and inside[number - first - 1]):
            shown.append(Shown(line, number))
        elif shown:
            shown[-1].output.append(line)
        elif line:
            raise ValueError(f"line {number}: a console block begins with a command or a line of a talk")
    for each in shown:
        each.output = _bare(each.output)
    return shown


def outputs(parts: Sequence[Block | Kept], folder: Path, home: Path) -> Iterator[tuple[Shown, list[str]]]:
    """Run everything with `folder` as the working folder; each command or line with its real output."""
    shown: list[Shown | Kept] = []
    for part in parts:
        shown.extend([part] if isinstance(part, Kept) else part.shown)
    runner, code, place = CliRunner(), 0, 0
    while place < len(shown):
        each = shown[place]
        place += 1
        if isinstance(each, Kept):
            (folder / each.name).write_text(each.text, encoding="utf-8")
            continue
        said = []
        while place < len(shown) and isinstance(following := shown[place], Shown) and following.talked:
            said.append(following)
            place += 1
        words = shlex.split(each.typed.removeprefix("$ "))
        if words[0] == "cat":
            output = "".join((folder / name).read_text(encoding="utf-8") for name in words[1:])
        elif words == ["echo", "$?"]:
            output = str(code)
        else:
            assert words[0] == "whichflow", each.typed
            done = runner.invoke(
                whichflow,
                words[1:],
                input="".join(f"{one.typed.removeprefix('> ')}\n" for one in said),
                env={"WHICHFLOW_HOME": str(home), "COLUMNS": "80", "NO_COLOR": "1", "TERM": "xterm"},
                prog_name="whichflow",
            )
            if done.exception is not None and not isinstance(done.exception, SystemExit):
                raise done.exception
            code, output = done.exit_code, done.output
        yield from zip((each, *said), _apart(output, said), strict=True)


def _apart(output: str, said: Sequence[Shown]) -> list[list[str]]:
    """The output before each line that was said, and after the last."""
    rest = [line.rstrip() for line in output.split("\n")]
    parts = []
    for each in said:
        behind_nothing = (here for here, line in enumerate(rest) if line == each.typed and not rest[here - 1])
        place = next(behind_nothing, -1)
        if place < 0:
            raise ValueError(f"line {each.started}: the talk had ended before {each.typed!r} was said")
        parts.append(_bare(rest[:place]))
        rest = rest[place + 1 :]
    return [*parts, _bare(rest)]


def same(shown: Sequence[str], real: Sequence[str]) -> bool:
    """Whether the real output is the one that is shown, but for what is left out of that."""
    parts = _parts(shown)
    if len(parts) == 1:
        return list(shown) == list(real)
    place = 0
    for number, part in enumerate(parts):
        found = len(real) - len(part) if number == len(parts) - 1 else _place(part, real, place)
        if found < place or real[found : found + len(part)] != part or (number == 0 and found):
            return False
        place = found + len(part)
    return True


def anew(shown: Sequence[str], real: Sequence[str], started: int) -> list[str]:
    """The real output with the same left out as in what is shown; parts are known by their first lines.

    Raises:
        ValueError: the first line of a part is no longer there; only a person can mend that.
    """
    parts = _parts(shown)
    if len(parts) == 1:
        return list(real)
    told: list[list[str]] = []
    place = 0
    for number, part in enumerate(parts):
        if number == 0 or not part:
            told.append(list(real[: len(part)]))
        elif number == len(parts) - 1:
            told.append(list(real[len(real) - len(part) :]))
        elif (found := _place(part[:1], real, place)) >= 0:
            told.append(list(real[found : found + len(part)]))
            place = found + len(part)
        else:
            raise ValueError(f"line {started}: {part[0]!r} is no longer there; mend what is left out by hand")
    return [line for part in told for line in ("", LEFT_OUT, "", *_bare(part))][3:]


def _place(part: Sequence[str], real: Sequence[str], start: int) -> int:
    """Where in `real` the lines of `part` stand, from `start` on; -1 where they do not."""
    places = range(start, len(real) - len(part) + 1)
    return next((place for place in places if list(real[place : place + len(part)]) == list(part)), -1)


def _parts(shown: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == LEFT_OUT:
            parts.append([])
        else:
            parts[-1].append(line)
    return [_bare(part) for part in parts]


def _bare(lines: Sequence[str]) -> list[str]:
    """Without empty lines at both ends."""
    kept = list(lines)
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept
