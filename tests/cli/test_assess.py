import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Here

KEYS = {
    "title", "start", "direction", "route", "stability", "agreement", "possible", "reasons", "dissent",
    "conflicts",
    "unknown",
}  # fmt: skip
"""Those of the contract that this edition prints."""
STARTS: list[tuple[dict[str, Any], str | None]] = [
    ({"external_events": True}, "event-driven"),
    ({"strict_states": True, "external_events": False}, "state-machine"),
    ({"strict_states": "yes", "external_events": "yes"}, "hybrid"),
    ({"fixed_order": "yes", "parallel_steps": "no", "many_branches": "no", "steps": 3}, "sequential"),
    ({}, None),
    ({"steps": 3, "experience": "unsure"}, None),
]


def write(name: str, answers: object) -> str:
    Path(name).write_text(json.dumps(answers), encoding="utf-8")
    return name


@pytest.mark.parametrize(("answers", "start"), STARTS)
def test_a_file_leads_to_its_verdict(here: Here, answers: dict[str, Any], start: str | None) -> None:
    told = json.loads(here.run("assess", write("a.json", {"title": "T", **answers}), "--json").stdout)
    assert set(told) >= KEYS
    assert (told["title"], told["start"]) == ("T", start)
    assert (start is None) == (told["stability"] == "undetermined")
    assert start is None or start in told["possible"]
    for reason in [*told["reasons"], *told["dissent"], *told["conflicts"]]:
        assert {"rule", "because", "facts", "sections", "basis"} <= set(reason)


def test_every_key_of_the_contract_is_there(here: Here) -> None:
    told = json.loads(here.run("assess", write("a.json", {"external_events": True}), "--json").stdout)
    rest = {"sufficient", "flips", "reach", "pitfalls", "duties", "next_actions", "verify"}
    assert set(told) >= KEYS | rest


def test_a_verdict_in_words(here: Here) -> None:
    told = here.run("assess", write("a.json", {"title": "Orders", "external_events": True})).stdout
    assert told.startswith("Orders\n")
    assert "Start event-driven" in told
    assert "[1] " in told


def test_answers_of_a_file_get_the_numbers_under_which_they_are_spoken_of(here: Here) -> None:
    Path("a.yaml").write_text("answers: {external_events: yes, strict_states: no, trigger: call}", "utf-8")
    out = here.run("assess", "a.yaml").stdout
    assert "settled by answers 4 and 5" in out
    assert "Answers:  4 outside events: Yes; 5 strict states: No\n" in out


def test_a_verdict_fits_on_one_screen_unless_all_of_it_is_asked_for(here: Here) -> None:
    name = write("a.json", {"title": "Orders", "external_events": True, "strict_states": True})
    short = here.run("assess", name).stdout
    full = here.run("assess", name, "--full").stdout
    verdict = short.partition("\n\n[1] ")[0]
    assert full.startswith(verdict)
    assert len(verdict.splitlines()) <= 24
    for heading in ("Why:", "Duties:", "Next actions:", "Verify outside the guide:"):
        assert f"\n{heading}\n" not in short
        assert f"\n{heading}\n" in full
    assert json.loads(here.run("assess", name, "--json").stdout)["duties"]


@pytest.mark.parametrize("other", [("--batch", "-"), ("a.json", "--one-page")])
def test_all_of_it_is_for_answer_files_alone(here: Here, other: tuple[str, ...]) -> None:
    assert "--full is for answer files" in here.run("assess", "--full", *other, code=2).stderr


def test_several_files_are_told_in_order(here: Here) -> None:
    names = [write(f"{n}.json", {"title": f"T{n}", **answers}) for n, (answers, _start) in enumerate(STARTS)]
    told = json.loads(here.run("assess", *names, "--json").stdout)
    assert [(row["title"], row["start"]) for row in told] == [
        (f"T{n}", start) for n, (_answers, start) in enumerate(STARTS)
    ]
    text = here.run("assess", *names).stdout
    assert [text.index(f"T{n}\n") for n in range(5)] == sorted(text.index(f"T{n}\n") for n in range(5))


def test_a_batch_goes_on_around_bad_lines(here: Here) -> None:
    lines = [
        '{"id": "a", "answers": {"external_events": true}}',
        "not json",
        '{"id": 2, "answers": {"stepps": 3}}',
        '{"id": 3, "strict_states": "yes", "external_events": "no", "title": "T\\u001b[31m"}',
        "",
        "[]",
        '{"id": 4, "answers": ' + "[" * 700 + "]" * 700 + "}",
        '{"id": 5, "answers": null}',
        "{" * 100_000,
        '{"id": "\\u009b\\u202e", "answers": {}}',
        '{"answers": {"steps": 1e400}}',
        "9" * 5000,
    ]
    done = here.run("assess", "--batch", "-", said="\n".join(lines))
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in told] == ["a", None, 2, 3, None, 4, 5, None, "\x9b\u202e", None, None]
    assert [row.get("start", "bad") for row in told] == [
        "event-driven", "bad", "bad", "state-machine", "bad", "bad", None, "bad", None, "bad", "bad",
    ]  # fmt: skip
    assert told[2]["error"] == "line 3: there is no fact 'stepps'; did you mean steps?"
    assert all(set(row) == {"id", "error"} for row in told if "error" in row)
    assert "7 answer set(s) could not be read" in done.stderr
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.stdout)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "external_evnts: yes",
            "bad.yaml:1: there is no fact 'external_evnts'; did you mean external_events?",
        ),
        ("external_events: maybe", "bad.yaml:1: external_events cannot be 'maybe'; say yes, no or unsure"),
        ("steps: [1, 2", "bad.yaml:1: is not YAML: "),
        ("steps: !!int 3", "bad.yaml:1: uses a YAML tag"),
        ("", "bad.yaml:1: is empty"),
    ],
)
def test_a_bad_file_is_1_with_one_line_and_no_verdict(here: Here, text: str, complaint: str) -> None:
    Path("bad.yaml").write_text(text, encoding="utf-8")
    good = write("good.json", {"external_events": True})
    for words in (["bad.yaml"], [good, "bad.yaml"], ["bad.yaml", good, "--json"]):
        done = here.run("assess", *words, code=1)
        assert done.stderr.startswith(f"whichflow: {complaint}")
        assert len(done.stderr.splitlines()) == 1
        assert done.stdout == ""
    done = here.run("interview", "--plain", "--answers", "bad.yaml", code=1)
    assert done.stderr.startswith(f"whichflow: {complaint}")


@pytest.mark.parametrize(
    ("name", "complaint"), [("none.yaml", "there is no such file"), (".", "is a folder")]
)
def test_a_file_that_is_none_is_1(here: Here, name: str, complaint: str) -> None:
    done = here.run("assess", name, code=1)
    assert complaint in done.stderr
    assert len(done.stderr.splitlines()) == 1


def allows(schema: dict[str, Any], value: object) -> bool:
    """Whether a value meets a schema of the few words that ours is made of."""
    if "anyOf" in schema:
        return any(allows(each, value) for each in schema["anyOf"])
    if "enum" in schema:
        return any(value == each and type(value) is type(each) for each in schema["enum"])
    match schema["type"]:
        case "null":
            return value is None
        case "string":
            return isinstance(value, str) and len(value) <= schema.get("maxLength", len(value))
        case "integer":
            return type(value) is int and value >= schema.get("minimum", value)
        case "array":
            return isinstance(value, list) and all(allows(schema["items"], each) for each in value)
        case "object":
            known = schema["properties"]
            return isinstance(value, dict) and all(
                name in known and allows(known[name], each) for name, each in value.items()
            )
    raise AssertionError(f"the schema has grown: {schema}")


GOOD: list[dict[str, Any]] = [
    {"external_events": True}, {"external_events": "yes",
    "strict_states": "unsure"}, {"steps": 7}, {"steps": "few"},
    {"steps": None}, {"answers": {"steps": 7, "coupling": "independent"}, "title": "T"},
    {"failures": ["half-done"]},
    {"failures": "a sentence"}, {"trigger": "a sentence"}, {"success": "a sentence"},
    {"external_events": {"value": False, "note": "n"}}, {"steps": {"value": 3}},
]  # fmt: skip
BAD: list[dict[str, Any]] = [
    {"external_events": "maybe"}, {"external_events": 1}, {"steps": -1}, {"steps": 1.5}, {"stepps": 1},
    {"coupling": "x"},
    {"answers": []}, {"title": 1}, {"external_events": {"because": "x"}}, {"failures": [[]]}, {"steps": [3]},
]  # fmt: skip


def test_the_schema_says_what_the_reader_does(here: Here) -> None:
    schema = json.loads(here.run("schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for answers in GOOD:
        assert allows(schema, answers), answers
        here.run("assess", write("a.json", answers))
    for answers in BAD:
        assert not allows(schema, answers), answers
    for answers in [each for each in BAD if each not in ({"external_events": 1}, {"title": 1})]:
        here.run("assess", write("a.json", answers), code=1)


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[2].glob("examples/*.y*ml")), ids=lambda path: path.stem
)
def test_every_example_is_a_good_answer_file(here: Here, path: Path) -> None:
    told = json.loads(here.run("assess", str(path), "--json").stdout)
    assert told["start"]
    assert told["title"]
