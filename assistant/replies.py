"""What can be said: frozen, typed blocks. Faces draw them; `wording.py` turns them into plain lines.

All texts in a block are plain: no markup, no escape sequence, nothing to interpret.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.option import Option
from assistant.picture.model import Shape


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the guide that a reply rests on. `number` is what the reply's texts refer to."""

    number: int
    section: str
    title: str
    passage: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Something said. `cites` are the numbers of the citations it rests on."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list, with the citations it rests on."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of things said."""

    items: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A quiet line about the conversation itself: what was kept, left out, turned over, cut."""

    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the interview, or one back about an answer.

    `number` is its place in the interview (None for a question back); `several` allows more than one
    option, said with commas; `free` says that a text of one's own is an answer too.
    """

    number: int | None
    text: str
    why: str
    options: tuple[Option, ...]
    several: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class VerdictBlock:
    """The advice on one screen.

    `standing` says how firm it is; `parts` are headed lists of short items, each list told in one breath;
    `shape` is what to draw of it, None where there is no advice.
    """

    headline: str
    standing: str
    because: Paragraph
    parts: tuple[tuple[str, tuple[Bullet, ...]], ...]
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """The advised architecture, to be drawn with the workflow's own steps."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines that were laid out elsewhere, such as a list or a record."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuideText:
    """A section of the guide to read; `marked` is the id of the passage that was cited."""

    section: str
    title: str
    passages: tuple[tuple[str, str, str], ...]  # (passage id, "prose" | "item" | "verify" | "tension", text)
    marked: str | None = None


Block = Paragraph | Heading | Bullets | Notice | Question | VerdictBlock | Picture | Verbatim | GuideText


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant says in one go, with the citations that its blocks number."""

    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...] = ()
    ends: bool = False

    @property
    def question(self) -> Question | None:
        """The question that the reply ends with, if it asks one."""
        return next((block for block in reversed(self.blocks) if isinstance(block, Question)), None)
