"""How the screen looks and listens: the settings file, the terminal and the command line, put together."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.phrases import quoted
from assistant.settings import Settings, nearest, read_settings
from assistant.tui.keyboard import EXAMPLES, Keyboard, Keys, is_printable, long_name, read_key
from assistant.tui.marks import AsciiMarks, can_write, knows_unicode, started_with
from assistant.tui.rooms import HELP, shared, shipped, shipped_keys, types_letters
from assistant.tui.themes import NAMES, SHIPPED


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that can be set. `colour` None leaves it to NO_COLOR; without `home` nothing is kept."""

    home: Path | None = None
    keyboard: Keyboard = field(default_factory=lambda: Keyboard(shipped_keys, {}))
    theme: str = SHIPPED
    marks: AsciiMarks | None = None
    colour: bool | None = None


def look_of(home: Path, *, no_color: bool = False) -> Look:
    """The look that a home folder's settings and this terminal ask for; `no_color` beats the settings.

    Raises:
        BadInput: the settings are wrong; names the file, the line, the key and what it could be.
    """
    settings = read_settings(home)
    keyboard = Keyboard(shipped_keys, moved_keys(settings))
    if settings.theme and settings.theme not in NAMES:
        near = nearest(settings.theme, NAMES) or f"; there are {', '.join(NAMES)}"
        raise settings.fault(("theme",), f"theme: there is none called {quoted(settings.theme)}{near}")
    colour = {"always": True, "never": False}.get(settings.colour)
    return Look(
        home,
        keyboard,
        settings.theme or SHIPPED,
        # Textual draws on this stream.
        marks_of(settings.borders, started_with(), getattr(sys.__stderr__, "encoding", None)),
        False if no_color else colour,
    )


def marks_of(borders: str, environ: Mapping[str, str], encoding: str | None) -> AsciiMarks | None:
    """What turns signs into ASCII: as set; else where the locale or the stream knows no Unicode."""
    if not can_write(encoding):
        return AsciiMarks(letters=True)
    if borders == "auto" and not knows_unicode(environ):
        return AsciiMarks(letters=True)
    return AsciiMarks(letters=False) if borders == "ascii" else None


def moved_keys(settings: Settings) -> Keys:
    """The keys that the settings move, in Textual's names.

    Raises:
        BadInput: no such binding, no such key, a key that types, or one that another binding has.
    """
    moved: dict[str, tuple[str, ...]] = {}
    if not settings.keys:
        # To check them, all screens are loaded.
        return moved
    for name, words in settings.keys.items():
        if name not in shipped():
            near = nearest(name, shipped()) or "; F1 in the app lists them"
            raise settings.fault(("keys", name), f"keys: there is no binding {quoted(name)}{near}")
        moved[name] = tuple(dict.fromkeys(_key(settings, name, word) for word in words))
    for key, one, other in shared(moved):
        mine, theirs = (one, other) if one in moved else (other, one)
        raise settings.fault(
            ("keys", mine), f"keys: {mine} and {theirs} would both have {long_name(key)}; move one of them"
        )
    return moved


def _key(settings: Settings, name: str, word: str) -> str:
    key = read_key(word)
    if key is None:
        near = nearest(word, EXAMPLES) or "; a key is such as f9, ctrl+y or pageup"
        raise settings.fault(("keys", name), f"keys: {name} has {quoted(word)}, which is no key{near}")
    sign = name == HELP and not word.isalnum() and key != "space"
    if is_printable(key) and types_letters(name) and not sign:
        raise settings.fault(
            ("keys", name),
            f"keys: {name} cannot have {quoted(word)}, which types; did you mean {_held(word)}?",
        )
    return key


def _held(word: str) -> str:
    """A key that types nothing, near to one that does."""
    letter = word.lower()
    # The other letters are what terminals keep for themselves or send for other keys.
    return f"ctrl+{letter}" if len(letter) == 1 and letter in "acdefgklnpqrtuvwxyz" else "f9"
