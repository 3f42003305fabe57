from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from assistant.records.index import BEGIN, END
from assistant.records.model import RecordError
from assistant.records.shelf import Shelf
from tests.records.hostile import HOSTILE
from tests.records.shelved import DAY, ours, put


def shelf(folder: Path) -> Shelf:
    return Shelf(folder, lambda: DAY)


def test_it_is_made_where_it_is_missing(tmp_path: Path) -> None:
    put(tmp_path, ours(1, name="Orders", more="  review-by: 2027-05-22\n"), "# 2. Other\n")
    path = shelf(tmp_path).index()
    assert path.read_text() == (
        f"# Decision records\n\n{BEGIN}\n\n"
        "| Number | Title | Status | Start | Review by |\n|---|---|---|---|---|\n"
        "| [0001](0001-x.md) | Orders | accepted | hybrid | 2027-05-22 |\n"
        "| [0002](0002-x.md) | 2\\. Other |  |  |  |\n"
        f"\n{END}\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b""),
        (b"# Ours\r\n\r\nwhy \xff not\r\n", b"\r\nbelow\r\n"),
        (b"\n\n\t \n", b"no break at the end"),
        (f"> {BEGIN}\n".encode(), f"`{END}`\n".encode()),
    ],
)
def test_what_stands_around_it_survives(tmp_path: Path, before: bytes, after: bytes) -> None:
    put(tmp_path, ours(1))
    path = tmp_path / "README.md"
    path.write_bytes(before + f"{BEGIN}\nold\n{END}\n".encode() + after)
    shelf(tmp_path).index()
    content = path.read_bytes()
    assert content.startswith(before + BEGIN.encode())
    assert content.endswith(END.encode() + b"\n" + after)
    assert b"old" not in content
    assert b"[0001](0001-x.md)" in content
    shelf(tmp_path).index()
    assert path.read_bytes() == content


def test_a_readme_without_markers_gets_them_at_its_end(tmp_path: Path) -> None:
    put(tmp_path, ours(1))
    path = tmp_path / "Readme.md"
    path.write_bytes(b"# By hand\r\n\r\nno break")
    assert shelf(tmp_path).index() == path
    assert path.read_bytes().startswith(
        b"# By hand\r\n\r\nno break\r\n\r\n" + BEGIN.encode() + b"\r\n\r\n| Number"
    )
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize("lines", [[BEGIN], [END], [END, BEGIN], [BEGIN, BEGIN, END], [BEGIN, END, END]])
def test_broken_markers_are_told_and_nothing_changes(tmp_path: Path, lines: list[str]) -> None:
    put(tmp_path, ours(1))
    path = tmp_path / "README.md"
    content = "\n".join(lines) + "\n"
    path.write_text(content)
    with pytest.raises(RecordError, match="needs the line"):
        shelf(tmp_path).index()
    assert path.read_text() == content


def test_a_title_of_anything_stays_a_cell(tmp_path: Path) -> None:
    titles = [*HOSTILE, "a | b \\| c", "--> <!-- x", END, "](x) <b>"]
    for number, title in enumerate(titles, 1):
        text = f"---\nstatus: accepted\nwhichflow:\n  name: {ascii_yaml(title)}\n---\n"
        (tmp_path / f"{number:04}-x.md").write_text(text)
    text = shelf(tmp_path).index().read_text()
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    rows = sum(token.type == "tr_open" for token in tokens)
    cells = sum(token.type == "td_open" for token in tokens)
    assert (rows, cells) == (len(titles) + 1, 5 * len(titles))
    within = [child for token in tokens for child in token.children or ()]
    assert not [child for child in within if child.type in {"html_inline", "image", "code_inline", "em_open"}]
    assert sum(child.type == "link_open" for child in within) == len(titles)
    assert [token.content.strip() for token in tokens if token.type == "html_block"] == [BEGIN, END]


def ascii_yaml(title: str) -> str:
    return (
        '"' + "".join(f"\\U{ord(letter):08x}" for letter in title if not "\ud800" <= letter <= "\udfff") + '"'
    )


def test_a_name_of_anything_is_linked_to(tmp_path: Path) -> None:
    name = "0001-a b (c) [d] #e?.md"
    (tmp_path / name).write_text("# T\n")
    text = shelf(tmp_path).index().read_text()
    links = [
        child
        for token in MarkdownIt().parse(text)
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert [unquote(str(link.attrs["href"])) for link in links] == [name]


def test_changes_of_status_renew_it_only_where_it_is(tmp_path: Path) -> None:
    put(tmp_path, ours(1, status="proposed"), ours(2, status="proposed"))
    shelf(tmp_path).accept("1")
    assert not (tmp_path / "README.md").exists()
    (tmp_path / "README.md").write_text("# By hand\n")
    shelf(tmp_path).accept("2")
    assert (tmp_path / "README.md").read_text() == "# By hand\n"
    shelf(tmp_path).index()
    shelf(tmp_path).supersede(["1"], "2")
    assert "superseded by ADR-0002" in (tmp_path / "README.md").read_text()


def test_a_readme_that_leads_elsewhere_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    put(folder, ours(1, status="proposed"))
    outside = tmp_path / "outside.md"
    outside.write_text(f"{BEGIN}\n{END}\n")
    (folder / "README.md").symlink_to(outside)
    with pytest.raises(RecordError, match=r"README.md is a link to another place"):
        shelf(folder).index()
    with pytest.raises(
        RecordError, match=r"^ADR-0001 is accepted; only the index is as it was: README.md is a link"
    ):
        shelf(folder).accept("1")
    assert outside.read_text() == f"{BEGIN}\n{END}\n"
