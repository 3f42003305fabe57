import re
from collections.abc import Mapping
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answer_files import AnswerSet, read_answer_object
from assistant.records.guide_facts import GuideFacts
from assistant.records.pages.one_page import one_page
from assistant.records.pages.workflow import Workflow, belongs, from_answers, from_record
from assistant.records.reading import read_record
from assistant.records.transcript import turns_of
from assistant.state import Given
from rules.model import UNSURE
from rules.reading import shipped_book
from tests.records.any_answers import ANSWERS
from tests.records.hostile import HOSTILE
from tests.records.paged import STEPS, whole
from tests.records.scripted import ORDERS, drafted
from tests.records.shelved import SHA, ours

BOOK = shipped_book()
ORDERS_PAGE = """# Orders

This workflow on one page (§ synthesis/next-actions). An answer's number is that of its question.

## Border

- Starts: A person or a call, told as “a customer clicks Buy now” (answer 1; § process/step-1-boundaries).
- Ends well: the parcel is with the carrier (answer 2; § process/step-1-boundaries).
- Can fail: It times out; Half done, must be undone (answer 3; § process/step-1-boundaries, § pitfalls/error-handling).
- Inside: the 4 steps below, from “order placed” to “ship” (answer 6; § process/step-1-boundaries).
- From outside: “payment verified” (answer 4; § process/step-1-boundaries, § process/step-2-flow).

## Flow

- Linear: not answered yet; question 7 asks: Do all runs take the steps in one fixed order? (§ process/step-2-flow, § checklist/flow-linearity).
- Parallel: no, nothing in a run goes on side by side (answer 8; § process/step-2-flow, § checklist/parallelism).
- Conditional: not answered yet; question 9 asks: Does the path of a run hang on many conditions? (§ process/step-2-flow).
- Asynchronous: yes, a run waits for things outside that come when they come (answer 4; § process/step-2-flow, § checklist/external-events).

## Steps

order placed, payment verified, reserve, ship (answer 6; § process/step-2-flow).

Drawn as what the answers lead to, hybrid (answers 1, 3 and 6; § faq/hybrid).

```text
order placed ---------------> reserve -----------> ship   core
. .  ^  . . . . . . . . . . . .  ^  . . . . . . . . . .
a customer clicks Buy now     payment verified            edge
any state that fails --> It times out | Half done, must be undone
```
"""  # noqa: E501
FILE = {
    "title": "Orders",
    "trigger": "a customer clicks Buy now",
    "success": "the parcel is with the carrier",
    "failures": ["times-out", "half-done"],
    "flow": ["order placed", "payment verified (event)", "reserve", "ship"],
    "answers": {"parallel_steps": "no", "external_events": "yes", "strict_states": "yes"},
}


def test_the_page_of_a_record(guide: GuideFacts) -> None:
    text, transcript = whole(drafted(guide, ORDERS, title="Orders", effects=(STEPS,)))
    assert one_page(from_record(read_record(text), transcript), "hybrid", BOOK) == ORDERS_PAGE


def test_an_answer_file_makes_the_page_that_its_record_makes() -> None:
    assert one_page(from_answers(read_answer_object(FILE, BOOK)), "hybrid", BOOK) == ORDERS_PAGE


def test_nothing_told_is_asked_for() -> None:
    page = one_page(from_answers(AnswerSet("", {}, {}, {})), None, BOOK)
    assert page.startswith("# Untitled workflow\n")
    assert [int(number) for number in re.findall(r"question (\d+) asks", page)] == [1, 2, 3, 6, 7, 8, 9, 4]
    assert "```" not in page
    assert "A picture needs an advised architecture" in page


@pytest.mark.parametrize(
    ("values", "notes", "line"),
    [
        ({"steps": "1"}, {}, "- Inside: 1 step, not named yet (answer 6; § process/step-1-boundaries)."),
        (
            {"steps": "many"},
            {"steps": "by hand"},
            "- Inside: many steps, not named yet (note: by hand) (answer 6; § process/step-1-boundaries).",
        ),
        (
            {"many_branches": UNSURE},
            {"many_branches": "ask Ada"},
            "- Conditional: still unknown, the answer was unsure (note: ask Ada) (answer 9; ",
        ),
        (
            {"fixed_order": "no"},
            {},
            "- Linear: no, the order of the steps is not the same in all runs (answer 7; § process/",
        ),
    ],
)
def test_each_line_says_what_is_known(values: dict[str, str], notes: dict[str, str], line: str) -> None:
    page = one_page(from_answers(AnswerSet("T", values, {}, notes)), "sequential", BOOK)
    assert [row for row in page.splitlines() if row.startswith(line)]


def test_one_step_and_very_many() -> None:
    values = {"steps": "1"}
    assert "one step, “pay”" in one_page(Workflow("T", "pay", _given(values)), "sequential", BOOK)
    flow = ", ".join(f"step {number}" for number in range(1, 101))
    page = one_page(Workflow("T", flow, {}), "sequential", BOOK)
    assert "the 100 steps below, from “step 1” to “step 100” (§ process" in page
    assert "step 12 and 88 more" in page
    assert len(page.splitlines()) <= 60


def test_a_record_whose_transcript_is_not_its_own_tells_no_steps(guide: GuideFacts) -> None:
    text, transcript = whole(drafted(guide, ORDERS, effects=(STEPS,)))
    kept = read_record(text)
    assert from_record(kept, transcript).flow == STEPS["text"]
    # The chain of its lines still holds: the last one is kept by the hash in the record alone.
    touched = transcript.replace(b"reserve, ship", b"deserve, sink")
    assert turns_of(touched)[-1].effects[0]["text"].endswith("deserve, sink")
    assert from_record(kept, touched).flow == from_record(kept, None).flow == ""


@pytest.mark.parametrize("content", [b"", b"{}\n", b"[" * 5000, b'{"n": 1, "previous": ""}\n'])
def test_a_transcript_that_cannot_be_read_tells_no_steps(content: bytes) -> None:
    digest = f"jsonl, sha256: {sha256(content).hexdigest()}"
    kept = read_record(ours(4).replace("jsonl, sha256: " + SHA, digest))
    assert belongs(kept, content)
    assert from_record(kept, content).flow == ""


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_say_stays_text(hostile: str) -> None:
    given_ = {
        name: Given(value, hostile, hostile)
        for name, value in {"trigger": "other", "success": hostile, "steps": "3", "fixed_order": "no"}.items()
    }
    page = one_page(Workflow(" ".join(hostile.split()) or "T", hostile, given_), "hybrid", BOOK)
    tokens = MarkdownIt("gfm-like").parse(page)
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or ()
    }
    assert kinds <= {
        "heading_open", "heading_close", "inline", "text", "text_special", "softbreak", "paragraph_open",
        "paragraph_close", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
        "fence",
    }  # fmt: skip
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2", "h2"]
    assert sum(token.type == "fence" for token in tokens) == 1


@settings(max_examples=30, deadline=None)
@given(
    ANSWERS,
    st.sampled_from(["", STEPS["text"], "a", ", ".join(map(str, range(50)))]),
    st.sampled_from(["sequential", "event-driven", "state-machine", "hybrid", None]),
)
def test_it_is_one_page_and_every_line_rests_on_the_guide(
    answers: Mapping[str, tuple[str, str]], flow: str, start: str | None
) -> None:
    said = {name: Given(value, text, text) for name, (value, text) in answers.items()}
    page = one_page(Workflow("T", flow, said), start, BOOK)
    assert len(page.splitlines()) <= 60
    above = re.split("\n`{3,}text\n", page)[0].splitlines()
    assert all("§ " in line for line in above if line and not line.startswith("#"))
    # Steps can be named without the question being answered.
    told = [line for line in above if line.startswith("- ") and not re.match("- (?:From|Inside)", line)]
    assert all("(answer " in line or "; answer " in line or "not answered" in line for line in told)


def _given(values: Mapping[str, str]) -> dict[str, Given]:
    return {name: Given(value) for name, value in values.items()}
