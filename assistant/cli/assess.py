"""assess: answer files in, verdicts out; no conversation."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import completion_values as values
from assistant.cli.batch import batch_options, check_jobs, run_batch
from assistant.cli.common import household, json_option, put, put_json, shared, troubles
from assistant.cli.lines import told
from assistant.cli.record_show import ONE_PAGE, SUMMARY, answers_page, page_options
from assistant.errors import BadInput
from assistant.household import Household

if TYPE_CHECKING:
    from assistant.cli.batch import Teller

KEPT = 2048
"""Verdicts that a batch remembers as they are told: some 25 MB, and the same answers often come again."""


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...", shell_complete=values.files)
@batch_options('JSON lines {"id", "answers"} in (- for stdin), verdicts out.')
@click.option("--full", is_flag=True, help="Print all reasons, duties, pitfalls, tools and actions too.")
@page_options(ONE_PAGE, SUMMARY)
@json_option
@shared
def assess(
    *, files: tuple[str, ...], batch: str | None, jobs: int | None, full: bool,
    page: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Reason over answer files (YAML or JSON) and print a verdict for each."""
    if batch is not None and files:
        raise click.UsageError("give answer files or --batch, not both")
    if batch is not None and page:
        raise click.UsageError(f"--{page} is for answer files, not for --batch")
    if full and (batch is not None or page):
        raise click.UsageError(f"--full is for answer files, not for --{page or 'batch'}")
    check_jobs(batch, jobs)
    if batch is None and not files:
        raise click.UsageError("name an answer file, or --batch FILE; whichflow schema describes both")
    with troubles():
        if batch is not None:
            _batch(batch, household(), jobs)
        else:
            _files(files, household(), page, as_json=as_json, full=full)


def _files(files: tuple[str, ...], house: Household, page: str | None, *, as_json: bool, full: bool) -> None:
    from assistant.advice import in_full, obligations  # noqa: PLC0415
    from assistant.advice_block import with_answers  # noqa: PLC0415
    from assistant.advice_json import verdict_json  # noqa: PLC0415
    from assistant.answer_files import read_answer_file  # noqa: PLC0415
    from assistant.composing import Composer  # noqa: PLC0415
    from assistant.replies import Bullets  # noqa: PLC0415
    from assistant.wording import reply_text  # noqa: PLC0415

    mind = house.mind
    told = []
    for name in files:
        answers = read_answer_file(Path(name), mind.book)
        told.append((answers, mind.verdict(answers.values)))
    if as_json:
        objects = [
            verdict_json(verdict, mind.book, answers.title, house.desk.verify_notes)
            for answers, verdict in told
        ]
        if page:
            pages = (answers_page(page, answers, house) for answers, _verdict in told)
            objects = [{**found, "text": text} for found, text in zip(objects, pages, strict=True)]
        put_json(objects[0] if len(objects) == 1 else objects)
        return
    if page:
        put("\n".join(answers_page(page, answers, house) for answers, _verdict in told).rstrip("\n"))
        return
    for index, (answers, verdict) in enumerate(told):
        composer = Composer(house.desk.title)
        if index:
            put("")
        if answers.title:
            composer.heading(answers.title)
        block = mind.advice(answers.values, composer, answers.flow)
        composer.add(with_answers(block, answers.values, mind.book))
        if not full:
            put(reply_text(composer.reply(), 88))
            continue
        told_in_full = in_full(verdict, mind.book, mind.turning(answers.values), composer)
        for name, items in (*told_in_full, *obligations(verdict, composer)):
            composer.heading(f"{name}:").add(Bullets(items))
        notes = house.desk.verify_notes(passage for tool in verdict.tools for passage in tool.passages)
        if notes:
            composer.heading("Verify outside the guide:").bullets((note, ()) for note in notes)
        put(reply_text(composer.reply(), 88))


def _batch(name: str, house: Household, jobs: int | None) -> None:
    unread = run_batch(name, house, assessor, jobs).unread
    if unread:
        sys.stderr.write(f"{unread} answer set(s) could not be read; each has a line with its error.\n")


def assessor(house: Household) -> Teller:
    """What gives the line of a batch its verdict."""
    from assistant.advice_json import verdict_json  # noqa: PLC0415
    from assistant.answer_files import read_answer_object  # noqa: PLC0415

    mind, notes = house.mind, house.desk.verify_notes

    @lru_cache(maxsize=KEPT)
    def verdict(values: tuple[tuple[str, str], ...]) -> str:
        found = verdict_json(mind.verdict(dict(values)), mind.book, "", notes)
        del found["title"]
        return told(found)

    def assessed(number: int, row: dict[str, Any] | None) -> dict[str, object] | str:
        if row is None:
            return {"id": None, "error": f"line {number}: a line is a JSON object with id and answers"}
        try:
            answers = read_answer_object(row, mind.book)
        except BadInput as error:
            return {"id": row.get("id"), "error": f"line {number}: {error}"}
        return told(
            {"id": row.get("id"), "title": answers.title}, verdict(tuple(sorted(answers.values.items())))
        )

    return assessed
