import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records.naming import MAX_SLUG, Place, next_number, number_of, slug
from tests.records.hostile import HOSTILE

SOUND = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@given(title=st.text(max_size=400) | st.sampled_from(HOSTILE))
def test_any_title_makes_a_sound_name(title: str) -> None:
    name = slug(title)
    assert SOUND.fullmatch(name)
    assert len(name) <= MAX_SLUG
    assert number_of(Place(1, name).record) == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Order fulfilment", "order-fulfilment"),
        ("../../etc/passwd", "etc-passwd"),
        ("Straßenübergänge für Öl", "strassenubergange-fur-ol"),
        ("👩‍💻", "decision"),
        ("日本語", "decision"),
        ("", "decision"),
        ("CON", "con"),
        ("x" * 300, "x" * 60),
        ("a word and then " + "y" * 300, "a-word-and-then-" + "y" * 44),
        ("word " * 60, "-".join(["word"] * 12)),
        (f"{'a' * 61} b", "a" * 60),
        (f"{'a' * 58} b c", f"{'a' * 58}-b"),
    ],
)
def test_slugs(title: str, name: str) -> None:
    assert slug(title) == name


def test_names_of_a_place() -> None:
    place = Place(4, "a-title")
    assert (place.id, place.record, place.transcript) == (
        "ADR-0004",
        "0004-a-title.md",
        "0004-a-title.session.jsonl",
    )
    assert Place(12345, "x").record == "12345-x.md"


@pytest.mark.parametrize(
    ("names", "number"),
    [
        ([], 1),
        (["README.md", "index.md", "adr-template.md", ".whichflow.lock"], 1),
        (["0001-a.md", "0007-of-another-tool.md", "0003-c.md"], 8),
        (["0002-a.session.jsonl"], 3),
        (["0001-a.md", "0042-notes.txt", "20261122-minutes.md", "００９９-wide-digits.md"], 2),
        (["9999-last-of-four.md"], 10000),
        (["0000-template.md"], 1),
    ],
)
def test_the_next_number_is_one_more_than_the_highest(names: list[str], number: int) -> None:
    assert next_number(names) == number
