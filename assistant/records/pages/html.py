"""A record as a page that a browser shows offline: one file that loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markdown_it.token import Token

from assistant.picture.mermaid import mermaid
from assistant.picture.svg import svg
from assistant.records.frontmatter import KEY
from assistant.records.model import RecordError
from assistant.records.options import OPTIONS, label
from assistant.records.pages.markdown import heading_text, parsed, rendered
from assistant.records.pages.markup import element, escaped, visible
from assistant.records.pages.style import STYLE
from assistant.records.pages.workflow import from_record
from assistant.records.picturing import told_shape
from assistant.records.reading import read_record
from assistant.records.tree import Value, front_of
from assistant.text import clean
from rules.reading import shipped_book

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser may load for the page: nothing."""
UNNAMED = "Decision record"
_KEYS = {
    "status": "Status",
    "date": "Date",
    "decision-makers": "Decision-makers",
    "deciders": "Decision-makers",
    "consulted": "Consulted",
    "informed": "Informed",
}
"""What is shown of a front matter, MADR's older name for the decision-makers too."""
_OUR_KEYS = {
    "id": "Record",
    "supersedes": "Supersedes",
    "superseded-by": "Superseded by",
    "review-by": "To be reviewed by",
}
_SAID = frozenset({"status", "date", "decision-makers"})
"""What is told also where nothing stands behind the key."""


def page_html(text: str, transcript: bytes | None) -> str:
    """Make a page of a record, of ours or of another tool.

    Args:
        text: The Markdown file.
        transcript: What is in its transcript's file, which tells the steps; without it the diagram of a
            record whose steps were named is shown as its source.

    Returns:
        The whole HTML file.

    Raises:
        RecordError: The front matter cannot be read.
    """
    text = visible(text)
    front = front_of(text)
    values = front.values if front else {}
    tokens = parsed(text[front.body :] if front else text)
    title, tokens = _titled(tokens)
    title = title or _ours(values).get("name") or UNNAMED
    body = rendered(tokens, _pictures(text, transcript) if KEY in values else {})
    rows = "".join(f"{element('dt', name)}{element('dd', said)}\n" for name, said in _facts(values))
    facts = f"<dl>\n{rows}</dl>\n" if rows else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escaped(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"{element('title', title)}\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<header>\n{element('h1', title)}\n{facts}</header>\n"
        f"{body}</main>\n</body>\n</html>\n"
    )


def _titled(tokens: list[Token]) -> tuple[str, list[Token]]:
    """The text of the first top heading, and what is left without it."""
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0:
            return clean(heading_text(tokens, place)), tokens[:place] + tokens[place + 3 :]
    return "", tokens


def _facts(values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """What the front matter tells at the top of the page."""
    ours = _ours(values)
    if "id" in ours:
        yield _OUR_KEYS["id"], ours["id"]
    for key, name in _KEYS.items():
        if key in values and (said := _line(values[key]) or "not named" * (key in _SAID)):
            yield name, said
    for key, name in _OUR_KEYS.items():
        if key != "id" and key in ours:
            yield name, ours[key]


def _ours(values: Mapping[str, Value]) -> dict[str, str]:
    """What stands under our key, each value in one line; empty ones are left out."""
    block = values.get(KEY)
    if not isinstance(block, dict):
        return {}
    return {key: line for key, value in block.items() if (line := _line(value))}


def _line(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_line, value)))
    return clean(value) if isinstance(value, str) else ""


def _pictures(text: str, transcript: bytes | None) -> dict[str, str]:
    """The record's own diagram as SVG, by the source that it stands for.

    A diagram that is not what the record's steps give, as after a hand edit, has none: it is not ours.
    """
    try:
        kept = read_record(text)
    except RecordError:
        return {}
    start = kept.whichflow.verdict.start
    if start not in OPTIONS:
        return {}
    workflow = from_record(kept, transcript)
    shape = told_shape(start, workflow.told(shipped_book()), workflow.flow)
    return {mermaid(shape).strip("\n"): svg(shape, f"{label(start)}: {kept.whichflow.name}")}
