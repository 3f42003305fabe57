"""record check: whether records still hold, for people and for CI."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant import clock
from assistant.cli import completion_values as values
from assistant.cli.common import USAGE, fail, household, put, put_json
from assistant.cli.record_common import folder_options, say, watched
from assistant.errors import Trouble
from rules.errors import RulesError

if TYPE_CHECKING:
    from assistant.records.checking import Checked

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(_context: click.Context, _parameter: click.Parameter, given: str | None) -> date:
    try:
        if given is None:
            return clock.today()
        return date.fromisoformat(given if _DAY.fullmatch(given) else "")
    except ValueError:
        raise click.BadParameter("a day is written as 2026-11-22") from None


@click.command()
@click.argument("refs", metavar="[REF]...", nargs=-1, shell_complete=values.records)
@click.option("--mend", is_flag=True, help="First finish what an interrupted supersede left.")
@click.option("--today", metavar="DAY", callback=_day, help="See reviews from that day; without it, today.")
@folder_options
def check(*, refs: tuple[str, ...], mend: bool, today: date, folder: str, as_json: bool) -> None:
    """Check whether records still hold: the ones named, or all of the folder.

    Their form, links and transcript; whether today's rules come to the same verdict; whether a review is due;
    whether guide or rules have changed. Nothing is written without --mend.

    \b
    Exit codes; of several records the one that stands first here counts:
      2  broken: a record, link or transcript; or it could not be checked
      1  would be decided otherwise today
      3  a review is overdue
      5  guide or rules changed, same verdict
      0  all hold
    """  # noqa: D301  (click's own mark for lines that stay as they are)
    from assistant.records.checking import EXIT_CODES, Checker, summary_of, worst  # noqa: PLC0415
    from assistant.records.shelf import Shelf  # noqa: PLC0415

    place = Path(folder)
    if not _is_folder(place):
        # A check that finds nothing to check because of a slip in a path must not pass.
        fail(f"There is no folder {folder}; name the folder of the records with --dir.", USAGE)
    try:
        if mend:
            for sentence in Shelf(place).mend() or ["Nothing had to be mended."]:
                say(sentence)
        house = household()
        checked = Checker(place, house.mind, house.base, today).check(refs, watched("Checking"))
    except (Trouble, RulesError) as trouble:
        # Not 1, which says that a decision would be another one today.
        fail(str(trouble), USAGE)
        return
    _print(checked, as_json=as_json)
    say(summary_of(checked, folder))
    sys.exit(EXIT_CODES[worst(each.outcome for each in checked)])


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        # A name that is too long for any folder.
        return False


def _print(checked: Sequence[Checked], *, as_json: bool) -> None:
    if as_json:
        put_json([_json(each) for each in checked])
        return
    from assistant.records.checking import lines_of  # noqa: PLC0415

    for each in checked:
        put("\n".join(lines_of(each)))


def _json(each: Checked) -> dict[str, Any]:
    return {
        "record": each.record,
        "path": str(each.path),
        "title": each.title,
        "status": each.status,
        "ours": each.ours,
        "outcome": each.outcome,
        "findings": [{"kind": finding.kind, "text": finding.text} for finding in each.findings],
    }
