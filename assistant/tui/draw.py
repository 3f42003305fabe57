"""Blocks as lines for the screen. Texts go in as they are: nothing here ever reads markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from textual.content import Content
from textual.style import Style

from assistant.picture.text import drawn
from assistant.replies import (
    Block,
    Bullet,
    Bullets,
    Citation,
    GuideText,
    Heading,
    Notice,
    Paragraph,
    Picture,
    Question,
    Reply,
    Verbatim,
    VerdictBlock,
)
from assistant.text import clean, was_cut
from assistant.tui.ink import QUIET, STRONG, indented
from assistant.wording import HEADING_WIDTH, NOTE_LABELS

MARKED = "bold reverse"
SHOWN = 600
"""Characters shown of one thing said: a big paste is kept whole, but the chat stays readable."""
ONE_SCREEN = 20
"""Lines that a screen of 24 has for what is said, while no answers stand below."""

_NARROW = 50


def said(text: str, width: int) -> list[Content]:
    """What the person said, set apart from the replies."""
    shown = clean(text, limit=SHOWN)
    if was_cut(text, limit=SHOWN):
        shown += f" … ({len(text):,} characters)"
    return indented(Content.styled(shown, STRONG), width, "> ", "  ")


def reply(answer: Reply, width: int) -> list[Content]:
    """A whole reply. The options of its question are not drawn: they stand above the input.

    The citations come before the question, so that it stands next to its options; those of a verdict stand
    right below it, so that all of it is seen on one screen.
    """
    asked = answer.question
    advised = any(isinstance(block, VerdictBlock) for block in answer.blocks)
    lines: list[Content] = []
    before: Block | None = None
    for block in answer.blocks:
        if block is asked or isinstance(block, GuideText):
            continue
        # Notices that follow one another are one remark in several lines.
        if before and not (isinstance(before, Notice) and isinstance(block, Notice)):
            lines.append(Content())
        if isinstance(block, VerdictBlock):
            lines += _on_one_screen([*_block(block, width), *_sources(answer.citations, width)])
        else:
            lines += _block(block, width)
        before = block
    cites = [] if advised else _sources(answer.citations, width)
    for part in (cites, _block(asked, width) if asked else []):
        lines += [Content(), *part] if lines and part else part
    return lines


def _on_one_screen(lines: list[Content]) -> list[Content]:
    """A verdict without its empty lines, from the last one on, where it would be too long with them."""
    empty = [place for place, line in enumerate(lines) if not line.plain]
    too_many = max(0, len(lines) - ONE_SCREEN)
    left_out = set(empty[len(empty) - min(too_many, len(empty)) :])
    return [line for place, line in enumerate(lines) if place not in left_out]


def parted(reply: Reply) -> tuple[Reply, Reply]:
    """What is said before a verdict, and the rest: a verdict is a turn of its own, shown from its top."""
    blocks = reply.blocks
    start = next((place for place, block in enumerate(blocks) if isinstance(block, VerdictBlock)), 0)
    return Reply(blocks[:start]), Reply(blocks[start:], reply.citations)


def plain(text: str, width: int) -> list[Content]:
    """A reply of an earlier sitting, of which only the words were kept."""
    lines: list[Content] = []
    for part in text.split("\n"):
        words = part.lstrip(" -")
        margin = part[: len(part) - len(words)]
        lines += indented(Content(words), width, margin, " " * len(margin))
    return lines


def trouble(text: str, width: int) -> list[Content]:
    """Something that went wrong, said in words and not by colour alone."""
    message = Content.assemble(("That did not work: ", STRONG), text)
    return indented(message, width, "! ", "  ")


def guide(text: GuideText, width: int) -> list[Content]:
    """A section of the guide, with the cited passage marked and the notes set apart."""
    lines = indented(Content.styled(text.title, STRONG), width)
    lines += indented(Content.styled(text.section, QUIET), width)
    for passage, style, words in text.passages:
        # A note carries the id of the passage that it concerns, but it is not what was cited.
        marked = passage == text.marked and style not in NOTE_LABELS
        lines += [Content(), *_passage(style, words, width, marked=marked)]
    return lines


def marked_line(text: GuideText, width: int) -> int:
    """The line on which the marked passage begins, so that it can be scrolled to."""
    before = [passage for passage, _, _ in text.passages]
    if text.marked not in before:
        return 0
    upto = text.passages[: before.index(text.marked)]
    return len(guide(GuideText(text.section, text.title, upto), width)) + 1


def _block(block: Block, width: int) -> list[Content]:
    match block:
        case Paragraph(text, cites):
            lines = indented(_cited(text, cites), width)
        case Heading(text):
            lines = indented(Content.styled(text, STRONG), width)
        case Notice(text):
            lines = indented(Content.styled(text, QUIET), width, "· ", "  ")
        case Bullets(items):
            lines = _bullets(items, width)
        case Question():
            lines = _question(block, width)
        case VerdictBlock():
            lines = _verdict(block, width)
        case Picture(shape):
            lines = [Content(line) for line in drawn(shape, width)]
        case Verbatim(parts):
            lines = plain("\n".join(parts), width)
        case GuideText():
            lines = guide(block, width)
    return lines


def _cited(text: str, cites: tuple[int, ...]) -> Content:
    return Content.assemble(text, *(part for number in cites for part in (" ", _link(number))))


def _link(number: int) -> Content:
    # The number alone goes into the action; nothing of a text from outside ever does.
    return Content.styled(f"[{number}]", Style.from_meta({"@click": ("cite", (number,))}))


def _sources(citations: Iterable[Citation], width: int) -> list[Content]:
    """The sources run together, none broken in the middle: the number, which opens it, and the place."""
    lines: list[Content] = []
    cites = list(citations)
    of = Counter(cite.section for cite in cites)
    for cite in cites:
        # Two passages of one section would read as the same source twice.
        place = cite.passage if cite.passage and of[cite.section] > 1 else cite.section
        source = Content.assemble(_link(cite.number), " ", (clean(place, limit=max(8, width - 5)), QUIET))
        longer = Content.assemble(lines[-1], "  ", source) if lines else source
        if lines and longer.cell_length <= width:
            lines[-1] = longer
        else:
            lines.append(source)
    return lines


def _bullets(items: Iterable[Bullet], width: int) -> list[Content]:
    return [line for item in items for line in indented(_cited(item.text, item.cites), width, "- ", "  ")]


def asked(question: Question, width: int) -> list[Content]:
    """A question without the reason why it is asked."""
    first = f"{question.number}  " if question.number else ""
    return indented(Content.styled(question.text, STRONG), width, first, " " * len(first))


def _question(question: Question, width: int) -> list[Content]:
    lines = asked(question, width)
    if question.why:
        rest = " " * len(f"{question.number}  ") if question.number else ""
        lines += indented(Content.styled(question.why, QUIET), width, rest, rest)
    return lines


def _verdict(verdict: VerdictBlock, width: int) -> list[Content]:
    headline = Content.assemble((verdict.headline, "bold underline"), (f"   {verdict.standing}", QUIET))
    lines = indented(headline, width)
    lines += indented(_cited(verdict.because.text, verdict.because.cites), width)
    if verdict.shape:
        lines += [Content(), *map(Content, drawn(verdict.shape, width)), Content()]
    for heading, items in verdict.parts:
        lines += _part(heading, items, width)
    return lines


def _part(heading: str, items: Iterable[Bullet], width: int) -> list[Content]:
    """A list told in one breath behind its heading; a list of its own below it where there is no room."""
    head = Content.styled(heading, STRONG)
    if width < _NARROW:
        return [*indented(head, width), *_bullets(items, width)]
    text = Content("; ").join(_cited(item.text, item.cites) for item in items)
    first = Content.assemble(head, " " * (HEADING_WIDTH - len(heading)))
    return indented(text, width, first, " " * HEADING_WIDTH)


def _passage(style: str, words: str, width: int, *, marked: bool) -> list[Content]:
    text = Content.styled(words, MARKED if marked else "")
    if style in NOTE_LABELS:
        text = Content.assemble((NOTE_LABELS[style], "italic"), (words, MARKED if marked else QUIET))
        return indented(text, width, "> | " if marked else "  | ", "  | ")
    bullet = "- " if style == "item" else ""
    return indented(text, width, ("> " if marked else "  ") + bullet, "  " + " " * len(bullet))
