"""The line at the bottom of a screen: its keys, and what each of them does."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.events import Click, MouseMove
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

_KEY = "bold $footer-key-foreground"
_DOES = "$footer-description-foreground"
_GAP = "  "


class _Key(NamedTuple):
    """A key as Textual names it, as it is shown, what it does, and the columns that it takes."""

    name: str
    shown: str
    does: str
    start: int
    end: int


class KeyLine(Widget, can_focus=False):
    """One widget for all keys.

    Textual's own footer makes a widget of every key, and makes them all anew whenever the focus moves: a
    third of the time that a screen took to appear.
    """

    ALLOW_SELECT = False

    under_mouse: reactive[int] = reactive(-1)
    """The place of the key that a click would press; -1 is none."""

    def __init__(self) -> None:
        super().__init__()
        self._known: list[_Key] | None = None

    def on_mount(self) -> None:
        """Follow what can be pressed."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def render(self) -> RenderResult:
        """Key and what it does, one after the other."""
        parts: list[tuple[str, str]] = []
        for place, key in enumerate(self._keys):
            mark = " reverse" if place == self.under_mouse else ""
            parts += [(key.shown, _KEY + mark), (f" {key.does}", _DOES + mark), (_GAP, "")]
        return Content.assemble(*parts)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Mark the key under the mouse."""
        self.under_mouse = self._at(event.x)

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.under_mouse = -1

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        place = self._at(event.x)
        if place >= 0:
            self.app.simulate_key(self._keys[place].name)

    def _changed(self, _screen: Screen[object]) -> None:
        self._forget()

    def on_resize(self) -> None:
        """Another number of keys fits."""
        self._forget()

    def _forget(self) -> None:
        self._known = None
        self.refresh()

    @property
    def _keys(self) -> list[_Key]:
        """Those that fit; kept, because the mouse asks at every move."""
        if self._known is None:
            self._known = self._fitting()
        return self._known

    def _fitting(self) -> list[_Key]:
        bindings = [bound.binding for bound in self.screen.active_bindings.values() if bound.enabled]
        first = {binding.action: binding for binding in reversed(bindings) if binding.show}
        keys: list[_Key] = []
        start = 0
        for binding in bindings:
            if first.get(binding.action) is not binding:
                continue
            shown = self.app.get_key_display(binding)
            end = start + cell_len(f"{shown} {binding.description}")
            # A key without its words, or half of them, says less than none.
            if end > self.size.width:
                break
            keys.append(_Key(binding.key, shown, binding.description, start, end))
            start = end + len(_GAP)
        return keys

    def _at(self, x: int) -> int:
        """The place of the key in a column, -1 where there is none."""
        return next((place for place, key in enumerate(self._keys) if key.start <= x < key.end), -1)
