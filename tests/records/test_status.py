from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records.model import RecordError
from assistant.records.status import with_status

DAY = date(2027, 1, 2)
WHOLE = (
    "---\n"
    "# a comment that stays\n"
    'status: "proposed"   # why not\n'
    "unknown: {kept: [yes, ~]}\n"
    "date: 2026-11-22\n"
    "whichflow:\n"
    "  status: not this one\n"
    "---\n\n# Title\n\nstatus: proposed\n---\ndate: x\n"
)


def told(status: str) -> str:
    return f"---\nstatus: {status}\ndate: 2020-01-01\n---\n# T\n"


def test_only_the_two_values_change() -> None:
    after = with_status(WHOLE, "ADR-0001", "accepted", DAY)
    assert after == WHOLE.replace('status: "proposed"', 'status: "accepted"').replace(
        "2026-11-22", "2027-01-02"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("proposed", "accepted"),
        ("'proposed'", "'accepted'"),
        ("Proposed", "accepted"),
        (">-\n  proposed", "accepted"),
        ("|\n  proposed\n", "accepted\n"),
        ("proposed # x", "accepted # x"),
    ],
)
def test_the_old_style_is_kept(old: str, new: str) -> None:
    assert f"status: {new}\n" in with_status(told(old), "ADR-0001", "accepted", DAY)


@pytest.mark.parametrize(
    "text", [WHOLE.replace("\n", "\r\n"), "\ufeff" + WHOLE, WHOLE.removesuffix("\n"), WHOLE + "\t \x0c"]
)
def test_breaks_marks_and_ends_stay(text: str) -> None:
    after = with_status(text, "ADR-0001", "accepted", DAY)
    assert after.replace("accepted", "proposed", 1).replace("2027-01-02", "2026-11-22") == text


@given(body=st.text(), note=st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S"])))
def test_whatever_stands_around_it_stays(body: str, note: str) -> None:
    text = f"---\nnote: '{note.replace(chr(39), chr(39) * 2)}'\nstatus: proposed\n---\n{body}"
    assert with_status(text, "ADR-0001", "rejected", DAY) == text.replace(
        "status: proposed\n---", "status: rejected\n---", 1
    )


@pytest.mark.parametrize(
    ("now", "wanted", "possible"),
    [
        (
            "proposed",
            "deprecated",
            "is proposed and cannot become deprecated: .* only be accepted or rejected",
        ),
        ("proposed", "superseded by ADR-0002", "only be accepted or rejected"),
        ("accepted", "rejected", "only be deprecated or superseded"),
        ("rejected", "accepted", "final"),
        ("deprecated", "accepted", "final"),
        (
            "superseded by ADR-0007",
            "accepted",
            "is superseded by ADR-0007 and cannot become accepted: .* final",
        ),
        ("in review", "accepted", "has to say one of proposed, accepted, rejected, deprecated first"),
    ],
)
def test_what_makes_no_sense_is_refused(now: str, wanted: str, possible: str) -> None:
    with pytest.raises(RecordError, match=possible):
        with_status(told(now), "ADR-0001", wanted, DAY)


@pytest.mark.parametrize("status", ["accepted", "rejected", "deprecated", "Accepted"])
def test_the_same_status_changes_nothing(status: str) -> None:
    assert with_status(told(status), "ADR-0001", status.lower(), DAY) == told(status)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# 1. T\n\n## Status\n\nAccepted\n", "under a heading, not in a front matter"),
        ("# T\n", "has no status in a front matter"),
        ("---\nstatus:\n---\n", "has no status"),
        ("---\nstatus: [a]\n---\n", "has no status"),
        ("---\nstatus: a\nstatus: b\n---\n", "has the key status twice"),
    ],
)
def test_a_file_without_a_status_is_one_sentence(text: str, said: str) -> None:
    with pytest.raises(RecordError, match=said):
        with_status(text, "ADR-0001", "accepted", DAY)


def test_no_date_none_is_added() -> None:
    assert (
        with_status("---\nstatus: proposed\n---\n", "ADR-0001", "accepted", DAY)
        == "---\nstatus: accepted\n---\n"
    )
