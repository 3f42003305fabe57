"""The command palette's contents: all that can be done, to be found by typing a part of its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import get_args

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from assistant.intents import CommandName
from assistant.tui.chat import ChatScreen
from assistant.tui.home import ASK, CHECK, CHOOSE
from assistant.tui.keyboard import long_name
from assistant.tui.themes import NAMES

_DOORS = (
    ("Start an interview", "choose an architecture for a workflow", f"app.enter({CHOOSE!r})"),
    ("Check one that exists", "an interview that begins with what runs today", f"app.enter({CHECK!r})"),
    ("Ask the guide", "any question, answered with its source", f"app.enter({ASK!r})"),
    ("Sessions", "all that was kept: search, read, go on, export, delete", "app.sessions"),
    ("Decision records", "search, read, accept, reject, supersede", "app.records"),
    ("Read the guide", "its sections, from the start", "app.guide"),
    ("Theme", "colours, two of them of high contrast; kept for next time", "app.change_theme"),
    ("First screen", "leave this conversation; it is kept", "app.home"),
)
_DOOR_NAMES = frozenset(name for name, _does, _action in _DOORS)
_BEGUN, _DOOR = 100, 100
"""More than any match is worth by itself."""
WORDS = {
    "answers": ("Answers so far", "all of them, with their numbers"),
    "audit": ("Audit", "ask about what runs today, and check it"),
    "change": ("Change an answer", "by its number"),
    "drop": ("Drop the side branch", "go on with the answers as they were"),
    "guide": ("Ask the guide this", "a question, even one that reads like an answer"),
    "help": ("Help with words", "what can be said here"),
    "how": ("How", "how the verdict follows from the answers"),
    "keep": ("Keep the side branch", "take its answers over"),
    "more": ("More of the verdict", "duties, pitfalls, next actions and tools, in short"),
    "note": ("Note", "keep a remark with the last answer"),
    "quit": ("Goodbye", "end this conversation; it is kept"),
    "read": ("Read a section", "by the number of a source, or by name"),
    "record": ("Records in words", "list, check, show 4, accept 4, and what else is done with them"),
    "repeat": ("Repeat the question", "as it was asked"),
    "rest": ("The rest of the questions", "those that were left out"),
    "start": ("Begin the interview here", "from a talk that only asks the guide"),
    "steps": ("Steps", "name the workflow's own, for the picture"),
    "title": ("Title", "name this workflow"),
    "turns": ("Turns on", "what would change the advice, answer by answer"),
    "verdict": ("Verdict", "as far as the answers go"),
    "what-if": ("What if", "try another answer in a side branch"),
}
"""Names for the conversation's own words; a word without one is offered as it is."""
GO_ON = {
    "change": "change ",
    "note": "note ",
    "title": "title ",
    "read": "read ",
    "record": "record ",
    "steps": "steps ",
    "what-if": "what if ",
    "guide": "ask ",
}
"""Words that want more words: these are put into the input, to be gone on with."""
_EDITING = ("input", "list", "page", "palette", "prompt", "choices", "search")
"""Bindings that only move, edit and send: they are keys by nature, and no commands."""
_LAST = ("screen", "app")
_SAID = re.compile(r"tell\('([a-z-]+)'\)")


@dataclass(frozen=True, slots=True)
class Offer:
    """A command: its name, what it does, the action and the node that it belongs to."""

    name: str
    does: str
    action: str
    node: DOMNode


class Commands(Provider):
    """Our commands, and no others: the names are ours, so nothing in them is read as markup."""

    async def discover(self) -> Hits:
        """All commands that make sense here."""
        for offer in self.offered():
            yield DiscoveryHit(
                offer.name, partial(self.app.run_action, offer.action, offer.node), help=offer.does
            )

    async def search(self, query: str) -> Hits:
        """The commands whose name matches what was typed."""
        matcher = self.matcher(query)
        for offer in self.offered():
            score = matcher.match(offer.name)
            if score > 0:
                score += _ahead(offer, query)
                run = partial(self.app.run_action, offer.action, offer.node)
                yield Hit(score, matcher.highlight(offer.name), run, help=offer.does)

    def offered(self) -> Iterator[Offer]:
        """What the screen's keys do, what the conversation understands, and the ways between the screens."""
        said: set[str] = set()
        own, general = self._of_keys()
        for offer in own:
            said |= set(_SAID.findall(offer.action))
            yield offer
        if isinstance(self.screen, ChatScreen):
            for word in get_args(CommandName):
                if word not in said:
                    name, does = WORDS.get(word, (word.capitalize(), "a word of the conversation"))
                    action = f"begin({GO_ON[word]!r})" if word in GO_ON else f"tell({word!r})"
                    yield Offer(name, does, action, self.screen)
        for name, does, action in _DOORS:
            yield Offer(name, does, action, self.app)
        yield from general

    def _of_keys(self) -> tuple[list[Offer], list[Offer]]:
        """What keys do on this screen, and what they do on every screen."""
        seen: dict[str, tuple[list[str], Offer]] = {}
        for bound in self.screen.active_bindings.values():
            binding = bound.binding
            if (binding.id or "").partition(".")[0] in _EDITING or binding.action == "command_palette":
                continue
            offer = Offer(binding.description.capitalize(), binding.tooltip, binding.action, bound.node)
            seen.setdefault(binding.id or binding.action, ([], offer))[0].append(long_name(binding.key))
        own: list[Offer] = []
        general: list[Offer] = []
        for name, (keys, offer) in seen.items():
            does = f"{offer.does or offer.name} ({', '.join(keys)})"
            where = general if name.partition(".")[0] in _LAST else own
            where.append(Offer(offer.name, does, offer.action, offer.node))
        return own, general


def _ahead(offer: Offer, query: str) -> float:
    """How far a command goes before others: one of its words begins so, and it is a door besides.

    Textual gives what begins early in a name more than what begins a word.
    """
    begun = any(word.startswith(query.lower().strip()) for word in offer.name.lower().split())
    return (_BEGUN if begun else 0) + (_DOOR if begun and offer.name in _DOOR_NAMES else 0)


class Themes(Provider):
    """The themes."""

    async def discover(self) -> Hits:
        """All of them."""
        for name in NAMES:
            yield DiscoveryHit(name, partial(self.app.run_action, f"wear({name!r})"))

    async def search(self, query: str) -> Hits:
        """Those whose name matches what was typed."""
        matcher = self.matcher(query)
        for name in NAMES:
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), partial(self.app.run_action, f"wear({name!r})"))
