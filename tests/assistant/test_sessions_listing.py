"""`session list` and `session search`: how many, in which words, and what a program reads of them."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.cli.session import session
from assistant.sessions import Sessions
from assistant.turns import Spoken


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with closing(Sessions(folder)) as sessions:
        for name in ("Orders", "Loans", "Ships"):
            log = sessions.begin("guided")
            log.append(Spoken(1, "answer", f"the parcel of {name}", "", ({"do": "title", "text": name},)), {})
    return folder


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(session, [*words, "--home", str(home)])


@pytest.mark.parametrize(
    ("words", "titles", "more"),
    [
        (["list"], ["Ships", "Loans", "Orders"], False),
        (["list", "--all"], ["Ships", "Loans", "Orders"], False),
        (["list", "--limit", "2"], ["Ships", "Loans"], True),
        (["list", "--limit", "3"], ["Ships", "Loans", "Orders"], False),
        (["search", "PARCEL", "--limit", "1"], ["Ships"], True),
        (["search", "parcel", "--all"], ["Ships", "Loans", "Orders"], False),
        (["search", "parcel", "loan"], ["Loans"], False),
    ],
)  # fmt: skip
def test_as_many_are_listed_as_were_asked_for(
    home: Path, words: list[str], titles: list[str], more: bool
) -> None:
    done = run(home, *words, "--json")
    assert [each["title"] for each in json.loads(done.stdout)] == titles
    assert ("--all lists them" in done.stderr, done.exit_code) == (more, 0)
    lines = run(home, *words).stdout.splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert [line.split("  ")[-1] for line in heads] == titles


def test_a_search_shows_where_the_words_stand(home: Path) -> None:
    found = json.loads(run(home, "search", "LOAN", "--json").stdout)
    assert found[0]["excerpt"] == "the parcel of Loans"
    assert found[0].keys() > json.loads(run(home, "list", "--json").stdout)[0].keys()
    assert run(home, "search", "loan").stdout.endswith("  Loans\n    the parcel of Loans\n")


@pytest.mark.parametrize(
    "words", [["list", "--limit", "0"], ["list", "--all", "--limit", "1"], ["search", "x", "--limit", "y"]]
)
def test_a_limit_that_is_none_is_wrong_use(home: Path, words: list[str]) -> None:
    assert run(home, *words).exit_code == 2


def test_who_asked_first_and_was_then_interviewed_is_listed_with_the_advice(
    home: Path, tmp_path: Path
) -> None:
    with closing(Sessions(tmp_path)) as sessions:
        sessions.begin("ask").append(Spoken(1, "question", "what is a saga?", "", ()), {"start": None})
        sessions.begin("ask").append(Spoken(1, "answer", "yes", "", ()), {"start": "hybrid"})
    told = [line.split("  ")[2] for line in run(tmp_path, "list").stdout.splitlines()]
    assert told == ["hybrid", "questions to the guide"]
    assert "No session has all of these words" in run(home, "search", "zeppelin").stderr
