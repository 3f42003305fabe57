"""README against the program: commands, options, words, settings and examples are what it says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from assistant.cli.main import whichflow
from assistant.commands.explaining import HELP
from assistant.intents import Command, understand
from assistant.tui.rooms import shipped

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EVERYWHERE = {"--home", "--no-color", "--help", "--version", "--json"}
"""Named once for all commands, in a sentence of their own."""
HIDDEN = {"--doors"}


def commands(group: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name."""
    if not isinstance(group, click.Group):
        yield name, group
        return
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        yield from commands(command, f"{name} {word}".strip())


COMMANDS = dict(commands(whichflow))
TABLE = README.split("## The command line")[1].split("## An answer file")[0].replace("\\|", "|")


def options(command: click.Command) -> set[str]:
    return {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_table(name: str) -> None:
    group, _, word = name.partition(" ")
    rows = [line for line in TABLE.splitlines() if line.startswith(f"| `whichflow {group}")]
    assert rows
    assert any(re.search(rf"\b{word}\b", row) for row in rows)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_stands_there_too(name: str) -> None:
    missing = options(COMMANDS[name]) - EVERYWHERE - HIDDEN
    assert {option for option in missing if option not in TABLE} == set()


def test_no_option_is_made_up() -> None:
    known = set().union(*map(options, COMMANDS.values())) | EVERYWHERE
    assert set(re.findall(r"--[a-z][a-z-]+", TABLE)) <= known


def shell_lines() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("whichflow ")]


@pytest.mark.parametrize("line", shell_lines())
def test_every_example_can_be_typed(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    words = shlex.split(line)[1:]
    command = COMMANDS[words[0]]
    context = command.make_context(words[0], words[1:], resilient_parsing=False)
    files = [value for value in context.params.values() if isinstance(value, tuple | str)]
    named = [word for value in files for word in ([value] if isinstance(value, str) else value)]
    assert all(Path(word).exists() for word in named if word.endswith(".yaml"))


def test_the_words_of_the_conversation_are_words_of_it() -> None:
    told = README.split("In the conversation, besides answers:")[1].split("\n\n")[0]
    words = [" ".join(word.split()) for word in re.findall(r"`([^`]+)`", told)]
    assert len(words) > 20
    for word in words:
        understood = understand(word.replace("…", "x y"), free=False)
        assert isinstance(understood, Command), word
    first = {word.split()[0] for word in words}
    helped = {words.split(",")[0].split()[0] for words, _ in HELP} - {"and"}
    assert helped <= first | {"answers"}


def test_settings_shown_are_settings() -> None:
    shown = yaml.safe_load(re.findall(r"```yaml\n(keys:.*?)```", README, re.DOTALL)[0])
    assert set(shown["keys"]) <= set(shipped())
    taken = {key for name, keys in shipped().items() if name.startswith(("chat.", "app.")) for key in keys}
    assert not taken & set(shown["keys"].values())


def test_files_that_are_named_are_there() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
    for module in re.findall(r"python -m\s+([a-z_.]+)", README):
        place = ROOT / module.replace(".", "/")
        assert place.with_suffix(".py").exists() or (place / "__main__.py").exists(), module
