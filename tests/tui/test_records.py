"""The room of decision records: found, read, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.tui.home import HomeScreen
from assistant.tui.listing import REST
from assistant.tui.lists import Kept, SearchField
from assistant.tui.markdown import MAX_SHOWN, markdown
from assistant.tui.records import RecordsScreen
from tests.tui.conftest import Drive, Hand
from tests.tui.fake import FakeDoors

Matches = Callable[[str, str], None]
LONG = pytest.mark.long


async def come_in(hand: Hand) -> None:
    """Open the room."""
    hand.app.action_records()
    await hand.settle()


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [
        ("records", (80, 24), ()),
        ("record", (80, 24), ("enter",)),
        pytest.param("records", (120, 40), (), marks=LONG),
        pytest.param("records", (40, 12), (), marks=LONG),
        pytest.param("record", (40, 12), ("enter",), marks=LONG),
        pytest.param("supersede", (80, 24), ("down", "down", "s"), marks=LONG),
        pytest.param("superseding", (80, 24), ("down", "down", "s", "enter"), marks=LONG),
    ],
)
def test_a_screen_looks_as_it_did(
    drive: Drive, matches: Matches, name: str, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press(*keys)
        if size[0] > 100:
            await hand.pilot.pause(REST * 2)
            await hand.settle()
        matches(f"{name}-{size[0]}x{size[1]}", hand.screen)

    drive(scene, size=size)


@pytest.mark.parametrize(
    ("key", "status", "sure"),
    [
        ("a", "accepted", True),
        ("r", "rejected", False),
        pytest.param("r", "rejected", True, marks=LONG),
        pytest.param("d", "deprecated", True, marks=LONG),
        pytest.param("d", "deprecated", False, marks=LONG),
    ],
)
def test_a_status_changes_once_it_was_said_again(drive: Drive, key: str, status: str, sure: bool) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        # Only an accepted record can be deprecated, and that is the first.
        place = 2 if key == "d" else 1
        number = 3 - place
        await hand.press(*["down"] * place, key)
        assert "no way back" in " ".join(hand.screen.split())
        await hand.press("1" if sure else "enter")
        assert (f"{number} {status}" in hand.doors.shelf.done) == sure
        assert (f"Record {number} is {status} now: /work/decisions/000{number}-x.md" in hand.told) == sure
        assert (f"{status} 2026-05-02, " in hand.screen) == sure
        assert hand.app.screen.query_one(Kept).highlighted == place

    drive(scene)


def test_a_record_is_superseded_by_one_chosen_from_the_list(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("end", "s")
        assert "Choose the record that takes the place of 1" in hand.screen
        assert "accepted" not in hand.screen
        await hand.press("a", "i")
        assert hand.doors.shelf.done == []
        await hand.press("slash", *"anew", "enter", "enter", "1")
        assert hand.doors.shelf.done == ["3 accepted", "1 superseded by ADR-0003"]
        assert "/work/decisions/0003-x.md" in hand.told
        assert "/work/decisions/0001-x.md" in hand.told
        await hand.press("escape")
        assert "superseded by ADR-0003 2026-05-02" in hand.screen
        assert "Choose the record" not in hand.screen

    drive(scene)


@pytest.mark.long
def test_choosing_the_newer_record_can_be_left(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("end", "s", "enter", "escape")
        assert "Choose the record" in hand.screen
        await hand.press("escape")
        assert "Choose the record" not in hand.screen
        assert "3 records" in hand.screen
        assert hand.doors.shelf.done == []
        await hand.press("escape")
        assert isinstance(hand.app.screen, HomeScreen)

    drive(scene)


@pytest.mark.long
def test_a_lone_record_has_none_to_supersede_it(drive: Drive) -> None:
    doors = FakeDoors()
    del doors.shelf.lines[1:]

    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("s", "enter")
        assert "no other record" in hand.screen
        await hand.press("escape")
        assert "1 record" in hand.screen

    drive(scene, doors=doors)


def test_copy_says_where_the_file_is_and_index_where_the_list_is(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("e", "i")
        assert "the record /work/decisions/0003-x.md" in hand.told
        assert "whichflow:" in hand.app.clipboard
        assert "/work/decisions/README.md" in hand.told

    drive(scene)


@pytest.mark.parametrize(
    ("place", "offered"),
    [(0, {"accept", "reject"}), (2, {"supersede", "deprecate"}), (3, set())],
    ids=["proposed", "accepted", "superseded"],
)
def test_only_what_would_be_done_is_offered(drive: Drive, place: int, offered: set[str]) -> None:
    doors = FakeDoors()
    doors.shelf.lines.insert(0, replace(doors.shelf.lines[0], number=0, status="superseded by ADR-0001"))

    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press(*["down"] * place)
        ids = {bound.binding.id for bound in hand.app.active_bindings.values()}
        changing = {"accept", "reject", "supersede", "deprecate"}
        assert {name for name in changing if f"records.{name}" in ids} == offered
        assert ("a accept" in hand.screen) == ("accept" in offered)
        assert "c check" in hand.screen

    drive(scene, doors=doors)


async def checked(hand: Hand, key: str) -> None:
    """Check, and wait for the thread."""
    await hand.press(key)
    await hand.app.workers.wait_for_complete()
    await hand.settle()


def test_a_check_is_shown_where_one_reads(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("down")
        await checked(hand, "c")
        assert "0002  broken  Loans" in hand.screen
        assert "broken: [/foo] is gone; put it back." in hand.screen
        assert "records checked" not in hand.screen
        await checked(hand, "C")
        assert "3 records checked." in hand.screen
        assert "0003  OK" in hand.screen
        await hand.press("escape", "enter")
        assert "Decision Outcome" in hand.screen
        listed = hand.app.screen.query_one(Kept)
        before = listed.virtual_size
        await hand.press("f1", "escape", "escape")
        assert listed.virtual_size == before, "drawn anew while it was out of sight"

    drive(scene)


@pytest.mark.long
def test_beside_the_list_a_check_stands_until_one_goes_on(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await checked(hand, "c")
        await hand.press("f1", "escape")
        assert "0003  OK" in hand.screen
        await hand.press("escape", "down")
        await hand.pilot.pause(REST * 2)
        await hand.settle()
        assert "0003  OK" not in hand.screen
        hand.doors.shelf.broken = "There is no folder."
        await checked(hand, "C")
        assert "There is no folder." in hand.told
        assert hand.doors.clerk.stopped[0].is_set()

    drive(scene, size=(120, 40))


def test_pages_say_where_they_are_and_are_copied(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("h")
        assert "/work/record-0003-x.md.html" in hand.told
        assert hand.app.clipboard == ""
        await hand.press("o")
        assert "written to /work/record-0003-x.md.one-page" in hand.told
        assert "The steps are left out." in hand.told
        assert hand.app.clipboard == "The one-page."
        await hand.press("m")
        assert hand.app.clipboard == "The summary."

    drive(scene)


@pytest.mark.parametrize("sure", [True, False])
def test_renewing_asks_once_more(drive: Drive, sure: bool) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("n")
        assert "Write the generated parts of record 3" in hand.screen
        await hand.press("1" if sure else "enter")
        assert (hand.doors.shelf.done == ["3 renewed"]) == sure
        assert ("Record 3 is written anew: /work/decisions/0003-x.md." in hand.told) == sure

    drive(scene)


@pytest.mark.long
def test_what_a_kill_left_is_mended_and_said(drive: Drive) -> None:
    doors = FakeDoors()
    doors.shelf.mended.append("ADR-0001 was superseded by ADR-0003 to its end.")

    async def scene(hand: Hand) -> None:
        await come_in(hand)
        assert "to its end" in hand.told

    drive(scene, doors=doors)


@pytest.mark.long
def test_an_empty_folder_says_what_to_do(drive: Drive) -> None:
    doors = FakeDoors()
    doors.shelf.lines.clear()

    async def scene(hand: Hand) -> None:
        await come_in(hand)
        assert "There are no records in /work/decisions yet" in hand.screen
        await hand.press(*"aserdchomn", "enter", "escape")
        assert isinstance(hand.app.screen, HomeScreen)

    drive(scene, doors=doors)


def test_what_cannot_be_done_is_a_sentence(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        hand.doors.shelf.broken = "The folder cannot be written."
        await hand.press("a", "1")
        assert "The folder cannot be written." in hand.told
        assert "The folder cannot be written." in hand.screen
        await hand.press("i", "e", "enter", "slash", "x", "enter")
        hand.doors.shelf.broken = ""
        await hand.press("escape")
        assert "3 records" in hand.screen

    drive(scene)


@pytest.mark.long
def test_a_file_that_is_gone_is_a_sentence_in_place_of_its_text(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        line = hand.doors.shelf.lines[-1]
        hand.doors.shelf.lines[-1] = replace(line, path=line.path.with_name("other.md"))
        await hand.press("enter")
        assert "That did not work: There is no record 0003-x.md." in hand.screen

    drive(scene)


@pytest.mark.long
def test_the_mouse_alone_does_it_all(drive: Drive) -> None:
    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.click("0002  Loans")
        assert "Decision Outcome" in hand.screen
        await hand.click("c check")
        await hand.app.workers.wait_for_complete()
        await hand.settle()
        assert "0002  broken" in hand.screen
        await hand.click("a accept")
        await hand.click("Yes, accept it")
        await hand.click("esc back")
        await hand.click("s supersede")
        await hand.click("anew")
        await hand.click("Yes, supersede it")
        assert hand.doors.shelf.done == ["2 accepted", "3 accepted", "2 superseded by ADR-0003"]
        await hand.click("/ search")
        assert isinstance(hand.app.focused, SearchField)
        assert isinstance(hand.app.screen, RecordsScreen)

    drive(scene)


@pytest.mark.long
@pytest.mark.parametrize(
    "text",
    [
        "[/foo]",
        "[@click=app.quit]x[/]",
        "{{0}} $x",
        "[x](javascript:alert) ![y](z)",
        "<b>\x1b[31m",
        "- " * 300,
    ],
)
def test_what_stands_in_a_record_stays_text(drive: Drive, text: str) -> None:
    doors = FakeDoors()
    doors.shelf.template = f"# {text}\n\n{text}\n\n    {text}\n\n| {text} | b |\n|---|---|\n| a | {text} |\n"
    doors.shelf.lines = [replace(doors.shelf.lines[0], title=text, status=text, start=text, review_by=text)]

    async def scene(hand: Hand) -> None:
        await come_in(hand)
        await hand.press("enter", "f1", "escape", "a", "1", "escape", "s", "escape", "escape")

    assert drive(scene, doors=doors, size=(120, 40)).return_value is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# A *b* c", ["A b c"]),
        ("one\ntwo\n\nthree", ["one two", "", "three"]),
        ("- a\n- b\n  - c\n\n1. d\n2. e", ["- a", "- b", "  - c", "", "1. d", "2. e"]),
        ("> a\n> b", ["| a b"]),
        ("```text\na  -->   b\n```", ["a  -->   b"]),
        ("[a](b) <!-- c --> `d`", ["a  d"]),
        ("<!-- c -->\n\na", ["a"]),
        ("<details>", ["<details>"]),
        ("---\nstatus: accepted\ntags: []\nwhichflow:\n  a: b\n---\n\n# A", ["status: accepted", "", "A"]),
        (r"\[/foo\] \*a\*", ["[/foo] *a*"]),
        ("| a | b |\n|---|---|\n| c | d |", ["a | b", "c | d"]),
        ("a\x1b]52;c;x\x07b \u202ec", ["a b c"]),
        ("", []),
        ("---\nnever ended", ["never ended"]),
    ],
)
def test_markdown_is_laid_out_plainly(text: str, lines: list[str]) -> None:
    assert [line.plain for line in markdown(text, 40)] == lines


@pytest.mark.parametrize(
    "text", ["> " * 500 + "a", "- " * 500 + "a", "* a\n" * 2000, "[" * 5000, "|a" * 3000]
)
def test_markdown_of_any_depth_is_drawn(text: str) -> None:
    assert markdown(text, 40)


def test_a_very_long_file_is_cut_and_says_so() -> None:
    lines = markdown("word " * MAX_SHOWN, 80)
    assert "The file goes on" in lines[-1].plain
