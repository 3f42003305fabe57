"""Files of a folder of records: found by what people call them, read within bounds, written whole or not."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.records.model import RecordError
from assistant.records.naming import id_of, number_of
from assistant.text import clean

MAX_FILE = 16 * 1024 * 1024
"""No record or transcript is larger; what is, is left alone."""
PUT_BACK = "put the file back as it was, from the history of the repository"
"""What to do about a transcript that is not as it was written."""

_NUMBER = re.compile(r"(?:ADR-?)?(\d{1,5})", re.IGNORECASE | re.ASCII)


def record_files(folder: Path) -> list[tuple[int, str]]:
    """The numbers and names of a folder's records, in the order of the numbers; none where it is missing.

    Raises:
        RecordError: There is something at `folder` that cannot be listed.
    """
    try:
        with os.scandir(folder) as entries:
            # A name says enough in most folders; asking each file what it is would double the time.
            named = [
                (number_of(entry.name), entry) for entry in entries if entry.name.lower().endswith(".md")
            ]
            return sorted(
                (number, entry.name) for number, entry in named if number is not None and entry.is_file()
            )
    except FileNotFoundError:
        return []
    except OSError as error:
        raise RecordError(f"The records in {folder} cannot be listed: {error.strerror}.") from error


def find_record(folder: Path, ref: str) -> Path:
    """The file of a record.

    Args:
        folder: The folder of records.
        ref: "4", "0004", "ADR-0004", the file's name, or its path.

    Raises:
        RecordError: There is none, more than one, or something else under that name.
    """
    files = record_files(folder)
    wanted = ref.strip()
    number = _NUMBER.fullmatch(wanted)
    if number:
        names = [name for found, name in files if found == int(number[1])]
    else:
        given = Path(wanted)
        inside = given.name == wanted or _same(given.parent, folder)
        names = [name for _found, name in files if inside and name == given.name]
    if len(names) == 1:
        return folder / names[0]
    shown = clean(wanted, limit=80)
    if names:
        listed = " and ".join(clean(name, limit=80) for name in names)
        raise RecordError(f"More than one record has the number {shown}: {listed}; give the file's name.")
    raise RecordError(f"There is no record {shown or 'without a name'} in {folder}{_why(folder, wanted)}.")


def record_id(path: Path) -> str:
    """What other records call a record by: `ADR-0004`."""
    return id_of(number_of(path.name) or 0)


def read_text(path: Path) -> str:
    """A whole file as text, byte for byte: a byte order mark and the line breaks stay as they are.

    Raises:
        RecordError: It is too large, not UTF-8, or cannot be read.
    """
    too_large = f"{_shown(path)} is larger than {_most()}, which no record is; it is left alone."
    content = read_within(path, too_large)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(f"{_shown(path)} is not UTF-8 text (byte {error.start}).") from None


def read_transcript(path: Path) -> bytes:
    """A record's transcript, byte for byte.

    Raises:
        RecordError: It is missing, too large, no file, or cannot be read.
    """
    name = clean(path.name, limit=120)
    if not path.exists():
        raise RecordError(f"The transcript {name} is missing; {PUT_BACK}.")
    # A link may lead to something that never ends.
    if not path.is_file():
        raise RecordError(f"The transcript {name} is not a file; {PUT_BACK}.")
    return read_within(path, f"The transcript {name} is larger than {_most()}; {PUT_BACK}.")


def read_within(path: Path, too_large: str) -> bytes:
    """A whole file, byte for byte.

    Raises:
        RecordError: It cannot be read, or it is larger than anything of ours, which `too_large` says.
    """
    with named_trouble(path, "read"), path.open("rb") as file:
        content = file.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise RecordError(too_large)
    return content


def own_file(path: Path) -> None:
    """See that writing to a file stays in its folder.

    Raises:
        RecordError: It is a link, or no file at all.
    """
    with named_trouble(path, "read"):
        mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise RecordError(f"{_shown(path)} is a link to another place, which is not written to.")
    if not stat.S_ISREG(mode):
        raise RecordError(f"{_shown(path)} is not a file.")


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` into a file so that nobody ever sees half of it, not even after a power cut.

    Args:
        path: The file to make or replace; only one process may write in its folder at a time.
        content: What will be in it. The rights of a file that is replaced stay as they are.

    Raises:
        OSError: The file cannot be written; what was there before is untouched.
    """
    part = path.with_name(f".{path.name}.part")
    # One that is there now was left by a process that was killed: only one writes at a time.
    part.unlink(missing_ok=True)
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make new and removed names last, where the file system can; the files themselves are safe by now."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def named_trouble(path: Path, done: str) -> Iterator[None]:
    """Turn what the system refuses into a sentence that names the file."""
    try:
        yield
    except OSError as error:
        raise RecordError(f"{_shown(path)} cannot be {done}: {error.strerror or error}.") from error


def _most() -> str:
    return f"{MAX_FILE // 1024 // 1024} MB"


def _shown(path: Path) -> str:
    return clean(path.name, limit=120)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _why(folder: Path, wanted: str) -> str:
    """What stands in the place of a record that was asked for by its number or name."""
    number = _NUMBER.fullmatch(wanted)
    with suppress(OSError, ValueError):
        for path in folder.iterdir():
            if path.suffix.lower() != ".md" or path.is_file():
                continue
            if path.name == wanted or (number and number_of(path.name) == int(number[1])):
                kind = "a folder" if path.is_dir() else "not a file that is there"
                return f"; {clean(path.name, limit=80)} is {kind}"
    return ""
