"""Texts from outside are shown as they are, whichever widget they come to."""

from __future__ import annotations

import time

import pytest
from textual.events import Paste

from assistant.option import Option
from assistant.replies import (
    Block,
    Bullet,
    Bullets,
    Citation,
    GuideText,
    Heading,
    Notice,
    Paragraph,
    Question,
    Reply,
    VerdictBlock,
)
from assistant.tui.doors import Talk
from assistant.tui.prompt import Prompt
from assistant.view import AnswerLine, Standing, View
from tests.tui.conftest import Drive, Hand
from tests.tui.fake import FakeDoors, FakeTalk

HOSTILE = [
    "[/foo]",
    "[@click=app.quit]x[/]",
    "[bold]b[/bold] [/ \\[",
    "$primary [$x]",
    "👩‍👩‍👧 🇩🇪 é",
    "שלום עולם",
    "漢字かな",
    "word" * 60,
    "",
]


class HostileTalk(FakeTalk):
    """Says one text in every place that a reply has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    @property
    def question(self) -> Question:
        """A question made of it."""
        options = (Option("1", self.text, self.text), Option("2", self.text))
        return Question(1, self.text, self.text, options, several=bool(self.heard))

    def open(self) -> Reply:
        """Every block."""
        text, cited = self.text, Bullet(self.text, (1,))
        blocks: tuple[Block, ...] = (
            Paragraph(text, (1,)),
            Heading(text),
            Bullets((cited,)),
            Notice(text),
            VerdictBlock(text, text, Paragraph(text, (1,)), ((text[:8], (cited,)),)),
            self.question,
        )
        return Reply(blocks, (Citation(1, text, text, text, text),))

    def say(self, text: str) -> Reply:
        """The same again, or a section to read."""
        self.heard.append(text)
        if text == "read":
            return Reply((GuideText(self.text, self.text, (("1", "prose", self.text),), "1"),))
        return self.open()

    def view(self) -> View:
        """It stands beside the chat too."""
        text = self.text
        answer = AnswerLine(1, text, text, text, text)
        return View(text, 1, 2, text, (answer,), (Standing(text, "in"),), self.question, ended=False)


class HostileDoors(FakeDoors):
    """Calls everything by one text."""

    def __init__(self, text: str) -> None:
        super().__init__(edition=text, line=text or None)
        self.text = text

    def choose(self) -> Talk:
        """A conversation that says it."""
        return self._open(HostileTalk(self.text))

    def sections(self) -> list[tuple[str, str]]:
        """A guide whose sections are called so."""
        return [(self.text, self.text)]

    def read(self, section: str) -> GuideText:
        """And say so."""
        kinds = ("prose", "item", "tension", "verify")
        return GuideText(section, self.text, tuple((kind, kind, self.text) for kind in kinds))


QUICK, LONG = 1, 5
"""So many of the texts go through every widget at each save, and in CI; the thorough run takes them all."""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            text, id=str(n), marks=() if n < QUICK else pytest.mark.long if n < LONG else pytest.mark.thorough
        )
        for n, text in enumerate(HOSTILE)
    ],
)
def test_every_widget_shows_it(drive: Drive, text: str) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("1", "down", "up")
        await hand.pilot.click("#scroll", offset=(3, 3))
        hand.app.screen.post_message(Paste(text))
        await hand.press("a", "enter", "down", "space", "enter", "ctrl+g", "down", "enter", "escape")
        await hand.say("read")
        await hand.press("slash", "escape", "escape", "f8", "f1", "escape", "ctrl+p", "escape")
        hand.app.notify(text, title=text, markup=False)
        await hand.settle()
        assert len(hand.heard) >= 3
        if text and len(text) < 25:
            assert text[:6] in hand.screen

    app = drive(scene, size=(120, 40), doors=HostileDoors(text))
    assert app.return_value is None, "a text from outside made the app quit"


def test_escape_sequences_never_reach_the_input(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        prompt = hand.app.screen.query_one(Prompt)
        prompt.post_message(Paste("a\x1b]52;c;aGFja2Vk\x07b\x1b[31mc\x9b1m\u202ed"))
        await hand.settle()
        assert prompt.value == "a b c d"
        assert "\x1b" not in hand.screen

    drive(scene, begin="interview")


def test_a_paste_of_many_lines_loses_nothing(drive: Drive) -> None:
    lines = [f"line {number}" for number in range(200)]

    async def scene(hand: Hand) -> None:
        hand.app.screen.query_one(Prompt).post_message(Paste("\r\n".join(lines) + "\n"))
        await hand.settle()
        await hand.say("and more")
        assert hand.heard == [" ".join(lines) + " and more"]

    drive(scene, begin="interview")


@pytest.mark.long
def test_a_megabyte_is_pasted_shown_short_and_sent_whole(drive: Drive) -> None:
    text = "\n".join(["0123456789" * 10] * 10_000)

    async def scene(hand: Hand) -> None:
        prompt = hand.app.screen.query_one(Prompt)
        await hand.say("a customer calls")
        await hand.press("s", "e", "e", "space")
        began = time.process_time()
        prompt.post_message(Paste(text))
        await hand.settle()
        assert "see <pasted 1: 10,000 lines, 1,009,999 characters>" in hand.screen
        await hand.press("x", "enter")
        # It takes a fraction of a second; a screen that hangs takes minutes.
        assert time.process_time() - began < 20
        assert hand.heard[-1] == "see " + " ".join(text.split()) + "x"
        assert "1,010,004 characters" in hand.screen

    drive(scene, begin="interview")


def test_two_pastes_do_not_run_into_each_other(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        for text in ("one\n", "two\n", "x" * 5_000, "\nthree"):
            hand.app.screen.query_one(Prompt).post_message(Paste(text))
            await hand.settle()
        await hand.press("enter")
        assert hand.heard == ["one two " + "x" * 5_000 + " three"]

    drive(scene, begin="interview")


def test_a_paste_goes_to_the_input_wherever_the_focus_is(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await hand.press("shift+tab")
        hand.app.screen.post_message(Paste("from elsewhere"))
        await hand.settle()
        await hand.press("enter")
        assert hand.heard == ["from elsewhere"]

    drive(scene, begin="resume")
