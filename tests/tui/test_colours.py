"""Colour: enough contrast where it is asked for, and no meaning that colour alone carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.color import ColorType
from rich.segment import Segment
from textual.color import Color
from textual.widgets import Input

from assistant.settings import read_settings, settings_path
from assistant.tui.app import COPY
from assistant.tui.chat import ChatScreen
from assistant.tui.look import Look
from assistant.tui.marks import AsciiMarks
from assistant.tui.themes import NAMES, OURS
from assistant.turns import Turn
from tests.tui.conftest import Drive, Hand, screen_text
from tests.tui.fake import FakeDoors, FakeTalk

pytestmark = pytest.mark.long

SCREENS: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "home": (None, ()),
    "list": (None, ("shift+tab", "down")),
    "typed": ("resume", ("a", "b", "shift+left")),
    "question": ("resume", (*"few", "enter", "down")),
    "several": ("interview", ("x", "enter", "1", "comma", "3")),
    "panel": ("resume", ("f9", "home", "down")),
    "pitfalls": ("resume", ("shift+tab", "shift+tab")),
    "middle": ("resume", (*"sources", "enter")),
    "verdict": ("resume", (*"few", "enter", "1")),
    "trouble": ("resume", (*"broken", "enter", "ctrl+c")),
    "reader": ("resume", (*"why", "enter", "f2")),
    "sections": (None, ("f2", "down")),
    "help": ("resume", ("f1",)),
    "commands": ("resume", ("ctrl+p", "down")),
}

IN_CI = [name if name == "several" else pytest.param(name, marks=pytest.mark.thorough) for name in SCREENS]
"""CI looks at the screen with most signs, the longer run at all of them."""


def segments(hand: Hand) -> Iterator[Segment]:
    for strip in hand.app.screen._compositor.render_strips():
        yield from strip


def contrast(one: Color, other: Color) -> float:
    """The ratio of WCAG 2, computed here anew and not by Textual."""

    def luminance(color: Color) -> float:
        parts = [value / 255 for value in (color.r, color.g, color.b)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_the_known_one() -> None:
    assert contrast(Color.parse("#fff"), Color.parse("#000")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    "theme", [OURS[0].name, *(pytest.param(theme.name, marks=pytest.mark.thorough) for theme in OURS[1:])]
)
@pytest.mark.parametrize("name", IN_CI)
def test_every_text_stands_out_by_seven_to_one(drive: Drive, theme: str, name: str) -> None:
    begin, keys = SCREENS[name]
    seen = 0

    async def scene(hand: Hand) -> None:
        nonlocal seen
        await hand.press(*keys)
        if name == "trouble":
            hand.app.complain("a complaint")
            await hand.settle()
        await hand.pilot.hover("KeyLine", offset=(2, 0)) if hand.app.screen.query("KeyLine") else None
        await hand.settle()
        for text, style, _ in segments(hand):
            if not text.strip() or style is None:
                continue
            assert style.color is not None
            assert style.bgcolor is not None
            assert not style.dim, text
            seen += 1
            ratio = contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
            assert ratio >= 7, f"{text!r}: {ratio:.1f}"

    drive(scene, begin=begin, size=(120, 40), look=Look(theme=theme))
    assert seen > 5


def drawn(drive: Drive, name: str, look: Look) -> tuple[str, list[Segment]]:
    begin, keys = SCREENS[name]
    kept: list[Segment] = []
    text = ""

    async def scene(hand: Hand) -> None:
        nonlocal text
        await hand.press(*keys)
        text = hand.screen
        kept.extend(segments(hand))

    drive(scene, begin=begin, size=(120, 40), look=look)
    return text, kept


@pytest.mark.parametrize("name", IN_CI)
def test_without_colour_every_screen_says_the_same(drive: Drive, name: str) -> None:
    coloured, _ = drawn(drive, name, Look(colour=True))
    plain, parts = drawn(drive, name, Look(colour=False))
    assert plain == coloured
    for text, style, _ in parts:
        for colour in (style.color, style.bgcolor) if style else ():
            assert colour is None or colour.type == ColorType.DEFAULT, text


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("list", "> 2  Check one that exists"),
        ("question", "> 1  Yes"),
        ("several", "[x] 1  It times out"),
        ("several", "[ ] 2  Bad input"),
        ("panel", ">2  fails"),
        ("panel", "sequential     out, by answers 1, 2"),
        ("panel", "hybrid         leads for now"),
        ("panel", "2 answers can still change it: 3, 4"),
        ("pitfalls", "> errors dealt with too late"),
        ("trouble", "! That did not work: The session file cannot be written"),
        ("reader", "> - It fits where the order is known"),
        ("reader", "* Sequential workflows"),
        ("sections", "> Event-driven workflows"),
        ("commands", "> Why"),
    ],
)
def test_what_colour_tells_a_sign_tells_too(drive: Drive, name: str, sign: str) -> None:
    assert sign in drawn(drive, name, Look(colour=False))[0]


@pytest.mark.parametrize("name", ["list", "typed", "panel", "sections", "commands"])
def test_without_colour_the_mark_is_turned_round(drive: Drive, name: str) -> None:
    _, parts = drawn(drive, name, Look(colour=False))
    assert any(part.style and part.style.reverse and part.text.strip() for part in parts)


def test_a_complaint_says_in_words_that_it_is_one(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        assert "That did not work The sessions cannot be read" in hand.told

    drive(scene, doors=FakeDoors(broken=True))


@pytest.mark.parametrize(
    ("environ", "colour", "bare"),
    [(None, None, False), ("1", None, True), ("", None, True), ("1", True, False), (None, False, True)],
)
def test_the_environment_the_settings_and_the_flag(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, environ: str | None, colour: bool | None, bare: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if environ is not None:
        monkeypatch.setenv("NO_COLOR", environ)

    async def scene(hand: Hand) -> None:
        colours = {part.style.color for part in segments(hand) if part.style and part.style.color}
        assert all(each.type == ColorType.DEFAULT for each in colours) == bare

    drive(scene, look=Look(colour=colour))


@pytest.mark.parametrize("name", IN_CI)
def test_in_ascii_every_screen_is_ascii_and_as_wide(drive: Drive, name: str) -> None:
    text, parts = drawn(drive, name, Look(marks=AsciiMarks(letters=False)))
    assert text.isascii()
    assert sum(part.cell_length for part in parts) == 120 * 40


@pytest.mark.long
def test_every_theme_can_be_worn(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        for theme in NAMES:
            await hand.app.run_action(f"wear({theme!r})")
            await hand.settle()
            assert hand.app.theme == theme
            assert "Which architecture" in hand.screen

    drive(scene)


def test_a_theme_chosen_is_kept_for_the_next_time(drive: Drive, tmp_path: Path) -> None:
    settings_path(tmp_path).write_text("# mine\nborders: ascii\n")

    async def scene(hand: Hand) -> None:
        await hand.press("ctrl+p", *"theme", "enter")
        await hand.settle()
        await hand.press(*"contrast-light")
        await hand.settle()
        await hand.press("enter")
        await hand.settle()
        assert hand.app.theme == "high-contrast-light"
        assert f"kept in {settings_path(tmp_path)}" in hand.told

    drive(scene, look=Look(home=tmp_path))
    assert read_settings(tmp_path).theme == "high-contrast-light"
    assert settings_path(tmp_path).read_text().startswith("# mine\nborders: ascii\n")


def test_a_theme_that_cannot_be_kept_is_worn_and_said(drive: Drive, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    async def scene(hand: Hand) -> None:
        await hand.app.run_action("wear('nord')")
        await hand.settle()
        assert hand.app.theme == "nord"
        assert "That did not work The theme is on, but for this time only" in hand.told

    drive(scene, look=Look(home=tmp_path / "file" / "home"))


def test_a_copy_is_kept_in_a_file_and_it_is_said(drive: Drive, tmp_path: Path) -> None:
    async def scene(hand: Hand) -> None:
        await hand.say("few")
        await hand.press("f8")
        copy = tmp_path / "new" / COPY
        text = copy.read_text("utf-8")
        assert text == hand.app.clipboard + "\n"
        assert "> Few\n\nYou said: few." in text
        assert f"Copied the whole conversation (4 turns), {len(text) - 1:,} characters" in hand.told
        assert "to the clipboard if the terminal passes it on" in hand.told
        assert f"to the file {copy}" in hand.told
        assert copy.stat().st_mode & 0o077 == 0
        hand.app.copy_to_clipboard("only this")
        assert copy.read_text("utf-8") == "only this\n"
        copy.unlink()
        copy.mkdir()
        await hand.press("f8")
        assert f"not to {copy}" in hand.told

    drive(scene, begin="resume", look=Look(home=tmp_path / "new"))


def test_a_copy_holds_the_turns_of_every_sitting(drive: Drive) -> None:
    class Long(FakeDoors):
        def go_on(self) -> FakeTalk:
            past = tuple(Turn(n, "answer", f"said {n}", f"reply {n}") for n in range(1, 60))
            self.talks.append(FakeTalk(at=2, past=past))
            return self.talk

    async def scene(hand: Hand) -> None:
        assert isinstance(hand.app.screen, ChatScreen)
        await hand.press("f8")
        assert hand.app.clipboard.startswith("> said 1\n\nreply 1\n")

    drive(scene, begin="resume", doors=Long())


def test_high_contrast_looks_as_it_did(drive: Drive, matches: Callable[[str, str], None]) -> None:
    """The text is the same; beside each line stand the colours in it."""

    async def scene(hand: Hand) -> None:
        await hand.say("few")
        await hand.press("down")
        # Whether the cursor is lit hangs on the moment.
        hand.app.screen.query_one(Input).cursor_blink = False
        await hand.settle()
        lines = []
        for strip in hand.app.screen._compositor.render_strips():
            pairs = {
                f"{part.style.color.name} on {part.style.bgcolor.name}"
                for part in strip
                if part.text.strip() and part.style and part.style.color and part.style.bgcolor
            }
            lines.append(f"{strip.text.rstrip():80} {', '.join(sorted(pairs))}".rstrip())
        matches("high-contrast-80x24", "\n".join(lines))
        assert screen_text(hand.app) == hand.screen

    drive(scene, begin="resume", look=Look(theme="high-contrast"))
