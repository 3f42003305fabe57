"""Reads the guide's files into sections and refuses whatever is malformed, naming the file and the line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from knowledge.body import read_passages
from knowledge.files import GUIDE, SUFFIX, ContentError, GuideFile, content_hash, read_files
from knowledge.frontmatter import FENCE, Head, read_head
from knowledge.model import Passage, Section
from knowledge.plaintext import invisible_character

__all__ = ["GUIDE", "ContentError", "content_hash", "load_sections", "parse_sections"]

# The guide's answers to frequent questions are sections without a common one above them.
FOLDERS_WITHOUT_SECTION = frozenset({"faq"})


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that holds by itself, before it is held against the others."""

    path: Path
    head: Head
    passages: tuple[Passage, ...]


def load_sections(folder: Path = GUIDE) -> tuple[Section, ...]:
    """Read the guide from its files.

    Args:
        folder: Where the guide lies.

    Returns:
        The sections in the guide's order.

    Raises:
        ContentError: A file, or how the files fit together, is not as it should be.
    """
    return parse_sections(read_files(folder))


def parse_sections(files: Iterable[GuideFile]) -> tuple[Section, ...]:
    """Make sections of files already read; as `load_sections` otherwise."""
    reads = sorted((_read(file) for file in files), key=lambda read: read.head.matter.order)
    ids = {read.head.matter.id for read in reads}
    return tuple(_section(place, read, ids) for place, read in enumerate(reads, 1))


def _read(file: GuideFile) -> _Read:
    lines = _lines(file)
    head = read_head(file.path, lines)
    section = head.matter.id
    if section + SUFFIX != file.name:
        raise ContentError(
            file.path,
            head.key_lines["id"],
            f"the id {section!r} does not match the file's path; "
            f"write id: {file.name.removesuffix(SUFFIX)} or move the file to {section}{SUFFIX}",
        )
    passages = read_passages(file.path, section, lines[head.body_line - 1 :], head.body_line)
    return _Read(file.path, head, passages)


def _lines(file: GuideFile) -> list[str]:
    if not file.data.strip():
        raise ContentError(
            file.path, 1, f"the file is empty; begin it with {FENCE}, id, title, order and {FENCE}"
        )
    try:
        text = file.data.decode()
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        raise ContentError(file.path, line, "the line is not UTF-8; save the file as UTF-8") from error
    # Some checkouts end lines the Windows way; any other control character is refused below.
    lines = [line.rstrip(" ") for line in text.replace("\r\n", "\n").split("\n")]
    for number, content in enumerate(lines, 1):
        if name := invisible_character(content):
            raise ContentError(file.path, number, f"the line has the invisible character {name}; delete it")
    return lines


def _section(place: int, read: _Read, ids: set[str]) -> Section:
    matter = read.head.matter
    if matter.order != place:
        fault = (
            "is taken by another section" if matter.order < place else f"comes where {place} is still free"
        )
        raise ContentError(
            read.path,
            read.head.key_lines["order"],
            f"the order {matter.order} {fault}; number the sections 1, 2, 3 and so on, each once",
        )
    above = PurePosixPath(matter.id).parent.as_posix()
    if above in ids:
        parent = above
    elif above == "." or above in FOLDERS_WITHOUT_SECTION:
        parent = None
    else:
        raise ContentError(
            read.path,
            read.head.key_lines["id"],
            f"the id {matter.id!r} stands under {above!r}, which is no section; "
            f"add {above}{SUFFIX} or move this file",
        )
    return Section(matter.id, matter.title, matter.order, parent, read.passages)
