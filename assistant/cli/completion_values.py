"""What the shell offers for a value: sections, rules, records, sessions, files and folders.

It is asked with every press of Tab: so nothing here reasons or makes a home, and what cannot be read is not
offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.household import RECORDS, home_folder

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

HOME = "whichflow.home"
"""Where a context keeps the home folder that was named so far."""

_PACKAGES = Path(__file__).parents[2]
_GUIDE = _PACKAGES / "knowledge" / "guide"
_BOOKS = tuple(_PACKAGES / "rules" / book for book in ("book", "answer_book"))
_NO_RULES = frozenset({"facts.yaml", "policies.yaml"})
_RULE = re.compile(r"^  - id: ([a-z0-9_-]+)\s*$", re.MULTILINE)
_RECORD = re.compile(r"(\d{4,5})-(.+)\.md", re.ASCII | re.IGNORECASE)


def sections(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """The ids of the guide's sections: each is its file's path."""
    with suppress(OSError):
        names = (path.relative_to(_GUIDE).with_suffix("").as_posix() for path in _GUIDE.rglob("*.md"))
        return sorted(name for name in names if name.startswith(typed))
    return []


def rule_ids(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """The ids of all rules, as their files give them; to read the books themselves takes too long."""
    found: list[str] = []
    with suppress(OSError, UnicodeDecodeError):
        for book in _BOOKS:
            for path in sorted(book.glob("*.yaml")):
                if path.name not in _NO_RULES:
                    found += _RULE.findall(path.read_text(encoding="utf-8"))
    return [name for name in found if name.startswith(typed)]


def records(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem[Any]]:
    """The numbers of the records in the folder that was named so far, in the form that was begun."""
    with suppress(OSError, ValueError):
        names = sorted(path.name for path in Path(context.params.get("folder") or RECORDS).iterdir())
        return list(_records(names, typed))
    return []


def _records(names: list[str], typed: str) -> Iterator[CompletionItem[Any]]:
    from click.shell_completion import CompletionItem  # noqa: PLC0415  (no command but Tab needs it)

    for name in names:
        if match := _RECORD.fullmatch(name):
            number = int(match[1])
            forms = (str(number), f"{number:04}", f"ADR-{number:04}", name)
            form = next((form for form in forms if form.startswith(typed)), None)
            if form is not None and name.isprintable():
                yield CompletionItem(form, help=match[2].replace("-", " "))


def session_ids(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem[Any]]:
    """The newest sessions of the home that was named so far."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415

    from assistant.sessions import FILE_NAME  # noqa: PLC0415
    from assistant.sessions.offering import offered  # noqa: PLC0415
    from assistant.text import clean  # noqa: PLC0415

    home = home_folder(context.meta.get(HOME))
    return [
        CompletionItem(name, help=clean(title, limit=60) or None)
        for name, title in offered(home / FILE_NAME, typed)
    ]


def files(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem[Any]]:
    """Files: the shell knows them best."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415

    return [CompletionItem(typed, type="file")]


def folders(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem[Any]]:
    """Folders, as above."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415

    return [CompletionItem(typed, type="dir")]
