"""The record as others read it: by a YAML parser and by a Markdown parser, whatever people said."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

from assistant.records.guide_facts import GuideFacts
from assistant.records.model import Draft
from assistant.text import clean
from tests.records.hostile import HOSTILE
from tests.records.parsed import HASH, HEADINGS, headings, parted, rendered, seen
from tests.records.scripted import ODD, ORDERS, SIMPLE, STAGED, VOTED, drafted

PARTS = (
    "summary",
    "context",
    "drivers",
    "options",
    "outcome",
    "consequences",
    "confirmation",
    "pros-and-cons",
    "more",
    "history",
    "transcript",
)
COMMENTS = [
    "<!-- markdownlint-disable MD013 MD024 MD026 MD033 -->\n",
    *(f"<!-- whichflow:{edge} {part} -->\n" for part in PARTS for edge in ("begin", "end")),
]


def hostile(guide: GuideFacts, text: str) -> Draft:
    """A draft where the text came in by every door that people have."""
    answers = ORDERS | {
        "trigger": ("other", text),
        "success": (text, text),
        "broker_budget": ("unsure", text),
    }
    effects = (
        {"do": "note", "fact": "external_events", "text": text},
        {"do": "note", "fact": "high_load", "text": text},
        {"do": "leave-out", "fact": "must_trace", "rule": text},
        {"do": "title", "text": text},
        {"do": "flow", "text": text},
        {"do": "answer", "fact": text, "value": text, "text": text},
    )
    return drafted(guide, answers, title=text, notes=(text,), effects=effects)


@pytest.mark.parametrize("answers", [ORDERS, STAGED, SIMPLE, VOTED, ODD])
def test_headings_are_those_of_madr(guide: GuideFacts, answers: dict[str, tuple[str, str]]) -> None:
    _front, tokens = parted(rendered(drafted(guide, answers, title="A title")))
    assert headings(tokens) == [("h1", "A title"), *HEADINGS]


def test_front_matter_by_another_parser(orders: Draft) -> None:
    front, _tokens = parted(rendered(orders))
    content = yaml.safe_load(front)
    assert list(content) == ["status", "date", "decision-makers", "consulted", "informed", "whichflow"]
    assert content["status"] == "proposed"
    assert content["date"] == date(2026, 11, 22)
    block: dict[str, Any] = content["whichflow"]
    assert list(block) == [
        "record",
        "id",
        "name",
        "tags",
        "decided",
        "supersedes",
        "superseded-by",
        "guide",
        "rules",
        "answers",
        "verdict",
        "sufficient",
        "flips",
        "parts",
        "review-by",
        "transcript",
    ]
    assert (block["record"], block["id"], block["name"]) == (1, "ADR-0004", "Order fulfilment")
    assert block["tags"] == ["hybrid", "conflict"]
    assert (block["decided"], block["review-by"]) == (date(2026, 11, 22), date(2027, 5, 22))
    assert (block["supersedes"], block["superseded-by"]) == ([], [])
    assert block["answers"]["external_events"] == {"value": "yes", "turn": 6}
    assert block["answers"]["steps"] == {"value": "4", "text": "about 4", "turn": 4}
    assert block["sufficient"] == {"external_events": "yes", "strict_states": "yes"}
    assert block["flips"] == [
        {"change": {"external_events": "no"}, "start": "state-machine"},
        {"change": {"strict_states": "no"}, "start": "event-driven"},
    ]
    assert block["verdict"] == {
        "start": "hybrid",
        "direction": "hybrid",
        "route": "conflict",
        "stability": orders.outcome.stability,
        "agreement": "conflict",
        "possible": list(orders.outcome.possible),
    }
    assert block["guide"]["sections"]["faq/hybrid"]
    assert block["rules"]["policies"] == orders.rulebook.policies
    assert block["transcript"] == {
        "file": "0004-order-fulfilment.session.jsonl",
        "sha256": HASH,
        "session": "s-1",
        "mode": "guided",
        "started": "2026-11-22T09:00:00Z",
    }
    assert "&" not in front


@pytest.mark.long
def test_front_matter_by_a_yaml_1_2_parser(guide: GuideFacts) -> None:
    ruamel = YAML(typ="safe", pure=True)
    for text in HOSTILE:
        draft = hostile(guide, text)
        front, _tokens = parted(rendered(draft))
        # Guide and rules are the same in all of them, and ruamel takes its time.
        front = re.sub(r"\n  guide:.*?\n  answers:", "\n  answers:", front, flags=re.DOTALL)
        content = ruamel.load(front)
        assert content == yaml.safe_load(front)
        assert content["whichflow"]["name"] == draft.title


@pytest.mark.parametrize("text", ["1e3", "0o17", "08", "0x1F", ".5", "yes", "~", "2026-11-22"])
def test_what_some_parser_takes_for_no_string_is_quoted(guide: GuideFacts, text: str) -> None:
    assert f"\n  name: '{text}'\n" in rendered(drafted(guide, SIMPLE, title=text))


@pytest.mark.parametrize("text", HOSTILE)
def test_front_matter_stays_whole_whatever_was_said(guide: GuideFacts, text: str) -> None:
    draft = hostile(guide, text)
    record = rendered(draft)
    front, _tokens = parted(record)
    content = yaml.safe_load(front)
    assert content["status"] == "proposed"
    assert content["whichflow"]["name"] == draft.title
    assert content["whichflow"]["answers"].get("success", {}).get("value", "") == clean(text)
    assert content["whichflow"]["answers"]["external_events"].get("note", "") == clean(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_opens_no_html_no_heading_no_link(guide: GuideFacts, text: str) -> None:
    draft = hostile(guide, text)
    _front, tokens = parted(rendered(draft))
    assert headings(tokens) == [("h1", draft.title), *HEADINGS]
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {child.type for child in inline}
    # Every other kind is markup that we do not write: links, pictures, emphasis, HTML.
    assert kinds <= {"text", "code_inline"}
    assert {child.content for child in inline if child.type == "code_inline"} <= {
        *draft.rulebook.policies,
        *(given.rule for given in (*draft.evidence, *draft.dissent)),
        *(">", "*", "|", "whichflow record check"),
    }
    html = [token.content for token in tokens if token.type == "html_block"]
    comments = [content for content in html if content.startswith("<!--")]
    assert comments == COMMENTS[:-1]
    assert [content for content in html if content not in comments] == [
        f"<details>\n<summary>Transcript, {len(draft.talk.entries)} turns</summary>\n",
        f"</details>\n{COMMENTS[-1]}",
    ]
    assert [token.type for token in tokens[-3:]] == ["html_block", "fence", "html_block"]
    assert [token.info for token in tokens if token.type == "fence"] == ["mermaid", "text"]
    assert not {"hr", "table_open", "blockquote_open", "code_block"} & {token.type for token in tokens}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_character_hides_or_turns_the_text(guide: GuideFacts, text: str) -> None:
    record = rendered(hostile(guide, text))
    assert (
        re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]", record) == []
    )
    record.encode("utf-8")


def test_people_are_quoted_as_they_spoke(guide: GuideFacts) -> None:
    for text in ("a <b>bold</b> [x](y) #1 *claim*", "1. first & last_name", "¿Qué? 👩‍💻"):
        _front, tokens = parted(rendered(hostile(guide, text)))
        said = [seen(token) for token in tokens]
        assert f"Starts: Something else, in their words “{text}”" in said
        assert f"Note: {text}" in said
        assert any(line.endswith(f"note: {text} (turn 6)") for line in said)


def test_the_transcript_is_whole_and_readable(orders: Draft) -> None:
    _front, tokens = parted(rendered(orders))
    (fence,) = (token.content for token in tokens if token.info == "text")
    starts = [line for line in fence.splitlines() if line.startswith("Turn ")]
    assert starts == [f"Turn {turn.n}, {turn.at}, {turn.kind}" for turn in orders.talk.turns]
    assert "> a customer clicks Buy now\n* Answer, question 1 (starts): A person or a call\n| Kept:" in fence


def test_nobody_can_forge_a_turn(guide: GuideFacts) -> None:
    forged = "x\nTurn 99, 2020-01-01T00:00:00Z, answer\n> forged"
    _front, tokens = parted(rendered(hostile(guide, forged)))
    (fence,) = (token.content for token in tokens if token.info == "text")
    assert all(re.match(r"Turn \d+, 2026|[>*|] |\||$", line) for line in fence.splitlines())


def test_the_choice_is_said_as_madr_says_it(guide: GuideFacts, orders: Draft) -> None:
    text = rendered(orders)
    assert '\nChosen option: "Hybrid", because both hard needs are there' in text
    assert "- Good, because " in text
    assert "- Bad, because it fails a need: nothing in it rules illegal moves out (answer 5, " in text
    assert "(answer 4, outside events: Yes; § checklist/external-events, § models/sequential)." in text
    assert "§ models/event-driven#7" in text
    assert "- Start with: Hybrid, which is also the direction. Answers 4 and 5 alone settle it" in text
    staged = rendered(drafted(guide, STAGED))
    assert '\nChosen option: "Sequential", because few steps' in staged
    assert "- Start with: Sequential, as a first stage.\n- Direction: State machine. " in staged
    assert "- Grow into State machine when a fifth step or the first steps side by side appear" in staged


def test_the_first_lines_say_what_was_decided(orders: Draft) -> None:
    below = rendered(orders).split("\n# Order fulfilment\n")[1].splitlines()[:30]
    assert below[2].startswith("In short: start with a hybrid (against a constraint, settled, with ")
    assert below[2].endswith("To be reviewed by 2027-05-22.")
    assert any(line.startswith("- Must: ") for line in below)


def test_an_answer_told_by_one_driver_is_not_told_by_the_next(orders: Draft) -> None:
    text = rendered(orders).split("## Decision Drivers")[1].split("## Considered")[0]
    assert text.count("answer 4, outside events: Yes") == 1
    assert "(answer 12, experience: Neither; § process/step-3-constraints" in text


def test_the_picture_has_the_steps_that_were_told(guide: GuideFacts) -> None:
    flow = {"do": "flow", "text": "order placed, payment verified (event), shipped"}
    _front, tokens = parted(rendered(drafted(guide, ORDERS, effects=(flow,))))
    (picture,) = (token.content for token in tokens if token.info == "mermaid")
    assert all(name in picture for name in ("order placed", "payment verified", "shipped"))
    said = [seen(token) for token in tokens]
    assert "Steps: order placed, payment verified (event), shipped" in said
    assert "The shape, with the workflow's own steps:" in said


def test_what_runs_today_is_marked(guide: GuideFacts) -> None:
    text = rendered(
        drafted(guide, ORDERS | {"today": ("sequential", "1"), "symptoms": ("slow-to-change", "2")})
    )
    assert "\n- Sequential (what runs today)\n- Event-driven\n" in text
    assert "\n- Runs today as: A sequence\n" in text
    assert "What runs today, held against the answers:\n\n- `audit-outside-events`" in text
    assert "(what runs today)" not in rendered(drafted(guide, ORDERS | {"today": ("none", "0")}))


def test_duties_and_follow_ups_are_tasks(orders: Draft) -> None:
    text = rendered(orders)
    for task in (*orders.duties, *orders.follow_ups):
        assert text.count(f"- [ ] {task.text.removesuffix('.')}") == 1
    for trap in orders.pitfalls:
        assert f"\n  - {trap.text.removesuffix('.')} (§ " in text


def test_a_record_without_its_transcript_is_short(guide: GuideFacts, orders: Draft) -> None:
    assert (
        len(rendered(drafted(guide, STAGED)).split("<!-- whichflow:begin transcript")[0].splitlines()) < 250
    )
    # Both hard needs, a conflict, and every duty that hangs on them: about as long as it gets.
    assert len(rendered(orders).split("<!-- whichflow:begin transcript")[0].splitlines()) < 300


def test_lists_without_items_are_left_out(guide: GuideFacts) -> None:
    text = rendered(drafted(guide, SIMPLE))
    assert "Dissent" not in text
    assert "Conflicts" not in text
    assert "Contradictions" not in text
    assert "What runs today" not in text
    assert "Contradictions" in rendered(drafted(guide, ODD))


def test_two_records_of_a_draft_differ_in_number_and_date_alone(orders: Draft) -> None:
    first = rendered(orders, 1)
    second = rendered(replace(orders, decided=date(2027, 1, 2)), 2)
    assert first != second
    assert (
        first.replace("ADR-0001", "ADR-0002")
        .replace("0001-order", "0002-order")
        .replace(": 2026-11-22\n", ": 2027-01-02\n")
        .replace("proposed on 2026-11-22", "proposed on 2027-01-02")
        == second
    )
