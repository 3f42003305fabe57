"""The records of one folder, and what happens to them after they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.records.files import (
    find_record,
    named_trouble,
    own_file,
    read_text,
    read_transcript,
    record_id,
    write_whole,
)
from assistant.records.index import refresh_index, write_index
from assistant.records.linking import interrupted, mend, supersede
from assistant.records.listing import RecordLine, Watch, list_records, record_line
from assistant.records.lock import alone
from assistant.records.model import RecordError
from assistant.records.naming import number_of
from assistant.records.replacing import links_of
from assistant.records.searching import holds, words_of
from assistant.records.status import ACCEPTED, DEPRECATED, REJECTED, with_status


@dataclass(frozen=True, slots=True)
class Changed:
    """A record after a command, and whether that changed anything."""

    line: RecordLine
    changed: bool


class Shelf:
    """The decision records of one folder: list, search, read, and what happens to them later.

    A record is named by its number ("4", "0004"), its id ("ADR-0004"), its file's name or its path. Whatever
    cannot be done raises RecordError with one sentence. Whatever writes holds the folder's lock, and first
    finishes what a killed process left; whatever reads can ask `interrupted` whether there is such a thing.
    """

    def __init__(self, folder: Path, today: Callable[[], date] = date.today) -> None:
        self.folder = folder
        self._today = today

    def records(self, words: str = "", watch: Watch = iter) -> list[RecordLine]:
        """The records in the order of their numbers; with words, those in which all of them stand.

        Args:
            words: Looked for in the records and their transcripts, in any order and case.
            watch: Sees every file go by, such as a progress bar.
        """
        wanted = words_of(words)
        if not wanted:
            return [] if words.strip() else list_records(self.folder, watch)
        return list_records(self.folder, lambda paths: (path for path in watch(paths) if holds(path, wanted)))

    def record(self, ref: str) -> RecordLine:
        """One record as the list shows it."""
        return _line(find_record(self.folder, ref))

    def text(self, ref: str) -> str:
        """The Markdown of a record, byte for byte."""
        return read_text(find_record(self.folder, ref))

    def accept(self, ref: str) -> RecordLine:
        """A proposed record is accepted."""
        return self.restate(ref, ACCEPTED).line

    def reject(self, ref: str) -> RecordLine:
        """A proposed record is rejected; it stays in the folder."""
        return self.restate(ref, REJECTED).line

    def deprecate(self, ref: str) -> RecordLine:
        """An accepted record no longer holds, and none takes its place."""
        return self.restate(ref, DEPRECATED).line

    def restate(self, ref: str, status: str) -> Changed:
        """Change the status of a record, and tell whether it had another one before."""
        with self._writing():
            path = find_record(self.folder, ref)
            own_file(path)
            before, name = read_text(path), record_id(path)
            if status == REJECTED and (replaced := links_of(before, "supersedes")):
                raise RecordError(
                    f"{name} has taken the place of {', '.join(replaced)} and cannot be rejected: accept it, "
                    "and let a new record supersede it."
                )
            after = with_status(before, name, status, self._today())
            if after != before:
                with named_trouble(path, "written"):
                    write_whole(path, after.encode())
                self._refresh(f"{name} is {status}")
            return Changed(_line(path), after != before)

    def rewrite(self, ref: str, change: Callable[[str, bytes], str]) -> Changed:
        """Write a record anew: `change` makes its text of the text that it has and of its transcript."""
        from assistant.records.reading import read_record  # noqa: PLC0415  (lists do without Pydantic)

        with self._writing():
            path = find_record(self.folder, ref)
            own_file(path)
            before = read_text(path)
            transcript = read_transcript(self.folder / read_record(before).whichflow.transcript.file)
            after = change(before, transcript)
            if after != before:
                with named_trouble(path, "written"):
                    write_whole(path, after.encode())
                self._refresh(f"{record_id(path)} is renewed")
            return Changed(_line(path), after != before)

    def supersede(self, old: Sequence[str], new: str) -> list[RecordLine]:
        """Accepted records are replaced by another one: both ends change, or neither does.

        Returns:
            The replaced records in the order given, then the one that replaces them.
        """
        return [change.line for change in self.replace(old, new)]

    def replace(self, old: Sequence[str], new: str) -> list[Changed]:
        """As `supersede`, telling whether anything changed."""
        if not old:
            raise RecordError("Nothing was named that could be superseded.")
        with self._writing():
            newer = find_record(self.folder, new)
            older = list(dict.fromkeys(find_record(self.folder, ref) for ref in old))
            changed = supersede(self.folder, older, newer, self._today())
            if changed:
                names = ", ".join(map(record_id, older))
                self._refresh(f"{names} {'is' if len(older) == 1 else 'are'} superseded")
            return [Changed(_line(path), changed) for path in (*older, newer)]

    def index(self) -> Path:
        """Write the table in README.md of the folder, between its markers, and tell where it is."""
        with self._writing():
            return write_index(self.folder)

    def interrupted(self) -> str:
        """A sentence for readers where a supersede did not come to its end; else nothing."""
        return interrupted(self.folder)

    def mend(self) -> list[str]:
        """Finish what a killed supersede left, and tell what that was."""
        if not self.folder.is_dir():
            return []
        with self._alone():
            mended = mend(self.folder)
            if mended:
                self._refresh(" ".join(mended).rstrip("."))
            return mended

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._alone():
            if mended := mend(self.folder):
                self._refresh(" ".join(mended).rstrip("."))
            yield

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self.folder.is_dir():
            raise RecordError(f"There is no folder {self.folder}.")
        with named_trouble(self.folder, "written"), alone(self.folder):
            yield

    def _refresh(self, done: str) -> None:
        try:
            refresh_index(self.folder)
        except RecordError as error:
            raise RecordError(f"{done}; only the index is as it was: {error}") from None


def _line(path: Path) -> RecordLine:
    return record_line(number_of(path.name) or 0, path)
