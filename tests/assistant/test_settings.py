"""The settings file: its shape, its faults with their place, and the theme that is kept in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadInput, Trouble
from assistant.settings import FILE, Settings, keep_theme, read_settings, settings_path


def write(home: Path, text: str | bytes) -> Path:
    path = settings_path(home)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n", "keys:\ntheme:\nborders:\ncolour: ~\n"])
def test_nothing_said_is_what_was_shipped(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        write(tmp_path, text)
    told = read_settings(tmp_path)
    assert (dict(told.keys), told.theme, told.borders, told.colour) == ({}, "", "auto", "auto")


def test_all_of_it_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        "\ufeffkeys:\n  chat.why: f9\n  chat.back: [f10, ctrl+y]\n  app.help: 'f1, ?'\n  reader.find: ','\n"
        "theme: nord\nborders: ASCII\ncolour: never\n",
    )
    told = read_settings(tmp_path)
    assert dict(told.keys) == {
        "chat.why": ("f9",),
        "chat.back": ("f10", "ctrl+y"),
        "app.help": ("f1", "?"),
        "reader.find": (",",),
    }
    assert (told.theme, told.borders, told.colour) == ("nord", "ascii", "never")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- a\n", 1, "holds no settings; a setting is a line such as theme: high-contrast"),
        ("a\n", 1, "holds no settings"),
        ("\ncolor: never\n", 2, "there is no setting 'color'; did you mean colour?"),
        ("zzz: 1\n", 1, "there is no setting 'zzz'; there are keys, theme, borders, colour"),
        ("theme: [a, b]\n", 1, "theme: must be the name of one theme"),
        ("borders: ascci\n", 1, "borders: cannot be 'ascci'; did you mean ascii?"),
        ("borders: zzz\n", 1, "borders: cannot be 'zzz'; say auto, unicode or ascii"),
        ("theme: x\ncolour: [never]\n", 2, "colour: cannot be a list; say auto, always or never"),
        ("keys: f9\n", 1, "keys: must hold lines such as chat.why: f9"),
        ("keys:\n  chat.why:\n", 2, "keys: 'chat.why' needs a key, such as f9, or a list of keys"),
        ("keys:\n  chat.why: []\n", 2, "keys: 'chat.why' needs a key"),
        ("keys:\n  chat.why: [f9, [f10]]\n", 2, "keys: 'chat.why' needs a key"),
        ("keys:\n  chat.why: 'f9,'\n", 2, "keys: 'chat.why' needs a key"),
        ("theme: a\ntheme: b\n", 2, "gives the key 'theme' twice; keep one"),
        ("theme: &a b\n", 1, "uses a YAML anchor or alias; write the value out"),
        ("keys:\n  app.help: ?\n  - f1\n", 2, "is not YAML: "),
        (b"theme: \xff\n", 1, "is not UTF-8 text; save it as UTF-8"),
        ("#" * 300_000, 1, "holds more than 200,000 characters"),
        ("\x1b[31m: 1\n", 1, "is not YAML"),
        ("theme: " + "[" * 50 + "\n", 1, "is nested more than"),
    ],
)
def test_a_fault_is_one_sentence_with_its_place(
    tmp_path: Path, text: str | bytes, line: int, words: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(BadInput) as caught:
        read_settings(tmp_path)
    assert str(caught.value).startswith(f"{path}:{line}: {words}")
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    settings_path(tmp_path).mkdir()
    with pytest.raises(BadInput, match=r"settings\.yaml:1: cannot be read"):
        read_settings(tmp_path)


@given(st.binary(max_size=200))
def test_whatever_stands_in_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: bytes
) -> None:
    home = tmp_path_factory.mktemp("home")
    write(home, text)
    try:
        assert isinstance(read_settings(home), Settings)
    except BadInput as fault:
        said = str(fault)
    else:
        return
    assert said.startswith(str(home))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "theme: nord\n"),
        ("", "theme: nord\n"),
        ("theme: dracula  # dark\n", "theme: nord\n"),
        (
            "# mine\nkeys:\n  chat.why: f9  # for why\n",
            "# mine\nkeys:\n  chat.why: f9  # for why\ntheme: nord\n",
        ),
        ("theme:\nborders: ascii\n", "theme: nord\nborders: ascii\n"),
    ],
)
def test_the_theme_is_kept_and_all_else_stands(tmp_path: Path, before: str | None, after: str) -> None:
    home = tmp_path / "new"
    if before is not None:
        home.mkdir()
        write(home, before)
    path = keep_theme(home, "nord")
    assert path.read_text("utf-8") == after
    assert read_settings(home).theme == "nord"
    assert [path.name for path in home.iterdir()] == [FILE]


@pytest.mark.parametrize("text", ["{theme: a, borders: ascii}\n", "theme: >\n  a\n"])
def test_a_layout_that_a_line_cannot_change_is_left_alone(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(Trouble, match="write 'theme: nord' into it"):
        keep_theme(tmp_path, "nord")
    assert path.read_text("utf-8") == text


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.yaml"
    real.write_text("borders: ascii\n")
    settings_path(tmp_path).symlink_to(real)
    keep_theme(tmp_path, "nord")
    assert settings_path(tmp_path).is_symlink()
    assert real.read_text() == "borders: ascii\ntheme: nord\n"


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="cannot be written"):
        keep_theme(tmp_path / "file" / "home", "nord")
