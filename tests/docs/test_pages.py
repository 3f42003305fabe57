"""Every page: what it links to is there, and what it tells to type can be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from assistant.cli.main import whichflow
from assistant.tui.keyboard import long_name
from assistant.tui.rooms import chains, shipped

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The names by which a page's headings are linked to."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", NAMES)
def test_what_it_links_to_is_there(name: str) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", text_of(name)):
        page = (ROOT / name).parent / target if target else ROOT / name
        assert page.exists(), target
        assert not anchor or anchor in anchors(page), f"{target}#{anchor}"


@pytest.mark.parametrize("name", NAMES)
def test_what_it_runs_is_there(name: str) -> None:
    text = text_of(name)
    for module in re.findall(r"python -m\s+((?:knowledge|rules|benchmarks|assistant)[a-z_.]*)", text):
        place = ROOT / module.rstrip(".").replace(".", "/")
        assert place.with_suffix(".py").exists() or (place / "__main__.py").exists(), module
    for path in re.findall(r"(?:python |pytest )((?:scripts|tests)/[\w/.]+)", text):
        assert (ROOT / path).exists(), path


def typed(text: str) -> set[str]:
    """The commands that stand in shell blocks and in sentences."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.split(" #")[0].split("||")[0] for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`(whichflow [^`]+)`", text)
    return {line.strip() for line in (*lines, *inline) if line.startswith("whichflow ")}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "docs/reference.md"])
def test_what_it_types_is_understood(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for line in typed(text_of(name)):
        words = shlex.split(line.partition(">")[0])[1:]
        command: click.Command = whichflow
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            found = command.get_command(click.Context(command), words.pop(0))
            assert found is not None, line
            command = found
        # Bare names of commands stand in sentences without what they need.
        if words:
            context = command.make_context(line, words)
            named = [
                value
                for given in context.params.values()
                for value in (given if isinstance(given, tuple) else [given])
            ]
            assert all((ROOT / word).exists() for word in named if str(word).startswith("examples/")), line


def test_the_keys_of_the_tutorial_are_those_of_the_screens() -> None:
    does: dict[str, set[str]] = {}
    for binding in (binding for chain in chains() for room in chain for binding in room.values()):
        for key in shipped()[binding.id or ""]:
            does.setdefault(long_name(key), set()).add((binding.tooltip or binding.description).lower())
    rows = re.findall(r"^\| ((?:F\d+|Ctrl\+\w)) \| (.+) \|$", text_of("docs/tutorial.md"), re.MULTILINE)
    assert len(rows) == 7
    for key, told in rows:
        assert told in does[key]
