"""A reply as plain lines: what the plain face prints, and what the session log and the record keep."""

from __future__ import annotations

from textwrap import wrap

from assistant.picture.text import drawn
from assistant.replies import (
    Block,
    Bullet,
    Bullets,
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

NOTE_LABELS = {"verify": "Verify outside the guide: ", "tension": "The guide pulls two ways: "}
HEADING_WIDTH = 10
"""Columns of the headings of a verdict's lists, which stand beside them."""
PICTURE_WIDTH = 76
"""Columns of a picture where a reply is kept, whatever the screen that it was read on."""


def reply_text(reply: Reply, width: int = 0) -> str:
    """The whole reply as text, wrapped to `width` columns, or a line a block where width is 0.

    The sources stand before the question that the reply ends with, so that the question is read last.
    """
    asked = [block for block in reply.blocks if isinstance(block, Question)]
    parts = [block_lines(block, width) for block in reply.blocks if not isinstance(block, Question)]
    if reply.citations:
        parts.append(
            [f"[{cite.number}] {cite.passage or cite.section}: {cite.title}" for cite in reply.citations]
        )
    parts += [block_lines(block, width) for block in asked]
    return "\n\n".join("\n".join(lines) for lines in parts)


def cited(text: str, cites: tuple[int, ...]) -> str:
    """`text` with the numbers of its citations behind it: `... fits. [1] [2]`."""
    return " ".join([text, *(f"[{number}]" for number in cites)])


def block_lines(block: Block, width: int) -> list[str]:
    """The lines of one block."""
    match block:
        case Paragraph(text, cites):
            lines = _wrapped(cited(text, cites), width)
        case Heading(text):
            lines = _wrapped(text, width)
        case Notice(text):
            lines = _wrapped(f"({text})", width)
        case Bullets(items):
            lines = _bullets(items, width)
        case Question():
            lines = _question(block, width)
        case VerdictBlock():
            lines = _verdict(block, width)
        case Picture(shape):
            lines = drawn(shape, width or PICTURE_WIDTH)
        case Verbatim(laid_out):
            lines = [part for line in laid_out for part in _laid_out(line, width)]
        case GuideText():
            lines = _guide(block, width)
    return lines


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    if not width:
        return [first + text]
    return wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [first]


def _laid_out(line: str, width: int) -> list[str]:
    margin = " " * (len(line) - len(line.lstrip(" ")))
    return _wrapped(line.strip(), width, margin, margin)


def _bullets(items: tuple[Bullet, ...], width: int) -> list[str]:
    return [line for item in items for line in _wrapped(cited(item.text, item.cites), width, "- ", "  ")]


def _question(question: Question, width: int) -> list[str]:
    number = f"{question.number}. " if question.number else ""
    lines = _wrapped(number + question.text, width)
    if question.why:
        lines += _wrapped(question.why, width, "   ", "   ")
    for option in question.options:
        hint = f" ({option.hint})" if option.hint else ""
        lines += _wrapped(f"{option.key}  {option.label}{hint}", width, "   ", "      ")
    return lines


def _verdict(verdict: VerdictBlock, width: int) -> list[str]:
    lines = _wrapped(f"{verdict.headline} ({verdict.standing})", width)
    lines += _wrapped(cited(verdict.because.text, verdict.because.cites), width)
    if verdict.shape:
        lines += ["", *drawn(verdict.shape, width or PICTURE_WIDTH), ""]
    for heading, items in verdict.parts:
        lines += _wrapped(
            in_one_breath(items), width, f"{heading}:".ljust(HEADING_WIDTH), " " * HEADING_WIDTH
        )
    return lines


def in_one_breath(items: tuple[Bullet, ...]) -> str:
    """Short items as one sentence: "a [1]; b [2] [3]"."""
    return "; ".join(cited(item.text, item.cites) for item in items)


def _guide(guide: GuideText, width: int) -> list[str]:
    lines = _wrapped(f"{guide.title} ({guide.section})", width)
    before = ""
    for passage, style, text in guide.passages:
        lines += [] if before == style == "item" else [""]
        before = style
        mark = "> " if passage == guide.marked and style in {"prose", "item"} else ""
        bullet = "- " if style == "item" else ""
        lines += _wrapped(mark + bullet + NOTE_LABELS.get(style, "") + text, width)
    return lines
