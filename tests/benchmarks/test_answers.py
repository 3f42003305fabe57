"""That the benchmark of answers runs, counts rightly, and is fair to those it compares with."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.answers import generated, misses
from benchmarks.answers.__main__ import main
from benchmarks.answers.contenders import OURS, Found, Told, baselines
from benchmarks.answers.in_fts import Fts
from benchmarks.answers.latency import interleaved
from benchmarks.answers.process import _imported
from benchmarks.answers.quality import Row, figures, quality
from benchmarks.answers.questions import Document, Question, content_words, stem, thinned
from benchmarks.answers.thresholds import Careful, best_threshold
from knowledge.content import load_sections

pytestmark = pytest.mark.long


@pytest.mark.thorough
def test_it_prints_and_keeps_what_it_measures(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    words = ["--ours", "--most", "40", "--json", str(kept)]
    run = CliRunner().invoke(
        main,
        [*words, *(f"--part={part}" for part in ("quality", "misses", "latency"))],
        catch_exceptions=False,
    )
    assert run.exit_code == 0, run.output
    told = json.loads(kept.read_text())
    whole = told["quality"][OURS]["whole"]
    # Less so where a training phrasing is the same.
    assert 30 <= whole["covered"] <= 40
    assert whole["outcome"] == pytest.approx((whole["answered_right"] + whole["refused"]) / 2)
    assert f"| {whole['outcome']:.3f} " in run.output
    assert set(told["latency"]) == {OURS}
    assert set(told["misses"]) == {"wrong sections", "wrongly answered"}


def test_what_is_not_installed_is_left_out_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("bm25s", "sklearn.feature_extraction.text"):
        monkeypatch.setitem(sys.modules, package, None)
    for module in ("in_bm25s", "in_sklearn"):
        monkeypatch.delitem(sys.modules, f"benchmarks.answers.{module}", raising=False)
    found, missing = baselines()
    assert [each.name for each in found] == ["SQLite FTS5"]
    assert [sentence.split()[0] for sentence in missing] == ["bm25s", "scikit-learn"]
    assert all("[bench]" in sentence for sentence in missing)


COVERED = Question("q", "plain", ("a", "b"), shares=True)
STRANGE = Question("q", "issue", ("a",))
UNCOVERED = Question("q", "issue", kind="price", missing="prices")
CHATTER = Question("q", "plain", kind="chatter", missing="chatter")


def row(question: Question, *sections: str, refused: bool = False, sure: float = 0.5) -> Row:
    return Row(question, Told(sections, refused, sure))


def test_the_figures_are_those_of_the_rows() -> None:
    found = quality(
        [
            row(COVERED, "b", "c"),
            row(COVERED, "c", "d", "a"),
            row(COVERED, "c", "d", "e", "a"),
            row(STRANGE, "a", refused=True),
            row(UNCOVERED, "a", refused=True),
            row(UNCOVERED, "a"),
            row(CHATTER, refused=True),
        ]
    )
    whole = found.whole
    assert (whole.covered, whole.uncovered, whole.strangers) == (4, 3, 1)
    assert (whole.first, whole.in_three, whole.answered_right) == (0.5, 0.75, 0.25)
    assert (whole.strange, whole.false_refusals) == (1.0, 0.25)
    assert whole.refused == pytest.approx(2 / 3)
    assert (whole.refused_reports, whole.refused_others) == (0.5, 1.0)
    assert whole.outcome == pytest.approx((1 / 4 + 2 / 3) / 2)
    assert {name: each.refused for name, each in found.kinds.items()} == {"price": 0.5, "chatter": 1.0}
    assert found.voices["issue"].covered == 1


def test_where_nothing_of_a_sort_is_asked_nothing_is_said_of_it() -> None:
    found = figures([row(COVERED, "a")])
    assert (found.refused, found.strange, found.outcome) == (None, None, 1.0)
    assert figures([]).outcome is None


def test_misses_come_surest_first_and_only_misses() -> None:
    rows = [
        row(COVERED, "c", sure=0.2),
        row(COVERED, "c", sure=0.9),
        row(COVERED, "a", sure=1.0),
        row(COVERED, "c", sure=1.0, refused=True),
        row(UNCOVERED, "c", sure=0.7),
        row(UNCOVERED, "c", sure=0.8, refused=True),
    ]
    assert [each.sure for each in misses.wrong_sections(rows)] == [0.9, 0.2]
    assert [each.sure for each in misses.wrong_sections(rows, most=1)] == [0.9]
    assert [each.expected for each in misses.wrongly_answered(rows)] == ["price: prices"]


class Scripted:
    """A search that says by the question how near it comes, always to section a."""

    def __init__(self, near: Mapping[str, Mapping[str, float]]) -> None:
        self._near = near

    def find(self, question: str) -> Found:
        return Found(("a",), self._near[question])


def test_the_threshold_is_the_best_there_is_over_all_ways_of_telling() -> None:
    near: dict[str, dict[str, float]] = {
        "in 1": {"bad": 1, "good": 9},
        "in 2": {"bad": 2, "good": 8},
        "in 3": {"bad": 3, "good": 1},
        "out 1": {"bad": 2.5, "good": 2},
        "out 2": {"bad": 3.5, "good": 3},
    }
    questions = [Question(text, "plain", ("a",) if text.startswith("in") else ()) for text in near]
    chosen = best_threshold(Scripted(near), questions)
    assert (chosen.way, chosen.least) == ("good", 5.5)
    assert chosen.outcome == pytest.approx((2 / 3 + 1) / 2)
    careful = Careful(Scripted(near), chosen)
    assert [careful.tell(each.text).refused for each in questions] == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("stops", "stopping", True),
        ("states", "state", True),
        ("queue", "queues", True),
        ("policies", "policy", True),
        ("bus", "business", False),
        ("as", "ass", False),
    ],
)
def test_words_are_the_same_without_their_endings(one: str, other: str, same: bool) -> None:
    assert (stem(one) == stem(other)) == same


def test_a_question_of_stop_words_shares_none() -> None:
    assert content_words("why is that so?") == frozenset()


def test_fts_finds_and_tells_how_near() -> None:
    search = Fts(
        (Document("a", "Boats", "A boat floats."), Document("b", "Trains", "A train runs on rails."))
    )
    found = search.find('"rails" AND floating trains (')
    assert found.sections == ("b", "a")
    assert found.near["coverage"] == pytest.approx(2 / 3)
    assert search.find("what is it?").sections == ()


def test_all_are_asked_the_same_as_often() -> None:
    heard: dict[str, list[str]] = {"one": [], "two": []}
    questions = [f"question {number}" for number in range(60)]
    taken = interleaved({name: words.append for name, words in heard.items()}, questions)
    assert sorted(heard["one"]) == sorted(heard["two"])
    assert set(heard["one"]) == set(questions)
    assert all(0 <= each.p50 <= each.p95 <= each.slowest for each in taken.values())


def test_import_times_are_summed_by_package() -> None:
    lines = (
        "import time: self [us] | cumulative | imported package",
        "import time:        60 |         60 |   a.b",
        "import time:        40 |        100 | a",
    )
    assert _imported("\n".join(lines)) == {"a": 100}


@pytest.mark.parametrize(("most", "left"), [(None, 7), (3, 3), (9, 7)])
def test_thinning_takes_evenly(most: int | None, left: int) -> None:
    found = thinned(range(7), most)
    assert len(found) == left
    assert most != 3 or found == (0, 2, 4)


def test_a_generated_guide_has_as_many_passages_as_asked_and_is_the_same_twice(tmp_path: Path) -> None:
    guides = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        guides.append(generated.write_guide(tmp_path / name, 555, matcher=False))
    first, second = (load_sections(guide) for guide in guides)
    assert first == second
    assert sum(len(section.passages) for section in first) == 555
