import json
from pathlib import Path

import pytest

from assistant.records.folder import save_record
from assistant.records.model import Draft
from assistant.records.shelf import Shelf


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, orders: Draft) -> Shelf:
    folder = tmp_path_factory.mktemp("records")
    save_record(folder, orders)
    (folder / "0002-strasse.md").write_text(
        "# Straße nach K\u00f6ln\n\nuse\\_case and a\\*b\n", encoding="utf-8"
    )
    said = json.dumps({"n": 1, "said": "Caf\u00e9 \U0001f600 \u201cso\u201d"})
    (folder / "0002-strasse.session.jsonl").write_text(said + "\n")
    (folder / "0003-latin.md").write_bytes(b"# caf\xe9 zebra\n")
    (folder / "0004-a-folder.md").mkdir()
    (folder / "0005-broken.md").write_text("---\nstatus: [\n---\n# Broken zebra\n")
    (folder / "0005-broken.session.jsonl").write_text("not JSON caf\u00e9\n", encoding="utf-8")
    (folder / "0006-empty.md").write_bytes(b"")
    (folder / "README.md").write_text("zebra\n")
    return Shelf(folder)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("fulfilment", [1]),
        ("WAREHOUSE  moving", [1]),
        ("moving zebra", []),
        ("zebra", [3, 5]),
        ("strasse", [2]),
        ("STRASSE k\u00d6LN", [2]),
        ("caf\u00e9", [2, 5]),
        ("cafe\u0301 \U0001f600", [2]),
        ("K\u00f6ln \U0001f600", [2]),
        ("use_case a*b", [2]),
        ("\x1b[31m", []),
        ("\u202e", []),
        ("", [1, 2, 3, 5, 6]),
        ("(.*)+$", []),
    ],
)
def test_all_words_stand_in_the_record_or_its_transcript(
    shelf: Shelf, words: str, numbers: list[int]
) -> None:
    found = [line.number for line in shelf.records(words)]
    assert found == numbers


def test_a_huge_file_is_read_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.records.searching.MAX_FILE", 1000)
    (tmp_path / "0001-x.md").write_text("early " + "x" * 1000 + " late")
    shelf = Shelf(tmp_path)
    assert len(shelf.records("early")) == 1
    assert shelf.records("late") == []


def test_whoever_watches_sees_every_file(shelf: Shelf) -> None:
    seen: list[str] = []

    def watch(paths: object) -> list[Path]:
        assert isinstance(paths, list)
        seen.extend(path.name for path in paths)
        return paths

    assert [line.number for line in shelf.records("zebra", watch)] == [3, 5]
    assert len(seen) == 5
