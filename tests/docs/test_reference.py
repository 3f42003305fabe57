"""docs/reference.md is what the program says of itself."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import click
import pytest

from assistant.cli.main import whichflow
from assistant.records.checking import EXIT_CODES

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_up_to_date(script: ModuleType) -> None:
    kept = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert kept == script.reference(), "run python scripts/reference.py"


def test_it_names_every_command_and_option(script: ModuleType) -> None:
    told = script.reference()
    for name, command in script.leaves(whichflow):
        part = re.split(rf"### `whichflow {name}".rstrip(), told)[1].split("### ")[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                wanted = parameter.opts[0]
                assert wanted in part or wanted in script.EVERYWHERE, (name, wanted)


def test_its_exit_codes_are_those_of_commands_that_there_are(script: ModuleType) -> None:
    assert set(script.EXITS) <= {name for name, _ in script.leaves(whichflow)}
    assert set(EXIT_CODES.values()) == set(script.EXITS["record check"])
