"""A record's Markdown as HTML of our own making: no tag, attribute or address of anybody's gets through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from assistant.records.pages.markup import element, escaped

MAX_NESTING = 60
"""Lists and quotes within each other; what lies deeper is left out."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ALLOWED = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[/\\]{2}")
_PART = re.compile(r"<!-- whichflow:(begin|end) ([a-z-]+) -->")
_SUMMARY = re.compile(r"<summary>(Transcript, \d+ turns?)</summary>")
_TASKS = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
_MERMAID = "mermaid"
_COMMENT, _DETAILS = "comment", "details"
_INTERRUPTS = ["paragraph", "reference", "blockquote"]
"""What a line of ours ends without an empty line between, as a line of HTML would."""


def parsed(markdown: str) -> list[Token]:
    """Read Markdown. Raw HTML in it is text, but for comments, which nobody sees, and our own `<details>`."""
    return _PARSER.parse(markdown, {})


def heading_text(tokens: Sequence[Token], place: int) -> str:
    """The text of the heading that opens at `place`, without its marks."""
    return "".join(child.content for child in tokens[place + 1].children or ())


def rendered(tokens: Sequence[Token], pictures: Mapping[str, str]) -> str:
    """The HTML of what was parsed.

    Args:
        tokens: From `parsed`.
        pictures: The HTML of a picture by the Mermaid source that it stands for.
    """
    return str(_PARSER.renderer.render(list(_ours(tokens, pictures)), _PARSER.options, {}))


def allowed_link(address: str) -> bool:
    """Whether a link may lead there: to the web, to a mailbox, or to a place beside the page."""
    if _SCHEME.match(address):
        return bool(_ALLOWED.match(address))
    return not _ELSEWHERE.match(address)


def _ours(tokens: Sequence[Token], pictures: Mapping[str, str]) -> Iterator[Token]:
    """The tokens with their attributes taken away and given anew."""
    level = 1
    for token in tokens:
        given, token.attrs = token.attrs, {}
        match token.type:
            case "heading_open":
                level = min(max(int(token.tag[1:]), 2), level + 1)
                token.tag = f"h{level}"
            case "heading_close":
                token.tag = f"h{level}"
            case "ordered_list_open":
                token.attrs = {"start": given["start"]} if "start" in given else {}
            case "th_open":
                token.attrs = {"scope": "col"}
            case "link_open":
                token.attrs = {"href": given["href"], "rel": "noopener noreferrer"}
            case "text":
                # A mark at the end of a line, apart from what it marks, reads badly.
                token.content = token.content.replace("§ ", "§\u00a0")
            case "inline":
                token.children = list(_ours(_with_task(token.children or []), {}))
            case "fence" | "code_block":
                yield _html(_code(token, pictures))
                continue
            case "table_open":
                yield _html('<div class="wide" role="region" aria-label="Table" tabindex="0">')
        yield token
        if token.type == "table_close":
            yield _html("</div>")


def _with_task(children: list[Token]) -> list[Token]:
    """The text of a task with a box before it instead of brackets."""
    if children and children[0].type == "text" and children[0].content[:4] in _TASKS:
        children[0].content = _TASKS[children[0].content[:4]] + children[0].content[4:]
    return children


def _code(token: Token, pictures: Mapping[str, str]) -> str:
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
    source = f"<pre>{element('code', token.content)}</pre>\n"
    if language != _MERMAID:
        return source
    drawn = pictures.get(token.content.strip("\n"))
    if drawn is not None:
        return f'<figure class="shape" tabindex="0">{drawn}</figure>\n'
    return f"<figure>{source}<figcaption>A diagram, as Mermaid's source.</figcaption></figure>\n"


def _html(html: str) -> Token:
    """HTML that we wrote. The parser makes no such token of anything that it reads."""
    return Token("html_block", "", 0, content=html)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _comment(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's)
    """A comment that stands on lines of its own is left out; one without an end is text."""
    if state.is_code_block(first) or not _line(state, first).startswith("<!--"):
        return False
    last = next((line for line in range(first, end) if "-->" in _line(state, line)), None)
    if last is None or not _line(state, last).endswith("-->") or _line(state, last).count("-->") > 1:
        return False
    if not silent:
        part = _PART.fullmatch(_line(state, first))
        state.env["part"] = part[2] if part and part[1] == "begin" else ""
        state.line = last + 1
    return True


def _details(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """The folded transcript, in the part where a record has it."""
    if state.env.get("part") != "transcript" or _line(state, first) != "<details>" or first + 1 >= end:
        return False
    summary = _SUMMARY.fullmatch(_line(state, first + 1))
    last = next((line for line in range(first, end) if _line(state, line) == "</details>"), None)
    if summary is None or last is None or state.is_code_block(first):
        return False
    if silent:
        return True
    state.push("html_block", "", 0).content = f"<details>\n<summary>{escaped(summary[1])}</summary>\n"
    state.md.block.tokenize(state, first + 2, last)
    state.push("html_block", "", 0).content = "</details>\n"
    state.line = last + 1
    return True


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        """Refuse a link by leaving its source as text."""
        return allowed_link(url)


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": MAX_NESTING})
    # Nothing is loaded from elsewhere: a picture's address stays a link.
    parser.enable(["table", "strikethrough"]).disable(["image", "html_block", "html_inline"])
    parser.block.ruler.before("heading", _COMMENT, _comment, {"alt": _INTERRUPTS})
    parser.block.ruler.before("heading", _DETAILS, _details, {"alt": _INTERRUPTS})
    return parser


_PARSER = _parser()
