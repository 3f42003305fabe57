from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.content import ContentError, load_sections, parse_sections
from knowledge.files import GuideFile
from tests.knowledge.conftest import SMALL_GUIDE, write_guide

HEAD = "---\nid: travel\ntitle: Travel\norder: 2\n---\n"


@dataclass(frozen=True)
class Broken:
    """What a file of the small guide is replaced by, and where and how that must be refused."""

    name: str
    text: str | bytes
    line: int
    says: str
    file: str = "travel.md"


def head(name: str, front: str, line: int, says: str) -> Broken:
    return Broken(name, f"---\n{front}---\nText. {{1}}\n", line, says)


def body(name: str, text: str | bytes, line: int, says: str) -> Broken:
    return Broken(name, HEAD.encode() + text if isinstance(text, bytes) else HEAD + text, line, says)


TABLE = [
    Broken("empty file", "", 1, "empty"),
    Broken("only blanks", " \n\n", 1, "empty"),
    Broken("no front matter", "Text. {1}\n", 1, "must begin with a line ---"),
    Broken("byte-order mark", b"\xef\xbb\xbf" + HEAD.encode(), 1, "U+FEFF"),
    Broken("front matter not closed", "---\nid: travel\ntitle: Travel\norder: 2\n", 1, "not closed"),
    head("front matter empty", "", 2, "empty"),
    head("front matter a comment", "# nothing\n", 2, "empty"),
    head("no id", "title: Travel\norder: 2\n", 1, "lacks the key 'id'"),
    head("no title", "id: travel\norder: 2\n", 1, "lacks the key 'title'"),
    head("no order", "id: travel\ntitle: Travel\n", 1, "lacks the key 'order'"),
    head("unknown key", "id: travel\ntitle: Travel\norder: 2\nauthor: me\n", 5, "'author' is not known"),
    head("key twice", "id: travel\ntitle: Travel\ntitle: Travels\norder: 2\n", 4, "second time"),
    head("order in quotes", 'id: travel\ntitle: Travel\norder: "2"\n', 4, "'order' does not do"),
    head("order true", "id: travel\ntitle: Travel\norder: true\n", 4, "'order' does not do"),
    head("order zero", "id: travel\ntitle: Travel\norder: 0\n", 4, "'order' does not do"),
    head("order a fraction", "id: travel\ntitle: Travel\norder: 2.0\n", 4, "'order' does not do"),
    head("order too long for a number", f"id: travel\ntitle: Travel\norder: {'9' * 5000}\n", 2, "refuses"),
    head("order a day that is none", "id: travel\ntitle: Travel\norder: 2026-02-31\n", 2, "refuses"),
    head("title empty", "id: travel\ntitle:\norder: 2\n", 3, "'title' does not do"),
    head("title blank", 'id: travel\ntitle: ""\norder: 2\n', 3, "'title' does not do"),
    head("title a number", "id: travel\ntitle: 2026\norder: 2\n", 3, "'title' does not do"),
    head("title with markup", 'id: travel\ntitle: "*Travel*"\norder: 2\n', 3, "an asterisk"),
    head("title too long", f"id: travel\ntitle: {'T' * 121}\norder: 2\n", 3, "'title' does not do"),
    head("title a list", "id: travel\ntitle: [Travel]\norder: 2\n", 3, "single value"),
    head("title deep", f"id: travel\ntitle: {'[' * 9000}\norder: 2\n", 3, "single value"),
    head("a list", "- travel\n", 2, "lines of key: value"),
    head("one word", "travel\n", 2, "empty"),
    head("a tag", "id: travel\ntitle: !!python/name:os.system\norder: 2\n", 3, "YAML tag"),
    head("a harmless tag", "id: travel\ntitle: !!str Travel\norder: 2\n", 3, "YAML tag"),
    head("an anchor", "id: &here travel\ntitle: Travel\norder: 2\n", 2, "alias or anchor"),
    head("an alias", "id: travel\ntitle: *here\norder: 2\n", 3, "alias or anchor"),
    head("YAML broken", "id: travel\ntitle: 'Travel\norder: 2\n", 3, "not valid YAML"),
    head("a colon too many", "id: travel\ntitle: Travel: a guide\norder: 2\n", 3, "not valid YAML"),
    head("two documents", "id: travel\n...\ntitle: Travel\n", 4, "not valid YAML"),
    head("id of another file", "id: start\ntitle: Travel\norder: 2\n", 2, "does not match the file's path"),
    head("id in capitals", "id: Travel\ntitle: Travel\norder: 2\n", 2, "'id' does not do"),
    head("id that climbs", "id: ../travel\ntitle: Travel\norder: 2\n", 2, "'id' does not do"),
    head("order taken", "id: travel\ntitle: Travel\norder: 1\n", 4, "is taken"),
    body("no passage", "\n\n", 6, "says nothing"),
    body("only a note", "> **Verify:** Look. {1}\n", 6, "says nothing"),
    body("no tag", "\nFirst. {1}\nSecond.\n", 8, "does not end in a tag"),
    body("empty tag", "Text. {}\n", 6, "does not end in a tag"),
    body("tag of words", "Text. {one}\n", 6, "does not end in a tag"),
    body("tag with a comma", "Text. {1, 2}\n", 6, "does not end in a tag"),
    body("tag with a zero", "Text. {0}\n", 6, "does not end in a tag"),
    body("tag before the end", "Text. {1} And more.\n", 6, "does not end in a tag"),
    body("only a tag", "{1}\n", 6, "no text before the tag"),
    body("item without text", "- {1}\n", 6, "no text before the tag"),
    body("claim twice", "First. {1}\n\nSecond. {2 1}\n", 8, "carried already by line 6"),
    body("claim twice in a tag", "First. {1 1}\n", 6, "carried already by line 6"),
    body("heading", "# Travel {1}\n", 6, "a heading, list"),
    body("numbered list", "1. Travel {1}\n", 6, "a heading, list"),
    body("other bullet", "* Travel {1}\n", 6, "an asterisk"),
    body("nested item", "- One. {1}\n  - Two. {2}\n", 7, "a space too many"),
    body("bold", "Travel **far**. {1}\n", 6, "an asterisk"),
    body("code", "Use `boats`. {1}\n", 6, "backtick"),
    body("link", "See [here](https://example.com). {1}\n", 6, "a Markdown link"),
    body("HTML", "Go <b>far</b>. {1}\n", 6, "an HTML tag"),
    body("HTML comment", "Go far <!-- soon -->. {1}\n", 6, "an HTML tag"),
    body("entity", "Boats &amp; trains. {1}\n", 6, "an HTML entity"),
    body("brace", "Pick {one}. {1}\n", 6, "a brace"),
    body("two tags", "Pick one. {1} {2}\n", 6, "a brace"),
    body("two spaces", "Pick  one. {1}\n", 6, "a space too many"),
    body("tab", "Pick\tone. {1}\n", 6, "U+0009"),
    body("escape sequence", "Fine. {1}\nRed \x1b[31mtext. {2}\n", 7, "U+001B"),
    body("NUL", "Pick\0one. {1}\n", 6, "U+0000"),
    body("lone carriage return", "Pick\rone. {1}\n", 6, "U+000D"),
    body("line separator", "Pick\u2028one. {1}\n", 6, "U+2028"),
    body("direction override", "Pick \u202eone. {1}\n", 6, "U+202E"),
    body("not UTF-8", b"Fine. {1}\n\xff\xfe {2}\n", 7, "not UTF-8"),
    body("note of a claim nobody carries", "Text. {1}\n> **Verify:** Look. {2}\n", 7, "claim 2, which no"),
    body("note without a tag", "Text. {1}\n> **Verify:** Look.\n", 7, "does not end in a tag"),
    body(
        "note of a strange kind", "Text. {1}\n> **Warning:** Look. {1}\n", 7, "**Verify:** or > **Tension:**"
    ),
    body("note without a kind", "Text. {1}\n> Look. {1}\n", 7, "**Verify:** or > **Tension:**"),
    body("note without text", "Text. {1}\n> **Verify:** {1}\n", 7, "no text before the tag"),
    body("note with markup", "Text. {1}\n> **Verify:** Look *there*. {1}\n", 7, "an asterisk"),
]


@pytest.mark.parametrize("broken", TABLE, ids=lambda broken: broken.name)
def test_a_broken_file_is_refused_with_its_line(content: Path, broken: Broken) -> None:
    write_guide(content, {broken.file: broken.text})

    with pytest.raises(ContentError) as caught:
        load_sections(content)

    assert (caught.value.path, caught.value.line) == (content / broken.file, broken.line)
    assert broken.says in caught.value.message
    assert str(caught.value).startswith(f"{content / broken.file}, line {broken.line}: ")
    assert "\n" not in str(caught.value)


def test_a_gap_in_the_order_is_refused(content: Path) -> None:
    (content / "travel/boat.md").unlink()

    with pytest.raises(ContentError, match="order 4 comes where 3 is still free") as caught:
        load_sections(content)

    assert (caught.value.path, caught.value.line) == (content / "faq/train.md", 4)


def test_an_order_given_twice_is_refused_at_the_second(content: Path) -> None:
    text = SMALL_GUIDE["faq/train.md"].replace("order: 4", "order: 3")
    write_guide(content, {"faq/train.md": text})

    with pytest.raises(ContentError, match="order 3 is taken") as caught:
        load_sections(content)

    assert caught.value.line == 4


def test_a_section_whose_parent_is_missing_is_refused(tmp_path: Path) -> None:
    text = SMALL_GUIDE["travel/boat.md"].replace("order: 3", "order: 1")
    write_guide(tmp_path, {"travel/boat.md": text})

    with pytest.raises(ContentError, match=r"'travel', which is no section; add travel\.md") as caught:
        load_sections(tmp_path)

    assert (caught.value.path, caught.value.line) == (tmp_path / "travel/boat.md", 2)


def test_a_folder_with_the_name_of_a_file_is_refused(content: Path) -> None:
    (content / "travel" / "train.md").mkdir()

    with pytest.raises(ContentError, match="is a folder with the name of a file") as caught:
        load_sections(content)

    assert (caught.value.path, caught.value.line) == (content / "travel" / "train.md", 0)


def test_a_link_to_nowhere_is_refused(content: Path) -> None:
    (content / "lost.md").symlink_to("nowhere.md")

    with pytest.raises(ContentError, match="is not a file that can be read") as caught:
        load_sections(content)

    assert caught.value.path == content / "lost.md"


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_without_sections_is_refused(tmp_path: Path, exists: bool) -> None:
    folder = tmp_path if exists else tmp_path / "nowhere"

    with pytest.raises(ContentError, match="holds no section") as caught:
        load_sections(folder)

    assert caught.value.path == folder


@given(st.binary(max_size=60), st.integers(0, len(SMALL_GUIDE["start.md"])), st.integers(0, 20))
def test_any_damage_is_either_read_or_refused_in_a_sentence(junk: bytes, at: int, cut: int) -> None:
    whole = SMALL_GUIDE["start.md"].encode()
    file = GuideFile("start.md", Path("start.md"), whole[:at] + junk + whole[at + cut :])

    try:
        outcome: list[str] | int = [section.id for section in parse_sections([file])]
    except ContentError as error:
        outcome = error.line

    assert outcome == ["start"] or outcome in range(1, file.data.count(b"\n") + 2)
