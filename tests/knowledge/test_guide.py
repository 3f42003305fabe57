"""The guide that ships with the package, held against the lists of what it must say."""

from collections import Counter
from pathlib import Path

from knowledge.base import GuideBase
from knowledge.search import search_sections

HERE = Path(__file__).parent
SECTION_IDS = (HERE / "section_ids.txt").read_text().split()
CLAIM_IDS = (HERE / "claim_ids.txt").read_text().split()


def test_the_sections_are_the_forty_of_the_outline(guide: GuideBase) -> None:
    assert len(SECTION_IDS) == 40
    assert [section.id for section in guide.sections()] == SECTION_IDS


def test_every_claim_is_carried_once(guide: GuideBase) -> None:
    carried = Counter(
        claim for section in guide.sections() for passage in section.passages for claim in passage.claims
    )

    assert len(CLAIM_IDS) == 230
    assert carried == Counter(CLAIM_IDS)


def test_a_passage_is_a_statement_that_ends_like_one(guide: GuideBase) -> None:
    passages = [passage for section in guide.sections() for passage in section.passages]

    assert [passage.id for passage in passages if not passage.text.endswith((".", "?", "!"))] == []
    assert [passage.id for passage in passages if len(passage.text) > 400] == []
    assert len({passage.text for passage in passages}) == len(passages)


def test_a_section_is_found_by_its_own_heading(guide: GuideBase) -> None:
    missed = [
        section.id
        for section in guide.sections()
        if section.id not in [hit.section_id for hit in search_sections(guide, section.title, limit=3)]
    ]

    assert missed == []


def test_the_base_of_the_guide_is_whole(guide: GuideBase) -> None:
    assert guide.check() == []
