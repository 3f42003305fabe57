"""The chat: the turns, the question that stands, and what is known beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from assistant.errors import Trouble
from assistant.intents import leaves
from assistant.leaving import FAILED
from assistant.replies import Citation, GuideText, Reply
from assistant.text import clean, clean_lines
from assistant.tui import draw
from assistant.tui.desk import Desk
from assistant.tui.doors import Talk
from assistant.tui.header import Header
from assistant.tui.messages import Copied, Left, Read
from assistant.tui.options import Choices
from assistant.tui.panel import Panel
from assistant.tui.prompt import Prompt
from assistant.tui.standing import STABILITY
from assistant.tui.turn import Drawing, Turn
from assistant.tui.turns import Turns
from assistant.wording import reply_text

UNTITLED = "Your workflow"
ANSWERS, ASKS = "Answer, or ask anything", "Ask anything"
ADVISED = "Say how, more, turns, what if 5 no, save, or ask anything"
"""What the input is for once the advice is given."""
BESIDE = "-beside"
"""The screen's class while what is known stands in place of the turns, for want of room beside them."""
SOURCES = range(1, 10)
"""The sources of a reply that have a key of their own."""
REDRAWN = 30
"""Turns of earlier sittings that are drawn again; all of them stay in the session."""


class ChatScreen(Desk):
    """A conversation. Whatever is done here is said, so that the plain face gives the same session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2,ctrl+g", "sources", "sources", id="chat.sources", tooltip="read what the last reply rests on"
        ),
        Binding(
            "f3,ctrl+y", "tell('why')", "why", id="chat.why", tooltip="why this is asked, and what it decides"
        ),
        Binding("f4,ctrl+z", "tell('back')", "back", id="chat.back", tooltip="take the last answer back"),
        Binding(
            "f5", "tell('skip')", "skip", id="chat.skip", tooltip="leave this question for later", show=False
        ),
        Binding("f6", "tell('unsure')", "not sure", id="chat.unsure", tooltip="answer: not sure", show=False),
        Binding("f7", "tell('save')", "save", id="chat.save", tooltip="save the decision record", show=False),
        Binding("f8", "copy", "copy", id="chat.copy", tooltip="copy the whole conversation", show=False),
        Binding(
            "f9",
            "panel",
            "so far",
            id="chat.panel",
            tooltip="what is known so far, where each architecture stands, and pitfalls",
        ),
        *(
            Binding(
                f"alt+{number}",
                f"source({number})",
                f"source {number}",
                show=False,
                id=f"chat.source-{number}",
                tooltip=f"read source {number} of the last reply",
            )
            for number in SOURCES
        ),
        Binding(
            "pageup",
            "page(-1)",
            "earlier",
            id="chat.earlier",
            tooltip="scroll to what was said before",
            show=False,
        ),
        Binding("pagedown", "page(1)", "later", id="chat.later", tooltip="scroll on", show=False),
        Binding(
            "escape",
            "type",
            "type",
            id="chat.type",
            tooltip="back to the chat and its input, no answer marked",
            show=False,
        ),
    ]

    def __init__(self, talk: Talk, *, first: str = "") -> None:
        """`first` is said as soon as it opens."""
        super().__init__(ANSWERS)
        self.talk = talk
        self._first = first
        self._citations: tuple[Citation, ...] = ()
        self._interview = False
        self._transcript: list[str] = []

    def compose(self) -> ComposeResult:
        """Header; the panel beside turns and desk; the keys."""
        yield Header(always=False)
        with Container(id="middle"):
            yield Panel()
            yield Turns(id="turns")
            yield from self.compose_desk()
        yield from self.compose_keys()

    async def on_mount(self) -> None:
        """Redraw what was said before, then open."""
        self._transcript = [_lines(turn.said, turn.reply) for turn in self.talk.past]
        past = self.talk.past[-REDRAWN:]
        await self.query_one(Turns).add(*(_turn(turn.said, partial(draw.plain, turn.reply)) for turn in past))
        await self._exchange("", self.talk.open)
        if self._first:
            await self.tell(self._first)

    async def tell(self, text: str) -> bool:
        """Say something, and show it with its reply; False where that could not be done."""
        return await self._exchange(
            self.choices.spoken(text), partial(self.talk.say, text), goes=leaves(clean(text))
        )

    async def action_tell(self, text: str) -> None:
        """Say the word that a key stands for."""
        await self.tell(text)

    @on(Prompt.Said)
    async def said(self, event: Prompt.Said) -> None:
        """A line was typed. What could not be kept is put back, to be sent again."""
        if not await self.tell(event.text) and not self.prompt.value:
            self.prompt.paste(event.text)

    @on(Choices.Chosen)
    async def chosen(self, event: Choices.Chosen) -> None:
        """An option was chosen."""
        self.prompt.value = ""
        await self.tell(event.key)

    @on(Panel.Change)
    async def change(self, event: Panel.Change) -> None:
        """An answer beside the chat was chosen; what comes next is answered in the input."""
        self.action_type()
        await self.tell(f"change {event.number}")

    @on(Panel.Pitfall)
    def warned(self, event: Panel.Pitfall) -> None:
        """A pitfall beside the chat was chosen; the others can be read on from there."""
        pitfalls = enumerate(self.talk.view().pitfalls, 1)
        cites = tuple(Citation(number, warned.section, warned.text) for number, warned in pitfalls)
        self.post_message(Read(citations=cites, number=event.number))

    @on(Turn.Cited)
    def cited(self, event: Turn.Cited) -> None:
        """A citation was clicked."""
        self.post_message(Read(citations=event.citations, number=event.number))

    def action_sources(self) -> None:
        """Read the citations of the last reply that had any; without one, the guide from its start."""
        first = self._citations[0].number if self._citations else 0
        self.post_message(Read(citations=self._citations, number=first))

    def action_source(self, number: int) -> None:
        """Read one of these citations."""
        self.post_message(Read(citations=self._citations, number=number))

    def action_panel(self) -> None:
        """Go to what is known; where there is no room for it beside the chat, show it instead, or no more."""
        if self.has_class(BESIDE):
            self.action_type()
            return
        self.add_class(BESIDE)
        # A list that is not yet shown cannot have the focus.
        self.call_after_refresh(self.query_one(Panel).look)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A source is offered where the last reply has it, and the panel where there is an interview."""
        if action == "source":
            return parameters[0] in {cite.number for cite in self._citations}
        return action != "panel" or self._interview

    def action_copy(self) -> None:
        """Copy what was said on both sides."""
        turns = "1 turn" if len(self._transcript) == 1 else f"{len(self._transcript)} turns"
        self.post_message(Copied("\n\n".join(self._transcript), f"the whole conversation ({turns})"))

    def action_begin(self, words: str) -> None:
        """Put the beginning of a line into the input, for the person to go on with."""
        self.prompt.put(words)
        self.prompt.focus()

    def told(self) -> str:
        """What the line at the top says, in full, and the question that stands."""
        view = self.talk.view()
        asked = f" Asked now: {view.question.text} {view.question.why}" if view.question else ""
        far = f", {view.answered} of about {view.about} answered" if view.about else ""
        firm = f", {STABILITY.get(view.stability, view.stability)}" if view.about else ""
        return f"{view.title or UNTITLED}{far}{firm}.{asked}".rstrip()

    def action_page(self, step: int) -> None:
        """Scroll the turns by a page, wherever the focus is."""
        self.query_one(Turns).page(step)

    def action_type(self) -> None:
        """Go back to the input."""
        self.remove_class(BESIDE)
        self.choices.unmark()
        self.prompt.focus()

    async def _exchange(self, said: str, act: Callable[[], Reply], *, goes: bool = False) -> bool:
        """One turn: what was said, and what came back, be it a reply or, then False, a trouble.

        `goes` says that it was a goodbye: one leaves also where that cannot be kept.
        """
        self.remove_class(BESIDE)
        try:
            reply = act()
        except Trouble as trouble:
            if goes:
                self.post_message(Left(f"{FAILED} {clean_lines(str(trouble))}"))
                return True
            await self._add(said, partial(draw.trouble, str(trouble)))
            return False
        self._transcript.append(_lines(said, reply_text(reply)))
        if reply.ends:
            self.post_message(Left())
            return True
        self._citations = reply.citations or self._citations
        remarks, proper = draw.parted(reply)
        if remarks.blocks:
            await self._add(said, partial(draw.reply, remarks), citations=reply.citations)
            said = ""
        await self._add(said, partial(draw.reply, proper), citations=reply.citations)
        self._show_state()
        guide = next((block for block in reply.blocks if isinstance(block, GuideText)), None)
        if guide:
            self.post_message(Read(guide, self._citations))
        return True

    async def _add(self, said: str, reply: Drawing, *, citations: tuple[Citation, ...] = ()) -> None:
        await self.query_one(Turns).add(_turn(said, reply, citations))

    def _show_state(self) -> None:
        view = self.talk.view()
        question = view.question
        self.choices.offer(question.options if question else (), several=bool(question and question.several))
        if view.about:
            progress = f"{view.answered} of about {view.about}"
            self.query_one(Header).show(
                view.title or UNTITLED, progress=progress, state=STABILITY.get(view.stability, view.stability)
            )
        else:
            self.query_one(Header).show(view.title or "The guide")
        self.query_one(Turns).asks(question)
        self.prompt.placeholder = ANSWERS if question else ADVISED if view.about else ASKS
        self._interview = bool(view.about)
        self.refresh_bindings()
        panel = self.query_one(Panel)
        panel.set_class(not view.about, "-idle")
        panel.show(view)


def _turn(said: str, reply: Drawing, citations: tuple[Citation, ...] = ()) -> Turn:
    drawings = (partial(draw.said, said), reply) if said else (reply,)
    return Turn(*drawings, citations=citations)


def _lines(said: str, reply: str) -> str:
    return f"> {said}\n\n{reply}" if said else reply
