"""A session as a file of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from assistant.errors import Trouble
from assistant.session_export import export_session, session_markdown
from assistant.turns import Session, Turn


def session_of(*said: str, title: str = "Order fulfilment") -> Session:
    turns = tuple(
        Turn(n, "answer", text, f"You said:\n  {text}", (), "now") for n, text in enumerate(said, 1)
    )
    return Session("20260301-abcdef12", title, "then", "guided", turns)


def test_all_that_was_said_is_in_the_file(tmp_path: Path) -> None:
    path = export_session(session_of("a parcel", "ünïcode 漢字"), tmp_path)
    assert path == tmp_path / "order-fulfilment-20260301-abcdef12.md"
    text = path.read_text("utf-8")
    for words in ("# Order fulfilment", "> a parcel", "  ünïcode 漢字", "## 2. now", "20260301-abcdef12"):
        assert words in text


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    paths = [export_session(session_of("a", title="/../x"), tmp_path) for _ in range(3)]
    assert [path.name for path in paths] == [f"x-20260301-abcdef12{end}.md" for end in ("", "-2", "-3")]
    assert all(path.parent == tmp_path for path in paths)


@pytest.mark.parametrize("text", ["# a", "```\nx", "<script>", "* [x](y)", "![z](y)", "> q", "1. a", "&amp;"])
def test_what_people_said_opens_nothing_in_it(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse("\n".join(session_markdown(session_of(text, title=text))))
    kinds = {token.type for token in tokens}
    assert kinds <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "blockquote_open",
        "blockquote_close", "inline", "fence",
    }  # fmt: skip
    inner = {child.type for token in tokens for child in token.children or ()}
    assert inner <= {"text", "text_special"}
    assert [token.content for token in tokens if token.type == "fence"] == [f"You said:\n  {text}\n"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_without_the_right_to_write_is_a_trouble(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Trouble, match="cannot be written into"):
        export_session(session_of("a"), tmp_path)


def test_a_folder_that_is_none_is_a_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "gone"):
        with pytest.raises(Trouble, match="cannot be written into"):
            export_session(session_of("a"), folder)
