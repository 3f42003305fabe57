"""All bindings there are: which hold together, and which keys each was shipped with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from assistant.tui import everywhere
from assistant.tui.home import HomeScreen
from assistant.tui.keyboard import Keys
from assistant.tui.options import Choices
from assistant.tui.prompt import Prompt

_Rooms = tuple[tuple[type[DOMNode], tuple[type[DOMNode], ...]], ...]
_Chains = tuple[tuple[dict[str, Binding], ...], ...]
_FIRST: _Rooms = ((HomeScreen, (Prompt, Choices)),)
_TYPED_OVER = ("app.", "chat.", "home.", "screen.", "prompt.", "input.", "palette.", "search.")
"""Bindings that hold where letters are typed, so that none of them can have a letter for its key."""
HELP = "app.help"
"""May have a sign for its key all the same: it counts where nothing has been typed."""


def bindings_of(room: type[DOMNode]) -> dict[str, Binding]:
    """Key to binding, of a class of ours with what it inherits."""
    found: dict[str, Binding] = {}
    for kind in reversed(room.__mro__):
        if kind.__module__.startswith(__package__ or ""):
            found |= _by_key(kind.__dict__.get("BINDINGS", ()))
    return found


@cache
def rooms() -> _Rooms:
    """Each screen with what can have the focus on it: their keys and those of everywhere hold together."""
    # All screens are loaded here, most of them before they are opened; the first one must not wait for that.
    from assistant.tui.chat import ChatScreen  # noqa: PLC0415
    from assistant.tui.help import HelpPage, HelpScreen  # noqa: PLC0415
    from assistant.tui.lists import (  # noqa: PLC0415
        Answers,
        Field,
        Kept,
        KeptPage,
        Page,
        Pitfalls,
        SearchField,
        Sections,
    )
    from assistant.tui.palette import Palette, PaletteInput  # noqa: PLC0415
    from assistant.tui.reader import ReaderScreen  # noqa: PLC0415
    from assistant.tui.records import RecordsScreen  # noqa: PLC0415
    from assistant.tui.sessions import SessionsScreen  # noqa: PLC0415
    from assistant.tui.sure import SureScreen  # noqa: PLC0415

    return (
        *_FIRST,
        (ChatScreen, (Prompt, Choices, Answers, Pitfalls)),
        (ReaderScreen, (Page, Sections, Field)),
        (SessionsScreen, (Kept, KeptPage, SearchField)),
        (RecordsScreen, (Kept, KeptPage, SearchField)),
        (SureScreen, (Choices,)),
        (HelpScreen, (HelpPage,)),
        (Palette, (PaletteInput,)),
    )


def shipped_keys(name: str) -> tuple[str, ...]:
    """The keys that a binding was shipped with; those of the first screen load no other one."""
    return _first().get(name) or shipped().get(name, ())


@cache
def shipped() -> Keys:
    """Every binding's id with the keys that it was shipped with."""
    return _keys(chains())


@cache
def _first() -> Keys:
    return _keys(_chains(_FIRST))


def _keys(chains: _Chains) -> Keys:
    keys: dict[str, list[str]] = {}
    for chain in chains:
        for key, binding in (pair for room in chain for pair in room.items()):
            known = keys.setdefault(binding.id or "", [])
            if key not in known:
                known.append(key)
    return {name: tuple(each) for name, each in keys.items()}


@cache
def chains() -> _Chains:
    """The bindings that hold together, from what has the focus up to the app."""
    return _chains(rooms())


def _chains(rooms: _Rooms) -> _Chains:
    top = _by_key(everywhere.BINDINGS)
    return tuple(
        (bindings_of(widget), bindings_of(screen), top) for screen, widgets in rooms for widget in widgets
    )


def shared(moved: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Key and both ids where moving keys has made two bindings share one that they did not share before."""
    keys = {**shipped(), **moved}
    for chain in chains():
        names = list(dict.fromkeys(binding.id or "" for room in chain for binding in room.values()))
        for one, other in combinations(names, 2):
            both = set(keys[one]) & set(keys[other])
            if both - (set(shipped()[one]) & set(shipped()[other])):
                yield min(both - (set(shipped()[one]) & set(shipped()[other]))), one, other


def types_letters(name: str) -> bool:
    """Whether a binding holds where letters are typed."""
    return name.startswith(_TYPED_OVER)


def _by_key(bindings: Iterable[BindingType]) -> dict[str, Binding]:
    return {binding.key: binding for binding in Binding.make_bindings(bindings)}
