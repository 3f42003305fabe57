"""record show and assess: a decision as a web page, as one page on the workflow, or in a few lines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from assistant.text import clean

if TYPE_CHECKING:
    from assistant.answer_files import AnswerSet
    from assistant.household import Household
    from assistant.records.reading import Kept
    from assistant.records.shelf import Shelf

HTML, ONE_PAGE, SUMMARY = "html", "one-page", "summary"
_HELP = {
    HTML: "A web page in one file, to be read offline.",
    ONE_PAGE: "The workflow on one page, in Markdown: its border, its flow, its steps.",
    SUMMARY: "The decision in a few lines, for sharing with a team.",
}
Function = TypeVar("Function", bound=Callable[..., Any])


def page_options(*names: str) -> Callable[[Function], Function]:
    """Give a command the options of these pages; it is handed `page`, the name of one or None."""

    def decorate(function: Function) -> Function:
        for name in reversed(names):
            function = click.option(f"--{name}", "page", flag_value=name, default=None, help=_HELP[name])(
                function
            )
        return function

    return decorate


def record_page(page: str, shelf: Shelf, ref: str, house: Household) -> str:
    """A record told as `page`; what had to be left out is said on stderr.

    Raises:
        RecordError: there is no such record, or it cannot be read.
    """
    text = shelf.text(ref)
    folder = shelf.record(ref).path.parent
    if page == HTML:
        return _html(text, folder)
    from assistant.records.pages.one_page import one_page  # noqa: PLC0415  (readers load only what they need)
    from assistant.records.pages.summary import summary  # noqa: PLC0415
    from assistant.records.pages.workflow import from_record  # noqa: PLC0415
    from assistant.records.reading import read_record  # noqa: PLC0415
    from rules.reading import shipped_book  # noqa: PLC0415

    kept = read_record(text)
    if page == ONE_PAGE:
        workflow = from_record(kept, _transcript(kept, folder))
        return one_page(workflow, kept.whichflow.verdict.start, shipped_book())
    workflow, mind = from_record(kept, None), house.mind
    verdict, turning = mind.verdict(workflow.values), mind.turning(workflow.values)
    return summary(workflow, verdict, mind.book, turning, kept)


def answers_page(page: str, answers: AnswerSet, house: Household) -> str:
    """An answer file told as `page`."""
    from assistant.records.pages.one_page import one_page  # noqa: PLC0415
    from assistant.records.pages.summary import summary  # noqa: PLC0415
    from assistant.records.pages.workflow import from_answers  # noqa: PLC0415

    workflow, mind = from_answers(answers), house.mind
    verdict = mind.verdict(workflow.values)
    if page == ONE_PAGE:
        return one_page(workflow, verdict.start, mind.book)
    return summary(workflow, verdict, mind.book, mind.turning(workflow.values))


def _html(text: str, folder: Path) -> str:
    from assistant.records.model import RecordError  # noqa: PLC0415
    from assistant.records.pages.html import page_html  # noqa: PLC0415
    from assistant.records.reading import read_record  # noqa: PLC0415

    try:
        transcript = _transcript(read_record(text), folder)
    except RecordError:
        # A record of another tool has none, and a page of a broken one is better than none.
        transcript = None
    return page_html(text, transcript)


def _transcript(kept: Kept, folder: Path) -> bytes | None:
    """The transcript beside a record, where it is the one that the record was made with."""
    from assistant.records.files import MAX_FILE  # noqa: PLC0415
    from assistant.records.pages.workflow import belongs  # noqa: PLC0415

    path = folder / kept.whichflow.transcript.file
    try:
        # A link may lead to something that never ends.
        content = b""
        if path.is_file():
            with path.open("rb") as file:
                content = file.read(MAX_FILE + 1)
    except OSError:
        content = b""
    if belongs(kept, content):
        return content
    sys.stderr.write(
        f"whichflow: {clean(path.name)} is not the transcript that the record was made with, so the "
        "steps are left out; whichflow record check tells more.\n"
    )
    return None
