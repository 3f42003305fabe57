"""A record in another form: a web page, the workflow on one page, the decision in a few lines."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.records.files import read_text, read_transcript
from assistant.records.model import RecordError
from assistant.records.pages.workflow import belongs, from_record
from assistant.records.reading import Kept, read_record
from assistant.text import clean

if TYPE_CHECKING:
    from assistant.mind import Mind

HTML, ONE_PAGE, SUMMARY = "html", "one-page", "summary"
ENDINGS = {HTML: ".html", ONE_PAGE: "-one-page.md", SUMMARY: "-summary.md"}
"""Every form, and how the name of a file in it ends."""


@dataclass(frozen=True, slots=True)
class Page:
    """A record told as `form`; `left_out` is a sentence where something had to be."""

    form: str
    text: str
    left_out: str = ""


def page_of(path: Path, form: str, mind: Callable[[], Mind]) -> Page:
    """Tell a record in another form.

    Args:
        path: The record's file.
        form: One of `ENDINGS`.
        mind: Today's rules, for a form that reasons anew.

    Raises:
        RecordError: it cannot be read.
    """
    text = read_text(path)
    if form == HTML:
        return _html(text, path.parent)
    # Each form loads what only it needs.
    from assistant.records.pages.one_page import one_page  # noqa: PLC0415
    from assistant.records.pages.summary import summary  # noqa: PLC0415
    from rules.reading import shipped_book  # noqa: PLC0415

    kept = read_record(text)
    if form == ONE_PAGE:
        transcript, left_out = _transcript(kept, path.parent)
        workflow = from_record(kept, transcript)
        return Page(form, one_page(workflow, kept.whichflow.verdict.start, shipped_book()), left_out)
    workflow, today = from_record(kept, None), mind()
    verdict, turning = today.verdict(workflow.values), today.turning(workflow.values)
    return Page(form, summary(workflow, verdict, today.book, turning, kept))


def _html(text: str, folder: Path) -> Page:
    from assistant.records.pages.html import page_html  # noqa: PLC0415

    try:
        transcript, left_out = _transcript(read_record(text), folder)
    except RecordError:
        # A record of another tool has none, and a page of a broken one is better than none.
        transcript, left_out = None, ""
    return Page(HTML, page_html(text, transcript), left_out)


def _transcript(kept: Kept, folder: Path) -> tuple[bytes | None, str]:
    """The transcript beside a record where it is the one that the record was made with; else why not."""
    path, content = folder / kept.whichflow.transcript.file, b""
    with suppress(RecordError, OSError):
        content = read_transcript(path)
    if belongs(kept, content):
        return content, ""
    return None, (
        f"{clean(path.name)} is not the transcript that the record was made with, so the steps are left out; "
        "whichflow record check tells more."
    )
