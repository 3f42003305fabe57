"""Checks the records of a folder, one after the other, against themselves, each other, guide and rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.mind import Mind
from assistant.records.checking.finding import Checked, Finding
from assistant.records.checking.form import form_faults, looks_like_ours
from assistant.records.checking.links import Ends, Links
from assistant.records.checking.replaying import Replay
from assistant.records.checking.sources import Sources
from assistant.records.checking.transcripts import transcript_faults
from assistant.records.files import find_record, read_text, record_files
from assistant.records.frontmatter import KEY
from assistant.records.guide_facts import GuideFacts
from assistant.records.linking import interrupted
from assistant.records.listing import Watch, record_line
from assistant.records.lock import alone
from assistant.records.model import RecordError
from assistant.records.naming import number_of
from assistant.records.reading import Kept, read_record
from assistant.records.status import ACCEPTED, PROPOSED, kind_of
from assistant.records.tree import front_of
from assistant.text import clean

_STANDING = {PROPOSED, ACCEPTED}
"""Only these are decided anew and reviewed: the others hold no longer, whatever is said today."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was read: `kept` where it is a sound record of ours, else `fault` or another tool's."""

    path: Path
    ends: Ends
    title: str
    text: str = ""
    kept: Kept | None = None
    fault: str = ""


class Checker:
    """Checks records of one folder. Nothing is written.

    Args:
        folder: The folder of records.
        mind: Today's rules.
        guide: Today's guide.
        today: The day from which reviews are seen.
    """

    def __init__(self, folder: Path, mind: Mind, guide: GuideFacts, today: date) -> None:
        self._folder, self._today = folder, today
        self._replay = Replay(mind)
        self._facts = mind.book.facts_by_id.keys()
        self._sources = Sources(guide, mind.book)
        self._paths: dict[int, list[Path]] = defaultdict(list)
        self._ends: dict[Path, Ends] = {}

    def check(self, refs: Sequence[str] = (), watch: Watch = iter) -> list[Checked]:
        """Check records.

        Args:
            refs: Which ones, by number, id or file name; all of the folder where none is named.
            watch: Sees every file go by, such as a progress bar.

        Returns:
            A line a record in the order of the numbers (or as named); before them, one for the folder where a
            supersede did not come to its end.

        Raises:
            RecordError: The folder cannot be listed, or has no such record.
        """
        unfinished = _unfinished(self._folder)
        self._paths.clear()
        self._ends.clear()
        for number, name in record_files(self._folder):
            self._paths[number].append(self._folder / name)
        if refs:
            paths = list(dict.fromkeys(find_record(self._folder, ref) for ref in refs))
        else:
            paths = [path for several in self._paths.values() for path in several]
        # Links come last: by then most of what they lead to has been read.
        checked = [self._by_itself(_read(path)) for path in watch(paths)]
        links = Links(self._look)
        whole = [
            replace(each, findings=(*each.findings, *_broken(links.faults(self._ends[each.path]))))
            for each in checked
        ]
        return [*unfinished, *whole]

    def _by_itself(self, file: _File) -> Checked:
        """All but the links; what these need is kept, the text is not."""
        self._ends[file.path] = file.ends
        findings = tuple(self._findings(file)) if file.ends.ours else ()
        return Checked(file.ends.id, file.path, file.title, file.ends.status, file.ends.ours, findings)

    def _findings(self, file: _File) -> Iterator[Finding]:
        yield from _broken(self._number_faults(file))
        if file.kept is None:
            yield from _broken([f"{file.fault} Until that is mended, nothing else in it can be checked."])
            return
        block = file.kept.whichflow
        yield from _broken(form_faults(file.text, file.kept.body, block.parts))
        yield from _broken(transcript_faults(self._folder, block, self._facts))
        status = kind_of(file.kept.status)
        if status not in _STANDING:
            return
        for finding in self._replay.findings(block, status):
            yield Finding(finding.kind, clean(finding.text))
        if block.review_by and block.review_by < self._today:
            yield Finding(
                "overdue",
                f"Its review was due on {block.review_by}: look at the decision again, then set review-by to "
                "the day of the next one, or let a new record take its place.",
            )
        yield from (Finding("changed", clean(text)) for text in self._sources.changes(block))

    def _number_faults(self, file: _File) -> Iterator[str]:
        others = [path.name for path in self._paths[file.ends.number] if path != file.path]
        if others:
            yield (
                f"The number {file.ends.number:04} is given twice, also to {', '.join(others)}: give the "
                "younger one the next free number, in its name and its id."
            )
        if file.kept and int(file.kept.whichflow.id.removeprefix("ADR-")) != file.ends.number:
            yield (
                f"The id is {file.kept.whichflow.id}, but the file's name says {file.ends.id}: "
                "make them the same."
            )

    def _look(self, number: int) -> list[Ends]:
        """What the records of that number say of others; read when a link first leads there."""
        for path in self._paths.get(number, ()):
            if path not in self._ends:
                self._ends[path] = _read(path).ends
        return [self._ends[path] for path in self._paths.get(number, ())]


def _read(path: Path) -> _File:
    number = number_of(path.name) or 0
    try:
        text = read_text(path)
    except RecordError as error:
        ours = path.with_name(f"{path.stem}.session.jsonl").exists()
        return _File(path, Ends(number, "", ours=ours, readable=False), clean(path.stem), fault=str(error))
    try:
        kept = read_record(text)
    except RecordError as error:
        return _unread(path, number, text, str(error))
    block = kept.whichflow
    ends = Ends(number, kept.status, block.supersedes, block.superseded_by)
    return _File(path, ends, block.name, text, kept)


def _unread(path: Path, number: int, text: str, fault: str) -> _File:
    """A record that is broken, or one of another tool, which is none of ours to judge."""
    line = record_line(number, path)
    ours = looks_like_ours(text)
    with suppress(RecordError):
        front = front_of(text)
        ours = ours or (front is not None and KEY in front.values)
    return _File(path, Ends(number, line.status, ours=ours, readable=False), line.title, fault=fault)


def _unfinished(folder: Path) -> list[Checked]:
    """The folder itself, where a supersede was begun and not ended."""
    if not interrupted(folder):
        return []
    # Whoever is at it right now holds the lock and is done in a moment; who was killed holds nothing.
    with suppress(RecordError, OSError), alone(folder):
        pass
    said = interrupted(folder)
    return [Checked("", folder, "", "", ours=True, findings=tuple(_broken([said])))] if said else []


def _broken(faults: Iterable[str]) -> Iterator[Finding]:
    return (Finding("broken", clean(fault)) for fault in faults)
