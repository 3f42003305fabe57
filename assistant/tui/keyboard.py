"""Keys: how a person writes them, how they are shown, and which of them each binding has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.keys import format_key, key_to_character

_NAMED = (
    "escape", "enter", "tab", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown", "up",
    "down", "left", "right", "space", *(f"f{number}" for number in range(1, 25)),
)  # fmt: skip
_ALIASES = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup",
    "pgdn": "pagedown", "pgdown": "pagedown", "bksp": "backspace",
    "control": "ctrl", "option": "alt", "cmd": "super", "win": "super",
}  # fmt: skip
_MODIFIERS = {"ctrl", "alt", "shift", "super", "meta", "hyper"}
_ARRIVES_AS = {
    "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+space": "ctrl+at",
}  # fmt: skip
"""What a terminal sends for keys that it cannot tell apart."""
EXAMPLES = (*_NAMED, *(f"ctrl+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"))
"""Keys as they are written, to find the one that was probably meant."""
_SHORT = {"up": "up", "down": "down", "left": "left", "right": "right", "backspace": "bksp", "enter": "enter"}
"""Textual shows these as signs that not every terminal has, and not everybody reads."""
_LONG = {"escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn", "delete": "Del", "insert": "Ins"}

Keys = Mapping[str, tuple[str, ...]]
"""The keys of each binding, by its id."""


class Keyboard:
    """The keys of every binding by its id, as shipped or as moved."""

    def __init__(self, shipped: Callable[[str], tuple[str, ...]], moved: Keys) -> None:
        """`shipped` tells the keys of a binding that was not moved."""
        self._shipped, self._moved = shipped, moved
        self.keymap = {name: ",".join(keys) for name, keys in moved.items()}
        """What was moved, as Textual wants it."""

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of a binding, in Textual's names."""
        return self._moved.get(name) or self._shipped(name)

    def shown(self, name: str) -> str:
        """The first key of a binding, as a sentence names it."""
        return next((long_name(key) for key in self.keys(name)), "")


def keyboard_of(app: App[Any]) -> Keyboard:
    """The keyboard of our app; another app has none."""
    keyboard = getattr(app, "keyboard", None)
    return keyboard if isinstance(keyboard, Keyboard) else Keyboard(lambda _name: (), {})


def read_key(text: str) -> str | None:
    """A key as a person writes it, in Textual's name for it; None where it is no key."""
    if len(text) == 1:
        return _canonical(text) if text.isprintable() and text != " " else None
    word = text.strip().lower().replace("^", "ctrl+").replace(" ", "")
    *modifiers, last = [_ALIASES.get(part, part) for part in word.split("+")]
    if not set(modifiers) <= _MODIFIERS or len(set(modifiers)) < len(modifiers):
        return None
    if len(last) == 1 and last.isascii() and last.isalnum():
        if not modifiers:
            return None
        if modifiers == ["shift"]:
            return last.upper() if last.isalpha() else None
    elif last not in _NAMED:
        # Neither of Textual's two ways back from a name to its character knows them all.
        character = key_to_character(last) or format_key(last)
        return _canonical(character) if len(character) == 1 and not modifiers else None
    key = "+".join([*sorted(modifiers), last])
    return _ARRIVES_AS.get(key, key)


def is_printable(key: str) -> bool:
    """Whether pressing this key types a character."""
    return key == "space" or not ("+" in key or key in _NAMED)


def short_name(key: str) -> str:
    """A key as the line at the bottom shows it."""
    *modifiers, last = key.split("+")
    name = _SHORT.get(last) or format_key(last)
    if "ctrl" in modifiers:
        modifiers.remove("ctrl")
        name = f"^{name}"
    return "+".join([*modifiers, name])


def long_name(key: str) -> str:
    """A key as a sentence names it."""
    *modifiers, last = key.split("+")
    name = _LONG.get(last) or (last.capitalize() if last in _NAMED else format_key(last))
    if modifiers and len(name) == 1:
        name = name.upper()
    return "+".join([*(part.capitalize() for part in modifiers), name])


def _canonical(character: str) -> str:
    return next(iter(Binding.make_bindings([Binding("comma" if character == "," else character, "")]))).key
