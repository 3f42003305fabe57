"""ask, guide and schema: what reads and never writes."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import completion_values as values
from assistant.cli.batch import batch_options, check_jobs, run_batch
from assistant.cli.common import (
    ERROR,
    NOT_IN_GUIDE,
    fail,
    household,
    json_option,
    put,
    put_json,
    shared,
    troubles,
)
from assistant.household import Household

if TYPE_CHECKING:
    from assistant.cli.batch import Teller

_WIDTH = 88


@click.command()
@click.argument("question", nargs=-1)
@batch_options('JSON lines {"id", "question"} in (- for stdin), answers out.')
@click.option("--why", is_flag=True, help="Show also which facts and rules made the answer what it is.")
@json_option
@shared
@click.pass_context
def ask(
    context: click.Context, *, question: tuple[str, ...], batch: str | None, jobs: int | None, why: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Answer a QUESTION from the guide, with its sources. Exit code 4: the guide does not cover it."""
    from assistant.answering.answer import Answerer  # noqa: PLC0415
    from assistant.answering.telling import (  # noqa: PLC0415
        JSON_OUTCOMES,
        answer_json,
        answer_reply,
        why_json,
        why_lines,
    )
    from assistant.wording import reply_text  # noqa: PLC0415

    house = household()
    with troubles():
        if batch is not None:
            if question:
                raise click.UsageError("give a question or --batch, not both")
            run_batch(batch, house, partial(answerer, why=why), jobs)
            return
        check_jobs(batch, jobs)
        asked = " ".join(question)
        if not asked.strip():
            raise click.UsageError('ask something: whichflow ask "when does a state machine pay off?"')
        found = Answerer(house.base).answer(asked)
        if as_json:
            put_json(answer_json(found, house.base) | ({"why": why_json(found)} if why else {}))
        else:
            put(reply_text(answer_reply(found, house.base), _WIDTH))
            if why:
                put("\n".join(["", *why_lines(found)]))
    told = JSON_OUTCOMES.get(found.outcome, found.outcome)
    context.exit(NOT_IN_GUIDE if told == "not-covered" else 0)


def answerer(house: Household, *, why: bool) -> Teller:
    """What answers the line of a batch."""
    from assistant.answering.answer import Answerer  # noqa: PLC0415
    from assistant.answering.telling import answer_json, why_json  # noqa: PLC0415

    ours = Answerer(house.base)

    def answered(number: int, row: dict[str, Any] | None) -> dict[str, object]:
        row = row or {}
        asked = row.get("question")
        if not isinstance(asked, str):
            return {"id": row.get("id"), "error": f'line {number}: needs {{"id", "question"}} as JSON'}
        found = ours.answer(asked)
        more = {"why": why_json(found)} if why else {}
        return {"id": row.get("id"), **answer_json(found, house.base), **more}

    return answered


@click.command()
@click.argument("section", required=False, shell_complete=values.sections)
@click.option("--search", "words", metavar="WORDS", help="List the passages that fit WORDS best.")
@json_option
@shared
def guide(*, section: str | None, words: str | None, as_json: bool) -> None:
    """Read the guide: its contents, one SECTION, or the passages that fit WORDS."""
    from assistant.answering.desk import guide_text  # noqa: PLC0415
    from assistant.replies import Reply  # noqa: PLC0415
    from assistant.text import clean  # noqa: PLC0415
    from assistant.wording import reply_text  # noqa: PLC0415
    from knowledge.model import UnknownSection  # noqa: PLC0415

    house = household()
    with troubles():
        if words is not None:
            if section:
                raise click.UsageError("give a section or --search, not both")
            _search(house, clean(words), as_json=as_json)
        elif section is not None:
            try:
                found = house.base.section(section)
            except UnknownSection as unknown:
                fail(str(unknown), ERROR)
                return
            if as_json:
                put_json(asdict(found))
            else:
                put(reply_text(Reply((guide_text(found),)), _WIDTH))
        elif as_json:
            put_json([asdict(each) for each in house.base.sections()])
        else:
            for each in house.base.sections():
                put(f"{'  ' if each.parent else ''}{each.id}  {each.title}")


def _search(house: Household, words: str, *, as_json: bool) -> None:
    from knowledge.search import search  # noqa: PLC0415

    hits = search(house.base, words)
    if as_json:
        put_json(
            [
                {
                    "section": hit.section_id,
                    "title": hit.section_title,
                    "passage": hit.passage.id,
                    "quote": hit.passage.text,
                    "score": round(hit.score, 4),
                }
                for hit in hits
            ]
        )
        return
    for hit in hits:
        put(f"{hit.passage.id}  {hit.passage.text}")
    if not hits:
        fail("No passage has any of these words.", NOT_IN_GUIDE)


@click.command()
@shared
def schema() -> None:
    """Print the JSON Schema of the answer file."""
    from assistant.schema import answer_file_schema  # noqa: PLC0415
    from rules.reading import shipped_book  # noqa: PLC0415

    with troubles():
        put_json(answer_file_schema(shipped_book()))
