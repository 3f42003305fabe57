"""The interview over stdin and stdout, and the sessions that it leaves."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.mind import shipped_mind
from tests.assistant.talks import OUTCOMES
from tests.cli.conftest import Here

QUESTIONS = [fact.id for fact in shipped_mind().book.questions]


def script(answers: dict[str, str]) -> list[str]:
    """The answers as lines that say which question they are for, so that none depends on what is asked."""
    return [f"change {n} {answers[fact]}" for n, fact in enumerate(QUESTIONS, 1) if fact in answers]


def shown(here: Here, *words: str) -> dict[str, Any]:
    told = json.loads(here.run("session", "show", *words, "--json").stdout)
    assert isinstance(told, dict)
    return told


def finish(here: Here, start: str) -> str:
    """Hold an interview to its verdict; its id."""
    skips = ["both hold", *["skip"] * 18]
    here.run("interview", "--plain", said="\n".join([*script(OUTCOMES[start]), *skips]) + "\n")
    return str(shown(here)["id"])


@pytest.mark.parametrize("start", list(OUTCOMES))
def test_a_scripted_interview_comes_to_its_verdict(fresh: Here, start: str) -> None:
    finish(fresh, start)
    told = shown(fresh, "--last")
    assert set(told) >= {"id", "title", "started", "turns", "answers", "verdict"}
    assert all(set(turn) == {"n", "at", "kind", "said", "reply"} for turn in told["turns"])
    assert told["verdict"]["start"] == start
    assert told["answers"]["trigger"]["text"] == "a customer clicks buy"


@pytest.mark.parametrize("stop", [0, 1, 4, 7])
def test_stopped_in_the_middle_it_goes_on_to_the_verdict(fresh: Here, stop: int) -> None:
    lines = script(OUTCOMES["hybrid"])
    done = fresh.run("interview", "--plain", said="\n".join(lines[:stop]), code=3)
    assert "whichflow interview --continue" in done.stderr
    assert len(shown(fresh)["answers"]) == stop
    rest = "\n".join([*lines[stop:], *["skip"] * 18])
    done = fresh.run("interview", "--plain", "--continue", said=rest)
    assert f"{stop} answered so far. Nothing was lost." in done.stdout
    told = shown(fresh)
    assert told["verdict"]["start"] == "hybrid"
    assert set(told["answers"]) >= set(OUTCOMES["hybrid"])
    assert len(json.loads(fresh.run("session", "list", "--json").stdout)) == 1


def test_without_a_terminal_it_is_plain_by_itself(fresh: Here) -> None:
    for words in ([], ["interview"]):
        assert "What starts one run" in fresh.run(*words, code=3).stdout


def test_the_words_of_a_script_stand_in_the_output(fresh: Here) -> None:
    out = fresh.run("interview", "--plain", said="a customer\r\n\n\x1b[31mparcel\n", code=3).stdout
    assert "\n> a customer\n" in out
    assert "\n> parcel\n" in out
    assert "\x1b" not in out
    assert "\r" not in out


def test_quitting_early_is_3_and_after_the_verdict_0(fresh: Here) -> None:
    assert "Goodbye" in fresh.run("interview", "--plain", said="quit\nnot read\n", code=3).stdout
    finish(fresh, "sequential")
    assert "Goodbye" in fresh.run("interview", "--plain", "--continue", said="quit\n").stdout


def test_whoever_leaves_early_is_told_how_to_go_on_in_that_home(fresh: Here) -> None:
    assert "Go on with: whichflow interview --continue\n" in fresh.run("interview", "--plain", code=3).stderr
    there = str(fresh.home / "of a team")
    said = fresh.run("interview", "--plain", "--home", there, code=3).stderr
    assert f"Go on with: whichflow --home '{there}' interview --continue\n" in said


def test_a_record_that_another_one_follows_is_named(fresh: Here) -> None:
    Path("a.yaml").write_text("answers: {external_events: yes, strict_states: yes}", "utf-8")
    said = "save\nchange 4\nno\nsave\n"
    out = " ".join(
        fresh.run("interview", "--plain", "--answers", "a.yaml", said=said, code=None).stdout.split()
    )
    first, second = out.split("The decision record is written:")[1:]
    assert "says what held before" not in first
    assert (
        "Record 1 says what held before: record reject 1 if it is still a proposal, "
        "record supersede 1 by 2 once both are agreed."
    ) in second


def test_an_answer_file_begins_the_interview(fresh: Here) -> None:
    Path("a.yaml").write_text(
        "title: Orders\nsteps: {value: 9, note: by hand}\nfixed_order: no\ntrigger: a customer clicks",
        "utf-8",
    )
    out = fresh.run("interview", "--plain", "--answers", "a.yaml", said="answers\n", code=3).stdout
    assert "3 answers were taken from the file" in out
    assert "How do you know that a run has ended well" in out
    assert "6 steps: 9 (note: by hand)" in out
    told = shown(fresh)
    assert told["title"] == "Orders"
    assert told["answers"]["steps"]["note"] == "by hand"
    assert told["answers"]["trigger"]["text"] == "a customer clicks"


def test_full_mode_asks_all(fresh: Here) -> None:
    fresh.run("interview", "--plain", "--mode", "full", said="skip\n" * 17, code=3)
    fresh.run("interview", "--plain", "--continue", said="skip\nskip\n")
    assert shown(fresh)["mode"] == "full"


def test_nothing_to_go_on_with_is_1(fresh: Here) -> None:
    for words in (["interview", "--plain", "--continue"], ["session", "resume"]):
        assert "There is no interview yet" in fresh.run(*words, code=1).stderr
    assert "There is no session yet" in fresh.run("session", "show", code=1).stderr
    assert "There is no session 'x'" in fresh.run("interview", "--plain", "--resume", "x", code=1).stderr
    done = fresh.run("session", "list")
    assert (done.stdout, "no sessions yet" in done.stderr) == ("", True)


def test_sessions_are_listed_searched_shown_resumed_exported_deleted(fresh: Here) -> None:
    fresh.run("interview", "--plain", said="title Order handling\nthe parcel robot\n", code=3)
    fresh.run("interview", "--plain", said="title Sign-up\n", code=3)
    listed = json.loads(fresh.run("session", "list", "--json").stdout)
    assert [each["title"] for each in listed] == ["Sign-up", "Order handling"]
    orders = listed[1]["id"]
    assert set(listed[0]) == {"id", "title", "started", "mode", "start", "stability"}
    done = fresh.run("session", "search", "\u200b")
    assert (done.stdout, done.stderr) == ("", "whichflow: No session has all of these words in it.\n")
    found = json.loads(fresh.run("session", "search", "parcel", "ROBOT", "--json").stdout)
    assert [each["id"] for each in found] == [orders]
    assert orders in fresh.run("session", "search", "robot").stdout
    assert fresh.run("session", "search", "zeppelin", "--json").stdout == "[]\n"
    assert "> the parcel robot" in fresh.run("session", "show", orders).stdout
    out = fresh.run("session", "resume", orders, "--plain", said="note back again\n", code=3).stdout
    assert "Welcome back to Order handling" in out
    assert shown(fresh)["id"] == orders
    # What was gone on with last stands first, as on the screen.
    assert json.loads(fresh.run("session", "list", "--json").stdout)[0]["id"] == orders
    lines = [json.loads(line) for line in fresh.run("session", "export", orders).stdout.splitlines()]
    assert lines[0]["session"] == orders
    assert [line["n"] for line in lines[1:]] == list(range(1, len(lines)))
    assert all({"n", "at", "kind", "said", "reply", "effects"} <= set(line) for line in lines[1:])
    assert f"{orders} is deleted" in fresh.run("session", "delete", orders).stdout
    assert [each["title"] for each in json.loads(fresh.run("session", "list", "--json").stdout)] == [
        "Sign-up"
    ]
    for command in ("show", "export", "delete"):
        assert "There is no session" in fresh.run("session", command, orders, code=1).stderr


def test_a_record_is_written_where_it_is_asked_for(fresh: Here) -> None:
    assert "There is no interview yet" in fresh.run("record", "new", code=1).stderr
    finish(fresh, "hybrid")
    path = Path(
        json.loads(fresh.run("record", "new", "--dir", "adr", "--title", "Orders", "--json").stdout)["path"]
    )
    assert path.parent == Path("adr")
    assert "a customer clicks buy" in path.read_text("utf-8")
    assert "Orders" in fresh.run("record", "list", "--dir", "adr").stdout


def test_without_a_verdict_there_is_no_record(fresh: Here) -> None:
    fresh.run("interview", "--plain", said="a customer\n", code=3)
    done = fresh.run("record", "new", code=1)
    assert len(done.stderr.splitlines()) == 1
    assert not Path("docs").exists()


def test_save_at_the_end_writes_a_record(fresh: Here) -> None:
    finish(fresh, "sequential")
    out = fresh.run("interview", "--plain", "--continue", said="save Orders\nquit\n").stdout
    assert "The decision record is written: docs/decisions/0001-" in out
    assert len(list(Path("docs/decisions").glob("0001-*.md"))) == 1


def test_a_record_that_cannot_be_written_leaves_the_talk_alive(fresh: Here) -> None:
    finish(fresh, "sequential")
    Path("docs").write_text("in the way", "utf-8")
    out = fresh.run("interview", "--plain", "--continue", said="save\nanswers\n").stdout
    assert "The record was not written" in out
    assert "Known so far" in out


def test_a_flood_at_the_prompt_is_cut(fresh: Here) -> None:
    done = fresh.run("interview", "--plain", said=f"skip\n{'x' * 1_000_000}\n", code=3)
    assert "That was long" in done.stdout
    assert len(done.stdout) < 10_000
    assert len(shown(fresh)["answers"]["success"]["value"]) == 20_000
