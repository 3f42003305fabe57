"""One turn in the making: what it will have done and what it will say. Nothing counts until it is kept."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from assistant.composing import Composer
from assistant.state import State
from assistant.turns import Effect, Spoken, TurnKind
from assistant.wording import reply_text


class Exchange:
    """Collects effects and words. `state` is a draft in which the effects already hold."""

    def __init__(self, state: State, title: Callable[[str], str]) -> None:
        self.state = deepcopy(state)
        self.n = state.turn + 1
        self.kind: TurnKind = "command"
        self.words = Composer(title)
        self.effects: list[Effect] = []
        self.ends = False
        self.hint = ""
        """What to say behind an answer of the guide that the line may have been meant otherwise."""

    def do(self, **effect: str) -> None:
        """Make one change to the draft; see `turns.Effect` for the kinds."""
        self.effects.append(effect)
        self.state.apply(effect, self.n)

    def spoken(self, said: str) -> Spoken:
        """The turn as it is to be kept."""
        reply = reply_text(self.words.reply())
        return Spoken(self.n, self.kind, said, reply, tuple(self.effects))
