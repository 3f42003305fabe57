"""The line at the bottom of a screen: its keys, and what each of them does."""

from __future__ import annotations

from itertools import accumulate

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


class KeyLine(Widget, can_focus=False):
    """One widget for all keys.

    Textual's own footer makes a widget of every key, and makes them all anew whenever the focus moves: a
    third of the time that a screen took to appear.
    """

    ALLOW_SELECT = False

    under_mouse: reactive[int] = reactive(-1)
    """The place of the key that a click would press; -1 is none."""

    def on_mount(self) -> None:
        """Follow what can be pressed."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def render(self) -> RenderResult:
        """Key and what it does, one after the other."""
        parts: list[tuple[str, str]] = []
        for place, (_key, shown, does) in enumerate(self._keys()):
            mark = " reverse" if place == self.under_mouse else ""
            parts += [(shown, _KEY + mark), (f" {does}", _DOES + mark), (_GAP, "")]
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
            self.app.simulate_key(self._keys()[place][0])

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def _keys(self) -> list[tuple[str, str, str]]:
        """Each action's first key as Textual names it, as it is shown, and what it does: those that fit."""
        bindings = [bound.binding for bound in self.screen.active_bindings.values() if bound.enabled]
        first = {binding.action: binding for binding in reversed(bindings) if binding.show}
        keys = [
            (binding.key, self.app.get_key_display(binding), binding.description)
            for binding in bindings
            if first.get(binding.action) is binding
        ]
        widths = (cell_len(f"{shown} {does}{_GAP}") for _key, shown, does in keys)
        # A key without its words, or half of them, says less than none.
        return [
            key
            for key, end in zip(keys, accumulate(widths), strict=True)
            if end <= self.size.width + len(_GAP)
        ]

    def _at(self, x: int) -> int:
        """The place of the key in a column, -1 where there is none."""
        start = 0
        for place, (_key, shown, does) in enumerate(self._keys()):
            end = start + cell_len(f"{shown} {does}")
            if start <= x < end:
                return place
            start = end + len(_GAP)
        return -1
