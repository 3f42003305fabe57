"""What a check calls broken in a record itself: front matter, headings, markers, numbers."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.records.checking import EXIT_CODES
from assistant.records.checking.form import HEADINGS, PARTS, headings
from assistant.records.guide_facts import GuideFacts
from assistant.records.madr import generated_parts, render
from assistant.records.marking import parts_of
from assistant.records.model import Draft
from assistant.records.naming import Place
from assistant.records.renewing import regenerate
from assistant.text import clean
from tests.records.checked import check, edited, found, other_mind, saved, transcript_of
from tests.records.parsed import headings as parsed_headings
from tests.records.parsed import parted


def test_the_form_is_the_one_that_is_written(orders: Draft) -> None:
    assert set(generated_parts(orders)) == set(PARTS)
    text = render(orders, Place(1, "x"), "0" * 64)
    _front, tokens = parted(text)
    assert list(headings(text)) == [f"{'#' * int(tag[1])} {name}" for tag, name in parsed_headings(tokens)]
    assert [heading for heading in headings(text) if heading in HEADINGS] == list(HEADINGS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  id: ADR-0001\n", "", "The key whichflow.id is missing (line"),
        ("    route: conflict\n", "    route: [a\n", "not YAML that can be read"),
        ("  record: 1\n", "  record: 9\n", "form 9, written by a newer whichflow"),
        ("whichflow:\n", "other:\n", "its front matter has no key whichflow"),
        ("---\nstatus: proposed", "status: proposed", "its front matter has no key whichflow"),
        ("  id: ADR-0001\n", "  id: ADR-0007\n", "The id is ADR-0007, but the file's name says ADR-0001"),
        ("status: proposed", "status: agreed", "The status agreed is none that MADR has"),
        ("# A flow\n", "A flow\n", "does not begin with its title"),
        ("## Decision Outcome\n", "", "heading ## Decision Outcome is missing"),
        ("## Decision Outcome\n", "### Decision Outcome\n", "heading ## Decision Outcome is missing"),
        ("### Confirmation\n", "### Confirmation\n\n### Confirmation\n", "stands there more than once"),
        ("## Decision Outcome\n", "```\n## Decision Outcome\n```\n", "Decision Outcome is missing"),
        ("<!-- whichflow:end outcome -->\n", "", "has no partner: put it back"),
        ("<!-- whichflow:begin outcome -->\n", "", "has no partner: put it back"),
    ],
)  # fmt: skip
def test_what_is_broken_is_named(tmp_path: Path, guide: GuideFacts, old: str, new: str, said: str) -> None:
    path = saved(tmp_path, guide)
    edited(path, old, new)
    (checked,) = check(tmp_path, guide)
    assert (checked.outcome, checked.ours, checked.record) == ("broken", True, "ADR-0001")
    broken = [finding.text for finding in checked.findings if finding.kind == "broken"]
    assert len(broken) == 1
    assert said in broken[0]


def test_headings_in_another_order(tmp_path: Path, guide: GuideFacts) -> None:
    path = saved(tmp_path, guide)
    edited(path, "## Considered Options\n", "## X\n")
    edited(path, "## Decision Drivers\n", "## Considered Options\n")
    edited(path, "## X\n", "## Decision Drivers\n")
    assert "not in MADR's order" in found(check(tmp_path, guide)[0])[0]


def test_lost_markers(tmp_path: Path, guide: GuideFacts) -> None:
    path = saved(tmp_path, guide)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    # A history that somebody took out is nobody's loss.
    for name, outcome in (("history", "holds"), ("outcome", "broken")):
        lines = [line for line in lines if not line.startswith("<!-- whichflow:") or f" {name} " not in line]
        path.write_text("".join(lines), "utf-8")
        (checked,) = check(tmp_path, guide)
        assert checked.outcome == outcome
    assert "The marker lines of the part outcome are gone" in found(checked)[0]
    path.write_text("".join(line for line in lines if not line.startswith("<!-- whichflow:")), "utf-8")
    assert "The marker lines of the parts summary, context," in found(check(tmp_path, guide)[0])[0]
    # As a record from before there were markers.
    edited(path, next(line for line in lines if line.startswith("  parts: ")), "")
    assert check(tmp_path, guide)[0].outcome == "holds"


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('Chosen option: "Hybrid"', 'Chosen option: "Sequential"', "outcome"),
        ("In short: ", "In long: ", "summary"),
        ("<!-- whichflow:end drivers -->", "- Ours\n<!-- whichflow:end drivers -->", "drivers"),
        ("\n| Kept: ", "\n| Lost: ", "transcript"),
        ("ybrid", "ybrids", "summary, options, outcome, consequences"),
    ],
)
def test_an_edit_within_a_generated_part_is_named(
    tmp_path: Path, guide: GuideFacts, old: str, new: str, part: str, break_: str
) -> None:
    path = saved(tmp_path, guide)
    head, rest = path.read_text("utf-8").split("\n---\n", 1)
    assert old in rest
    text = f"{head}\n---\n{rest.replace(old, new)}"
    path.write_bytes(text.replace("\n", break_).encode())
    (checked,) = check(tmp_path, guide, mind=other_mind(policy="no-money-before-nature"))
    broken = [each for each in found(checked) if each.startswith("broken: ")]
    assert len(broken) == 1
    assert broken[0].startswith(f"broken: Changed by hand between their marker lines: {part}")
    assert "record renew writes" in broken[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- [ ] ", "- [x] "),
        ("To be reviewed by 2027-05-22.", "To be reviewed by 2028-01-31."),
        (". To be", ".\nTo be"),
        ("<!-- whichflow:end outcome -->", "\n<!-- whichflow:end outcome -->"),
        ("<!-- whichflow:end history -->", "- looked at again\n<!-- whichflow:end history -->"),
        ("## Decision Drivers\n", "Ours.\n\n## Decision Drivers\n"),
    ],
)
def test_what_people_are_meant_to_change_is_no_edit(
    tmp_path: Path, guide: GuideFacts, old: str, new: str
) -> None:
    path = saved(tmp_path, guide)
    edited(path, old, new)
    assert found(check(tmp_path, guide)[0]) == []


def test_a_renewal_takes_an_edit_back_and_seals_an_older_record(
    orders: Draft,
) -> None:
    place = Place(1, "a-flow")
    text = render(orders, place, "0" * 64)
    (sealed,) = [line for line in text.splitlines(keepends=True) if line.startswith("  parts: ")]
    for touched in (text.replace("In short: ", "In long: "), text.replace(sealed, "")):
        assert parts_of(regenerate(touched, orders, place, "0" * 64)) | {"history": ""} == parts_of(text) | {
            "history": ""
        }
        assert sealed in regenerate(touched, orders, place, "0" * 64)


@pytest.mark.parametrize("change", ["\n", "\r\n"])
def test_line_breaks_and_a_byte_order_mark_are_no_fault(
    tmp_path: Path, guide: GuideFacts, change: str
) -> None:
    path = saved(tmp_path, guide)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", change.encode()))
    assert found(check(tmp_path, guide)[0]) == []


def test_bytes_that_are_no_text(tmp_path: Path, guide: GuideFacts) -> None:
    path = saved(tmp_path, guide)
    path.write_bytes(path.read_bytes() + b"\xff")
    (checked,) = check(tmp_path, guide)
    assert checked.outcome == "broken"
    assert "is not UTF-8 text" in found(checked)[0]
    # Without a transcript beside it nothing says that it is one of ours.
    transcript_of(path).unlink()
    (checked,) = check(tmp_path, guide)
    assert (checked.outcome, checked.ours) == ("holds", False)


def test_a_number_that_was_given_twice(tmp_path: Path, guide: GuideFacts) -> None:
    path = saved(tmp_path, guide)
    (tmp_path / "0001-by-hand.md").write_text("# By hand\n", "utf-8")
    hand, ours = check(tmp_path, guide)[::-1]
    if ours.path != path:
        hand, ours = ours, hand
    assert (hand.outcome, hand.ours) == ("holds", False)
    assert "The number 0001 is given twice, also to 0001-by-hand.md" in found(ours)[0]


def test_no_text_of_a_record_can_steer(tmp_path: Path, guide: GuideFacts) -> None:
    path = saved(tmp_path, guide)
    edited(path, "status: proposed", 'status: "\\e[31m\\u202eagreed"')
    edited(path, "    start: hybrid\n", '    start: "\\e[2J\\nhybrid"\n')
    (checked,) = check(tmp_path, guide)
    for text in (checked.status, checked.title, *found(checked)):
        assert text.isprintable()


def test_a_record_of_others_that_tells_of_ours(tmp_path: Path, guide: GuideFacts) -> None:
    example = "<!-- whichflow:begin outcome -->\n<!-- whichflow:end outcome -->\nwhichflow:\n"
    (tmp_path / "0001-form.md").write_text(f"---\nstatus: accepted\n---\n\n# Form\n\n{example}", "utf-8")
    (checked,) = check(tmp_path, guide)
    assert (checked.ours, checked.outcome) == (False, "holds")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, guide: GuideFacts) -> tuple[Path, str]:
    path = saved(tmp_path_factory.mktemp("records"), guide)
    return path, path.read_bytes().decode()


PIECES = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.sampled_from(
        ("---\n", "\n", ": ", "- ", "[", "{", "*a", "&a", "\t", "null", "# " + " " * 50_000 + "x\n")
    ),
)


@given(start=st.integers(0, 2**31), length=st.integers(0, 400), piece=PIECES, upper=st.booleans())
@settings(max_examples=80, deadline=None)
def test_no_edit_at_all_ends_a_check(
    whole: tuple[Path, str], guide: GuideFacts, start: int, length: int, piece: str, upper: bool
) -> None:
    path, text = whole
    start %= text.index("\n# ") if upper else len(text)
    path.write_bytes((text[:start] + piece + text[start + length :]).encode())
    (checked,) = check(path.parent, guide)
    assert checked.outcome in EXIT_CODES
    assert checked.ours
    assert all(
        finding.text == clean(finding.text) and finding.text[-1] == "." for finding in checked.findings
    )
