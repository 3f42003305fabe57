"""What a supersede is about to do, in a small file that is written first and goes last.

It holds the names of the records and the day, not their text: what is done twice is done once, a hand edit
made in between survives, and a file that came with a repository cannot put words into a record.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from assistant.records.files import named_trouble, own_file, read_text, write_whole
from assistant.records.model import RecordError
from assistant.records.naming import number_of


def _record_name(name: str) -> str:
    if number_of(name) is None or Path(name).name != name:
        raise ValueError("no record of this folder")
    return name


_Name = Annotated[str, AfterValidator(_record_name)]


class Pending(BaseModel):
    """What is about to happen: names of files in the folder, and the day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    old: tuple[_Name, ...] = Field(min_length=1)
    new: _Name
    day: date


def announce(path: Path, old: Sequence[Path], new: Path, today: date) -> None:
    """Write what is about to happen into the file at `path`."""
    pending = Pending(old=tuple(each.name for each in old), new=new.name, day=today)
    with named_trouble(path, "written"):
        write_whole(path, pending.model_dump_json().encode() + b"\n")


def announced(path: Path) -> Pending:
    """What the file at `path` says.

    Raises:
        RecordError: It says nothing that can be done, or is no file of the folder.
    """
    own_file(path)
    try:
        return Pending.model_validate_json(read_text(path))
    except ValidationError:
        raise RecordError(f"{path} does not say which supersede was interrupted; remove it.") from None
