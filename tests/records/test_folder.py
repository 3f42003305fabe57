import errno
import os
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import pytest
import yaml

from assistant.records import lock
from assistant.records.folder import save_record
from assistant.records.guide_facts import GuideFacts
from assistant.records.index import BEGIN, END
from assistant.records.lock import alone
from assistant.records.model import Draft, RecordError
from assistant.records.transcript import first_broken_line
from tests.records.hostile import HOSTILE
from tests.records.scripted import SIMPLE, drafted

PROCESSES = 8
EACH = 3


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def save_some(folder: Path, draft: Draft) -> list[str]:
    return [save_record(folder, draft).name for _ in range(EACH)]


def test_record_and_transcript_stand_side_by_side(tmp_path: Path, orders: Draft) -> None:
    folder = tmp_path / "docs" / "decisions"
    record = save_record(folder, orders)
    assert record == folder / "0001-order-fulfilment.md"
    assert names(folder) == ["0001-order-fulfilment.md", "0001-order-fulfilment.session.jsonl"]
    block = yaml.safe_load(record.read_text(encoding="utf-8").split("---\n")[1])["whichflow"]["transcript"]
    transcript = (folder / block["file"]).read_bytes()
    assert sha256(transcript).hexdigest() == block["sha256"]
    assert first_broken_line(transcript) is None


def test_files_of_others_are_respected(tmp_path: Path, orders: Draft) -> None:
    (tmp_path / "0007-use-postgres.md").write_text("# Use Postgres\n")
    (tmp_path / "README.md").write_text("# Decisions\n")
    assert save_record(tmp_path, orders).name == "0008-order-fulfilment.md"
    assert (tmp_path / "0007-use-postgres.md").read_text() == "# Use Postgres\n"
    assert (tmp_path / "README.md").read_text() == "# Decisions\n"


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_stays_in_the_folder(tmp_path: Path, guide: GuideFacts, title: str) -> None:
    record = save_record(tmp_path / "inner", drafted(guide, SIMPLE, title=title))
    assert record.parent == tmp_path / "inner"
    assert record.resolve().parent == (tmp_path / "inner").resolve()
    assert [path.name for path in tmp_path.iterdir()] == ["inner"]
    assert len(names(tmp_path / "inner")) == 2


def test_two_saves_of_a_draft_are_two_records(tmp_path: Path, orders: Draft) -> None:
    first, second = save_record(tmp_path, orders), save_record(tmp_path, orders)
    assert (first.name[:4], second.name[:4]) == ("0001", "0002")
    changed = first.read_text("utf-8").replace("ADR-0001", "ADR-0002").replace("0001-order", "0002-order")
    assert changed == second.read_text("utf-8")


@pytest.mark.thorough
def test_processes_that_save_at_once_get_a_number_each(tmp_path: Path, orders: Draft) -> None:
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(save_some, tmp_path, orders) for _ in range(PROCESSES)]
        saved = [name for job in jobs for name in job.result(timeout=120)]
    numbers = sorted(int(name[:4]) for name in saved)
    assert numbers == list(range(1, PROCESSES * EACH + 1))
    assert len(names(tmp_path)) == 2 * PROCESSES * EACH


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A disk that is full from the n-th sync on; set n in the list."""
    left = [0]
    real = os.fsync

    def fsync(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return left


@pytest.mark.parametrize("syncs", [0, 2], ids=["transcript", "record"])
def test_a_failed_save_leaves_nothing_behind(
    tmp_path: Path, orders: Draft, full_disk: list[int], syncs: int
) -> None:
    full_disk[0] = syncs
    with pytest.raises(RecordError, match=r"cannot be written in .*: No space left on device"):
        save_record(tmp_path, orders)
    assert names(tmp_path) == []


def test_what_a_killed_process_left_is_no_hindrance(tmp_path: Path, orders: Draft) -> None:
    (tmp_path / ".0001-order-fulfilment.md.part").write_text("half a rec")
    assert save_record(tmp_path, orders).read_text("utf-8").startswith("---\n")
    assert not list(tmp_path.glob("*.part"))


def test_a_transcript_without_a_record_is_not_written_over(tmp_path: Path, orders: Draft) -> None:
    orphan = tmp_path / "0001-order-fulfilment.session.jsonl"
    orphan.write_text("kept")
    assert save_record(tmp_path, orders).name == "0002-order-fulfilment.md"
    assert orphan.read_text() == "kept"


def test_a_folder_that_is_a_file_is_refused_in_a_sentence(tmp_path: Path, orders: Draft) -> None:
    path = tmp_path / "decisions"
    path.write_text("a file")
    with pytest.raises(RecordError, match=r"cannot be written in .*decisions: .*\.$"):
        save_record(path, orders)
    assert path.read_text() == "a file"


def test_a_folder_that_others_keep_is_given_up_on(
    tmp_path: Path, orders: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.1)
    held, done = threading.Event(), threading.Event()

    def keep() -> None:
        with alone(tmp_path):
            held.set()
            done.wait(30)

    keeper = threading.Thread(target=keep)
    keeper.start()
    held.wait(30)
    try:
        with pytest.raises(RecordError, match="Somebody else has been writing"):
            save_record(tmp_path, orders)
    finally:
        done.set()
        keeper.join()
    assert names(tmp_path) == []


def test_an_index_that_is_there_is_renewed(tmp_path: Path, orders: Draft) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"# Ours\n{BEGIN}\n{END}\n")
    save_record(tmp_path, orders)
    assert "[0001](0001-order-fulfilment.md) | Order fulfilment | proposed" in readme.read_text()
    readme.write_text(f"{END}\n{BEGIN}\n")
    assert save_record(tmp_path, orders).name == "0002-order-fulfilment.md"
    assert readme.read_text() == f"{END}\n{BEGIN}\n"


def count_up(folder: Path, times: int) -> None:
    for _ in range(times):
        with alone(folder):
            counter = folder / "counter"
            counter.write_text(str(int(counter.read_text()) + 1))


@pytest.mark.long
@pytest.mark.parametrize("by_file", [False, True])
def test_twenty_at_once_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_file: bool) -> None:
    if by_file:
        monkeypatch.setattr(lock, "fcntl", None)
    (tmp_path / "counter").write_text("0")
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda _: count_up(tmp_path, 20), range(20)))
    assert (tmp_path / "counter").read_text() == "400"
    assert by_file or [path.name for path in tmp_path.iterdir()] == ["counter"]
