"""The answers to choose from, in a list above the input."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option as Line

from assistant.option import Option
from assistant.tui.ink import QUIET, STRONG, indented
from assistant.tui.lists import Lines

_KEYS_ONLY = re.compile(r"[\d\s,]*")

_LONGEST = 28
"""Columns up to which labels are filled, so that the hints stand under each other."""
_ROOM_FOR_COLUMNS = 50
"""Columns from which they are filled at all."""


class Choices(Lines):
    """Options that are chosen by digit, arrows and enter, or mouse.

    Where several may apply, options are ticked instead, and the input holds the ticked keys: what will be
    sent is always what the input shows.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "choose the marked answer", show=False, id="choices.choose"),
        Binding(
            "space", "tick", "tick the marked answer, where several may apply", show=False, id="choices.tick"
        ),
    ]

    # The options bring their own, which stays while one types in the input.
    MARK = ""

    class Chosen(Message):
        """An option was chosen; `key` is what to say."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Ticked(Message):
        """Options were ticked or unticked; `keys` is what the input should now hold."""

        def __init__(self, keys: str) -> None:
            super().__init__()
            self.keys = keys

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name for it
        super().__init__(id=id, markup=False, compact=True)
        self._offered: tuple[Option, ...] = ()
        self._ticked: set[str] = set()
        self.several = False

    def told(self) -> str:
        """What this is, and the whole of the option that the mark is on."""
        if not self._offered:
            return ""
        many = "Several may apply: tick them, then send." if self.several else "Choosing one says it."
        return f"{len(self._offered)} to choose from. {many} {self.told_marked()}".rstrip()

    def told_marked(self) -> str:
        """The option that the mark is on."""
        if self.highlighted is None:
            return ""
        option = self._offered[self.highlighted]
        return f"Marked: {option.label}{f' ({option.hint})' if option.hint else ''}."

    def offer(self, options: tuple[Option, ...], *, several: bool = False) -> None:
        """Show other options, none of them marked: enter alone must not answer anything."""
        # Emptied first: taking the mark away redraws what is offered.
        self._offered, self.several, self._ticked = (), several, set()
        self.clear_options()
        self._offered = options
        self.add_options(Line(self._label(option)) for option in options)
        self.set_class(not options, "-none")

    def spoken(self, text: str) -> str:
        """What choosing looks like in the chat: the keys that were sent, with the labels they stand for."""
        keys = [key.strip() for key in text.split(",")]
        labels = [option.label for key in keys for option in self._offered if option.key == key]
        if not labels or len(labels) < len(keys):
            return text
        return f"{', '.join(keys)}: {', '.join(labels)}" if keys[0].isdecimal() else labels[0]

    def takes(self, character: str, key: str) -> bool:
        """Whether pressing `key`, which stands for `character`, chooses an option at once.

        With alt a digit is another key, which must not answer anything.
        """
        if "+" in key:
            return False
        keys = [option.key for option in self._offered if option.key.startswith(character)]
        return not self.several and character.isdecimal() and keys == [character]

    def choose(self, key: str) -> None:
        """Choose by key."""
        self.post_message(self.Chosen(key))

    def move(self, step: int) -> None:
        """Move the mark up or down; from no mark, to the near end."""
        if step > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()

    def unmark(self) -> None:
        """Take the mark away: something is being typed."""
        self.highlighted = None

    def tick_from(self, text: str) -> None:
        """Tick what the input says, so that typing and ticking are the same thing."""
        if not self.several:
            return
        keys = set(re.findall(r"\d+", text)) if _KEYS_ONLY.fullmatch(text) else set()
        self._ticked = keys & {option.key for option in self._offered}
        self._relabel()

    def action_choose(self) -> None:
        """Choose the marked option, with those that are ticked."""
        if self.highlighted is not None:
            self.choose(",".join(self._keys(self._ticked)) or self._offered[self.highlighted].key)

    def action_tick(self) -> None:
        """Tick the marked option or take its tick away; where only one applies, choose it."""
        if self.highlighted is None:
            return
        if not self.several:
            self.action_choose()
            return
        ticked = self._ticked ^ {self._offered[self.highlighted].key}
        self.post_message(self.Ticked(",".join(self._keys(ticked))))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The mouse: chooses, or ticks where several may apply."""
        event.stop()
        self.action_tick()

    def on_key(self, event: Key) -> None:
        """Digits choose here as they do in an empty input."""
        if event.character and self.takes(event.character, event.key):
            event.stop()
            self.choose(event.character)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """The mark is a sign as well as a colour."""
        super().watch_highlighted(highlighted)
        self._relabel()

    def on_resize(self) -> None:
        """Wrap the options to another width."""
        self._relabel()

    def _keys(self, among: set[str]) -> list[str]:
        return [option.key for option in self._offered if option.key in among]

    def _relabel(self) -> None:
        for index, option in enumerate(self._offered):
            self.replace_option_prompt_at_index(index, self._label(option, marked=index == self.highlighted))

    def _label(self, option: Option, *, marked: bool = False) -> Content:
        mark = "> " if marked else "  "
        tick = ("[x] " if option.key in self._ticked else "[ ] ") if self.several else ""
        # Where a number is an answer of its own, options have words for keys; those need no second showing.
        first = mark + tick + (f"{option.key}  " if option.key.isdecimal() else "")
        longest = max(Content(other.label).cell_length for other in self._offered)
        label = Content.styled(option.label, STRONG)
        hint = ""
        room = self.scrollable_content_region.width
        if option.hint:
            # The first screen is seen before its width is known; most have the room.
            column = min(longest, _LONGEST) if not room or room >= _ROOM_FOR_COLUMNS else 0
            hint = " " * (column - label.cell_length) + f"   {option.hint}"
        text = Content.assemble(label, (hint, QUIET))
        if not room:
            return Content.assemble(first, text)
        return Content("\n").join(indented(text, room, first, " " * len(first)))
