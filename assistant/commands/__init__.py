"""The conversation's own words: why, help, back, change, skip, note, how, what if, save and their like."""

from __future__ import annotations

from collections.abc import Callable

from assistant.commands import explaining, keeping, moving, opening, recording, whatif
from assistant.commands.moving import names_question, welcome_back
from assistant.commands.whatif import suppose
from assistant.exchange import Exchange
from assistant.intents import Command, CommandName
from assistant.talk import Talk

__all__ = ["names_question", "run", "suppose", "welcome_back"]

Handler = Callable[[Talk, str, Exchange], None]


def run(talk: Talk, command: Command, exchange: Exchange) -> None:
    """Do what the command says. A command that does not fit says so and changes nothing."""
    exchange.kind = "command"
    _HANDLERS[command.name](talk, command.rest, exchange)


_HANDLERS: dict[CommandName, Handler] = {
    "why": explaining.why,
    "help": explaining.help_,
    "back": moving.back,
    "change": moving.change,
    "skip": moving.skip,
    "unsure": moving.unsure,
    "note": keeping.note,
    "title": keeping.title,
    "read": opening.read,
    "guide": opening.guide,
    "how": explaining.how,
    "answers": explaining.answers,
    "verdict": explaining.verdict,
    "save": keeping.save,
    "quit": keeping.quit_,
    "repeat": moving.repeat,
    "start": moving.start,
    "what-if": whatif.try_out,
    "keep": whatif.keep,
    "drop": whatif.drop,
    "more": explaining.more,
    "rest": moving.rest_,
    "audit": moving.audit,
    "steps": keeping.steps,
    "record": recording.record,
    "turns": explaining.turns,
}
