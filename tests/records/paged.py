"""What the tests of pages share: a whole record with its transcript, and a page as a parser sees it."""

import re
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

from assistant.records.madr import render
from assistant.records.model import Draft
from assistant.records.naming import Place
from assistant.records.pages.html import page_html
from assistant.records.transcript import transcript_bytes
from assistant.turns import Effect

STEPS: Effect = {"do": "flow", "text": "order placed, payment verified (event), reserve, ship"}

VOID = {"meta", "br", "hr"}
ALLOWED = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content", "name"}, "title": set(),
    "style": set(), "body": set(), "main": set(), "header": set(), "dl": set(), "dt": set(), "dd": set(),
    "h1": set(), "h2": set(), "h3": set(), "h4": set(), "h5": set(), "h6": set(), "p": set(), "ul": set(),
    "ol": {"start"}, "li": set(), "pre": set(), "code": set(), "em": set(), "strong": set(), "s": set(),
    "blockquote": set(), "br": set(), "hr": set(), "a": {"href", "rel"}, "details": set(), "summary": set(),
    "figure": {"class", "tabindex"}, "figcaption": set(), "table": set(), "thead": set(), "tbody": set(),
    "tr": set(), "th": {"scope"}, "td": set(), "div": {"class", "role", "aria-label", "tabindex"},
    "svg": {
        "xmlns", "role", "aria-label", "viewbox", "width", "height", "font-family", "font-size", "fill",
        "stroke", "stroke-width", "style",
    },
    "rect": {"class", "x", "y", "width", "height", "rx", "stroke-dasharray", "stroke-opacity"},
    "path": {"class", "d", "stroke-dasharray"}, "polygon": {"points", "fill", "stroke"},
    "text": {"x", "y", "text-anchor", "fill", "stroke"},
}  # fmt: skip
"""Every element that a page may have, with its attributes: those that we write and no other."""
OURS = {
    "class": {
        "wide", "shape", "border", "next", "event", "fails", "node start", "node step", "node outside",
        "node state", "node topic", "node event", "node more", "node end", "node failure",
    },
    "style": {"max-width: 100%; height: auto"},
    "role": {"region", "img"},
    "tabindex": {"0"},
}  # fmt: skip
"""The only values of some attributes."""
ADDRESS = re.compile(r"(?:https?:|mailto:|(?![a-z][a-z0-9+.-]*:|[/\\]{2}))", re.IGNORECASE)


class Page(HTMLParser):
    """A page taken apart; whatever we did not write is an assertion."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.headings: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        names = [name for name, _value in attrs]
        assert len(set(names)) == len(names)
        assert set(names) <= ALLOWED[tag], (tag, names)
        for name, value in attrs:
            assert name not in OURS or value in OURS[name], (tag, name, value)
        if tag == "a":
            assert dict(attrs)["rel"] == "noopener noreferrer"
            address = dict(attrs)["href"] or ""
            assert ADDRESS.match(address), address
            self.links.append(address)
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        assert decl == "doctype html"

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def sound(html: str) -> Page:
    """Check what every page must keep to, and take it apart."""
    page = Page(html)
    assert (page.tags.count("title"), page.headings.count("h1"), page.headings[0]) == (
        1 + page.tags.count("svg"),
        1,
        "h1",
    )
    levels = [int(heading[1]) for heading in page.headings]
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))
    return page


def paged(text: str, transcript: bytes | None = None) -> Page:
    return sound(page_html(text, transcript))


def whole(draft: Draft) -> tuple[str, bytes]:
    """A record and its transcript as they are saved."""
    transcript = transcript_bytes(draft.talk.turns)
    return render(draft, Place(4, "x"), sha256(transcript).hexdigest()), transcript
