from datetime import date

import pytest

from assistant.records.folder import save_record
from assistant.records.model import Draft, RecordError
from assistant.records.reading import read_record
from tests.records.shelved import SHA, ours

NEWER = (
    "  sufficient: {strict_states: yes}\n  flips: [{change: {strict_states: no}, start: event-driven}]\n"
    "  review-by: 2027-05-22\n"
)


def test_an_older_record_lacks_what_came_later() -> None:
    kept = read_record(ours(4))
    assert (kept.status, kept.date, kept.decision_makers) == ("accepted", date(2026, 11, 22), ())
    block = kept.whichflow
    assert (block.id, block.name, block.tags, block.supersedes) == ("ADR-0004", "A flow", (), ())
    assert (block.sufficient, block.flips, block.review_by) == (None, None, None)
    assert block.answers["fixed_order"].turn is None
    assert block.answers["steps"].value == "4"
    assert block.transcript.file == "0004-x.session.jsonl"
    assert kept.body == "\n# A flow\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_newer_keys_are_read(newline: str) -> None:
    links = "  tags: [a]\n  supersedes: [ADR-0001]\n  superseded-by: []\n"
    text = "\ufeff" + ours(4, links=links, more=NEWER).replace("status:", "decision-makers: Ann, Bo\nstatus:")
    kept = read_record(text.replace("\n", newline))
    block = kept.whichflow
    assert kept.decision_makers == ("Ann, Bo",)
    assert (block.tags, block.supersedes, block.review_by) == (("a",), ("ADR-0001",), date(2027, 5, 22))
    assert block.sufficient == {"strict_states": "yes"}
    assert block.flips is not None
    assert (block.flips[0].change, block.flips[0].start) == ({"strict_states": "no"}, "event-driven")


def test_what_is_written_today_is_read(tmp_path_factory: pytest.TempPathFactory, orders: Draft) -> None:
    path = save_record(tmp_path_factory.mktemp("records"), orders)
    kept = read_record(path.read_text("utf-8"))
    assert kept.whichflow.name == orders.title
    assert {fact: given.value for fact, given in kept.whichflow.answers.items()} == {
        told.fact: told.value for told in orders.answers
    }
    assert kept.whichflow.verdict.start == orders.outcome.start
    assert set(kept.whichflow.guide.sections) == {section.id for section in orders.citations}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  id: ADR-0004", "  id: 4", r"^The key whichflow.id has another form .* \(line 6\)\.$"),
        ("  name: A flow\n", "", r"^The key whichflow.name is missing \(line \d+\)\.$"),
        ("decided: 2026-11-22", "decided: 2026-13-45", "whichflow.decided is no day such as 2026-11-22"),
        ("record: 1", "record: one", "whichflow.record is no number"),
        ("record: 1", "record: 2", "form 2, written by a newer whichflow"),
        ("record: 1", f"record: {'9' * 5000}", "whichflow.record"),
        ("{value: unsure}", "unsure", "whichflow.answers.fixed_order has another form"),
        ("{value: unsure}", "{value: [a]}", "whichflow.answers.fixed_order.value is no text"),
        ("0004-x.session.jsonl", "../../etc/passwd", "whichflow.transcript.file cannot be read"),
        ("0004-x.session.jsonl", "../0004-x.session.jsonl", "whichflow.transcript.file cannot be read"),
        (SHA, "none", "sha256 has another form"),
        ("status: accepted", "status:", "The key status is no text"),
        ("whichflow:", "otherwise:", "no record of whichflow"),
        ("  guide:", "  supersedes: [four]\n  guide:", "whichflow.supersedes.0 has another form"),
        ("---\n\n#", "\n#", "no record of whichflow"),
    ],
)  # fmt: skip
def test_a_broken_key_is_named(old: str, new: str, said: str) -> None:
    text = ours(4)
    assert old in text
    with pytest.raises(RecordError, match=said) as raised:
        read_record(text.replace(old, new))
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 300


def test_no_text_that_is_read_can_steer() -> None:
    kept = read_record(ours(4, name='"\\e[31mred\\u202e"'))
    assert kept.whichflow.name == "red"
