"""Ask the held-back questions, print what came of it in tables, and on request as JSON."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.answers import misses, process, report, scale
from benchmarks.answers.contenders import OURS, Baseline, Teller, baselines
from benchmarks.answers.latency import interleaved
from benchmarks.answers.ours import Ours
from benchmarks.answers.quality import asked, quality
from benchmarks.answers.questions import Sets, read_sets, thinned
from benchmarks.answers.thresholds import Careful, Threshold, best_threshold
from knowledge.base import open_base

PARTS = ("quality", "misses", "latency", "process", "scale")
OUR_LIBRARY = "durable-rules, SQLite"


class Tuned(NamedTuple):
    """A search that refuses, from where on, and its right outcome had held-back questions chosen that."""

    teller: Careful
    threshold: Threshold
    at_best: float


@click.command()
@click.option("--ours", "alone", is_flag=True, help="whichflow alone; needs no library but its own.")
@click.option(
    "--part", "parts", type=click.Choice(PARTS), multiple=True, help="Only this; may be given again."
)
@click.option("--most", type=click.IntRange(min=40), help="At most so many questions of each sort, evenly.")
@click.option("--pairs", type=click.IntRange(min=2), default=20, show_default=True, help="Processes to time.")
@click.option("--passages", type=click.IntRange(min=1000), default=100_000, show_default=True,
              help="Passages of the large guide.")  # fmt: skip
@click.option("--json", "to", type=click.Path(path_type=Path), help="Write the figures here too.")
def main(
    *, alone: bool, parts: tuple[str, ...], most: int | None, pairs: int, passages: int, to: Path | None
) -> None:
    """Measure how whichflow answers, beside other ways of searching the guide."""
    chosen = parts or PARTS
    kept: dict[str, object] = {}
    click.echo(report.surroundings())
    sets = read_sets(most)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if {"quality", "misses", "latency"} & set(chosen):
            _answers(home, sets, chosen, kept, alone=alone)
        if "process" in chosen:
            found = process.measured(home, pairs)
            kept["process"] = asdict(found)
            _say("WHOLE PROCESS", report.process(found))
    if "scale" in chosen:
        questions = [each.text for each in thinned(sets.held_back, scale.QUESTIONS)]
        large = [scale.measured(passages, questions, matcher=matcher) for matcher in (True, False)]
        kept["scale"] = [asdict(each) for each in large]
        _say(f"SCALE: {len(questions)} held-back questions to a generated guide", report.scale(large))
    if to:
        to.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _answers(
    home: Path, sets: Sets, chosen: tuple[str, ...], kept: dict[str, object], *, alone: bool
) -> None:
    taking_part, missing = ([], []) if alone else baselines()
    for sentence in missing:
        click.echo(sentence)
    tuned = {each.name: _tuned(each, sets) for each in taking_part}
    with open_base(home) as base:
        ours = Ours(base)
        tellers: dict[str, Teller] = {OURS: ours, **{name: each.teller for name, each in tuned.items()}}
        libraries = {OURS: OUR_LIBRARY, **{each.name: each.library for each in taking_part}}
        rows = {name: asked(teller, sets.held_back) for name, teller in tellers.items()}
        if "quality" in chosen:
            found = {name: quality(each) for name, each in rows.items()}
            kept["quality"] = {name: asdict(each) for name, each in found.items()}
            _say("QUALITY", report.asked(found[OURS].whole, sets.known))
            click.echo("\n" + report.quality(libraries, found))
            if tuned:
                thresholds = {name: each.threshold for name, each in tuned.items()}
                at_best = {name: each.at_best for name, each in tuned.items()}
                kept["thresholds"] = {name: asdict(each) for name, each in thresholds.items()}
                kept["at best"] = at_best
                click.echo("\n" + report.thresholds(thresholds, at_best))
            click.echo("\n" + report.voices(found[OURS]))
            click.echo("\n" + report.by_voice(found))
            click.echo("\n" + report.by_kind(found))
        if "misses" in chosen:
            wrong, answered = misses.wrong_sections(rows[OURS]), misses.wrongly_answered(rows[OURS])
            kept["misses"] = {
                "wrong sections": [asdict(each) for each in wrong],
                "wrongly answered": [asdict(each) for each in answered],
            }
            _say("MISSES: covered, answered with a wrong section, the surest first", report.misses(wrong))
            _say("MISSES: not covered, but answered, the surest first", report.misses(answered))
        if "latency" in chosen:
            asking: dict[str, Callable[[str], object]] = {
                OURS: ours.answer,
                **{name: each.teller.tell for name, each in tuned.items()},
            }
            times = interleaved(asking, [each.text for each in sets.held_back])
            kept["latency"] = {name: asdict(each) for name, each in times.items()}
            _say("LATENCY in a running process", report.latency(times))


def _tuned(baseline: Baseline, sets: Sets) -> Tuned:
    """A search over all it may know; where it refuses was best for it with a fifth of that unknown."""
    threshold = best_threshold(baseline.make(sets.learned), sets.tuning)
    search = baseline.make(sets.whole)
    return Tuned(Careful(search, threshold), threshold, best_threshold(search, sets.held_back).outcome)


def _say(heading: str, text: str) -> None:
    click.echo(f"\n{heading}\n\n{text}")


if __name__ == "__main__":
    main()
