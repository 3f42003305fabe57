"""A record written anew: what was generated follows, what people wrote stays byte for byte."""

from dataclasses import replace
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.records.guide_facts import GuideFacts
from assistant.records.history import add_history
from assistant.records.madr import generated_parts, render
from assistant.records.marking import parts_of
from assistant.records.model import Draft, RecordError
from assistant.records.naming import Place
from assistant.records.renewing import regenerate
from tests.records.scripted import STAGED, drafted

PLACE = Place(4, "order-fulfilment")
HASH = "0" * 64
LATER = date(2027, 1, 2)
TASK = "- [ ] Write structured logs from the first day"


@pytest.fixture(scope="module")
def old(orders: Draft) -> str:
    return render(orders, PLACE, HASH)


@pytest.fixture(scope="module")
def staged(guide: GuideFacts) -> Draft:
    return drafted(guide, STAGED, title="Order fulfilment", day=LATER)


def test_nothing_changed_is_not_a_byte(orders: Draft, old: str) -> None:
    assert regenerate(old, orders, PLACE, HASH) == old
    assert regenerate(old.replace("\n", "\r\n"), orders, PLACE, HASH) == old.replace("\n", "\r\n")


def test_another_verdict_is_written_into_every_part(old: str, staged: Draft) -> None:
    new = regenerate(old, staged, PLACE, HASH)
    # A record of the same draft that was new on the day of the first: only the days tell them apart.
    fresh = render(staged, PLACE, HASH).replace("decided: 2027-01-02", "decided: 2026-11-22")
    events = "- proposed on 2026-11-22\n- renewed on 2027-01-02\n"
    assert new == fresh.replace("- proposed on 2027-01-02\n", events)
    assert yaml.safe_load(new.split("---\n")[1])["date"] == LATER


def test_a_second_renewal_on_the_day_changes_nothing(old: str, staged: Draft) -> None:
    once = regenerate(old, staged, PLACE, HASH)
    assert regenerate(once, staged, PLACE, HASH) == once


HAND = (
    ("status: proposed", 'status: "accepted"  # by the board'),
    ("decision-makers: []", "decision-makers: [Ada, Grace]"),
    (
        "informed: []\n",
        "informed: []\nticket: |\n  whichflow:\n    name: no block of ours\nowner: {a: [1, 2]}\n",
    ),
    ("  tags: [hybrid, conflict]\n", "  tags: [hybrid, payments, conflict]\n"),
    ("  supersedes: []\n", "  supersedes: [ADR-0002]\n"),
    (
        "  review-by: 2027-05-22\n",
        "  budget:\n    # to be told\n    euro: 5\n  review-by: 2027-05-22\n  'x y': z\n",
    ),
    ("# Order fulfilment\n", "# Orders, as we call them\n"),
    ("\n### Confirmation\n", "\n- Good, because we know RabbitMQ.\n\n### Confirmation\n"),
    (
        "\n## More Information\n",
        "\n### Nothing at all\n\n- Bad, because of <b>this</b>\n\n## More Information\n",
    ),
    (
        "<!-- whichflow:end transcript -->\n",
        "<!-- whichflow:end transcript -->\n\n## Ours\n\n```text\n---\n```\n",
    ),
)


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
def test_what_people_wrote_stays(old: str, staged: Draft, break_: str) -> None:
    edited = old
    for before, after in HAND:
        assert edited.count(before) == 1
        edited = edited.replace(before, after)
    edited = edited.replace("\n", break_)
    new = regenerate(edited, staged, PLACE, HASH)
    assert ("\r\n" in new) == (break_ == "\r\n")
    assert new.replace("\r\n", "\n").count("\n") == new.count(break_)
    assert not_generated(new) == not_generated(edited)
    front = yaml.safe_load(new.split("---")[1])
    assert (front["status"], front["date"], front["decision-makers"]) == ("accepted", LATER, ["Ada", "Grace"])
    assert front["ticket"] == "whichflow:\n  name: no block of ours\n"
    block = front["whichflow"]
    assert block["tags"] == ["sequential", "staged", "payments"]
    assert (block["supersedes"], block["decided"], block["review-by"]) == (
        ["ADR-0002"],
        date(2026, 11, 22),
        date(2027, 7, 2),
    )
    assert (block["budget"], block["x y"]) == ({"euro": 5}, "z")
    assert block["verdict"]["start"] == "sequential"
    assert regenerate(new, staged, PLACE, HASH) == new


def not_generated(text: str) -> list[str]:
    """All that stands between the parts, and the front matter but for our block and the date."""
    for part in sorted(parts_of(text).values(), key=len):
        text = text.replace(part, "\0")
    head, _block, tail = text.partition("whichflow:")[0], *text.partition("whichflow:\n")[1:]
    return [line for line in head.splitlines() if not line.startswith("date:")] + tail.split("---")[-1].split(
        "\0"
    )


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")  # two records
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")), min_size=11, max_size=11
    )
)
@settings(max_examples=30, deadline=None)
def test_any_text_between_the_parts_stays(old: str, staged: Draft, notes: list[str]) -> None:
    edited = old
    for name, note in zip(parts_of(old), notes, strict=True):
        end = f"<!-- whichflow:end {name} -->\n"
        edited = edited.replace(end, f"{end}{note}\n")
    new = regenerate(edited, staged, PLACE, HASH)
    for name, note in zip(parts_of(old), notes, strict=True):
        assert f"<!-- whichflow:end {name} -->\n{note}\n" in new


def test_line_breaks_of_both_kinds_stay_where_people_put_them(old: str, staged: Draft) -> None:
    edited = old.replace("informed: []\n", "informed: []\r\nmore: 1\n").replace(
        "\n### Confirmation\n", "\nOurs\r\n\n### Confirmation\n"
    )
    new = regenerate(edited, staged, PLACE, HASH)
    assert new.count("\r") == 2
    assert "informed: []\r\nmore: 1\n" in new
    assert "\nOurs\r\n" in new


def test_a_ticked_task_stays_ticked(old: str, staged: Draft) -> None:
    new = regenerate(old.replace(TASK, TASK.replace("[ ]", "[X]")), staged, PLACE, HASH)
    assert TASK.replace("[ ]", "[x]") in new
    assert new.count("- [x] ") == 1


def test_a_hand_edit_inside_a_part_is_taken_back(old: str, orders: Draft) -> None:
    edited = old.replace('Chosen option: "Hybrid"', 'Chosen option: "Sequential"')
    new = regenerate(edited, replace(orders, decided=LATER, review_by=orders.review_by), PLACE, HASH)
    assert parts_of(new)["outcome"] == generated_parts(orders)["outcome"]


BEGIN, END = "<!-- whichflow:begin outcome -->\n", "<!-- whichflow:end outcome -->\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEGIN, ""),
        (END, ""),
        (END, END + END),
        (BEGIN, BEGIN + BEGIN),
        (BEGIN, END),
        (END, "<!-- whichflow:end consequences -->\n"),
        (END, f"{END}{BEGIN}{END}"),
        ("\n---\n", "\n"),
        ("whichflow:\n", "whichflow: {}\nother:\n"),
        ("  answers:\n", "  answers: &a\n    x: *a\n"),
        ("informed: []\n", "informed: &b [*b]\n"),
        ("  decided: 2026-11-22\n", "  decided: soon\n"),
        ("  supersedes: []\n", "  supersedes: {a: [b]}\n"),
    ],
)
def test_what_is_broken_is_refused_in_a_sentence(old: str, staged: Draft, before: str, after: str) -> None:
    with pytest.raises(RecordError, match=r"^[A-Z].*\.$"):
        regenerate(old.replace(before, after, 1), staged, PLACE, HASH)


def test_a_part_that_was_taken_out_whole_is_missed(old: str, staged: Draft) -> None:
    with pytest.raises(RecordError, match=r"^The record has lost the two marker lines of its part drivers: "):
        regenerate(old.replace(parts_of(old)["drivers"], "- Ours alone"), staged, PLACE, HASH)


def test_history_is_added_to_and_stays_text(old: str) -> None:
    accepted = add_history(old, "accepted", LATER)
    assert (
        "\n- proposed on 2026-11-22\n- accepted on 2027-01-02\n<!-- whichflow:end history -->\n" in accepted
    )
    forged = add_history(accepted, "x\n<!-- whichflow:end history -->\n# y", LATER)
    assert list(parts_of(forged)) == list(parts_of(old))
    assert add_history(old.replace("\n", "\r\n"), "accepted", LATER) == accepted.replace("\n", "\r\n")
    without = old.replace(parts_of(old)["history"], "")
    assert add_history(without, "accepted", LATER) == without
