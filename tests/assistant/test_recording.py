"""Decision records from within the talk: the words, and that nothing but the folder decides."""

from pathlib import Path

import pytest

from tests.assistant.talks import Talker

RECORD = "---\nstatus: {}\ndate: 2026-01-02\n---\n\n# {}\n\nWords of the record.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, status, title in ((1, "accepted", "First"), (2, "proposed", "Second")):
        (tmp_path / f"{number:04d}-a.md").write_text(RECORD.format(status, title))
    return tmp_path


@pytest.fixture
def talk(talker: Talker, folder: Path) -> Talker:
    talker.recorder.folder = folder
    return talker.open()


def test_the_list_tells_number_status_and_title(talk: Talker) -> None:
    reply = talk.say("record list")
    assert "0001  accepted  2026-01-02  -  First" in reply
    assert "0002  proposed" in reply
    assert talk.log.turns[-1].kind == "command"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("record accept 2", "ADR-0002 is accepted."),
        ("record reject ADR-0002", "ADR-0002 is rejected."),
        ("record deprecate 1", "ADR-0001 is deprecated."),
        ("Record Accept 1", "ADR-0001 is accepted already."),
    ],
)
def test_a_status_is_changed_in_the_file(talk: Talker, folder: Path, line: str, told: str) -> None:
    assert told in talk.say(line)
    status = told.split(" is ")[1].split(" ", maxsplit=1)[0].rstrip(".")
    assert any(f"status: {status}" in path.read_text() for path in folder.glob("*.md"))


def test_one_takes_the_place_of_another(talk: Talker, folder: Path) -> None:
    talk.say("record accept 2")
    assert "ADR-0001: superseded by ADR-0002" in talk.say("record supersede 1 by 2")
    assert "superseded by ADR-0002" in (folder / "0001-a.md").read_text()


def test_a_record_is_shown_without_its_front_matter(talk: Talker) -> None:
    reply = talk.say("record show 2")
    assert "# Second" in reply
    assert "Words of the record." in reply
    assert "status:" not in reply


def test_searching_looks_into_the_records(talk: Talker) -> None:
    assert "0001" in talk.say("record search words first")
    assert "No record holds" in talk.say("record search nowhere")


@pytest.mark.parametrize(
    "line", ["record accept 9", "record show 9", "record reject 1", "record supersede 1 by 9"]
)
def test_what_cannot_be_done_is_said_and_changes_nothing(talk: Talker, folder: Path, line: str) -> None:
    before = {path: path.read_text() for path in folder.iterdir()}
    reply = talk.say(line)
    assert reply.startswith("(")
    assert {path: path.read_text() for path in folder.iterdir()} == before
    assert talk.asked == "trigger"


def test_supersede_wants_both_ends(talk: Talker) -> None:
    assert "record supersede 2 by 5" in talk.say("record supersede 2")


def test_a_sentence_about_records_is_an_answer(talk: Talker) -> None:
    talk.say("record created in another system")
    assert talk.values["trigger"] == "event"


def test_checking_tells_of_each_record(talk: Talker) -> None:
    assert "0002  OK" in talk.say("record check")
    assert "0002" not in talk.say("record check 1")
    talk.recorder.broken = True
    assert "(There is no folder.)" in talk.say("record check")


def test_a_record_is_renewed(talk: Talker) -> None:
    assert "(ADR-0002 is written anew.)" in talk.say("record renew 2")
    assert "(ADR-0002 says just what it would say today; nothing" in talk.say("Record renew 2")
    assert "There is no record 9" in talk.say("record renew 9")
    talk.recorder.broken = True
    assert "(The transcript is another one.)" in talk.say("record renew 2")


@pytest.mark.parametrize("form", ["html", "one-page", "summary"])
def test_a_record_becomes_a_page(talk: Talker, form: str) -> None:
    assert f"(The page is written: 0002-a.{form})" in talk.say(f"record page 2 {form}")


@pytest.mark.parametrize(
    "line", ["record page 2 of the book", "record renew the contract", "record page 2", "record new orders"]
)
def test_what_is_no_such_word_is_an_answer(talk: Talker, line: str) -> None:
    talk.say(line)
    assert talk.log.turns[-1].kind != "command"
