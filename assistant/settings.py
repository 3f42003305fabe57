"""The settings file: keys, theme, borders and colour of the full screen, as a person has set them.

Here its shape is read and its faults get their place. Which keys and themes there are is the screen's
own knowledge: assistant/tui/look.py. The plain face never opens the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import BadInput, Trouble
from assistant.phrases import listed, quoted, shown

if TYPE_CHECKING:
    from rules.plain_yaml import Document

FILE = "settings.yaml"
"""Its name in the home folder."""
AUTO = "auto"
BORDERS = (AUTO, "unicode", "ascii")
COLOUR = (AUTO, "always", "never")

_KEYS, _THEME = "keys", "theme"
_CHOICES = {"borders": BORDERS, "colour": COLOUR}
_NAMES = (_KEYS, _THEME, *_CHOICES)
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says; without a file, what was shipped. `keys` are words still, not yet checked."""

    path: Path
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    theme: str = ""
    borders: str = AUTO
    colour: str = AUTO
    document: Document | None = None

    def fault(self, place: tuple[str | int, ...], message: str) -> BadInput:
        """What is wrong at a place of the file, as a sentence with file and line."""
        line = self.document.line_of(place) if self.document else 1
        return BadInput(f"{shown(self.path)}:{line}: {message}")


def settings_path(home: Path) -> Path:
    """Where the settings of a home folder are, or would be."""
    return home / FILE


def has_settings(home: Path) -> bool:
    """Whether there is a settings file, as far as can be seen."""
    try:
        settings_path(home).stat()
    except (OSError, ValueError):
        return False
    return True


def read_settings(home: Path) -> Settings:
    """Read the settings of a home folder; a missing or empty file says nothing.

    Raises:
        BadInput: it cannot be read; names the file, the line, the key and what it could be.
    """
    path = settings_path(home)
    text = _text(path)
    if not text.strip():
        return Settings(path)
    from rules.plain_yaml import UnreadableYaml, read_yaml  # noqa: PLC0415  (most homes have no such file)

    try:
        document = read_yaml(text)
    except UnreadableYaml as error:
        raise BadInput(f"{shown(path)}:{error.line or 1}: {error}") from None
    return _settings(Settings(path, document=document))


def keep_theme(home: Path, name: str) -> Path:
    """Set the theme in the settings file, leave all else in it as it stands, and return its path.

    Raises:
        Trouble: it cannot be written, or its theme does not stand on a line of its own.
    """
    from rules.plain_yaml import UnreadableYaml, read_yaml  # noqa: PLC0415  (as above)

    settings = read_settings(home)
    document = settings.document
    path, line = settings.path, f"{_THEME}: {name}"
    lines = _text(path).splitlines()
    if document and (_THEME,) in document.lines:
        lines[document.line_of((_THEME,)) - 1] = line
    else:
        lines.append(line)
    text = "\n".join(lines) + "\n"
    with suppress(UnreadableYaml):
        data = read_yaml(text).data
        if isinstance(data, dict) and data == {**((document and document.data) or {}), _THEME: name}:
            _write(path, text)
            return path
    raise Trouble(f"{shown(path)} is laid out in a way that only you can change; write {line!r} into it")


def nearest(word: str, known: Iterable[str]) -> str:
    """Half a sentence that offers what `word` was probably meant to be; empty where nothing is near."""
    from rapidfuzz import process  # noqa: PLC0415  (only a mistake needs it)

    near = process.extractOne(word.lower(), list(known), score_cutoff=_NEAR)
    return f"; did you mean {near[0]}?" if near else ""


def _settings(read: Settings) -> Settings:
    data = read.document.data if read.document else None
    if data is None:
        return read
    if not isinstance(data, dict):
        raise read.fault((), "holds no settings; a setting is a line such as theme: high-contrast")
    for name in data:
        if name not in _NAMES:
            near = nearest(name, _NAMES) or f"; there are {', '.join(_NAMES)}"
            raise read.fault((name,), f"there is no setting {quoted(name)}{near}")
    chosen = {name: _choice(read, name, data.get(name)) for name in _CHOICES}
    theme = data.get(_THEME)
    if not isinstance(theme, str | None):
        raise read.fault((_THEME,), "theme: must be the name of one theme")
    return Settings(read.path, _keys(read, data.get(_KEYS)), theme or "", **chosen, document=read.document)


def _choice(read: Settings, name: str, value: object) -> str:
    allowed = _CHOICES[name]
    if value is None:
        return AUTO
    if isinstance(value, str) and value.lower() in allowed:
        return value.lower()
    said = quoted(value) if isinstance(value, str) else "a list"
    near = nearest(value, allowed) if isinstance(value, str) else ""
    either = listed(allowed, "or")
    raise read.fault((name,), f"{name}: cannot be {said}{near or f'; say {either}'}")


def _keys(read: Settings, value: object) -> Mapping[str, tuple[str, ...]]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise read.fault((_KEYS,), "keys: must hold lines such as chat.why: f9")
    return {name: _few(read, name, given) for name, given in value.items()}


def _few(read: Settings, name: str, given: object) -> tuple[str, ...]:
    """The keys of one binding: one word, words with commas between them, or a list."""
    if isinstance(given, str):
        # A comma alone is the key of that name.
        given = [part.strip() for part in given.split(",")] if len(given) > 1 else [given]
    keys = given if isinstance(given, list) else []
    if not keys or not all(isinstance(key, str) and key for key in keys):
        raise read.fault((_KEYS, name), f"keys: {quoted(name)} needs a key, such as f9, or a list of keys")
    return tuple(keys)


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            from rules.plain_yaml import MAX_CHARS  # noqa: PLC0415  (as above)

            return file.read(MAX_CHARS + 1)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError:
        raise BadInput(f"{shown(path)}:1: is not UTF-8 text; save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "bad path"
        raise BadInput(f"{shown(path)}:1: cannot be read ({reason})") from None


def _write(path: Path, text: str) -> None:
    # Whole or not at all; where the file is a link, what it leads to is what changes.
    path = path.resolve()
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        # For its owner alone, as all that is kept at home; rights that somebody gave it stay.
        part.touch(mode=0o600)
        part.write_text(text, "utf-8")
        with suppress(FileNotFoundError):
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Trouble(f"{shown(path)} cannot be written ({error.strerror})") from None
