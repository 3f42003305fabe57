"""Links between records that hold one way only, and folders that a supersede was killed in."""

from pathlib import Path

import pytest

from assistant.records.checking.links import Ends, Links
from assistant.records.guide_facts import GuideFacts
from assistant.records.linking import PENDING
from assistant.records.shelf import Shelf
from tests.records.checked import check, edited, found, saved
from tests.records.scripted import DAY

OLD = Ends(2, "superseded by ADR-0004", superseded_by=("ADR-0004",))
NEW = Ends(4, "accepted", supersedes=("ADR-0002",))
THEIRS = {"ours": False}


def faults(*records: Ends) -> list[tuple[int, str]]:
    """All faults of a folder that holds these records."""
    links = Links(lambda number: [ends for ends in records if ends.number == number])
    return [(ends.number, fault) for ends in records for fault in links.faults(ends)]


@pytest.mark.parametrize(
    "records",
    [
        (),
        (OLD, NEW),
        (Ends(1, "accepted"), Ends(2, "Rejected"), Ends(3, "deprecated"), Ends(4, "proposed")),
        # Two replaced by one, one after the other; an id with five digits.
        (
            Ends(1, "superseded by ADR-0003", (), ("ADR-0003",)),
            Ends(2, "superseded by ADR-00003", (), ("ADR-00003",)),
            Ends(3, "superseded by ADR-0004", ("ADR-0001", "ADR-0002"), ("ADR-0004",)),
            Ends(4, "accepted", ("ADR-0003",)),
        ),
        # Records of other tools have no lists; some tell no status that we could read.
        (Ends(2, "superseded by ADR-0004", ours=False), NEW),
        (OLD, Ends(4, "accepted", ours=False)),
        (Ends(2, "", ours=False), NEW),
        (Ends(2, "whatever", ours=False), Ends(3, "superseded by [ADR-0002](0002-x.md)", ours=False)),
        # What cannot be read is told of itself, not of others too.
        (Ends(2, "", readable=False), NEW),
        (OLD, Ends(4, "", readable=False)),
    ],
)
def test_links_that_hold(records: tuple[Ends, ...]) -> None:
    assert faults(*records) == []


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([NEW], [(4, "supersedes ADR-0002, which is not there")]),
        ([OLD], [(2, "superseded by ADR-0004, which is not there")]),
        ([Ends(2, "accepted"), NEW], [(4, "supersedes ADR-0002, which does not say so: name ADR-0004 in")]),
        ([OLD, Ends(4, "accepted")], [(2, "superseded by ADR-0004, which does not say so: add ADR-0002")]),
        (
            [Ends(2, "superseded by ADR-0004"), NEW],
            [(2, "status names ADR-0004, and superseded-by under whichflow does not")],
        ),
        (
            [Ends(2, "accepted", superseded_by=("ADR-0004",)), NEW],
            [(2, "The record is accepted, though superseded-by names ADR-0004"), (4, "does not say so")],
        ),
        ([Ends(2, "superseded")], [(2, "does not say by which record")]),
        ([Ends(2, "agreed")], [(2, "The status agreed is none that MADR has")]),
        ([Ends(2, "superseded by ADR-0009", ours=False)], [(2, "names ADR-0009, which is not there")]),
        ([Ends(2, "accepted", ours=False), NEW], [(4, "supersedes ADR-0002, which does not say so")]),
        (
            [
                Ends(1, "superseded by ADR-0002", ("ADR-0002",), ("ADR-0002",)),
                Ends(2, "superseded by ADR-0001", ("ADR-0001",), ("ADR-0001",)),
                Ends(3, "accepted"),
            ],
            [(1, "took its own place"), (2, "took its own place")],
        ),
        ([Ends(1, "superseded by ADR-0001", ("ADR-0001",), ("ADR-0001",))], [(1, "took its own place")]),
    ],
)
def test_links_that_do_not_hold(records: list[Ends], said: list[tuple[int, str]]) -> None:
    there = faults(*records)
    assert [number for number, _fault in there] == [number for number, _part in said]
    for (_number, fault), (_same, part) in zip(there, said, strict=True):
        assert part in fault


def test_a_long_chain_is_followed_once() -> None:
    many = 3000
    chain = [Ends(n, f"superseded by ADR-{n + 1:04}", ours=False) for n in range(1, many)]
    looked = 0

    def look(number: int) -> list[Ends]:
        nonlocal looked
        looked += 1
        return [ends for ends in chain[number - 1 : number] if ends.number == number]

    links = Links(look)
    ours = [Ends(ends.number, ends.status) for ends in chain]
    for ends in ours:
        list(links.faults(ends))
    assert looked < 4 * many


@pytest.fixture
def replaced(tmp_path: Path, guide: GuideFacts) -> list[Path]:
    """A record that took the place of another."""
    paths = [saved(tmp_path, guide) for _ in range(2)]
    shelf = Shelf(tmp_path, lambda: DAY)
    shelf.accept("1")
    shelf.supersede(["1"], "2")
    return paths


def test_a_supersede_holds_until_an_end_is_edited(
    tmp_path: Path, guide: GuideFacts, replaced: list[Path]
) -> None:
    assert [each.outcome for each in check(tmp_path, guide)] == ["holds", "holds"]
    edited(replaced[0], "superseded-by: [ADR-0002]", "superseded-by: []")
    old, new = check(tmp_path, guide)
    assert (old.outcome, new.outcome) == ("broken", "holds")
    edited(replaced[0], "status: superseded by ADR-0002", "status: accepted")
    assert [each.outcome for each in check(tmp_path, guide)] == ["holds", "broken"]
    # The other end is read also where only one of them is asked for.
    assert "which does not say so" in found(check(tmp_path, guide, refs=["2"])[0])[0]


def test_a_record_that_was_taken_away(tmp_path: Path, guide: GuideFacts, replaced: list[Path]) -> None:
    replaced[1].unlink()
    (old,) = check(tmp_path, guide)
    assert old.outcome == "broken"
    assert "is superseded by ADR-0002, which is not there" in found(old)[0]


def test_records_of_other_tools_are_looked_at_for_links(tmp_path: Path, guide: GuideFacts) -> None:
    texts = [
        "---\nstatus: superseded by ADR-0003\n---\n# One\n",
        "# Two\n\n## Status\n\nAccepted\n",
        "---\n:\n",
    ]
    for number, text in enumerate(texts, 1):
        (tmp_path / f"000{number}-x.md").write_text(text, "utf-8")
    assert [(each.ours, each.outcome) for each in check(tmp_path, guide)] == [(False, "holds")] * 3
    (tmp_path / "0003-x.md").unlink()
    one, two = check(tmp_path, guide)
    assert (one.outcome, two.outcome, one.title) == ("broken", "holds", "One")
    assert "names ADR-0003, which is not there" in found(one)[0]


def test_an_interrupted_supersede(tmp_path: Path, guide: GuideFacts, replaced: list[Path]) -> None:
    pending = f'{{"old": ["{replaced[0].name}"], "new": "{replaced[1].name}", "day": "2026-11-22"}}'
    (tmp_path / PENDING).write_text(pending, "utf-8")
    folder, *records = check(tmp_path, guide)
    assert (folder.record, folder.path, folder.outcome) == ("", tmp_path, "broken")
    assert "whichflow record check --mend" in found(folder)[0]
    assert [each.outcome for each in records] == ["holds", "holds"]
    Shelf(tmp_path, lambda: DAY).mend()
    assert [each.outcome for each in check(tmp_path, guide)] == ["holds", "holds"]
