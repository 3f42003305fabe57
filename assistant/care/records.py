"""The folder of records: what a killed process left half done in it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from assistant.care.concern import Concern
from assistant.errors import Trouble
from assistant.household import Household


def records(house: Household) -> Concern:
    """What was interrupted in a folder of records. Whether each still holds is for `record check` to say."""
    folder = house.records

    def look() -> list[str]:
        from assistant.records.linking import interrupted, unfinished  # noqa: PLC0415  (loaded when it is asked)

        found = [interrupted(folder).rstrip(".")] if interrupted(folder) else []
        found += [f"{path} was left half written by a killed process" for path in unfinished(folder)]
        found += [
            f"{path} is a transcript without its record: that was not written, or was taken away; "
            "remove it if nobody needs it"
            for path in _alone(folder)
        ]
        return found

    def mend() -> list[str]:
        from assistant.records.linking import unfinished  # noqa: PLC0415  (as above)
        from assistant.records.shelf import Shelf  # noqa: PLC0415

        left = unfinished(folder)
        told = Shelf(folder).mend()
        told += [f"{path} is removed." for path in left if not path.exists()]
        for path in _alone(folder):
            if _is_kept(path, house):
                with suppress(OSError):
                    path.unlink()
                    told.append(f"{path} is removed: its session is kept, and its record was never written.")
        return told

    return Concern("records", look, mend)


def _alone(folder: Path) -> list[Path]:
    """Transcripts whose number no record has: `record new` writes them first."""
    from assistant.records.files import record_files  # noqa: PLC0415  (as above)
    from assistant.records.naming import number_of  # noqa: PLC0415

    numbers = {number for number, _name in record_files(folder)}
    found = folder.glob("*.session.jsonl") if folder.is_dir() else ()
    return sorted(path for path in found if number_of(path.name) not in {None, *numbers})


def _is_kept(path: Path, house: Household) -> bool:
    """Whether a session of this home begins with just what a transcript tells."""
    from assistant.records.transcript import turns_of  # noqa: PLC0415  (loads Pydantic)

    try:
        turns = turns_of(path.read_bytes())
        return any(
            house.sessions.load(each.id).turns[: len(turns)] == turns
            for each in house.sessions.glances()
            if each.turns >= len(turns)
        )
    except (OSError, Trouble):
        return False
