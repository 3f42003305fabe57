"""Writes docs/reference.md from the program itself: `python scripts/reference.py`.

Commands and options come from click, words from the conversation, keys from the screens, settings and values
from what reads them. Only which exit code a command can end with stands here, and a test brings each about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import cleandoc
from pathlib import Path

import click
from textual.binding import Binding

from assistant.cli.main import whichflow
from assistant.commands.explaining import HELP
from assistant.household import HOME_VARIABLE
from assistant.intents import _BARE
from assistant.settings import BORDERS, COLOUR
from assistant.tui.help import _HEADINGS
from assistant.tui.keyboard import long_name
from assistant.tui.rooms import chains, shipped
from assistant.tui.themes import NAMES, SHIPPED
from rules.model import Fact
from rules.reading import shipped_book

FILE = Path(__file__).parent.parent / "docs" / "reference.md"
EVERYWHERE = ("--home", "--no-color", "--help")
"""Said once for all commands."""

ALWAYS = {0: "fine", 1: "an error, told in one sentence on stderr", 2: "wrong use"}
EARLY = {3: "ended before its verdict; the session is kept"}
EXITS: dict[str, dict[int, str]] = {
    "": EARLY,
    "interview": EARLY,
    "session resume": EARLY,
    "ask": {4: "the guide does not cover it; a batch ends with 0 and says so in each line"},
    "assess": {0: "fine; in a batch also where a line could not be read and has its error in its place"},
    "guide": {1: "there is no such section", 4: "nothing fits the words that were searched for"},
    "rules": {1: "there is no such rule, or an invariant is breached"},
    "doctor": {0: "all is sound, with `--mend` by now", 1: "something is wrong"},
    "record check": {
        0: "all records hold, or there are none",
        1: "one would be decided otherwise today",
        2: "one is broken, or could not be checked",
        3: "a review is overdue",
        5: "guide or rules have changed, the verdict is the same",
    },
}
"""By command, what its exit codes mean beyond what they always mean."""

HEAD = """\
# Reference

Written by `python scripts/reference.py` from the program itself; a change by hand is lost.

"""
SETTINGS = f"""\
`settings.yaml` in the home folder, which `whichflow doctor` names. A mistake in it is told with its line and
the nearest word that would be right. The plain face never reads it.

{{table}}
Two bindings that hold in one place cannot have one key, and what holds where text is typed cannot have a
letter.

| variable | what it does |
| --- | --- |
| `{HOME_VARIABLE}` | the home folder, where `--home` gives none |
| `NO_COLOR` | no colours, whatever it says |
"""


def reference() -> str:
    """The whole page."""
    parts = (
        "## Commands\n\n" + "\n".join(_commands()),
        "## Exit codes\n\n" + _exit_codes(),
        "## Words of the conversation\n\n" + _words(),
        "## Keys\n\n" + _keys(),
        "## Settings\n\n" + _settings(),
        "## Answers\n\n" + _answers(),
    )
    return HEAD + "\n".join(parts)


def leaves(group: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its whole name; the root has none."""
    if not isinstance(group, click.Group) or group.invoke_without_command:
        yield name, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for word in group.list_commands(context):
            if command := group.get_command(context, word):
                yield from leaves(command, f"{name} {word}".strip())


def _commands() -> Iterator[str]:
    yield (
        "Every command takes `--help`, and all but `completion` take `--home DIR`, the folder for sessions\n"
        "and the guide's base, and `--no-color`; these two may stand before its name as well. What is asked\n"
        "for goes to stdout, talk to stderr.\n"
    )
    for name, command in leaves(whichflow):
        context = click.Context(command, info_name=f"whichflow {name}".strip())
        pieces = [piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]"]
        title = " ".join([context.info_name or "", *pieces]).replace(" COMMAND [ARGS]...", "")
        yield f"### `{title}`\n"
        yield _paragraphs(command.help or "")
        rows = [_option(option) for option in command.params if isinstance(option, click.Option)]
        if shown := [row for row in rows if row]:
            yield _table(("option", "what it does"), shown)


def _paragraphs(text: str) -> str:
    """Help without click's marks. Lists of exit codes stand in a table of their own."""
    kept = [part for part in cleandoc(text).split("\n\n") if "\b" not in part or "Exit code" not in part]
    told = []
    for part in kept:
        if "\b" in part:
            told.append("```text\n" + part.replace("\b\n", "").replace("\b", "") + "\n```\n")
        else:
            told.append(" ".join(part.split()) + "\n")
    return "\n".join(told)


def _option(option: click.Option) -> tuple[str, str] | None:
    if option.hidden or option.opts[0] in EVERYWHERE:
        return None
    names = ", ".join(option.opts)
    value = "" if option.is_flag else f" {_value(option)}"
    told = option.help or ""
    if option.show_default and option.default:
        told = f"{told} Without it {option.default}."
    return f"`{names}{value}`", told


def _value(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    return option.metavar or option.type.name.upper()


def _exit_codes() -> str:
    rows = [("every command", str(code), told) for code, told in ALWAYS.items()]
    for name, _command in leaves(whichflow):
        typed = f"`{f'whichflow {name}'.strip()}`"
        rows += [(typed, str(code), told) for code, told in sorted(EXITS.get(name, {}).items())]
    return (
        _table(("command", "exit code", "meaning"), rows)
        + "\nOf several records the worst counts; [Records in CI](records-in-ci.md) says what to do then.\n"
    )


def _words() -> str:
    same: dict[str, list[str]] = {}
    for word, name in _BARE.items():
        same.setdefault(name, []).append(word)
    shown = [(f"`{words}`", _sentence(does)) for words, does in HELP]
    others = [(f"`{name}`", ", ".join(f"`{word}`" for word in words)) for name, words in same.items()]
    return (
        "Besides answers and questions to the guide. `help` lists them as well.\n\n"
        + _table(("say", "what it does"), shown)
        + "\nWhole lines that mean the same; a sentence that merely begins so is an answer:\n\n"
        + _table(("command", "said as"), others)
    )


def _keys() -> str:
    bindings: dict[str, Binding] = {}
    for chain in chains():
        for room in chain:
            for binding in room.values():
                bindings.setdefault(binding.id or "", binding)
    rows = []
    groups = {name.partition(".")[0] for name in bindings}
    for group in sorted(groups, key=[*_HEADINGS, *sorted(groups)].index):
        for name, binding in bindings.items():
            if name.partition(".")[0] == group:
                keys = ", ".join(map(long_name, shipped()[name]))
                does = binding.tooltip or binding.description
                rows.append((_HEADINGS.get(group, group.capitalize()), f"`{name}`", keys, _sentence(does)))
    return (
        "As shipped. F1 lists those that hold where you are; `settings.yaml` moves them by their ids.\n\n"
        + _table(("where", "id", "keys", "what it does"), rows)
    )


def _settings() -> str:
    moved = "lines such as `chat.back: f12`: an id from above and a key; several with commas, or as a list"
    rows = [
        ("`keys`", moved, "none"),
        ("`theme`", _words_of(NAMES), f"`{SHIPPED}`"),
        ("`borders`", f"{_words_of(BORDERS)}; auto: ASCII where the locale knows no more", f"`{BORDERS[0]}`"),
        ("`colour`", f"{_words_of(COLOUR)}; auto: none where `NO_COLOR` is set", f"`{COLOUR[0]}`"),
    ]
    return SETTINGS.format(table=_table(("setting", "values", "as shipped"), rows))


def _words_of(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _answers() -> str:
    book = shipped_book()
    rows = [
        (str(fact.number), f"`{fact.id}`", fact.question.ask, _values(fact))
        for fact in book.askable
        if fact.question
    ]
    asked_for = [str(fact.number) for fact in book.askable if fact not in book.questions]
    return (
        "What is asked, and what an answer file can hold. `unsure` may stand for any answer. Questions "
        f"{' and '.join(asked_for)}\nare asked only by `audit` and `--mode check`.\n\n"
        + _table(("no.", "fact", "question", "values"), rows)
        + "\nBeside them `title`, `flow` and a note for each answer; `whichflow schema` prints the shape.\n"
    )


def _values(fact: Fact) -> str:
    values = _words_of(fact.values)
    match fact.kind:
        case "several":
            return f"any of {values}"
        case "count":
            return f"a number, or {values}"
        case "text":
            return "text"
    return values


def _sentence(text: str) -> str:
    return text.strip().rstrip(".")


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads)]
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in (*lines, *rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells) + "\n"


if __name__ == "__main__":
    FILE.write_text(reference(), encoding="utf-8")
