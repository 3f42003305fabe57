"""Pages of record show and assess: for a browser, as one page on the workflow, or in a few lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from assistant.cli.common import Function

if TYPE_CHECKING:
    from assistant.answer_files import AnswerSet
    from assistant.household import Household

HTML, ONE_PAGE, SUMMARY = "html", "one-page", "summary"
_HELP = {
    HTML: "A web page in one file, to be read offline.",
    ONE_PAGE: "The workflow on one page, in Markdown: its border, its flow, its steps.",
    SUMMARY: "The decision in a few lines, for sharing with a team.",
}


def page_options(*names: str) -> Callable[[Function], Function]:
    """Give a command the options of these pages; it is handed `page`, the name of one or None."""

    def decorate(function: Function) -> Function:
        for name in reversed(names):
            function = click.option(f"--{name}", "page", flag_value=name, default=None, help=_HELP[name])(
                function
            )
        return function

    return decorate


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
