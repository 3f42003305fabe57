"""What the matcher makes of a question: a distribution, the same as in training, whatever the text."""

import math
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.base import GuideBase, open_base
from knowledge.content import load_sections
from knowledge.examples import Example, examples_of
from knowledge.features import MOST_CLAUSES, clauses_of, words_of
from knowledge.files import GUIDE, ContentError
from knowledge.matching import TELLING, Match, Matcher
from knowledge.search import rank, search
from knowledge.voices import FOLDER_NAME, PHRASINGS, Phrasings, read_phrasings
from knowledge.weights import FILE_NAME, NOT_COVERED, RARITY_SCALE, WEIGHTS, read_weights
from tests.knowledge.teaching import CLASSES, SPEAKS, STEP, matcher, teach

TRICKY = [
    "", " ", "?", "👍👍", "the of and", "\x00", "\ud800", "\ud800 state", "\u202eetats", "e\u0301" * 9,
    "state machine " * 5_000, "kafka? " * 5_000, "a" * 100_000, "kafka" * 50_000, '" OR 1=1 --',
    "'; DROP TABLE x", "Ist das nicht zu viel?", "为什么要用状态机", "لماذا أحتاج إلى وسيط؟",
    "١٢٣ ½ ²", "ﬁnite ﬆate", "İSTANBUL ß ẞ", ". . . . .", "[" * 4_000, "%s {0} \\", "\x1b[31mred",
    "one two three. four five six; seven eight nine: and so on",
]  # fmt: skip


def check(match: Match, question: str, sections: set[str]) -> None:
    """It is a distribution over the sections and one over the kinds, best first."""
    assert 0 <= match.covered <= 1
    assert {name for name, _ in match.sections} == sections
    for ranked in (match.sections, match.kinds):
        chances = [chance for _, chance in ranked]
        assert chances == sorted(chances, reverse=True)
        assert all(0 <= chance <= 1 for chance in chances)
        assert math.isclose(sum(chances), 1)
        assert len({name for name, _ in ranked}) == len(ranked)
    assert len(match.telling) <= TELLING
    assert set(match.telling) <= {
        word for clause in [question, *clauses_of(question)] for word in words_of(clause)
    }


@pytest.mark.parametrize("question", TRICKY, ids=lambda question: ascii(question)[:20])
def test_a_tricky_text_is_weighed_like_any_other(guide: GuideBase, question: str) -> None:
    check(Matcher(guide).match(question), question, {section.id for section in guide.sections()})


PIECES = ["state", "kafka", "why", "the", ". ", ", but ", " - ", "\ud83d", "é", "don't", "FLOW", "x" * 50]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)))
def test_any_text_is_weighed(guide: GuideBase, question: str) -> None:
    found = Matcher(guide).match(question)
    check(found, question, {section.id for section in guide.sections()})
    assert found == Matcher(guide).match(question)


def test_only_the_beginning_of_a_flood_is_read(guide: GuideBase) -> None:
    question = "is a broker worth it for three steps? " * 200
    assert Matcher(guide).match(question) == Matcher(guide).match(question + "zeppelin " * 100_000)
    assert len(clauses_of(question)) == MOST_CLAUSES


@pytest.fixture
def taught(home: Path, content: Path) -> Iterator[GuideBase]:
    """The small guide with phrasings and a handmade matcher."""
    teach(content)
    with open_base(home, content) as base:
        yield base


def test_the_numbers_are_those_of_the_weights(taught: GuideBase) -> None:
    found = Matcher(taught).match("harbour, harbour")
    # One feature is known, so its rarity and the length of the text cancel out.
    travel, boat, price, second = (
        STEP * step * RARITY_SCALE / 60 + bias
        for step, bias in zip(SPEAKS["wharbour"], (0.1, 0.2, 0.3, -0.5), strict=True)
    )
    total = sum(map(math.exp, (travel, boat, price)))
    inside = (math.exp(travel) + math.exp(boat)) / total
    odds = (math.log(inside / (1 - inside)) + second) / 2
    assert math.isclose(found.covered, 1 / (1 + math.exp(-odds)))
    assert [name for name, _ in found.sections] == ["travel/boat", "travel"]
    assert math.isclose(found.sections[0][1], math.exp(boat) / total / inside)
    assert found.kinds == (("price", 1.0),)
    assert found.telling == ("harbour",)


@pytest.mark.parametrize(
    ("question", "best", "covered"),
    [
        ("A vessel?", "travel/boat", True),
        ("WHAT ROAD", "travel", True),
        ("what does it cost", "travel", False),
        ("its cosy", "travel", False),
    ],
)
def test_words_speak_for_sections(taught: GuideBase, question: str, best: str, covered: bool) -> None:
    found = Matcher(taught).match(question)
    assert found.sections[0][0] == best or not covered
    assert (found.covered > 0.5) is covered


def test_a_clause_of_a_ramble_speaks_for_itself_too(taught: GuideBase) -> None:
    noise = "it does cost what it does cost. " * 3
    question = f"{noise} but now where would a vessel find its harbour?"
    together = question.replace(". ", " ").replace("?", "")
    assert clauses_of(question)
    assert not clauses_of(together)
    first, drowned = Matcher(taught).match(question), Matcher(taught).match(together)
    assert first.sections[0][0] == drowned.sections[0][0] == "travel/boat"
    assert first.sections[0][1] > drowned.sections[0][1]


def test_passages_are_found_by_what_people_ask_them_with(taught: GuideBase) -> None:
    assert rank(taught, "vessel", ["travel/boat"])[0][0].id == "travel/boat#1"
    assert rank(taught, "sails", ["travel/boat"])[0][0].id == "travel/boat#2"
    assert rank(taught, "vessel", ["travel", "start"]) == []
    assert search(taught, "vessel") == [], "the search for words finds only words that are there"
    assert (taught.missing_of("price"), taught.missing_of("limits")) == ("what it costs", "")


def test_a_guide_that_nobody_has_asked_of_has_no_matcher(base: GuideBase) -> None:
    assert not Matcher(base).trained
    assert search(base, "harbour")[0].passage.id == "travel/boat#1"


def test_a_matcher_for_other_sections_is_left_out(home: Path, content: Path) -> None:
    teach(content, matcher(("travel", "travel/train", *CLASSES[2:])))
    with open_base(home, content) as base:
        assert not Matcher(base).trained
        assert rank(base, "vessel", ["travel/boat"]) == []
        assert base.check() == []


@pytest.mark.parametrize("name", [FOLDER_NAME, FILE_NAME])
def test_one_is_no_use_without_the_other(home: Path, content: Path, name: str) -> None:
    teach(content)
    path = content.with_name(name)
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    with open_base(home, content) as base:
        assert not Matcher(base).trained


def test_a_broken_phrasing_stops_the_base(home: Path, content: Path) -> None:
    teach(content)
    path = content.with_name(FOLDER_NAME) / "covered" / "travel.txt"
    path.write_text("# travel\n## 2\nplain | x\n", encoding="utf-8")
    with pytest.raises(ContentError, match="no travel#2") as caught:
        open_base(home, content)
    assert (caught.value.path, caught.value.line) == (path, 2)


ROUNDING = 0.02


@dataclass(frozen=True)
class School:
    """A matcher trained on a part of the shipped phrasings: as it was learned, packed, and in a base."""

    trained: Any
    packed: bytes
    base: GuideBase
    asked: list[str]


def some_phrasings() -> tuple[Phrasings, tuple[str, ...]]:
    """Of the shipped phrasings some of every eighth section and every fifth kind, and the classes of them."""
    sections = load_sections()
    whole = read_phrasings(PHRASINGS, sections)
    names = [section.id for section in sections][::8]
    kinds = sorted(whole.kinds)[::5]
    covered = [
        each
        for section, group in groupby(whole.covered, lambda each: each.section)
        if section in names
        for each in islice((each for each in group if set(each.also) <= set(names)), 40)
    ]
    uncovered = [
        each
        for kind, group in groupby(whole.uncovered, lambda each: each.kind)
        if kind in kinds
        for each in islice(group, 40)
    ]
    classes = (*names, *(NOT_COVERED + kind for kind in kinds))
    return Phrasings(tuple(covered), tuple(uncovered), dict.fromkeys(kinds, "")), classes


def learn(examples: list[Example], classes: tuple[str, ...]) -> tuple[Any, bytes]:
    training = pytest.importorskip("knowledge.training", exc_type=ImportError)
    trained = training.train(examples, classes)
    return trained, training.packed(trained, "some")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    phrasings, classes = some_phrasings()
    trained, packed = learn(examples_of(phrasings), classes)
    folder = tmp_path_factory.mktemp("school")
    for name in (GUIDE.name, FOLDER_NAME):
        (folder / name).symlink_to(GUIDE.with_name(name))
    (folder / FILE_NAME).write_bytes(packed)
    asked = [each.text for each in phrasings.covered] + [each.text for each in phrasings.uncovered]
    with open_base(folder / "home", folder / GUIDE.name) as base:
        yield School(trained, packed, base, [text for text in asked if not clauses_of(text)])


@pytest.mark.thorough
def test_the_same_phrasings_give_the_same_bytes(school: School) -> None:
    phrasings, classes = some_phrasings()
    assert learn(examples_of(phrasings), classes)[1] == school.packed


@pytest.mark.thorough
def test_what_is_read_of_the_base_are_the_numbers_of_training(school: School) -> None:
    runtime = Matcher(school.base)
    asked = school.asked[:: len(school.asked) // 200][:200]
    assert len(asked) == 200
    for text, learned in zip(asked, school.trained.read(asked), strict=True):
        *scores, second = map(float, learned)
        total = sum(map(math.exp, scores))
        chances = {
            name: math.exp(score) / total
            for name, score in zip(school.trained.classes[:-1], scores, strict=True)
        }
        inside = sum(chance for name, chance in chances.items() if name[0] != NOT_COVERED)
        covered = 1 / (1 + math.exp(-(math.log(inside / (1 - inside)) + second) / 2))
        found = runtime.match(text)
        # Weights are kept in whole steps, which costs less than a percent as a rule.
        assert math.isclose(found.covered, covered, abs_tol=ROUNDING)
        for name, chance in found.sections:
            assert math.isclose(chance, chances[name] / inside, abs_tol=ROUNDING)
        for name, chance in found.kinds:
            assert math.isclose(chance, chances[NOT_COVERED + name] / (1 - inside), abs_tol=ROUNDING)


@pytest.mark.thorough
def test_it_has_learned_what_it_was_taught(school: School) -> None:
    phrasings, _ = some_phrasings()
    runtime = Matcher(school.base)
    right = sum(runtime.match(each.text).sections[0][0] == each.section for each in phrasings.covered)
    assert right / len(phrasings.covered) > 0.9


@pytest.mark.retrain
def test_training_on_the_shipped_phrasings_gives_the_shipped_bytes(tmp_path: Path) -> None:
    training = pytest.importorskip("knowledge.training", exc_type=ImportError)
    path = tmp_path / FILE_NAME
    assert training.main(["--to", str(path)]) == 0
    assert read_weights(path).head == read_weights(WEIGHTS).head
    assert path.read_bytes() == WEIGHTS.read_bytes()
