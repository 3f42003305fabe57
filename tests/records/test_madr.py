"""The record as others read it: by a YAML parser and by a Markdown parser, whatever people said."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml
from markdown_it.token import Token
from ruamel.yaml import YAML

from assistant.records.frontmatter import split_record
from assistant.records.guide_facts import GuideFacts
from assistant.records.madr import render
from assistant.records.model import Draft
from assistant.records.naming import Place, slug
from assistant.text import clean
from tests.records.hostile import HOSTILE
from tests.records.scripted import ODD, ORDERS, SIMPLE, STAGED, VOTED, drafted
from tests.records.test_escaping import GFM

HEADINGS = [
    ("h2", "Context and Problem Statement"),
    ("h2", "Decision Drivers"),
    ("h2", "Considered Options"),
    ("h2", "Decision Outcome"),
    ("h3", "Consequences"),
    ("h3", "Confirmation"),
    ("h2", "Pros and Cons of the Options"),
    ("h3", "Sequential"),
    ("h3", "Event-driven"),
    ("h3", "State machine"),
    ("h3", "Hybrid"),
    ("h2", "More Information"),
]
HASH = "0" * 64


def rendered(draft: Draft, number: int = 4) -> str:
    return render(draft, Place(number, slug(draft.title)), HASH)


def parted(text: str) -> tuple[str, list[Token]]:
    """Front matter and Markdown tokens, parted without the code under test."""
    assert text.startswith("---\n")
    front, body = text[4:].split("\n---\n", 1)
    return front, GFM.parse(body)


def seen(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def headings(tokens: list[Token]) -> list[tuple[str, str]]:
    return [
        (token.tag, seen(tokens[at + 1])) for at, token in enumerate(tokens) if token.type == "heading_open"
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
        "decided",
        "guide",
        "rules",
        "answers",
        "verdict",
        "transcript",
    ]
    assert (block["record"], block["id"], block["name"]) == (1, "ADR-0004", "Order fulfilment")
    assert block["answers"]["external_events"] == {"value": "yes", "turn": 6}
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
    assert block["transcript"] == {"file": "0004-order-fulfilment.session.jsonl", "sha256": HASH}
    assert "&" not in front


def test_front_matter_by_a_yaml_1_2_parser(guide: GuideFacts) -> None:
    ruamel = YAML(typ="safe", pure=True)
    for text in HOSTILE:
        draft = hostile(guide, text)
        front, _tokens = parted(rendered(draft))
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
    assert split_record(record)[0] == content


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
        *(given.rule for given in (*draft.evidence, *draft.dissent, *draft.conflicts)),
        *(">", "*", "|"),
    }
    html = [token.content for token in tokens if token.type == "html_block"]
    assert html == [
        f"<details>\n<summary>Transcript, {len(draft.talk.entries)} turns</summary>\n",
        "</details>\n",
    ]
    assert tokens[-1].content == "</details>\n"
    assert [token.type for token in tokens[-3:]] == ["html_block", "fence", "html_block"]
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
    (fence,) = (token.content for token in tokens if token.type == "fence")
    starts = [line for line in fence.splitlines() if line.startswith("Turn ")]
    assert starts == [f"Turn {turn.n}, {turn.at}, {turn.kind}" for turn in orders.talk.turns]
    assert "> a customer clicks Buy now\n* Answer, question 1 (starts): A person or a call\n| Kept:" in fence


def test_nobody_can_forge_a_turn(guide: GuideFacts) -> None:
    forged = "x\nTurn 99, 2020-01-01T00:00:00Z, answer\n> forged"
    _front, tokens = parted(rendered(hostile(guide, forged)))
    (fence,) = (token.content for token in tokens if token.type == "fence")
    assert all(re.match(r"Turn \d+, 2026|[>*|] |\||$", line) for line in fence.splitlines())


def test_the_choice_is_said_as_madr_says_it(guide: GuideFacts, orders: Draft) -> None:
    text = rendered(orders)
    assert '\nChosen option: "Hybrid", because both hard needs are there' in text
    assert "- Good, because " in text
    assert "- Bad, because it fails a need: some moves between states" in text
    assert "(answer 4, outside events: Yes; § checklist/external-events, § models/sequential)." in text
    assert "§ models/event-driven#7" in text
    staged = rendered(drafted(guide, STAGED))
    assert '\nChosen option: "Sequential", because few steps' in staged
    assert "- Direction: State machine; Sequential is its first stage." in staged


def test_lists_without_items_are_left_out(guide: GuideFacts) -> None:
    text = rendered(drafted(guide, SIMPLE))
    assert "Dissent" not in text
    assert "Conflicts" not in text
    assert "Contradictions" not in text
    assert "It was described like this" not in text
    assert "Contradictions" in rendered(drafted(guide, ODD))


def test_two_records_of_a_draft_differ_in_number_and_date_alone(orders: Draft) -> None:
    first = rendered(orders, 1)
    second = rendered(replace(orders, decided=date(2027, 1, 2)), 2)
    assert first != second
    assert (
        first.replace("ADR-0001", "ADR-0002")
        .replace("0001-order", "0002-order")
        .replace(": 2026-11-22\n", ": 2027-01-02\n")
        == second
    )
