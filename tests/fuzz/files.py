"""The doors through which files come: answers, batch lines, records, settings, guide and rule book."""
# ruff: noqa: E501  (tables of words are read better wide)

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from assistant.answer_files import AnswerSet, read_answer_file, read_answer_object
from assistant.cli.common import unsteered as printed
from assistant.cli.lines import numbered, object_of, open_lines
from assistant.cli.lines import told as told_line
from assistant.cli.record_common import harmless, line_json
from assistant.cli.record_show import ONE_PAGE, SUMMARY, answers_page
from assistant.errors import BadInput
from assistant.household import Household
from assistant.records.checking import Checker, lines_of
from assistant.records.pages.page import ENDINGS, page_of
from assistant.records.reading import read_record
from assistant.records.shelf import Shelf
from assistant.records.transcript import first_broken_line, turns_of
from assistant.records.tree import front_of
from assistant.settings import keep_theme
from assistant.state import fold
from assistant.text import clean_lines
from assistant.tui.look import look_of
from knowledge.content import parse_sections
from knowledge.files import ContentError, GuideFile
from knowledge.lessons import read_lessons
from knowledge.voices import read_phrasings
from rules.errors import BookError
from rules.plain_yaml import UnreadableYaml, read_yaml
from rules.reading import load_book
from tests.fuzz import corpus
from tests.fuzz.driving import Door
from tests.fuzz.mutating import Mutator
from tests.fuzz.workshop import Workshop
from tests.knowledge.conftest import SMALL_GUIDE
from tests.rules.small_book import SMALL

TODAY = date(2026, 11, 22)
RECORD = "0001-a-title"


def doors(shop: Workshop) -> tuple[Door, ...]:
    """Every door of files."""
    book = shop.mind.book
    house = Household(shop.home)

    def reasoned(answers: AnswerSet) -> Iterator[str]:
        yield "\n".join((answers.title, answers.flow, *answers.values.values(), *answers.notes.values()))
        shop.mind.verdict(answers.values)

    def answer_file(data: bytes) -> Iterator[str]:
        yield from reasoned(read_answer_file(shop.file("answers.yaml", data), book))

    def page(data: bytes) -> Iterator[str]:
        answers = read_answer_file(shop.file("answers.yaml", data), book)
        for form in (ONE_PAGE, SUMMARY):
            yield answers_page(form, answers, house)

    def batch_line(data: bytes) -> Iterator[str]:
        # In a file of its own the line is read as the command reads it.
        with open_lines(str(shop.file("batch.jsonl", data))) as file:
            for line in numbered(file):
                row = object_of(line.text or "")
                if row is None:
                    continue
                yield told_line({"id": row.get("id")})
                try:
                    yield from reasoned(read_answer_object(row, book))
                except BadInput as error:
                    yield told_line({"id": row.get("id"), "error": str(error)})

    def settings(data: bytes) -> Iterator[str]:
        shop.file("set/settings.yaml", data)
        look_of(shop.folder / "set")
        keep_theme(shop.folder / "set", "high-contrast")
        look_of(shop.folder / "set")
        yield ""

    def record_text(data: bytes) -> Iterator[str]:
        text = data.decode("utf-8", "replace")
        front_of(text)
        yield from _strings(read_record(text).model_dump(mode="json"))

    def record_file(data: bytes) -> Iterator[str]:
        shop.file(f"records/{RECORD}.md", data)
        yield from _shelved(shop)

    def transcript(turns: list[bytes]) -> Iterator[str]:
        data = _chained(turns)
        first_broken_line(data)
        with suppress(KeyError):  # as its callers do
            fold(turns_of(data))
        yield ""

    def record_and_transcript(turns: list[bytes]) -> Iterator[str]:
        ours, data = corpus.records()[0], _chained(turns)
        old = sha256((next(corpus.DECISIONS.glob("0010-*.jsonl"))).read_bytes()).hexdigest()
        shop.file("records/0010-how-the-interview-is-structured.session.jsonl", data)
        shop.file(f"records/{RECORD}.md", ours.replace(old, sha256(data).hexdigest()))
        yield from _shelved(shop)
        (shop.folder / "records" / "0010-how-the-interview-is-structured.session.jsonl").unlink()

    return (
        Door("answer file", _data(corpus.answer_files), answer_file, 1_500, 5),
        Door("answer page", _data(corpus.answer_files), page, 500, 2),
        Door("batch line", _data(lambda: corpus.BATCH_LINES), batch_line, 3_000, 20),
        Door("settings", _data(lambda: corpus.SETTINGS), settings, 1_500, 5),
        Door("record text", _data(corpus.records), record_text, 600, 5),
        Door("record file", _data(corpus.records), record_file, 400, 2),
        Door("transcript", _turns, transcript, 6_000, 10, len),
        Door("record and transcript", _turns, record_and_transcript, 400, 3, len),
        Door("guide file", _guide_file, _guide, 2_000, 15),
        Door("phrasings", _phrasings, lambda drawn: _asked(shop, drawn), 400, 8),
        Door("weights", _weights, lambda data: _lessons(shop, data), 400, 4),
        Door("rule book", _book_file, lambda drawn: _book(shop, drawn), 400, 4),
        Door("plain yaml", _book_file, _plain_yaml, 600, 8),
        Door("stdin", _data(lambda: corpus.BATCH_LINES), _stdin, 2_000, 10),
    )


def _data(texts: Callable[[], tuple[str, ...]]) -> Callable[[Mutator], bytes]:
    return lambda made: made.data(texts())


def _strings(value: object) -> Iterator[str]:
    """Every text in a record but its body, which is shown as `harmless` makes it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _strings(name)
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _shelved(shop: Workshop) -> Iterator[str]:
    """What every reader of records shows of the one that lies there."""
    folder = shop.folder / "records"
    shelf = Shelf(folder, lambda: TODAY)
    lines = [*shelf.records(), *shelf.records("orders the")]
    for line in lines:
        yield f"{line.status}  {line.date}  {line.start}  {line.title}"
        yield printed(json.dumps(line_json(line), ensure_ascii=False))
    for checked in Checker(folder, shop.mind, shop.base, TODAY).check():
        yield "\n".join(lines_of(checked))
    yield harmless(shelf.text("1")).replace("\t", " ")
    for form in ENDINGS:
        yield harmless(page_of(folder / f"{RECORD}.md", form, lambda: shop.mind).text).replace("\t", " ")
    house = Household(shop.home, folder)
    yield clean_lines(house.renew_record("1").line.title)


def _turns(made: Mutator) -> list[bytes]:
    turns = list(made.random.sample(corpus.transcripts(), made.random.randrange(1, 6)))
    at = made.random.randrange(len(turns))
    turns[at] = made.text(corpus.transcripts())
    if made.random.random() < 0.7:
        # A number that fits lets it past the first look.
        turns = [
            json.dumps(_numbered(json.loads(text), n)) if _is_turn(text) else text
            for n, text in enumerate(turns, 1)
        ]
    if made.random.random() < 0.5 and _is_turn(turns[at]):
        turn: dict[str, Any] = json.loads(turns[at])
        place = made.random.choice([*turn, "effects", "effects"])
        if place == "effects" and isinstance(turn.get("effects"), list):
            do = made.random.choice(
                (
                    "answer",
                    "flow",
                    "asked",
                    "branch",
                    "pending",
                    "title",
                    "note",
                    "mode",
                    "keep",
                    made.token(),
                )
            )
            turn["effects"].append(
                {"do": do, made.random.choice(("fact", "text", "value", made.token())): made.value()}
            )
        else:
            turn[place] = made.value()
        turns[at] = json.dumps(turn)
    return [text.encode("utf-8", "replace") for text in turns]


def _is_turn(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _numbered(turn: dict[str, Any], n: int) -> dict[str, Any]:
    return {**turn, "n": n}


def _chained(turns: list[bytes]) -> bytes:
    """The turns with the hashes that whoever wants to be believed would write."""
    lines: list[bytes] = []
    for turn in turns:
        previous = sha256(lines[-1]).hexdigest() if lines else ""
        body = turn.replace(b"\n", b" ").rstrip()
        lines.append(body[:-1] + f', "previous": "{previous}"}}'.encode() if body.endswith(b"}") else body)
    return b"".join(line + b"\n" for line in lines)


def _guide_file(made: Mutator) -> tuple[str, bytes]:
    name = made.random.choice(tuple(SMALL_GUIDE))
    return name, made.data((SMALL_GUIDE[name],))


def _guide(drawn: tuple[str, bytes]) -> Iterator[str]:
    files = {name: text.encode() for name, text in SMALL_GUIDE.items()} | {drawn[0]: drawn[1]}
    try:
        sections = parse_sections(GuideFile(name, Path("guide", name), data) for name, data in files.items())
    except ContentError as error:
        yield clean_lines(str(error))
        place = f"{error.path}"
        if not place.startswith("guide"):
            raise AssertionError(f"{error} names no file of the guide") from error
        return
    for section in sections:
        yield from (section.id, section.title)
        for passage in section.passages:
            yield from (passage.text, *(note.text for note in passage.notes))


_COVERED = "# start\n## 1, 2\nplain | what does a small guide say\nsre | does it page\n## all also: travel\npm | why small?\n"
_UNCOVERED = (
    "# price | what anything costs\n## near: travel/boat | missing: the price of boats\nterse | boat price\n"
)


def _phrasings(made: Mutator) -> tuple[str, bytes]:
    name, text = made.random.choice((("covered/start.txt", _COVERED), ("uncovered/price.txt", _UNCOVERED)))
    return name, made.data((text,))


def _asked(shop: Workshop, drawn: tuple[str, bytes]) -> Iterator[str]:
    sections = parse_sections(
        GuideFile(name, Path("guide", name), text.encode()) for name, text in SMALL_GUIDE.items()
    )
    folder = shop.folder / "asked"
    shop.file("asked/covered/start.txt", _COVERED)
    shop.file("asked/uncovered/price.txt", _UNCOVERED)
    shop.file(f"asked/{drawn[0]}", drawn[1])
    found = read_phrasings(folder, sections)
    yield from (each.text for each in found.covered)
    yield from (each.text for each in found.uncovered)
    yield from found.kinds.values()


def _weights(made: Mutator) -> bytes:
    """The shipped matcher with some bytes changed, or something else altogether."""
    if made.random.random() < 0.2:
        return made.data(corpus.SETTINGS)
    head = {"classes": ["start", "!"], "bias": [0, 1], "scale": 0.5, "features": 2, "phrasings": "0"}
    for _ in range(made.random.randrange(3)):
        head[made.random.choice((*head, made.token()))] = made.value()
    body = json.dumps(head).encode() + b"\nw:a\nw:b\n" + bytes(6)
    if made.random.random() < 0.5:
        body = made.data((body.decode("latin-1"),), most=2)
    return sha256(body).hexdigest().encode() + b"\n" + body


def _lessons(shop: Workshop, data: bytes) -> Iterator[str]:
    shop.file("taught/matcher.bin", data)
    shop.file("taught/phrasings/covered/start.txt", _COVERED)
    read_lessons(shop.folder / "taught" / "guide", ())
    yield ""


def _book_file(made: Mutator) -> tuple[str, bytes]:
    name = made.random.choice(tuple(SMALL))
    return name, made.data((SMALL[name],), most=3)


def _book(shop: Workshop, drawn: tuple[str, bytes]) -> Iterator[str]:
    folder = shop.folder / "book"
    for name, text in SMALL.items():
        shop.file(f"book/{name}", text)
    shop.file(f"book/{drawn[0]}", drawn[1])
    try:
        load_book(folder)
    except BookError as error:
        yield clean_lines(str(error))
        if str(folder) not in str(error):
            raise AssertionError(f"{error} names no file") from error


def _plain_yaml(drawn: tuple[str, bytes]) -> Iterator[str]:
    text = drawn[1].decode("utf-8", "replace")
    told: list[object] = []
    for quick in (True, False):
        try:
            told.append(read_yaml(text, quick=quick).data)
        except UnreadableYaml as error:
            told.append(None)
            yield clean_lines(str(error))


def _stdin(data: bytes) -> Iterator[str]:
    """What a pipe brings is decoded as the command line decodes it."""
    stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="replace")
    yield clean_lines(stream.read())
