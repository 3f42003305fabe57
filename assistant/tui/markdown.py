"""A Markdown file as lines for the screen: laid out, but plain. Nothing in it is a link, and no HTML is read.

Textual's own Markdown widget is a dozen widgets a record, and its links answer the mouse alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual.content import Content

from assistant.text import clean
from assistant.tui.ink import QUIET, STRONG, indented

MAX_SHOWN = 200_000
"""Characters of a file that are drawn."""

_FRONT = re.compile(r"\A---\s*\n(.*?)^---\s*$\n?", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^([\w-]+):[ \t]+(\S.*)$", re.MULTILINE)
_EMPTY = ("[]", "{}", "''", '""', "null", "~")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_WORD = re.compile(r"[^ ]+")
_APART = {"heading_open", "paragraph_open", "blockquote_open", "table_open", "hr"}
"""What an empty line stands before."""
_NESTED = 50
"""Lists and quotes in one another that the parser follows."""
_DEEPEST = 24
"""Columns that lists in lists may move a text to the right, so that some of it stays in sight."""


def markdown(text: str, width: int) -> list[Content]:
    """The file's own plain fields, then its blocks; at its end, whether it was cut."""
    front = _FRONT.match(text)
    lines: list[Content] = []
    for name, value in _FIELD.findall(front[1]) if front else ():
        if value not in _EMPTY:
            lines += indented(Content.styled(f"{clean(name)}: {clean(value)}", QUIET), width, "", "  ")
    body = text[front.end() if front else 0 :]
    drawing = _Drawing(width)
    for token in MarkdownIt("commonmark", {"maxNesting": _NESTED}).enable("table").parse(body[:MAX_SHOWN]):
        drawing.take(token)
    if body.strip() and not drawing.lines:
        # Nested beyond reason: as it stands in the file.
        drawing.raw(body[:MAX_SHOWN])
    if lines and drawing.lines:
        lines.append(Content())
    lines += drawing.lines
    if len(body) > MAX_SHOWN:
        lines += [Content(), Content(f"The file goes on; the first {MAX_SHOWN:,} characters are shown.")]
    return lines


class _Drawing:
    """Draws token by token."""

    def __init__(self, width: int) -> None:
        self.lines: list[Content] = []
        self._width = width
        self._margins: list[str] = []
        self._marker = ""
        self._counts: list[int | None] = []
        self._style = ""
        self._cells: list[Content] | None = None

    def take(self, token: Token) -> None:
        """Draw a token, or keep in mind what it opens."""
        match token.type:
            case "inline":
                self._inline(token.children or ())
            case "fence" | "code_block" | "html_block":
                self._block(token)
            case "bullet_list_open" | "ordered_list_open":
                self._list(token)
            case "list_item_open":
                self._item()
            case "tr_open":
                self._cells = []
            case "tr_close":
                self._put(Content(" | ").join(self._cells or []), "    ")
                self._cells = None
            case _:
                self._mark(token)

    def _mark(self, token: Token) -> None:
        """What opens or closes a block without a text of its own."""
        match token.type:
            case "heading_open" | "thead_open":
                self._style = STRONG
            case "heading_close" | "thead_close":
                self._style = ""
            case "bullet_list_close" | "ordered_list_close":
                self._counts.pop()
            case "list_item_close" | "blockquote_close":
                self._marker = ""
                self._margins.pop()
        if token.type in _APART and not token.hidden:
            self._gap()
        if token.type == "blockquote_open":
            self._margins.append("| ")

    def _list(self, token: Token) -> None:
        if not self._counts:
            self._gap()
        ordered = token.type.startswith("ordered")
        self._counts.append(int(token.attrs.get("start", 1)) if ordered else None)

    def _item(self) -> None:
        count = self._counts[-1]
        marker = "- " if count is None else f"{count}. "
        if count is not None:
            self._counts[-1] = count + 1
        self._marker = marker
        self._margins.append(" " * len(marker))

    def _inline(self, tokens: Sequence[Token]) -> None:
        text = Content.assemble(*_pieces(tokens, self._style))
        if self._cells is not None:
            self._cells.append(text)
        else:
            self._put(text)

    def _block(self, token: Token) -> None:
        shown = _COMMENT.sub("", token.content) if token.type == "html_block" else token.content
        if shown.strip():
            self._gap()
            self.raw(shown)

    def raw(self, text: str) -> None:
        """Draw lines as they are. Their spaces are kept: it may be a picture."""
        for line in text.rstrip().splitlines():
            self._put(Content(_WORD.sub(lambda word: clean(word[0]), line.expandtabs(4))), whole=True)

    def _gap(self) -> None:
        if self.lines and self.lines[-1].plain.strip() and not self._marker:
            self.lines.append(Content())

    def _put(self, text: Content, hanging: str = "", *, whole: bool = False) -> None:
        margin = "".join(self._margins)[-_DEEPEST:]
        first = margin
        if self._marker:
            first, self._marker = margin[: -len(self._marker)] + self._marker, ""
        if whole:
            self.lines.append(Content.assemble(first, text))
        else:
            self.lines += indented(text, self._width, first, margin + hanging)


def _pieces(tokens: Sequence[Token], style: str) -> Iterator[tuple[str, str]]:
    """Texts with their styles. Space at their ends counts: it stands between words."""
    styles = [style]
    for token in tokens:
        match token.type:
            case "strong_open":
                styles.append(f"{styles[-1]} bold".strip())
            case "em_open":
                styles.append(f"{styles[-1]} italic".strip())
            case "strong_close" | "em_close":
                styles.pop()
            case "softbreak":
                yield " ", styles[-1]
            case "hardbreak":
                yield "\n", styles[-1]
            case "html_inline":
                yield clean(_COMMENT.sub("", token.content)), styles[-1]
            case "text" | "code_inline" | "text_special":
                yield _kept(token.content), styles[-1]
            case "image":
                yield clean(token.content), styles[-1]
            case "link_close":
                pass


def _kept(text: str) -> str:
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{clean(text)}{after}"
