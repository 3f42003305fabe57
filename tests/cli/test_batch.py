"""A long batch: the same bytes from any number of processes, in memory that does not grow."""

import io
import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import Future
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import batch, lines, pool
from assistant.cli.bar import bar_over
from assistant.cli.batch import Chunk, Done, Teller, answer, chunks
from assistant.cli.lines import Line, numbered, object_of, told
from assistant.errors import Trouble
from assistant.household import Household
from tests.assistant.processes import COMMAND, environment
from tests.cli.conftest import Here

LINES = int(os.environ.get("WHICHFLOW_BATCH_LINES", "3000"))
"""For the test that watches the memory."""
FACTS = ("external_events", "strict_states", "fixed_order", "many_branches", "parallel_steps", "high_load")
BAD = ("not json", '{"id": 7, "answers": {"stepps": 3}}', "[]", "", '{"id": 1e400, "answers": {"steps": 3}}')


def answer_set(number: int) -> str:
    values = {name: ("yes", "no", "unsure")[number // 3**place % 3] for place, name in enumerate(FACTS)}
    return json.dumps({"id": f"é{number}", "title": f"T {number % 5}", "answers": values}, ensure_ascii=False)


def answer_sets(many: int) -> list[str]:
    """Some that come again, and bad ones between."""
    return [BAD[n // 11 % len(BAD)] if n % 11 == 0 else answer_set(n % 97) for n in range(many)]


@pytest.mark.parametrize(
    ("many", "jobs"), [(90, (2,)), pytest.param(600, (2, 3), marks=pytest.mark.thorough)]
)
def test_any_number_of_processes_tells_the_same(
    here: Here, monkeypatch: pytest.MonkeyPatch, many: int, jobs: tuple[int, ...]
) -> None:
    monkeypatch.setattr(batch, "ALONE", 5)
    monkeypatch.setattr(batch, "CHUNK_LINES", 16)
    said = "\n".join(answer_sets(many))
    alone = here.run("assess", "--batch", "-", "--jobs", "1", said=said)
    blank = sum(1 for line in said.split("\n") if not line)
    assert len(alone.stdout.splitlines()) == many - blank
    for number in jobs:
        found = here.run("assess", "--batch", "-", "--jobs", str(number), said=said)
        assert found.stdout_bytes == alone.stdout_bytes
        assert found.stderr == alone.stderr
    assert "could not be read; each has a line with its error" in alone.stderr


@pytest.mark.long
def test_questions_too(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "ALONE", 2)
    monkeypatch.setattr(batch, "CHUNK_LINES", 4)
    asked = ("when does a saga help?", "what is a broker?", "bake bread", 7)
    said = "\n".join(json.dumps({"id": n, "question": asked[n % 4]}) for n in range(30))
    alone, spread = (here.run("ask", "--batch", "-", "--why", "--jobs", jobs, said=said) for jobs in "12")
    assert len(alone.stdout.splitlines()) == 30
    assert spread.stdout_bytes == alone.stdout_bytes


def test_a_verdict_that_comes_again_is_told_of_each_in_its_own_name(here: Here) -> None:
    rows = [{"id": n, "title": f"T{n}", "answers": {"external_events": True}} for n in range(3)]
    told_of = here.run("assess", "--batch", "-", said="\n".join(map(json.dumps, rows))).stdout.splitlines()
    found = [json.loads(line) for line in told_of]
    assert [(each.pop("id"), each.pop("title")) for each in found] == [(n, f"T{n}") for n in range(3)]
    assert found[0] == found[1] == found[2]
    assert list(json.loads(told_of[0]))[:3] == ["id", "title", "start"]


def test_a_short_batch_starts_no_process(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "spread", None)
    monkeypatch.setattr(batch, "ALONE", 8)
    said = "\n".join(map(answer_set, range(8)))
    assert len(here.run("assess", "--batch", "-", "--jobs", "4", said=said).stdout.splitlines()) == 8


@pytest.mark.parametrize("words", [["assess", "a.yaml"], ["ask", "sagas"]])
def test_jobs_are_for_batches(here: Here, words: list[str]) -> None:
    assert "--jobs is for --batch" in here.run(*words, "--jobs", "2", code=2).stderr


class Inline:
    """A pool that answers in this process, and at once."""

    def __init__(self, *_how: object) -> None:
        pass

    def submit(self, _work: object, chunk: Chunk) -> Future[Done]:
        found: Future[Done] = Future()
        found.set_result(Done(str(chunk.end), 1, 0))
        return found

    def shutdown(self, **_how: object) -> None:
        pass


def echo(_house: Household) -> Teller:
    return lambda number, _row: {"id": number}


def test_no_more_is_read_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pool, "ProcessPoolExecutor", Inline)
    taken: list[int] = []

    def endless() -> Iterator[Chunk]:
        for number in count(1):
            taken.append(number)
            yield Chunk([], number)

    answered = pool.spread(Chunk([], 0), endless(), tmp_path, echo, 3)
    for expected in range(50):
        assert next(answered)[1] == expected
        assert len(taken) - expected <= 3 * pool.AHEAD
    answered.close()


def dying(_house: Household) -> Teller:
    def die(_number: int, _row: object) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return ""

    return die


@pytest.mark.long
def test_a_process_that_dies_is_one_sentence(tmp_path: Path) -> None:
    chunk = Chunk([Line(1, "{}", 3)], 3)
    with pytest.raises(Trouble, match=r"ended from outside.*--jobs 1"):
        list(pool.spread(chunk, iter([chunk] * 9), tmp_path, dying, 2))


def test_chunks_end_by_lines_or_by_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "CHUNK_LINES", 3)
    monkeypatch.setattr(batch, "CHUNK_CHARACTERS", 100)
    sizes = (1, 1, 1, 1, 99, 200, 1)
    found = chunks(Line(n, "x" * size, n) for n, size in enumerate(sizes))
    assert [(len(each.lines), each.end) for each in found] == [(3, 2), (2, 4), (1, 5), (1, 6)]


def test_a_line_too_long_is_thrown_away_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE", 10)
    text = "123456789\n\n" + "x" * 35 + "\n" + "é\n" + "y" * 9 + "\n" + "z" * 12
    found = list(numbered(io.StringIO(text)))
    assert [(each.number, each.text) for each in found] == [
        (1, "123456789\n"), (3, None), (4, "é\n"), (5, "y" * 9 + "\n"), (6, None),
    ]  # fmt: skip
    assert [each.end for each in found] == [10, 47, 50, 60, 72]
    done = answer(Chunk(found, 72), lambda number, _row: {"id": number})
    assert (done.lines, done.unread) == (5, 2)
    assert json.loads(done.text.splitlines()[1])["error"].startswith("line 3: is longer than ")


@pytest.mark.parametrize(
    ("text", "found"),
    [('{"a": 1}', {"a": 1}), ("[1]", None), ("{", None), ('{"a": NaN}', None), ("[" * 9000, None)],
)  # fmt: skip
def test_only_an_object_is_one(text: str, found: object) -> None:
    assert object_of(text) == found


@pytest.mark.parametrize(
    ("data", "more", "line"),
    [
        ({"id": "a"}, "{}", '{"id":"a"}'),
        ({"id": "\x9b"}, '{"b":[]}', '{"id":"\\u009b","b":[]}'),
        ({"id": float("inf"), "x": 1}, "{}", '{"id":null,"x":1}'),
    ],
)
def test_a_line_is_json_whatever_its_id(data: dict[str, Any], more: str, line: str) -> None:
    assert told(data, more) == line


class Looked(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("looked_at", "crossed"), [(True, False), (True, True), (False, False)])
def test_a_bar_is_drawn_for_who_looks_on_and_only_where_no_data_crosses_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, looked_at: bool, crossed: bool
) -> None:
    error = Looked() if looked_at else io.StringIO()
    monkeypatch.setattr("sys.stderr", error)
    monkeypatch.setattr("sys.stdout", Looked() if crossed else io.StringIO())
    path = tmp_path / "lines"
    path.write_text("12345678\n" * 4, "utf-8")
    with path.open(encoding="utf-8") as file, bar_over(file) as bar:
        bar.show(2, 18)
        bar.end(4)
    drawn = error.getvalue()
    assert ("50%" in drawn and "100%  4 lines" in drawn) == (looked_at and not crossed)
    assert bool(drawn) == (looked_at and not crossed)


def tree(root: int) -> list[int]:
    """The process and those below it."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(place.name)] = int(place.joinpath("stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def resident(root: int) -> float:
    """Megabytes in memory, of the process and those below it."""
    pages = 0
    for process in tree(root):
        try:
            pages += int(Path(f"/proc/{process}/statm").read_text().split()[1])
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def begun(home: Path, folder: Path, many: int) -> subprocess.Popen[bytes]:
    """A batch of `many` lines over two processes; its output is not read further than is asked for."""
    path = folder / "sets.jsonl"
    path.write_text("".join(f"{answer_set(n)}\n" for n in range(many)), "utf-8")
    return subprocess.Popen(
        [*COMMAND, "assess", "--batch", str(path), "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(home), start_new_session=True,
    )  # fmt: skip


needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="there is no /proc here")


@pytest.mark.long
@needs_proc
def test_memory_does_not_grow_with_the_lines(home: Path, tmp_path: Path) -> None:
    batching = begun(home, tmp_path, LINES)
    assert batching.stdout is not None
    seen: list[float] = []
    for number, _line in enumerate(batching.stdout, 1):
        if number % (LINES // 10) == 0 and number < LINES:
            seen.append(resident(batching.pid))
    batching.communicate(timeout=30)
    assert batching.returncode == 0
    # By the third tenth all processes are up; what they remember of verdicts told is the most that may come.
    assert max(seen[2:]) < seen[2] + 3 * 35


@pytest.mark.thorough
@needs_proc
def test_whoever_hears_no_more_ends_it_quietly(home: Path, tmp_path: Path) -> None:
    batching = begun(home, tmp_path, 20_000)
    assert batching.stdout is not None
    for _ in range(batch.ALONE + 10):
        batching.stdout.readline()
    below = tree(batching.pid)
    assert len(below) > 2
    batching.stdout.close()
    batching.stdout = None
    _out, error = batching.communicate(timeout=20)
    assert error == b""
    assert batching.returncode == 1
    gone(below)


@pytest.mark.long
@needs_proc
@pytest.mark.parametrize("early", [pytest.param(True, marks=pytest.mark.thorough), False])
def test_ctrl_c_ends_all_of_it_soon(home: Path, tmp_path: Path, early: bool) -> None:
    batching = begun(home, tmp_path, 20_000)
    assert batching.stdout is not None
    for _ in range(5 if early else batch.ALONE + 10):
        batching.stdout.readline()
    below = tree(batching.pid)
    began = time.monotonic()
    os.killpg(batching.pid, signal.SIGINT)
    _out, error = batching.communicate(timeout=20)
    assert batching.returncode == batch.INTERRUPTED
    assert re.fullmatch(rb"whichflow: stopped after [0-9,]+ lines\.\n", error)
    # A second where nothing else runs; a busy machine may take its time.
    assert time.monotonic() - began < 5
    gone(below)


def gone(processes: list[int]) -> None:
    end = time.monotonic() + 5
    while left := [each for each in processes if Path(f"/proc/{each}").exists()]:
        assert time.monotonic() < end, left
        time.sleep(0.05)
