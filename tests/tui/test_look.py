"""Settings as the screen checks them: bindings, keys, themes, and what the terminal can show."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadInput
from assistant.settings import settings_path
from assistant.tui.keyboard import is_printable, long_name, read_key, short_name
from assistant.tui.look import look_of, marks_of
from assistant.tui.marks import AsciiMarks, can_write, knows_unicode
from assistant.tui.rooms import chains, shared, shipped


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("keys:\n  chat.wy: f9", 2, "keys: there is no binding 'chat.wy'; did you mean chat.why?"),
        ("keys:\n  zzzz: f9", 2, "keys: there is no binding 'zzzz'; F1 in the app lists them"),
        (
            "keys:\n  chat.why: ctlr+w",
            2,
            "keys: chat.why has 'ctlr+w', which is no key; did you mean ctrl+w?",
        ),
        (
            "keys:\n  chat.why: pageupp",
            2,
            "keys: chat.why has 'pageupp', which is no key; did you mean pageup?",
        ),
        ("keys:\n  chat.why: '#####'", 2, "keys: chat.why has '#####', which is no key; a key is such as f9"),
        ("keys:\n  chat.why: f4", 2, "keys: chat.why and chat.back would both have F4; move one of them"),
        (
            "theme: nord\nkeys:\n  chat.skip: f9\n  chat.why: [f3, f9]",
            4,
            "keys: chat.why and chat.skip would both have F9; move one of them",
        ),
        ("keys:\n  chat.why: up", 2, "keys: chat.why and prompt.up would both have Up"),
        ("keys:\n  chat.why: ctrl+q", 2, "keys: chat.why and app.quit would both have Ctrl+Q"),
        ("keys:\n  chat.why: ctrl+m", 2, "keys: chat.why and prompt.enter would both have Enter"),
        ("keys:\n  chat.why: w", 2, "keys: chat.why cannot have 'w', which types; did you mean ctrl+w?"),
        ("keys:\n  chat.why: '!'", 2, "keys: chat.why cannot have '!', which types; did you mean f9?"),
        ("keys:\n  app.help: h", 2, "keys: app.help cannot have 'h', which types; did you mean f9?"),
        ("theme: high-contrst", 1, "theme: there is none called 'high-contrst'; did you mean high-contrast?"),
        ("theme: 12345", 1, "theme: there is none called '12345'; there are "),
    ],
)
def test_what_cannot_be_is_said_with_what_could(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = settings_path(tmp_path)
    path.write_text(text)
    with pytest.raises(BadInput) as caught:
        look_of(tmp_path)
    assert str(caught.value).startswith(f"{path}:{line}: {words}")


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("chat.why: f4\n  chat.back: f3", {"chat.why": "f4", "chat.back": "f3"}),
        ("reader.next: f3", {"reader.next": "f3"}),
        ("reader.next: [j, ']']", {"reader.next": "j,right_square_bracket"}),
        ("list.cursor-down: [down, j]", {"list.cursor-down": "down,j"}),
        ("app.help: [f1, '!']", {"app.help": "f1,exclamation_mark"}),
        ("chat.why: [Ctrl+Shift+W, alt+w, alt+w]", {"chat.why": "ctrl+shift+w,alt+w"}),
        ("chat.earlier: shift+pgup", {"chat.earlier": "shift+pageup"}),
    ],
)
def test_keys_can_be_moved_and_swapped(tmp_path: Path, text: str, moved: dict[str, str]) -> None:
    settings_path(tmp_path).write_text(f"keys:\n  {text}\n")
    look = look_of(tmp_path)
    assert look.keyboard.keymap == moved
    assert look.keyboard.keys("chat.skip") == ("f5",)


def test_as_shipped_every_binding_has_an_id_and_no_key_that_terminals_take() -> None:
    assert "" not in shipped()
    taken = {"ctrl+s", "ctrl+b", "ctrl+j", "ctrl+o", "shift+enter", "ctrl+enter"}
    assert not taken & {key for keys in shipped().values() for key in keys}
    assert list(shared({})) == []
    assert len(chains()) == 18


@given(
    st.sampled_from(sorted(shipped())), st.sampled_from(sorted({k for v in shipped().values() for k in v}))
)
def test_two_that_hold_together_never_come_to_share_a_key(name: str, key: str) -> None:
    """A key that some binding beside it was shipped with is refused, unless both always had it."""
    beside = {
        binding.id
        for chain in chains()
        if any(binding.id == name for room in chain for binding in room.values())
        for room in chain
        for binding in room.values()
        if key in shipped()[binding.id or ""]
    }
    clash = any(key not in shipped()[name] for other in beside if other != name)
    assert bool(list(shared({name: (key,)}))) == clash


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("f9", "f9"), ("F9", "f9"), ("Esc", "escape"), ("PgDn", "pagedown"), ("^p", "ctrl+p"), ("aa", None),
        ("?", "question_mark"), ("/", "slash"), ("slash", "slash"), ("shift+a", "A"), ("A", "A"),
        ("shift+ctrl+x", "ctrl+shift+x"), ("ctrl+i", "tab"), ("ctrl+h", "backspace"), ("space", "space"),
        ("control + k", "ctrl+k"), (",", "comma"), ("hyper+space", "hyper+space"), ("f25", None), ("", None),
        (" ", None), ("ctrl+", None), ("ctrl", None), ("ctrl+ctrl+a", None), ("ctrl+?", None), ("++", None),
        ("\x1b", None),
    ],
)  # fmt: skip
def test_keys_are_read_as_people_write_them(written: str, key: str | None) -> None:
    assert read_key(written) == key


@given(st.text(max_size=12))
def test_no_word_breaks_the_reading_of_keys(word: str) -> None:
    key = read_key(word)
    if key is not None:
        assert long_name(key)
        assert short_name(key)
        # Some signs have names that lead to no sign again; a person writes the sign.
        assert read_key(key) == key or key == "ctrl+at" or is_printable(key)


@pytest.mark.parametrize(
    ("environ", "unicode"),
    [
        ({}, False),
        ({"LANG": "C"}, False),
        ({"LANG": "de_DE"}, False),
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "C.utf8"}, True),
        ({"LANG": "C", "LC_CTYPE": "UTF-8"}, True),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "POSIX"}, False),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": ""}, True),
    ],
)
def test_the_locale_tells_of_unicode(environ: dict[str, str], unicode: bool) -> None:
    assert knows_unicode(environ) == unicode


@pytest.mark.parametrize(
    ("borders", "lang", "encoding", "letters"),
    [
        ("auto", "C.UTF-8", "utf-8", None),
        ("auto", "C", "utf-8", True),
        ("auto", "C.UTF-8", "ascii", True),
        ("ascii", "C.UTF-8", "utf-8", False),
        ("unicode", "C", "utf-8", None),
        ("unicode", "C", "iso8859-1", True),
        ("unicode", "C.UTF-8", None, True),
        ("auto", "C.UTF-8", "no such", True),
    ],
)
def test_ascii_is_drawn_where_it_must_be(
    borders: str, lang: str, encoding: str, letters: bool | None
) -> None:
    marks = marks_of(borders, {"LANG": lang}, encoding)
    assert (marks.letters if marks else None) == letters
    assert isinstance(marks, AsciiMarks) or can_write(encoding)
