"""The lines of the panel between its lists: where each architecture stands, and what that turns on."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from assistant.tui.ink import QUIET, STRONG, indented
from assistant.view import Standing, View

STABILITY = {"settled": "settled", "provisional": "leaning, not settled", "undetermined": "not settled"}
"""How firm the advice is so far, in everyday words."""
STANDING_WORDS = {"in": "in", "out": "out", "leads": "leads for now", "chosen": "chosen"}
MOST_FLIPS = 3
"""So many answers that would flip the advice are shown; the word `turns` tells the others."""
_MOST_RUNS, _PAIR = 5, 2
"""So many numbers of open questions are told, or runs of more than two of them."""
_COLUMN = 10
"""Columns of a heading that stands beside its lines."""


def heading(name: str, count: int) -> Content:
    """The name of a list, with how long it is: it may show only a part."""
    number = f" ({count})" if count else ": nothing yet"
    return Content.assemble((name, STRONG), (number, QUIET))


def standing(view: View, width: int) -> list[Content]:
    """A line for each architecture, and what can still change."""
    column = max((len(_name(each)) for each in view.standing), default=0) + 2
    lines = [Content.styled("Standing", STRONG)]
    for each in view.standing:
        lines += indented(_word(each), width, _styled(each, _name(each).ljust(column)), " " * column)
    return [*lines, *indented(Content.styled(changing(view), QUIET), width)]


def changing(view: View) -> str:
    """Which open questions can still change the advice; or that it is settled."""
    numbers = view.turning
    if view.stability == "settled" or not numbers:
        return STABILITY.get(view.stability, view.stability)
    answers = "1 answer" if len(numbers) == 1 else f"{len(numbers)} answers"
    return f"{answers} can still change it: {_in_runs(numbers)}"


def _in_runs(numbers: Sequence[int]) -> str:
    """Numbers in few words: "4 to 9, 11 and 13"; of many of them the last are only counted."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = runs if len(runs) <= _MOST_RUNS else runs[: _MOST_RUNS - 1]
    words = [_run(run) for run in shown]
    if left := sum(map(len, runs[len(shown) :])):
        words.append(f"{left} more")
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _run(run: Sequence[int]) -> str:
    # Two that follow each other are none worth a "to".
    return f"{run[0]} to {run[-1]}" if len(run) > _PAIR else ", ".join(map(str, run))


def turns_on(view: View, width: int) -> list[Content]:
    """The given answers that would flip the advice, a line each."""
    more = len(view.flips) - MOST_FLIPS
    # "answer" is said once for all of them, by the heading.
    flips = [flip.removeprefix("answer ") for flip in view.flips[:MOST_FLIPS]]
    told = [Content(flip) for flip in flips]
    if more > 0:
        told.append(Content.styled(f"{more} more: turns", QUIET))
    return _beside("Turns on", told, width)


def _beside(name: str, told: Sequence[Content], width: int) -> list[Content]:
    lines: list[Content] = []
    for line in told:
        first = " " * _COLUMN if lines else Content.styled(name.ljust(_COLUMN), STRONG)
        lines += indented(line, width, first, " " * _COLUMN)
    return lines


def _name(each: Standing) -> str:
    # The one id that is not how people write it; assistant.advice knows, but loads the rules with it.
    return each.start.replace("state-machine", "state machine")


def _word(each: Standing) -> Content:
    word = STANDING_WORDS[each.word]
    if each.by:
        numbers = ", ".join(str(number) for number in each.by)
        word += f", by {'answer' if len(each.by) == 1 else 'answers'} {numbers}"
    return _styled(each, word)


def _styled(each: Standing, text: str) -> Content:
    strong = STRONG if each.word in {"leads", "chosen"} else ""
    return Content.styled(text, QUIET if each.word == "out" else strong)
