import os
from pathlib import Path

import pytest

from knowledge.content import ContentError, content_hash, load_sections
from knowledge.model import Note, Passage
from tests.knowledge.conftest import write_guide


def test_sections_come_in_order_with_their_parents(content: Path) -> None:
    sections = load_sections(content)

    assert [(section.id, section.order, section.parent) for section in sections] == [
        ("start", 1, None),
        ("travel", 2, None),
        ("travel/boat", 3, "travel"),
        ("faq/train", 4, None),
    ]
    assert sections[3].title == "Is the train always late?"


def test_passages_keep_their_paragraph_style_and_claims(content: Path) -> None:
    start = load_sections(content)[0]

    assert [(passage.id, passage.number, passage.block, passage.style) for passage in start.passages] == [
        ("start#1", 1, 1, "prose"),
        ("start#2", 2, 1, "prose"),
        ("start#4", 3, 2, "item"),
        ("start#5", 4, 2, "item"),
    ]
    assert start.passages[1].claims == ("start#2", "start#3")


def test_notes_stand_beside_every_passage_they_concern(content: Path) -> None:
    sections = load_sections(content)
    tension = Note("tension", "A rowing boat needs no harbour, only a beach.")

    assert sections[0].passages[3].notes == (Note("verify", "Check the timetable of your own railway."),)
    assert sections[2].passages == (
        Passage(
            id="travel/boat#1",
            section="travel/boat",
            number=1,
            block=1,
            style="prose",
            text="A boat needs a harbour.",
            claims=("travel/boat#1",),
            notes=(tension,),
        ),
        Passage(
            id="travel/boat#2",
            section="travel/boat",
            number=2,
            block=2,
            style="prose",
            text="Sailing depends on the wind.",
            claims=("travel/boat#2",),
            notes=(tension,),
        ),
    )


def test_a_list_right_after_prose_is_a_paragraph_of_its_own(tmp_path: Path) -> None:
    body = "---\nid: one\ntitle: One\norder: 1\n---\nProse. {1}\n- Item. {2}\n- Item. {3}\nProse. {4}\n"

    (section,) = load_sections(write_guide(tmp_path, {"one.md": body}))

    assert [passage.block for passage in section.passages] == [1, 2, 2, 3]


def test_windows_line_ends_trailing_spaces_and_hidden_files_do_no_harm(content: Path) -> None:
    expected = load_sections(content)
    for path in content.rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"  \r\n"))
    write_guide(content, {".draft.md": "?", ".git/notes.md": "?", "notes.txt": "?"})

    assert load_sections(content) == expected


def test_an_error_is_one_sentence_with_the_file_and_the_line(content: Path) -> None:
    path = content / "travel.md"
    path.write_text("---\nid: travel\ntitle: Travel\norder: second\n---\nText. {1}\n")

    with pytest.raises(ContentError) as caught:
        load_sections(content)

    assert str(caught.value) == (
        f"{path}, line 4: the value of 'order' does not do: input should be a valid integer; "
        "write the section's place in the guide as a whole number from 1."
    )


def test_the_hash_follows_names_and_bytes_and_nothing_else(content: Path, tmp_path: Path) -> None:
    before = content_hash(content)
    twin = write_guide(
        tmp_path / "twin", {p.relative_to(content).as_posix(): p.read_bytes() for p in content.rglob("*.md")}
    )
    assert content_hash(twin) == before

    (twin / "notes.txt").write_text("not of the guide")
    os.utime(twin / "start.md", (0, 0))
    assert content_hash(twin) == before

    (twin / "start.md").rename(twin / "begin.md")
    renamed = content_hash(twin)
    assert renamed != before

    with (twin / "begin.md").open("ab") as file:
        file.write(b"\n")
    assert content_hash(twin) not in {before, renamed}


def test_text_that_moves_from_one_file_to_the_next_changes_the_hash(tmp_path: Path) -> None:
    one = write_guide(tmp_path / "one", {"a.md": "xy", "b.md": "z"})
    two = write_guide(tmp_path / "two", {"a.md": "x", "b.md": "yz"})

    assert content_hash(one) != content_hash(two)
