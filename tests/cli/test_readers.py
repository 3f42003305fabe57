"""ask, guide, rules, schema, doctor: what reads and never writes."""

import json
import re
from pathlib import Path

import pytest

from assistant.cli.main import _COMMANDS
from rules.deciding import shipped_answer_book
from rules.reading import shipped_book
from tests.assistant.processes import furnish
from tests.cli.conftest import Here

ASK_KEYS = {"question", "outcome", "answer", "citations", "nearest", "notes", "score"}


@pytest.mark.parametrize(
    "command",
    [
        [],
        *([name] for name in _COMMANDS),
        *(["session", name] for name in ["list", "search", "show", "resume", "export", "delete"]),
        *(["record", name] for name in ["new", "list"]),
    ],
    ids=" ".join,
)
def test_every_command_helps(here: Here, command: list[str]) -> None:
    told = here.run(*command, "--help").stdout
    assert told.startswith("Usage: ")
    assert "--help" in told


def test_the_version(here: Here) -> None:
    assert re.fullmatch(r"whichflow \d+\.\d+\.\d+\n", here.run("--version").stdout)


@pytest.mark.parametrize(
    "words",
    [
        ["--nonsense"], ["nonsense"], ["ask"], ["ask", " "], ["ask", "x", "--batch", "-"], ["ask",
         "--nonsense", "x"],
        ["assess"], ["assess", "a.yaml", "--batch", "-"], ["assess", "--batch"], ["guide", "a", "b"],
        ["guide", "growth", "--search", "x"], ["rules", "a", "b"], ["session", "nonsense"], ["session",
         "delete"],
        ["session", "search"], ["session", "show", "x", "--last"], ["schema", "x"], ["doctor", "x"],
        ["interview", "--mode", "dance"], ["interview", "--resume", "x", "--continue"],
        ["interview", "--answers", "a.yaml", "--continue"], ["interview", "x"], ["--home"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_is_2_and_says_how(here: Here, words: list[str]) -> None:
    done = here.run(*words, code=2)
    assert "Error: " in done.stderr
    assert done.stdout == ""


def test_ask_answers_with_sources(here: Here) -> None:
    told = here.run("ask", "when", "is a state machine", "better?").stdout
    assert re.search(r"^\[1\] models/state-machine#\d+: ", told, re.MULTILINE)


def test_ask_says_4_where_the_guide_is_silent(here: Here) -> None:
    done = here.run("ask", "how do I bake bread?", code=4)
    assert done.stdout.startswith("The guide does not cover that.")
    assert done.stderr == ""


@pytest.mark.parametrize(("question", "code"), [("when is a state machine better?", 0), ("bake bread", 4)])
def test_ask_as_json(here: Here, question: str, code: int) -> None:
    told = json.loads(here.run("ask", question, "--json", code=code).stdout)
    assert set(told) == ASK_KEYS
    assert told["question"] == question
    assert told["outcome"] == ("answered" if code == 0 else "not-covered")
    for cite in told["citations"]:
        assert set(cite) == {"section", "title", "passage", "quote"}


def test_a_batch_of_questions_is_answered_in_order_around_bad_lines(here: Here) -> None:
    lines = [
        '{"id": "a", "question": "when is a state machine better?"}', "not json", '{"id": 2, "question": 7}',
        "[1]", "", '{"id": null, "question": "bake bread"}', '{"question": ""}', "[" * 50_000, '{"id": NaN}',
        '{"id": "\\u009b31m\\u202e", "question": "x"}', '{"id": {"a": [1]}, "question": "\\ud800"}',
    ]  # fmt: skip
    done = here.run("ask", "--batch", "-", said="\n".join(lines) + "\n")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row.get("id") for row in told] == [
        "a",
        None,
        2,
        None,
        None,
        None,
        None,
        None,
        "\x9b31m\u202e",
        {"a": [1]},
    ]
    assert [set(row) == {"id", "error"} for row in told] == [
        False, True, True, True, False, False, True, True, False, False
    ]  # fmt: skip
    assert told[1]["error"].startswith("line 2: ")
    assert told[0].keys() == ASK_KEYS | {"id"}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.stdout)


def test_a_batch_may_be_a_file(here: Here) -> None:
    Path("questions.jsonl").write_text('{"id": 1, "question": "what are events?"}', encoding="utf-8")
    assert json.loads(here.run("ask", "--batch", "questions.jsonl").stdout)["id"] == 1


@pytest.mark.parametrize("command", ["ask", "assess"])
@pytest.mark.parametrize("name", ["none.jsonl", ".", "a\x00b", "\x1b[31m"])
def test_a_batch_that_cannot_be_read_is_1(here: Here, command: str, name: str) -> None:
    done = here.run(command, "--batch", name, code=1)
    assert re.fullmatch(r"whichflow: .*cannot be read \(.*\)\n", done.stderr)
    assert "\x1b" not in done.stderr
    assert done.stdout == ""


def test_an_empty_batch_is_nothing(here: Here) -> None:
    assert here.run("ask", "--batch", "-").stdout == ""
    assert here.run("assess", "--batch", "-").stdout == ""


def test_the_guide_lists_its_sections(here: Here) -> None:
    told = json.loads(here.run("guide", "--json").stdout)
    listed = here.run("guide").stdout.splitlines()
    assert len(told) == len(listed) == 40
    assert [line.split()[0] for line in listed] == [section["id"] for section in told]
    assert len({section["id"] for section in told}) == 40


def test_a_section_of_the_guide(here: Here) -> None:
    assert here.run("guide", "models/sequential").stdout.startswith("Sequential Workflows")
    told = json.loads(here.run("guide", "models/sequential", "--json").stdout)
    assert told["id"] == "models/sequential"
    assert told["passages"][0]["id"] == "models/sequential#1"


@pytest.mark.parametrize(
    ("name", "near"),
    [("models/sequentail", "models/sequential"), ("growht", "growth"), ("\x1b[31m", ""), ("", "")],
)
def test_a_section_that_is_not_there_is_1_and_names_the_nearest(here: Here, name: str, near: str) -> None:
    done = here.run("guide", name, code=1)
    assert done.stdout == ""
    assert near in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "\x1b" not in done.stderr


def test_search_in_the_guide(here: Here) -> None:
    hits = json.loads(here.run("guide", "--search", "state machine", "--json").stdout)
    assert hits
    assert all(set(hit) == {"section", "title", "passage", "quote", "score"} for hit in hits)
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert "#" in here.run("guide", "--search", "state machine").stdout
    assert "No passage" in here.run("guide", "--search", "zeppelin", code=4).stderr
    assert here.run("guide", "--search", "zeppelin", "--json").stdout == "[]\n"


def test_the_rule_book(here: Here) -> None:
    told = json.loads(here.run("rules", "--json").stdout)
    text = here.run("rules").stdout
    sections = {section["id"] for section in json.loads(here.run("guide", "--json").stdout)}
    assert len(told) == len(shipped_book().rules) + len(shipped_answer_book().rules)
    for rule in told:
        assert {"id", "table", "if", "then", "because", "sections", "basis"} <= set(rule)
        assert set(rule["sections"]) <= sections
        assert f"  {rule['id']}  " in text


def test_one_rule(here: Here) -> None:
    told = here.run("rules", "needs-events").stdout
    assert "external_events = yes" in told
    assert "checklist/external-events" in told
    assert json.loads(here.run("rules", "needs-events", "--json").stdout)["id"] == "needs-events"


@pytest.mark.parametrize(
    ("name", "near"), [("need-events", "needs-events"), ("\x1b[31m", ""), ("x" * 9999, "")]
)
def test_a_rule_that_is_not_there_is_1_and_names_the_nearest(here: Here, name: str, near: str) -> None:
    done = here.run("rules", name, code=1)
    assert near in done.stderr
    assert len(done.stderr) < 400
    assert "\x1b" not in done.stderr


def test_doctor_finds_a_sound_house(here: Here) -> None:
    told = json.loads(here.run("doctor", "--json").stdout)
    assert told["checks"]
    assert not any(told["checks"].values()), told["checks"]
    assert "sound" in here.run("doctor").stdout


def test_doctor_says_1_where_the_sessions_are_damaged(fresh: Here) -> None:
    (fresh.home / "sessions.db").write_bytes(b"not a database, only long enough " * 50)
    told = json.loads(fresh.run("doctor", "--json", code=1).stdout)
    assert told["checks"]["sessions"]


@pytest.mark.long
def test_doctor_says_1_where_the_home_cannot_be_used(fresh: Here) -> None:
    fresh.home /= "file"
    fresh.home.write_text("")
    assert "give another folder with --home" in fresh.run("doctor", code=1).stdout


@pytest.mark.long
def test_a_home_that_is_a_file_does_not_stop_a_reader(fresh: Here) -> None:
    fresh.home /= "file"
    fresh.home.write_text("")
    assert "state machine" in fresh.run("ask", "when is a state machine better?").stdout.lower()
    done = fresh.run("session", "list", code=1)
    assert "give another folder with --home" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_home_may_stand_before_or_behind_the_command(fresh: Here) -> None:
    for name in ("one", "two"):
        furnish(Path(name))
    fresh.run("--home", "one", "interview", "--plain", code=3)
    fresh.run("interview", "--plain", "--home", "two", code=3)
    fresh.run("interview", "--plain", code=3)
    for place in (["--home", "one"], ["--home", "two"], []):
        assert len(json.loads(fresh.run(*place, "session", "list", "--json").stdout)) == 1
    assert json.loads(fresh.run("--home", "one", "doctor", "--json").stdout)["facts"]["home"] == "one"
