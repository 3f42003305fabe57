"""README against the program: its table, the words for batches and exit codes, and its length."""

from __future__ import annotations

import re
from math import prod
from pathlib import Path

import click

from assistant.cli import common
from assistant.cli.main import whichflow
from assistant.leaving import EARLY
from rules.reading import shipped_book

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TABLE = README.split("## The command line")[1].split("## Records in CI")[0]
_MADE = "python3 -m venv .venv && "
_INSTALLED = f'{_MADE}CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject" .venv/bin/pip install -q '
SET_UP = f"{_INSTALLED}. && .venv/bin/whichflow\n"
TESTS = f'{_INSTALLED}-e ".[dev]" && .venv/bin/pytest\n'


def test_two_commands_stand_at_the_top() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    assert blocks[:2] == [SET_UP, TESTS]
    assert README.index(TESTS) < 800


def test_every_command_and_no_other_has_its_row() -> None:
    rows = re.findall(r"^\| `whichflow ?([a-z]*)` \|", TABLE, re.MULTILINE)
    assert rows == ["", *whichflow.list_commands(click.Context(whichflow))]


def test_every_option_named_is_one() -> None:
    context = click.Context(whichflow)
    known = {
        option
        for name in whichflow.list_commands(context)
        if (command := whichflow.get_command(context, name))
        for parameter in command.params
        for option in parameter.opts
    }
    assert set(re.findall(r"--[a-z][a-z-]*", TABLE)) <= known


def test_the_exit_codes_are_the_codes() -> None:
    told = {word: int(code) for code, word in re.findall(r"(\d)\s(fine|error|wrong use|ended|not)", TABLE)}
    assert told == {
        "fine": common.OK, "error": common.ERROR, "wrong use": common.USAGE, "ended": EARLY,
        "not": common.NOT_IN_GUIDE,
    }  # fmt: skip


def test_the_number_of_answer_sets_is_the_books() -> None:
    assert f"{prod(len(fact.values) for fact in shipped_book().deciding):,}" in README


def test_it_is_read_in_five_minutes() -> None:
    # Some 200 words a minute, code and tables included.
    assert len(README.split()) < 1300
    assert len(README.splitlines()) < 200
