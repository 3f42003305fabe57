"""The sessions: to find one by what was said in it, to read it, to go on with it, to keep it elsewhere."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache, partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from assistant.session_list import Glance, folded, words_of
from assistant.session_words import UNTITLED
from assistant.tui import draw, ink
from assistant.tui.keyboard import keyboard_of
from assistant.tui.listing import MOST, Listing
from assistant.tui.messages import Resumed
from assistant.tui.preview import Drawn
from assistant.tui.rows import Row
from assistant.turns import Session, Turn

DRAWN = 300
"""Turns of a session that are drawn; an export holds all of them."""


class SessionsScreen(Listing[Glance]):
    """Every session that was kept, the newest first."""

    TITLE_WORDS = "Sessions"
    NAMES = ("session", "sessions")
    SEARCHES = "search in what was said"
    NOTE = "Every key works on the session that is marked, in the list and while it is read."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", id="sessions.back", tooltip="back to where you were"),
        Binding("slash", "find", "search", id="sessions.find", tooltip="search in what was said and replied"),
        Binding("g", "do_resume", "go on", id="sessions.resume", tooltip="go on with this session"),
        Binding("e", "do_export", "export", id="sessions.export",
                tooltip="write all of it into a Markdown file in the working folder"),
        Binding("s", "do_record", "save record", id="sessions.record", show=False,
                tooltip="save its decision record"),
        Binding("d,delete", "do_delete", "delete", id="sessions.delete",
                tooltip="delete this session for good; asks once more"),
    ]  # fmt: skip

    def id_of_keys(self) -> str:
        """How the ids of its bindings begin."""
        return "sessions"

    def look_up(self, words: str) -> Sequence[Glance]:
        """The sessions."""
        return self.doors.archive.find(words, MOST + 1)

    def key_of(self, item: Glance) -> Hashable:
        """Its id."""
        return item.id

    def row_of(self, item: Glance) -> Row:
        """Title, when, how far, how much."""
        turns = "1 turn" if item.turns == 1 else f"{item.turns:,} turns"
        return (item.title or UNTITLED, (self.doors.when(item.last or item.started), far(item), turns))

    def drawing_of(self, item: Glance) -> Drawn:
        """All that was said. It begins where the words that were looked for stand, else at its beginning."""
        session = self.doors.archive.load(item.id)
        begun = self.doors.when(session.started)
        return partial(transcript, session, begun), partial(first_found, session, begun, words_of(self.words))

    def nothing(self) -> str:
        """What to do where there is nothing yet."""
        back = keyboard_of(self.app).shown("sessions.back")
        return f"No session is kept yet. {back} leads back, and any interview or question begins one."

    def action_do_resume(self) -> None:
        """Open the chat there."""
        if self.current:
            self.post_message(Resumed(self.current.id))

    def action_do_export(self) -> None:
        """Write it into a file."""
        item = self.current
        path = self.attempt(lambda: self.doors.archive.export(item.id)) if item else None
        if path:
            self.say(f"The session is written to {path}.")

    def action_do_record(self) -> None:
        """Save its decision record."""
        item = self.current
        path = self.attempt(lambda: self.doors.archive.record(item.id)) if item else None
        if path:
            self.say(f"The decision record is written: {path}.")

    def action_do_delete(self) -> None:
        """Delete it, once it was said again."""
        item = self.current
        if item:
            title, turns = self.row_of(item)[0], self.row_of(item)[1][-1]
            asks = f"Delete the session {title} ({turns}) for good? Nothing brings it back."
            self.ask(asks, "Yes, delete it", "No, keep it", partial(self._delete, item.id))

    def _delete(self, session: str) -> None:
        def act() -> bool:
            self.doors.archive.delete(session)
            return True

        if self.attempt(act):
            self.say(f"The session {session} is deleted.")


def far(item: Glance) -> str:
    """How far a session came, in a few words."""
    if item.mode == "ask" and not item.start:
        return "questions"
    if not item.start:
        return "no advice yet"
    start = item.start.replace("-", " ") if item.start == "state-machine" else item.start
    return start if item.stability == "settled" else f"leaning {start}"


def transcript(session: Session, begun: str, width: int) -> list[Content]:
    """All that was said, for a width; `begun` is the time in words."""
    lines = _head(session, begun, width)
    for turn in session.turns[-DRAWN:]:
        lines += [Content(), *_turn(turn, width)]
    return lines


def first_found(session: Session, begun: str, words: Sequence[str], width: int) -> int:
    """The line on which the first turn begins that has one of the words."""
    wanted = [folded(word) for word in words]
    line = len(_head(session, begun, width))
    for turn in session.turns[-DRAWN:]:
        text = folded(f"{turn.said} {turn.reply}")
        if any(word in text for word in wanted):
            return line + 1
        line += 1 + len(_turn(turn, width))
    return 0


def _head(session: Session, begun: str, width: int) -> list[Content]:
    lines = ink.indented(Content.styled(session.title or UNTITLED, ink.STRONG), width)
    lines += ink.indented(Content.styled(f"begun {begun}, {session.id}", ink.QUIET), width)
    left_out = len(session.turns) - DRAWN
    if left_out > 0:
        told = f"The last {DRAWN} turns; {left_out:,} came before them, and an export has them all."
        lines += ink.indented(Content.styled(told, ink.QUIET), width)
    return lines


@lru_cache(DRAWN * 2)
def _turn_lines(said: str, reply: str, width: int) -> tuple[Content, ...]:
    lines = draw.said(said, width) if said else []
    if said and reply:
        lines.append(Content())
    return (*lines, *(draw.plain(reply, width) if reply else ()))


def _turn(turn: Turn, width: int) -> tuple[Content, ...]:
    return _turn_lines(turn.said, turn.reply, width)
