"""Seconds to list, search and check many decision records: `python -m benchmarks.records [HOW_MANY]`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.mind import shipped_mind
from assistant.records.checking import Checker
from assistant.records.draft import draft_record
from assistant.records.folder import save_record
from assistant.records.shelf import Shelf
from assistant.state import fold
from assistant.turns import Session, Turn
from knowledge.base import open_base
from rules.reading import shipped_book, shipped_engine
from rules.space import shipped_space
from rules.verdict import conclude

RECORDS = 10_000
ANSWERS = {
    "trigger": "call", "success": "the parcel is with the carrier", "failures": "times-out,half-done",
    "steps": "4", "parallel_steps": "no", "external_events": "yes", "strict_states": "yes",
    "experience": "none", "managed_services": "no", "broker_budget": "unsure",
}  # fmt: skip


def write_records(folder: Path, many: int) -> None:
    """Write one record as whichflow does, and the others as copies of it under other numbers and names."""
    turns = tuple(
        Turn(
            n, "answer", value, "Kept. The next question?",
            ({"do": "answer", "fact": fact, "value": value, "text": value},), at="2026-11-22T09:00:00Z",
        )
        for n, (fact, value) in enumerate(ANSWERS.items(), 1)
    )  # fmt: skip
    session = Session("s-1", "Order fulfilment", "2026-11-22T09:00:00Z", "guided", turns)
    book = shipped_book()
    verdict = conclude(book, shipped_engine(), fold(turns).values, shipped_space())
    with TemporaryDirectory() as home, open_base(Path(home)) as guide:
        today = datetime.now(UTC).date()
        first = save_record(folder, draft_record(session, verdict, book, guide, today))
    text = first.read_text("utf-8")
    transcript = first.with_name(f"{first.stem}.session.jsonl").read_bytes()
    for number in range(2, many + 1):
        stem = f"{number:04}-order-fulfilment"
        copy = text.replace("ADR-0001", f"ADR-{number:04}").replace(first.stem, stem)
        copy = copy.replace("Order fulfilment", f"Order fulfilment {number}")
        (folder / f"{stem}.md").write_text(copy, "utf-8")
        (folder / f"{stem}.session.jsonl").write_bytes(transcript)


def main() -> None:
    """Print how long each reader takes over the same folder, once it has been read by the system."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    with TemporaryDirectory() as place, open_base(Path(place)) as guide:
        folder = Path(place) / "decisions"
        folder.mkdir()
        write_records(folder, many)
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1024 / 1024
        print(f"{many} records with their transcripts, {size:.0f} MB, seconds:")
        shelf = Shelf(folder)
        checker = Checker(folder, shipped_mind(), guide, datetime.now(UTC).date())

        readers: tuple[tuple[str, Callable[[], object]], ...] = (
            ("list", shelf.records),
            ("search, found in one", lambda: shelf.records(f"fulfilment {many}")),
            ("search, found in all", lambda: shelf.records("carrier parcel")),
            ("search, found in none", lambda: shelf.records("zebra")),
            ("index", shelf.index),
            # All have the same answers: where no two are alike, each takes a verdict more.
            ("check", checker.check),
        )
        for name, read in readers:
            began = time.perf_counter()
            read()
            print(f"  {name:22}  {time.perf_counter() - began:.2f}")


if __name__ == "__main__":
    main()
