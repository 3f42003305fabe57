import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.base import GuideBase
from knowledge.search import search, search_sections
from knowledge.words import MOST_TERMS, percentages_of, terms_of

HOSTILE = {
    "nothing": "",
    "blanks": " \t\n",
    "only stop words": "what is it that we should do?",
    "only signs": "?!… — “” ()[]{}",
    "only emoji": "🚢🚂🔥👩‍👩‍👧‍👦",
    "NUL": "boat\0harbour",
    "lone surrogate": "boat \ud800 harbour",
    "an open quote": '"boat',
    "quotes": '"boat" "harbour"',
    "operators": "boat AND NOT harbour OR NEAR(train rails, 2)",
    "column filter": "heading : boat",
    "prefix": "boa* ^boat",
    "brackets": "((boat",
    "minus and plus": "-boat + harbour - {text heading}: x",
    "SQL": "boat'; DROP TABLE passages; --",
    "placeholders": "boat ? ?1 :name @name $name",
    "command of the index": "passages_fts rebuild optimize integrity-check",
    "a word too long": "b" * 100_000,
    "too many words": " ".join(f"boat{number}" for number in range(10_000)),
    "a megabyte": "boat harbour \x1b[31m\n" * 50_000,
    "letters that grow when folded": "ﷺ" * 30_000,
    "right to left": "\u202etaob مرحبا",
    "other numerals": "² ³ ½ ٣ Ⅷ 三",
    "combining marks": "b\u0301o\u0301a\u0301t" + "\u0301" * 5_000,
}


@pytest.mark.parametrize("question", HOSTILE.values(), ids=HOSTILE)
def test_hostile_questions_are_only_words(base: GuideBase, question: str) -> None:
    hits = search(base, question)

    assert all(hit.score > 0 for hit in hits)
    assert bool(search_sections(base, question)) == bool(hits)
    assert base.check() == []


@settings(deadline=None)
@given(st.text() | st.text('"boatharu NEAR()*:^-+{}0\0', max_size=60))
def test_no_text_makes_the_search_fail(guide: GuideBase, question: str) -> None:
    hits = search(guide, question, limit=1000)

    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.passage.id for hit in hits}) == len(hits)


def test_operators_are_looked_for_as_words(base: GuideBase) -> None:
    # An operator NOT would leave the harbour out, and NEAR would ask for the two words side by side.
    found = {hit.passage.id for hit in search(base, "boat NOT harbour NEAR(wind rails)")}

    assert {"travel/boat#1", "travel/boat#2", "start#4", "start#5"} <= found


def test_a_hit_says_where_it_is(base: GuideBase) -> None:
    best = search(base, "Does sailing need the wind, or a timetable?")[0]

    assert best.passage.id == "travel/boat#2"
    assert (best.section_id, best.section_title) == ("travel/boat", "The Boat")


def test_words_are_found_in_their_other_forms(base: GuideBase) -> None:
    assert search(base, "floating")[0].passage.id == "start#4"
    assert search(base, "HARBOURS")[0].passage.id == "travel/boat#1"


def test_a_heading_counts_more_than_a_text(base: GuideBase) -> None:
    assert search(base, "boats")[0].section_id == "travel/boat"


def test_the_limit_is_kept(base: GuideBase) -> None:
    assert len(search(base, "boat train", limit=2)) == 2
    assert len(search_sections(base, "boat train", limit=1)) == 1
    assert search(base, "boat", limit=0) == []
    assert search_sections(base, "boat", limit=-1) == []


def test_sections_rank_by_their_best_passage_and_a_part_of_the_others(base: GuideBase) -> None:
    hits = search_sections(base, "boat wind harbour")

    assert hits[0].section_id == "travel/boat"
    assert hits[0].title == "The Boat"
    assert len(hits[0].passages) == 2
    assert hits[0].passages[0].score < hits[0].score < sum(hit.score for hit in hits[0].passages)
    assert len({hit.section_id for hit in hits}) == len(hits)


def test_terms_are_distinct_folded_and_few() -> None:
    assert terms_of("Don't BOATS float? boats FLOAT; event-driven x 3 STRASSE straße") == (
        "boats",
        "float",
        "event",
        "driven",
        "3",
        "strasse",
    )
    assert len(terms_of(" ".join(f"word{number}" for number in range(1000)))) == MOST_TERMS


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("40% or 60 %", {"40", "60"}),
        ("by 7.5 percent, 2,5 PER CENT", {"7.5", "2,5"}),
        ("5 percentiles, 5 cents, percent 5, %", set()),
        ("", set()),
    ],
)
def test_percentages_are_told_from_other_numbers(text: str, named: set[str]) -> None:
    assert percentages_of(text) == named
