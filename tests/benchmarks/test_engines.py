"""That the benchmark runs, and would notice an engine that concludes something else."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import pytest
from click.testing import CliRunner

from benchmarks.engines.__main__ import main
from benchmarks.engines.answers import all_sets, combinations, random_sets, sample_of_all
from benchmarks.engines.contenders import CLIPS, EXPERTA, OURS, Judge, contenders
from benchmarks.engines.timing import Disagreement, check_same, interleaved
from rules.engine import Engine, Trace
from rules.model import Book
from rules.reading import shipped_book
from rules.rule import Atom


@pytest.fixture(scope="module")
def book() -> Book:
    return shipped_book()


def test_it_prints_both_tables_for_whatever_is_installed() -> None:
    run = CliRunner().invoke(main, ["--agree", "4", "--verdicts", "4", "--sample", "4"])
    assert run.exit_code == 0, run.output
    rows = [line.split("|")[1].strip() for line in run.output.splitlines() if line.startswith("|")]
    assert rows.count(OURS) == 2
    assert rows.count("engine") == 2
    for name, package in ((CLIPS, "clipspy"), (EXPERTA, "experta")):
        assert (name in rows) != (f"{package} is left out" in run.output)


def test_what_is_not_installed_is_left_out_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("clips", "experta"):
        monkeypatch.setitem(sys.modules, package, None)
    for module in ("in_clips", "in_experta"):
        monkeypatch.delitem(sys.modules, f"benchmarks.engines.{module}", raising=False)
    found, missing = contenders()
    assert [each.name for each in found] == [OURS]
    assert [sentence.split()[0] for sentence in missing] == ["clipspy", "experta"]
    assert all("[bench]" in sentence for sentence in missing)


def test_installed_engines_agree(book: Book) -> None:
    found, missing = contenders()
    if missing:
        pytest.skip("; ".join(missing))
    judges = {each.name: each.compile(book.verdict_rules) for each in found}
    assert check_same(judges, random_sets(book, 10, seed=7)) > 100


class Forgetful:
    """Our engine, but its last firing gets lost."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def evaluate(self, given: Iterable[Atom]) -> Trace:
        trace = self._engine.evaluate(given)
        return trace._replace(firings=trace.firings[:-1])


def test_a_lost_firing_is_noticed(book: Book) -> None:
    engine = Engine(book.verdict_rules)
    judges: dict[str, Judge] = {OURS: engine, "other": Forgetful(engine)}
    sets = random_sets(book, 30, seed=7)
    with pytest.raises(Disagreement, match="whichflow and other differ in the"):
        check_same(judges, sets)
    with pytest.raises(Disagreement, match="whichflow and other differ in the"):
        interleaved(judges, sets)


def test_every_set_is_timed_once_an_engine(book: Book) -> None:
    engine = Engine(book.outcome_rules)
    sets = sample_of_all(book, 60, seed=1)
    times = interleaved({"one": engine, "two": engine}, sets)
    assert all(0 < each.lower <= each.median <= each.upper for each in times.values())
    assert all(60 * each.lower / 4 < each.total for each in times.values())


def test_the_same_seed_gives_the_same_sets(book: Book) -> None:
    assert random_sets(book, 20, seed=3) == random_sets(book, 20, seed=3)
    assert random_sets(book, 20, seed=3) != random_sets(book, 20, seed=4)


def test_all_combinations_are_as_many_as_counted_and_samples_are_among_them(book: Book) -> None:
    everything = {frozenset(given) for given in all_sets(book)}
    assert len(everything) == combinations(book)
    sample = [frozenset(given) for given in sample_of_all(book, 200, seed=5)]
    assert len(set(sample)) == 200
    assert everything.issuperset(sample)
