"""The outcomes of a check: holds, otherwise, overdue, changed; and which of them counts most."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.records.checking import EXIT_CODES, Outcome, worst
from assistant.records.guide_facts import GuideFacts
from assistant.records.model import RecordError
from assistant.records.shelf import Shelf
from rules.reading import shipped_book
from tests.records.checked import OtherGuide, check, edited, found, other_mind, saved
from tests.records.scripted import DAY, ORDERS, SIMPLE, STAGED, VOTED

OTHER = {"direction": "event-driven"}
DUE = date(2027, 5, 22)


@pytest.mark.parametrize("answers", [ORDERS, STAGED, SIMPLE, VOTED])
def test_what_was_written_today_holds(
    tmp_path: Path, guide: GuideFacts, answers: dict[str, tuple[str, str]]
) -> None:
    path = saved(tmp_path, guide, answers)
    (checked,) = check(tmp_path, guide)
    assert (checked.outcome, found(checked)) == ("holds", [])
    assert (checked.record, checked.path, checked.title) == ("ADR-0001", path, "A flow")
    assert (checked.status, checked.ours) == ("proposed", True)


@pytest.mark.parametrize("status", ["proposed", "accepted"])
def test_a_changed_rule_decides_otherwise_and_says_why(
    tmp_path: Path, guide: GuideFacts, status: str
) -> None:
    path = saved(tmp_path, guide)
    edited(path, "status: proposed", f"status: {status}")
    (checked,) = check(tmp_path, guide, mind=other_mind("both-needs", then=OTHER))
    assert checked.outcome == "otherwise"
    (otherwise,) = [finding.text for finding in checked.findings if finding.kind == "otherwise"]
    assert "start event-driven, not hybrid; direction event-driven, not hybrid." in otherwise
    assert "(rule both-needs, § faq/hybrid, § realities/maintenance)" in otherwise
    assert "rule book has changed since" in otherwise
    assert ("whichflow record supersede 0001 --by NEW" in otherwise) == (status == "accepted")
    assert ("Reject this record" in otherwise) == (status == "proposed")


def test_the_same_book_tells_that_the_verdict_was_edited(tmp_path: Path, guide: GuideFacts) -> None:
    path = saved(tmp_path, guide)
    edited(path, "    route: conflict\n", "    route: direct\n")
    (checked,) = check(tmp_path, guide)
    assert checked.outcome == "otherwise"
    (said,) = found(checked)
    assert "lead to route conflict, not direct." in said
    assert "the recorded verdict was changed by hand" in said


@pytest.mark.parametrize(("today", "outcome"), [(DUE, "holds"), (DUE + timedelta(days=1), "overdue")])
def test_a_review_is_due_until_the_end_of_its_day(
    tmp_path: Path, guide: GuideFacts, today: date, outcome: str
) -> None:
    saved(tmp_path, guide)
    (checked,) = check(tmp_path, guide, today=today)
    assert checked.outcome == outcome
    assert all("2027-05-22" in said and "set review-by" in said for said in found(checked))


def test_another_book_with_the_same_verdict(tmp_path: Path, guide: GuideFacts) -> None:
    saved(tmp_path, guide)
    (checked,) = check(tmp_path, guide, mind=other_mind(policy="no-money-before-nature"))
    assert checked.outcome == "changed"
    (said,) = found(checked)
    assert "Policies that read otherwise: no-money-before-nature." in said
    assert "new" not in said.partition("Policies")[2]


def test_an_answer_that_the_book_no_longer_knows(tmp_path: Path, guide: GuideFacts) -> None:
    path = saved(tmp_path, guide, {**ORDERS, "symptoms": ("slow", "slow")})
    (checked,) = check(tmp_path, guide, mind=other_mind(without="symptoms"))
    assert checked.outcome == "changed"
    assert "changed: The rule book does not ask for symptoms any more" in found(checked)[0]
    edited(path, "experience: {value: none", "experience: {value: little")
    (checked,) = check(tmp_path, guide)
    assert any(said.startswith("changed: The rule book has no answer little to") for said in found(checked))


def test_sections_that_were_reworded_or_are_gone(tmp_path: Path, guide: GuideFacts) -> None:
    saved(tmp_path, guide)
    (checked,) = check(tmp_path, OtherGuide(guide, reworded="faq/hybrid", gone="realities/maintenance"))
    assert checked.outcome == "changed"
    text, gone = found(checked)
    assert "(edition May 2026 then, June 2027 today) in § faq/hybrid: " in text
    assert "no longer has § realities/maintenance, which" in gone
    (checked,) = check(tmp_path, OtherGuide(guide, reworded="faq/getting-started"))
    assert checked.outcome == "holds"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    stability: settled\n", "    stability: provisional\n", "stability is settled, not provisional"),
        ("    agreement: conflict\n", "    agreement: unanimous\n", "agreement is conflict, not unanimous"),
        ("    possible: [hybrid]\n", "    possible: [sequential]\n", "possible is hybrid, not seq"),
    ],
)
def test_how_firm_the_verdict_is(tmp_path: Path, guide: GuideFacts, old: str, new: str, said: str) -> None:
    path = saved(tmp_path, guide)
    edited(path, old, new)
    (checked,) = check(tmp_path, guide)
    assert checked.outcome == "changed"
    assert said in found(checked)[0]


def test_an_older_record_need_not_tell_what_was_possible(tmp_path: Path, guide: GuideFacts) -> None:
    path = saved(tmp_path, guide)
    edited(path, "    possible: [hybrid]\n", "")
    (checked,) = check(tmp_path, guide)
    assert checked.outcome == "holds"


@pytest.mark.parametrize("status", ["rejected", "deprecated"])
def test_what_does_not_stand_is_not_decided_anew(tmp_path: Path, guide: GuideFacts, status: str) -> None:
    path = saved(tmp_path, guide)
    edited(path, "status: proposed", f"status: {status}")
    far, other = date(2099, 1, 1), OtherGuide(guide, gone="faq/hybrid")
    (checked,) = check(tmp_path, other, mind=other_mind("both-needs", then=OTHER), today=far)
    assert checked.outcome == "holds"
    edited(path, "## Decision Outcome\n", "")
    (checked,) = check(tmp_path, other, mind=other_mind("both-needs", then=OTHER), today=far)
    assert checked.outcome == "broken"


def test_hand_edits_between_the_parts_stay(tmp_path: Path, guide: GuideFacts) -> None:
    path = saved(tmp_path, guide)
    edited(path, "decision-makers: []", "decision-makers: [Ada]\nticket: 12")
    edited(path, "## Decision Drivers\n", "Ours: <b>why</b>.\n\n### Our notes\n\n## Decision Drivers\n")
    edited(path, "# A flow\n", "# Another title\n\n```sh\n# no heading\n## Decision Outcome\n```\n")
    path.write_bytes(path.read_bytes() + b"\n## More\n\nWritten later.\n")
    Shelf(tmp_path, lambda: DAY).accept("1")
    (checked,) = check(tmp_path, guide)
    assert (checked.outcome, found(checked)) == ("holds", [])


def test_what_is_broken_counts_most_then_what_is_decided_otherwise() -> None:
    order: tuple[Outcome, ...] = ("broken", "otherwise", "overdue", "changed", "holds")
    assert [EXIT_CODES[outcome] for outcome in order] == [2, 1, 3, 5, 0]
    assert [worst(reversed(order[place:])) for place in range(len(order))] == list(order)
    assert worst(()) == "holds"


def test_only_what_is_asked_for_is_checked(tmp_path: Path, guide: GuideFacts) -> None:
    for _ in range(3):
        saved(tmp_path, guide)
    (tmp_path / "0002-a-flow.session.jsonl").unlink()
    asked = check(tmp_path, guide, refs=["ADR-0003", "1", "0001"])
    assert [each.record for each in asked] == ["ADR-0003", "ADR-0001"]
    assert [each.outcome for each in check(tmp_path, guide)] == ["holds", "broken", "holds"]
    with pytest.raises(RecordError, match="There is no record 4"):
        check(tmp_path, guide, refs=["4"])


def test_nothing_is_written(tmp_path: Path, guide: GuideFacts) -> None:
    saved(tmp_path, guide)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    check(tmp_path, guide, mind=other_mind("both-needs", then=OTHER))
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.iterdir()}


def test_a_sentence_that_was_mended_puts_no_record_into_question(tmp_path: Path, guide: GuideFacts) -> None:
    saved(tmp_path, guide)
    reworded = other_mind("both-needs", because="Said in other words.")
    assert reworded.book.sha256 != shipped_book().sha256
    assert [checked.outcome for checked in check(tmp_path, guide, mind=reworded)] == ["holds"]


def test_a_duty_that_was_added_to_does(tmp_path: Path, guide: GuideFacts) -> None:
    saved(tmp_path, guide)
    other = other_mind("do-draw-border", then={"duty": "a-wall"})
    assert [checked.outcome for checked in check(tmp_path, guide, mind=other)] == ["changed"]
