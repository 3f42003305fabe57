"""Check that the engines conclude the same, time them in turns, print two tables."""

from __future__ import annotations

import time
from collections.abc import Sequence

import click

from benchmarks.engines import answers, report
from benchmarks.engines.contenders import CLIPS, OURS, Contender, Judge, contenders
from benchmarks.engines.timing import check_same, interleaved
from rules.reading import shipped_book
from rules.rule import Rule

WARMING_UP = 25
SEVERAL = click.IntRange(min=2)
"""Of one figure there are no quartiles."""


@click.command()
@click.option(
    "--agree", type=SEVERAL, default=300, show_default=True, help="Answer sets on which all must agree."
)
@click.option(
    "--verdicts", type=SEVERAL, default=500, show_default=True, help="Answer sets to time a verdict on."
)
@click.option(
    "--sample",
    type=SEVERAL,
    default=5000,
    show_default=True,
    help="Combinations of the deciding facts to time.",
)
@click.option("--all", "whole", is_flag=True, help="Time all combinations instead of a sample.")
@click.option("--seed", default=1, show_default=True, help="For the random answers.")
def main(*, agree: int, verdicts: int, sample: int, whole: bool, seed: int) -> None:
    """Compare our engine with CLIPS and experta on the shipped rules."""
    taking_part, missing = contenders()
    book = shipped_book()
    click.echo(report.surroundings(len(book.verdict_rules), len(book.outcome_rules)))
    for sentence in missing:
        click.echo(sentence)

    judges, compiling = _compiled(taking_part, book.verdict_rules)
    sets = answers.random_sets(book, agree, seed)
    firings = check_same(judges, sets)
    if len(judges) > 1:
        click.echo(f"\nAll {len(judges)} agree on {agree} random answer sets: {firings:,} firings each.\n")
    times = interleaved(judges, answers.random_sets(book, verdicts, seed + 1))
    click.echo(report.verdicts(taking_part, compiling, times))

    # experta would need some twelve minutes for them all.
    able = [each for each in taking_part if each.name in {OURS, CLIPS}]
    judges, _ = _compiled(able, book.outcome_rules)
    number = answers.combinations(book)
    check_same(judges, answers.sample_of_all(book, WARMING_UP, seed))
    taken = number if whole else min(sample, number)
    click.echo(f"\nOutcome rules on {'all' if whole else f'{taken:,} of the'} {number:,} combinations:\n")
    combined = answers.all_sets(book) if whole else answers.sample_of_all(book, taken, seed)
    click.echo(report.combinations(interleaved(judges, combined), taken, number))


def _compiled(
    taking_part: Sequence[Contender], rules: Sequence[Rule]
) -> tuple[dict[str, Judge], dict[str, float]]:
    """Each engine over the rules, and the milliseconds it took."""
    judges: dict[str, Judge] = {}
    taken: dict[str, float] = {}
    for each in taking_part:
        start = time.perf_counter()
        judges[each.name] = each.compile(rules)
        taken[each.name] = (time.perf_counter() - start) * 1000
    return judges, taken


if __name__ == "__main__":
    main()
