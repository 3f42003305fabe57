"""ask: exit codes, the shape of its JSON, batches, and the grounds of an answer."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.answering import answer as answering
from rules.deciding import AnswerBook, shipped_answer_book
from rules.rule import Condition, Rule
from tests.cli.conftest import Here

KEYS = {"question", "outcome", "answer", "citations", "nearest", "notes", "score"}
QUESTIONS = [
    "when is a state machine better?", "HOW DO I CONVINCE MY TEAM", "what does kafka cost per month?",
    "what happens in step 5?", "is event-driven right for us?", "how many phases has the prototype?", "👍",
    "the of", "sum up the composite story", "waht is a satte machien", "\x1b[31mred\x1b[0m \u202eetats",
    "what does it all mean?",
    "our nightly import of invoices has four stages and each one feeds the next; is a broker worth it?",
]  # fmt: skip
CODES = {"answered": 0, "partly": 0, "offered": 0, "not-covered": 4, "false-premise": 4}
TOLD = {"offered": "partly", "false-premise": "not-covered"}


def ask(here: Here, question: str, *words: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(here.run("ask", question, "--json", *words, code=None).stdout)
    return told


@pytest.mark.parametrize("outcome", CODES)
def test_the_exit_code_tells_whether_the_guide_answers(
    here: Here, monkeypatch: pytest.MonkeyPatch, outcome: str
) -> None:
    rule = Rule(
        id="say-so",
        table="more",
        then=(Condition("outcome", (outcome,)), Condition("speak", ("best",))),
        because="so",
        basis="policy",
        unless=(Condition("length", ("nothing",)),),
    )
    book = AnswerBook(shipped_answer_book().facts, (rule,))
    monkeypatch.setattr(answering, "shipped_answer_book", lambda: book)
    for words in ([], ["--json"], ["--why"], ["--json", "--why"]):
        done = here.run("ask", "a state machine?", *words, code=CODES[outcome])
        assert done.stderr == ""
        if "--json" in words:
            assert json.loads(done.stdout)["outcome"] == TOLD.get(outcome, outcome)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("when is a state machine better?", 0),
        ("what does kafka cost per month?", 4),
        ("explain step 6", 4),
        ("👍", 4),
    ],
)
def test_the_exit_codes_of_real_questions(here: Here, question: str, code: int) -> None:
    text = here.run("ask", *question.split(), code=code).stdout
    assert text.startswith("The guide does not cover that.") is (code == 4)
    assert here.run("ask", question, "--json", code=code).stdout


@pytest.mark.parametrize("question", QUESTIONS, ids=ascii)
def test_the_json_has_the_shape_of_the_contract(here: Here, question: str) -> None:
    told = ask(here, question)
    assert list(told) == ["question", "outcome", "answer", "citations", "nearest", "notes", "score"]
    assert told["outcome"] in {"answered", "partly", "not-covered"}
    assert isinstance(told["question"], str)
    assert isinstance(told["answer"], str)
    assert told["answer"]
    sections = {each["id"]: each for each in json.loads(here.run("guide", "--json").stdout)}
    for cite in told["citations"]:
        assert list(cite) == ["section", "title", "passage", "quote"]
        section = sections[cite["section"]]
        assert cite["title"] == section["title"]
        assert cite["quote"] in [
            each["text"] for each in section["passages"] if each["id"] == cite["passage"]
        ]
        assert f"{cite['quote']} [{cite['passage']}]" in told["answer"]
    assert len(told["nearest"]) <= 3
    assert set(told["nearest"]) <= sections.keys()
    assert all(isinstance(note, str) for note in told["notes"])
    assert told["score"] is None or 0 <= told["score"] <= 1


@pytest.mark.parametrize("question", QUESTIONS[:6])
def test_the_text_says_what_the_json_says(here: Here, question: str) -> None:
    told = ask(here, question)
    text = here.run("ask", question, code=None).stdout
    cited = re.findall(r"^\[\d+\] (\S+#\d+): ", text, re.MULTILINE)
    assert sorted(cited) == sorted(cite["passage"] for cite in told["citations"])
    flowing = " ".join(text.split())
    assert all(cite["quote"] in flowing for cite in told["citations"])
    assert all(" ".join(note.split()) in flowing for note in told["notes"])


# Batches.


def batch(here: Here, lines: list[str], *words: str) -> list[dict[str, Any]]:
    done = here.run("ask", "--batch", "-", *words, said="\n".join(lines))
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_batch_answers_as_one_question_at_a_time_does(here: Here) -> None:
    rows = batch(here, [json.dumps({"id": n, "question": question}) for n, question in enumerate(QUESTIONS)])
    assert [row.pop("id") for row in rows] == list(range(len(QUESTIONS)))
    assert rows == [ask(here, question) for question in QUESTIONS]


def test_a_batch_gives_its_grounds_where_asked(here: Here) -> None:
    rows = batch(here, [json.dumps({"id": "a", "question": QUESTIONS[0]}), "nonsense"], "--why")
    assert rows[0] == {"id": "a", **ask(here, QUESTIONS[0], "--why")}
    assert set(rows[1]) == {"id", "error"}


BROKEN = [
    "not json", "[1]", "null", "7", '"question"', "{}", '{"id": 1}', '{"id": 2, "question": null}',
    '{"id": 3, "question": 7}', '{"id": 4, "question": ["x"]}', '{"id": 5, "questions": "x"}', "[" * 50_000,
    "{" * 999, "\x00", "\ufeff", '{"id": "\x01", "question": "x"}',
    '{"id": NaN, "question": "x"}', '{"id": 6, "question": "x"',
]  # fmt: skip


def test_broken_lines_get_a_line_in_their_place(here: Here) -> None:
    lines: list[str] = []
    for number, line in enumerate(BROKEN):
        lines += [line, json.dumps({"id": f"good {number}", "question": QUESTIONS[0]}), ""]
    rows = batch(here, lines)
    assert len(rows) == 2 * len(BROKEN)
    for number, (broken, good) in enumerate(zip(rows[::2], rows[1::2], strict=True)):
        assert set(broken) == {"id", "error"}
        assert broken["error"].startswith(f"line {3 * number + 1}: ")
        assert (good["id"], good["outcome"]) == (f"good {number}", "answered")
    assert [row["id"] for row in rows[::2] if row["id"] is not None] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
def test_a_batch_file_may_end_its_lines_in_any_way(here: Here, ending: str) -> None:
    line = json.dumps({"id": 1, "question": QUESTIONS[0]})
    Path("questions.jsonl").write_bytes(f"{line}{ending or chr(10)}{line}{ending}".encode())
    done = here.run("ask", "--batch", "questions.jsonl")
    assert [json.loads(row)["outcome"] for row in done.stdout.splitlines()] == ["answered", "answered"]


@pytest.mark.parametrize("question", ["", "   ", "\u200b", "\ud800"], ids=ascii)
def test_a_batch_line_that_asks_nothing_is_not_covered(here: Here, question: str) -> None:
    row = batch(here, [json.dumps({"id": 1, "question": question})])[0]
    assert (row["outcome"], row["citations"]) == ("not-covered", [])


def test_two_questions_at_once_are_refused(here: Here) -> None:
    assert "not both" in here.run("ask", "x", "--batch", "-", code=2).stderr
    assert "ask something" in here.run("ask", "--json", code=2).stderr


# Why.


@pytest.mark.parametrize("question", QUESTIONS, ids=ascii)
def test_the_grounds_are_rules_of_the_book_and_facts_that_they_read(here: Here, question: str) -> None:
    told = ask(here, question, "--why")
    why = told.pop("why")
    assert told == ask(here, question)
    assert list(why) == ["facts", "rules", "sections", "words"]
    rules = {rule.id: rule for rule in shipped_answer_book().rules}
    assert why["rules"]
    concluded = set(why["facts"])
    for each in why["rules"]:
        assert list(each) == ["rule", "if", "then", "because", "sections"]
        assert each["because"] == rules[each["rule"]].because
        assert set(each["if"]) <= concluded, "a rule fires on what is known by then"
        concluded |= set(each["then"])
    assert [each["chance"] for each in why["sections"]] == sorted(
        (each["chance"] for each in why["sections"]), reverse=True
    )
    text = here.run("ask", question, "--why", code=None).stdout
    before, _, grounds = text.partition("\nWhy this answer\n")
    assert before == here.run("ask", question, code=None).stdout
    assert set(re.findall(r"^    ([a-z0-9-]+): ", grounds, re.MULTILINE)) == {e["rule"] for e in why["rules"]}
    assert all(fact in grounds for fact in why["facts"])
