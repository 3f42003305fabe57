import json
from pathlib import Path

import pytest

from tests.cli.conftest import Here
from tests.records.shelved import ours, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four records where the commands look for them: two proposed, one accepted, one of another tool."""
    folder = tmp_path / "docs" / "decisions"
    folder.mkdir(parents=True)
    review = "  review-by: 2027-05-22\n"
    put(
        folder,
        ours(1, name="Orders", status="proposed", more=review),
        ours(2, name="Returns", status="proposed"),
        ours(3, name="Invoices"),
        "# 4. Other\n\n## Status\n\nAccepted\n",
    )
    return folder


def test_the_list_is_a_contract(here: Here, folder: Path) -> None:
    told = json.loads(here.run("record", "list", "--json").stdout)
    assert told[0] == {
        "number": 1,
        "title": "Orders",
        "status": "proposed",
        "date": "2026-11-22",
        "start": "hybrid",
        "review_by": "2027-05-22",
        "path": str(Path("docs/decisions") / "0001-x.md"),
    }
    assert [line["number"] for line in told] == [1, 2, 3, 4]
    assert here.run("record", "list").stdout.splitlines() == [
        "0001  proposed  2026-11-22  hybrid  Orders",
        "0002  proposed  2026-11-22  hybrid  Returns",
        "0003  accepted  2026-11-22  hybrid  Invoices",
        "0004  -  -  -  4. Other",
    ]
    assert folder.is_dir()


def test_a_list_of_one_status(here: Here, folder: Path) -> None:
    here.run("record", "accept", "1")
    here.run("record", "supersede", "1", "--by", "3")
    told = json.loads(here.run("record", "list", "--status", "superseded", "--json").stdout)
    assert [line["status"] for line in told] == ["superseded by ADR-0003"]
    done = here.run("record", "list", "--status", "rejected")
    assert (done.stdout, done.stderr) == ("", "whichflow: No record in docs/decisions is rejected.\n")
    here.run("record", "list", "--status", "nonsense", code=2)
    assert "no records in empty" in here.run("record", "list", "--dir", "empty").stderr
    assert (folder / "0001-x.md").exists()


def test_accept_reject_deprecate(here: Here, folder: Path) -> None:
    assert here.run("record", "accept", "ADR-0001").stdout.startswith("0001  accepted  ")
    assert json.loads(here.run("record", "reject", "0002", "--json").stdout)["status"] == "rejected"
    assert "0003  deprecated" in here.run("record", "deprecate", "0003-x.md").stdout
    assert (folder / "0002-x.md").exists()


def test_the_same_status_twice_is_no_error(here: Here, folder: Path) -> None:
    before = (folder / "0003-x.md").read_bytes()
    done = here.run("record", "accept", "3")
    assert "It was accepted already; nothing was changed." in done.stderr
    assert json.loads(here.run("record", "accept", "3", "--json").stdout)["changed"] is False
    assert (folder / "0003-x.md").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["deprecate", "1"], "ADR-0001 is proposed and cannot become deprecated: "),
        (["accept", "4"], "ADR-0004 tells its status under a heading"),
        (["accept", "../../etc/passwd"], "There is no record ../../etc/passwd in docs/decisions."),
        (["show", "9"], "There is no record 9"),
        (["show", "\x1b[31m"], "There is no record without a name"),
        (["supersede", "3", "--by", "3"], "ADR-0003 cannot supersede itself."),
        (["accept", "1", "--dir", "none"], "There is no folder none."),
        (["list", "--dir", "docs/decisions/0001-x.md"], "cannot be listed: Not a directory."),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_1(
    here: Here, folder: Path, words: list[str], said: str
) -> None:
    done = here.run("record", *words, code=1)
    assert done.stdout == ""
    assert done.stderr.startswith("whichflow: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert folder.is_dir()


@pytest.mark.parametrize(
    "words", [["accept"], ["show"], ["search"], ["supersede", "1"], ["supersede", "--by", "1"], ["nonsense"]]
)
def test_wrong_use_is_2(here: Here, words: list[str]) -> None:
    here.run("record", *words, code=2)


def test_several_are_replaced_at_once(here: Here, folder: Path) -> None:
    for number in "12":
        here.run("record", "accept", number)
    told = json.loads(here.run("record", "supersede", "1", "2", "--by", "3", "--json").stdout)
    assert [(line["number"], line["status"], line["changed"]) for line in told] == [
        (1, "superseded by ADR-0003", True),
        (2, "superseded by ADR-0003", True),
        (3, "accepted", True),
    ]
    assert "nothing was changed" in here.run("record", "supersede", "1", "2", "--by", "3").stderr
    assert "  supersedes: [ADR-0001, ADR-0002]\n" in (folder / "0003-x.md").read_text()


def test_show_prints_the_markdown_and_nothing_that_steers(here: Here, folder: Path) -> None:
    assert here.run("record", "show", "1").stdout == (folder / "0001-x.md").read_text()
    (folder / "0005-x.md").write_bytes(
        b"\xef\xbb\xbf# \x1b[31mred\x1b[0m\r\n\r\n|  a | \xe2\x80\xae\tb |\r\n"
    )
    assert here.run("record", "show", "5").stdout == "# [31mred[0m\n\n|  a | \tb |\n"
    told = json.loads(here.run("record", "show", "5", "--json").stdout)
    assert (told["title"], told["text"]) == ("red", "# [31mred[0m\n\n|  a | \tb |\n")


def test_words_are_found(here: Here, folder: Path) -> None:
    (folder / "0003-x.session.jsonl").write_text('{"said": "the parcel is lost"}\n')
    assert (
        here.run("record", "search", "INVOICES", "lost").stdout
        == "0003  accepted  2026-11-22  hybrid  Invoices\n"
    )
    assert json.loads(here.run("record", "search", "zebra", "--json").stdout) == []
    assert (
        "No record in docs/decisions holds all of these words."
        in here.run("record", "search", "zebra").stderr
    )


def test_the_index_tells_where_it_is(here: Here, folder: Path) -> None:
    assert here.run("record", "index").stdout == "docs/decisions/README.md\n"
    assert json.loads(here.run("record", "index", "--json").stdout) == {"path": "docs/decisions/README.md"}
    here.run("record", "accept", "1")
    assert "| Orders | accepted | hybrid | 2027-05-22 |" in (folder / "README.md").read_text()


def test_readers_tell_of_an_interrupted_supersede(here: Here, folder: Path) -> None:
    pending = folder / ".whichflow.pending"
    pending.write_text('{"old": ["0003-x.md"], "new": "0001-x.md", "day": "2027-01-02"}')
    for words in (["list"], ["show", "1"], ["search", "orders"]):
        assert "whichflow record check --mend" in here.run("record", *words).stderr
    assert pending.exists()
    here.run("record", "accept", "2")
    assert not pending.exists()
    assert "superseded by ADR-0001" in (folder / "0003-x.md").read_text()
