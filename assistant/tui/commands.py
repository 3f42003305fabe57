"""The command palette: everything that can be done, to be found by typing a part of its name."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from assistant.tui.chat import ChatScreen

EVERYWHERE = (
    ("Start an interview", "choose an architecture for a workflow", "app.enter('1')"),
    ("Ask the guide", "any question, answered with its source", "app.enter('2')"),
    ("Read the guide", "its sections, from the start", "app.guide"),
    ("Keys", "what every key does", "app.keys"),
    ("Theme", "colours, with one of high contrast", "app.change_theme"),
    ("First screen", "leave this conversation; it is kept", "app.home"),
    ("Quit", "what was said is kept", "app.quit"),
)
IN_CHAT = (
    ("Why", "why this is asked, and what it decides", "screen.tell('why')"),
    ("Back", "take the last answer back", "screen.tell('back')"),
    ("Skip", "leave this question for later", "screen.tell('skip')"),
    ("Not sure", "answer: not sure", "screen.tell('unsure')"),
    ("Answers so far", "all of them, with their numbers", "screen.tell('answers')"),
    ("How", "how the verdict follows from the answers", "screen.tell('how')"),
    ("Help with words", "what can be said here", "screen.tell('help')"),
    ("Save the record", "write the decision record", "screen.tell('save')"),
    ("Copy the conversation", "all of it, to the clipboard", "screen.copy"),
    ("Read the sources", "what the last reply rests on", "screen.sources"),
)


class Commands(Provider):
    """Our commands, and no others: the names are ours, so nothing in them is read as markup."""

    async def discover(self) -> Hits:
        """All commands that make sense here."""
        for name, does, action in self._offered():
            yield DiscoveryHit(name, partial(self.app.run_action, action), help=does)

    async def search(self, query: str) -> Hits:
        """The commands whose name matches what was typed."""
        matcher = self.matcher(query)
        for name, does, action in self._offered():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), partial(self.app.run_action, action), help=does)

    def _offered(self) -> tuple[tuple[str, str, str], ...]:
        return (*IN_CHAT, *EVERYWHERE) if isinstance(self.screen, ChatScreen) else EVERYWHERE
