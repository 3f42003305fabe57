"""The guide's files as bytes: which there are, what is wrong with one, and a hash over all of them.

Kept free of YAML and Pydantic, because every start of the program asks for the hash.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

GUIDE = Path(__file__).parent / "guide"
"""The guide that ships with the package."""

SUFFIX = ".md"


class ContentError(ValueError):
    """Something in the guide's files that cannot be read as a section.

    Attributes:
        path: The file, or the folder when the folder itself is at fault.
        line: The line in the file from 1, or 0 when the fault is not in any one line.
        message: What is wrong and how to mend it, without the place.
    """

    def __init__(self, path: Path, line: int, message: str) -> None:
        self.path = path
        self.line = line
        self.message = message
        place = f"{path}, line {line}" if line else f"{path}"
        super().__init__(f"{place}: {message}.")


@dataclass(frozen=True, slots=True)
class GuideFile:
    """One file of the guide: its name inside the folder (with slashes), its path and its bytes."""

    name: str
    path: Path
    data: bytes


def read_files(folder: Path) -> tuple[GuideFile, ...]:
    """Read every Markdown file under a folder; names that begin with a dot are passed over.

    Args:
        folder: Where the guide lies.

    Returns:
        The files in the order of their names.

    Raises:
        ContentError: There is no file, one cannot be read, or a folder has a file's name.
    """
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            if name.endswith(SUFFIX):
                raise ContentError(
                    Path(where, name), 0, "is a folder with the name of a file; rename it without .md"
                )
        found += [Path(where, name) for name in names if name.endswith(SUFFIX) and name[0] != "."]
    if not found:
        raise ContentError(folder, 0, "holds no section; the guide's Markdown files belong here")
    files = (GuideFile(path.relative_to(folder).as_posix(), path, _read(path)) for path in found)
    return tuple(sorted(files, key=lambda file: file.name))


def content_hash(folder: Path) -> str:
    """Hash the names and bytes of the guide's files under a folder.

    Args:
        folder: Where the guide lies.

    Returns:
        A SHA-256 in hexadecimal, the same on every machine that has the same files.

    Raises:
        ContentError: As for `read_files`.
    """
    return hash_files(read_files(folder))


def hash_files(files: Iterable[GuideFile]) -> str:
    """Hash files already read, in the order given; the hash that `content_hash` gives for their folder."""
    digest = hashlib.sha256()
    for file in files:
        # The length keeps the end of one file from passing for the start of the next.
        digest.update(os.fsencode(file.name) + b"\0%d\0" % len(file.data))
        digest.update(file.data)
    return digest.hexdigest()


def _read(path: Path) -> bytes:
    # A pipe or a device of that name would be read for ever.
    if not path.is_file():
        raise ContentError(path, 0, "is not a file that can be read; put the section's Markdown file here")
    try:
        return path.read_bytes()
    except OSError as error:
        raise ContentError(path, 0, f"cannot be read ({error.strerror}); check its permissions") from error
