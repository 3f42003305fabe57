"""A record written out, and what parsers see of it, without the code under test."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.records.madr import render
from assistant.records.model import Draft
from assistant.records.naming import Place, slug

GFM = MarkdownIt("gfm-like")
assert GFM.linkify
# Not GitHub's doing: a domain alone, without http or www before it, as a link.
GFM.linkify.set({"fuzzy_link": False})
HEADINGS = [
    ("h2", "Context and Problem Statement"),
    ("h2", "Decision Drivers"),
    ("h2", "Considered Options"),
    ("h2", "Decision Outcome"),
    ("h3", "Consequences"),
    ("h3", "Confirmation"),
    ("h2", "Pros and Cons of the Options"),
    ("h3", "Sequential"),
    ("h3", "Event-driven"),
    ("h3", "State machine"),
    ("h3", "Hybrid"),
    ("h2", "More Information"),
]
HASH = "0" * 64


def rendered(draft: Draft, number: int = 4) -> str:
    return render(draft, Place(number, slug(draft.title)), HASH)


def parted(text: str) -> tuple[str, list[Token]]:
    """Front matter and Markdown tokens, parted without the code under test."""
    assert text.startswith("---\n")
    front, body = text[4:].split("\n---\n", 1)
    return front, GFM.parse(body)


def seen(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def headings(tokens: list[Token]) -> list[tuple[str, str]]:
    return [
        (token.tag, seen(tokens[at + 1])) for at, token in enumerate(tokens) if token.type == "heading_open"
    ]
