"""What a scripted person says, and with which hand where the face has more than one."""

from __future__ import annotations

from dataclasses import dataclass

CLICK, CLICK_SEND, TYPED, PASTED = "click", "send", "typed", "pasted"
"""Ways to say a line on the screen; any other is the name of a key that says it all by itself."""

_TYPED_AT_MOST = 8
"""Longer lines are pasted: the same for the app, and much quicker."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said. Where `by` is empty the screen's person picks what comes natural.

    A `said` of several lines can only be pasted; the plain face, where a line break ends what is said, gets
    it in one line.
    """

    said: str
    by: str = ""

    @property
    def plainly(self) -> str:
        """As it is typed where a line break would end it."""
        return self.said.replace("\n", " ")

    @property
    def hand(self) -> str:
        """How it is said on the screen: by digit, typed if short, pasted otherwise."""
        if self.by:
            return self.by
        if len(self.said) == 1 and self.said.isdecimal():
            return self.said
        short = len(self.said) <= _TYPED_AT_MOST and self.said.isascii()
        typed = short and self.said.isalpha()
        return TYPED if typed else PASTED


@dataclass(frozen=True, slots=True)
class Sitting:
    """From a face's start until one leaves: by a word of `lines`, or else by closing the face.

    `door` is the one on the first screen that the screen's person goes through: empty where the command
    line led straight into the talk. `go_on` comes back to the last interview.
    """

    lines: tuple[Line, ...]
    door: str = ""
    go_on: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A person with one workflow, in one sitting or several."""

    name: str
    sittings: tuple[Sitting, ...]
    mode: str = "guided"
    width: int = 80
    """Columns of the plain face; the screen has others, and no kept word may hang on either."""


def lines(*said: str | Line) -> tuple[Line, ...]:
    """Lines, most of them said as comes natural."""
    return tuple(each if isinstance(each, Line) else Line(each) for each in said)


def one(name: str, *said: str | Line, mode: str = "guided", width: int = 80, door: str = "") -> Script:
    """A script of one sitting."""
    return Script(name, (Sitting(lines(*said), door),), mode, width)
