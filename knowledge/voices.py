"""Reads how people ask: phrasings that a section of the guide answers, and questions that none does.

A phrasing is a line `voice | question` below a heading that says what answers it. Whatever is malformed,
unknown or stands there twice is refused with file and line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from knowledge.files import GUIDE, ContentError
from knowledge.model import Section
from knowledge.plaintext import invisible_character

FOLDER_NAME = "phrasings"
"""It lies beside the guide's folder."""

PHRASINGS = GUIDE.with_name(FOLDER_NAME)
"""The phrasings that ship with the package."""

HELD_BACK = PHRASINGS / "held_back"
"""Those that are never trained on nor indexed: the project's own test of how well it answers."""

SUFFIX = ".txt"
MAX_QUESTION = 800
"""Characters of a phrasing; the longest ramble stays below."""

_VOICES = """
american british business caps cto forum hurry issue junior keyword nonnative plain pm polite ramble
sceptic scenario senior slang sre terse ticket typos yesno
"""
VOICES = frozenset(_VOICES.split())
"""Who asks, and how."""

NO_SECTION = "none"
"""What stands for the nearest section of a question that comes near none."""

_NUMBERS = re.compile(r"^(?:all|[0-9]{1,3}(?:, ?[0-9]{1,3})*)$")
_KIND = re.compile(r"^# (?P<kind>[a-z]+(?:-[a-z]+)*) \| (?P<missing>\S.*)$")
_NEAR = re.compile(r"^## near: (?P<near>\S+) \| missing: (?P<missing>\S.*)$")


@dataclass(frozen=True, slots=True)
class Covered:
    """A question that the guide answers.

    Attributes:
        text: The question as somebody would type it.
        voice: Who asks; one of VOICES.
        section: The id of the section to open first.
        claims: The ids of the claims that answer it; none where the section as a whole does.
        also: The ids of other sections that would be right too.
    """

    text: str
    voice: str
    section: str
    claims: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A question that the guide does not answer.

    Attributes:
        text: The question as somebody would type it.
        voice: Who asks; one of VOICES.
        kind: What kind of thing is asked for, such as `price`.
        near: The id of the section that comes nearest, if any.
        missing: What the guide would have to say to answer it.
    """

    text: str
    voice: str
    kind: str
    near: str | None
    missing: str


@dataclass(frozen=True, slots=True)
class Phrasings:
    """All phrasings of a folder; `kinds` are the kinds of uncovered question and what each misses."""

    covered: tuple[Covered, ...]
    uncovered: tuple[Uncovered, ...]
    kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Line:
    path: Path
    number: int
    text: str

    def refused(self, message: str) -> ContentError:
        return ContentError(self.path, self.number, message)


def read_phrasings(folder: Path, guide: Collection[Section]) -> Phrasings:
    """Read the phrasings under `folder`.

    Args:
        folder: Holds `covered/<section id>.txt` and `uncovered/<kind>.txt`.
        guide: All sections that there are to ask for.

    Returns:
        The phrasings in the order of the files' names.

    Raises:
        ContentError: A file or a line is not as it should be, or a question stands there twice.
    """
    sections = {section.id for section in guide}
    claims = {claim for section in guide for passage in section.passages for claim in passage.claims}
    covered: list[Covered] = []
    uncovered: list[Uncovered] = []
    kinds: dict[str, str] = {}
    asked: dict[str, str] = {}
    for path in _files(folder / "covered"):
        section = path.relative_to(folder / "covered").with_suffix("").as_posix()
        for line, phrasing in _covered(path, section, claims, sections):
            _once(line, phrasing.text, asked)
            covered.append(phrasing)
    for path in _files(folder / "uncovered"):
        if path.parent != folder / "uncovered":
            raise ContentError(
                path, 0, f"lies deeper than the other kinds; put it into {folder / 'uncovered'}"
            )
        lines = list(_lines(path))
        kinds[path.stem] = _kind(lines[0], path.stem)
        for line, question in _uncovered(lines[1:], path.stem, sections):
            _once(line, question.text, asked)
            uncovered.append(question)
    return Phrasings(tuple(covered), tuple(uncovered), kinds)


def folded(text: str) -> str:
    """A question without case, accents, signs and spaces: two that differ in these only are the same."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum()) or text


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.rglob(f"*{SUFFIX}"), key=lambda path: path.relative_to(folder).as_posix())
    if not found:
        raise ContentError(folder, 0, "holds no phrasings; the files of questions belong here")
    return found


def _lines(path: Path) -> Iterator[_Line]:
    """The lines that are not empty; there is at least one."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(path, 0, f"cannot be read as UTF-8 ({type(error).__name__}); mend it") from None
    if not text.strip():
        raise ContentError(path, 1, "the file is empty; begin it with # and what it is about")
    # Not splitlines(): it would break a line where no editor does, and every number behind it would be wrong.
    for number, content in enumerate(text.split("\n"), 1):
        line = _Line(path, number, content.rstrip())
        if name := invisible_character(line.text.replace("\u200d", "")):
            raise line.refused(f"the line has the invisible character {name}; delete it")
        if line.text:
            yield line


def _covered(
    path: Path, section: str, claims: Set[str], sections: Set[str]
) -> Iterator[tuple[_Line, Covered]]:
    lines = list(_lines(path))
    if section not in sections:
        raise lines[0].refused(f"the guide has no section {section!r}; name the file after one")
    if lines[0].text != f"# {section}":
        raise lines[0].refused(f"begin the file with: # {section}")
    answering: tuple[str, ...] | None = None
    also: tuple[str, ...] = ()
    for line in lines[1:]:
        if line.text.startswith("#"):
            answering, also = _heading(line, section, claims, sections)
        elif answering is None:
            raise line.refused("stands below no heading; write ## and the passages' numbers, or ## all")
        else:
            voice, text = _spoken(line)
            yield line, Covered(text, voice, section, answering, also)


def _heading(
    line: _Line, section: str, claims: Set[str], sections: Set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    numbers, _, others = line.text.removeprefix("## ").partition(" also: ")
    if not line.text.startswith("## ") or not _NUMBERS.match(numbers.strip()):
        raise line.refused("is no heading; write ## and the passages' numbers, or ## all")
    answering = () if numbers.strip() == "all" else tuple(f"{section}#{int(n)}" for n in numbers.split(","))
    also = tuple(other.strip() for other in others.split(",") if other.strip())
    for claim in answering:
        if claim not in claims:
            raise line.refused(f"the guide has no {claim}; correct the number")
    for other in also:
        if other not in sections:
            raise line.refused(f"the guide has no section {other!r}; correct the id after also:")
    return answering, tuple(dict.fromkeys(other for other in also if other != section))


def _kind(line: _Line, stem: str) -> str:
    found = _KIND.match(line.text)
    if found is None or found["kind"] != stem:
        raise line.refused(f"begin the file with: # {stem} | what the guide does not say")
    return found["missing"]


def _uncovered(lines: Iterable[_Line], kind: str, sections: Set[str]) -> Iterator[tuple[_Line, Uncovered]]:
    heading: re.Match[str] | None = None
    for line in lines:
        if line.text.startswith("#"):
            heading = _NEAR.match(line.text)
            if heading is None:
                raise line.refused("is no heading; write ## near: <section or none> | missing: <what>")
            if heading["near"] not in sections | {NO_SECTION}:
                raise line.refused(f"the guide has no section {heading['near']!r}; correct it or write none")
        elif heading is None:
            raise line.refused("stands below no heading; write ## near: <section or none> | missing: <what>")
        else:
            voice, text = _spoken(line)
            near = None if heading["near"] == NO_SECTION else heading["near"]
            yield line, Uncovered(text, voice, kind, near, heading["missing"])


def _spoken(line: _Line) -> tuple[str, str]:
    voice, bar, text = (part.strip() for part in line.text.partition("|"))
    if not bar or voice not in VOICES:
        raise line.refused(
            f"begins with no voice; write one of {', '.join(sorted(VOICES))}, a bar, then the question"
        )
    if not text:
        raise line.refused("has no question after the bar; write one or delete the line")
    if len(text) > MAX_QUESTION:
        raise line.refused(f"has more than {MAX_QUESTION} characters; shorten it")
    return voice, text


def _once(line: _Line, text: str, asked: dict[str, str]) -> None:
    key = folded(text)
    if key in asked:
        raise line.refused(f"asks the same as {asked[key]}; keep one")
    asked[key] = f"{line.path}, line {line.number}"
