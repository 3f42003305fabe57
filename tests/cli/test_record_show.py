import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import Trouble
from assistant.household import Household
from assistant.records.pages.page import ENDINGS
from tests.cli.conftest import Here
from tests.records.paged import sound
from tests.records.shelved import ours, put

ORDERS = {
    "title": "Orders",
    "trigger": "a customer clicks Buy now",
    "success": "the parcel is with the carrier",
    "failures": ["times-out", "half-done"],
    "flow": ["order placed", "payment verified (event)", "reserve", "ship"],
    "answers": {
        "external_events": {"value": "yes", "note": "payments"},
        "strict_states": "yes",
        "parallel_steps": "no",
        "many_branches": "unsure",
    },
}


@pytest.fixture(scope="module")
def kept(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an answer file and the record of an interview over it."""
    # A home of its own with the guide's base in it: building another one takes seconds.
    Here(home).run("guide")
    folder, own = tmp_path_factory.mktemp("kept"), tmp_path_factory.mktemp("own") / "home"
    shutil.copytree(home, own)
    (folder / "a.json").write_text(json.dumps(ORDERS), encoding="utf-8")
    here = Here(own)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        here.run("interview", "--plain", "--answers", "a.json", said="quit\n", code=None)
        here.run("record", "new")
    return folder


@pytest.fixture
def orders(here: Here, kept: Path) -> Here:
    """Commands where that folder's files lie."""
    shutil.copytree(kept, ".", dirs_exist_ok=True)
    return here


def test_a_record_and_its_answer_file_make_the_same_page(orders: Here) -> None:
    page = orders.run("assess", "a.json", "--one-page").stdout
    done = orders.run("record", "show", "1", "--one-page")
    assert (done.stdout, done.stderr) == (page, "")
    assert "“order placed” to “ship”" in page
    assert "note: payments" in page


def test_a_record_and_its_answer_file_make_the_same_summary(orders: Here) -> None:
    from_file = orders.run("assess", "a.json", "--summary").stdout.splitlines()
    from_record = orders.run("record", "show", "ADR-0001", "--summary").stdout.splitlines()
    assert from_record[1].startswith("Record: ADR-0001, proposed on ")
    assert [from_record[0], *from_record[2:]] == from_file
    assert 8 <= len(from_file) <= 15


def test_a_page_for_a_browser(orders: Here) -> None:
    done = orders.run("record", "show", "1", "--html")
    page = sound(done.stdout)
    assert (page.tags.count("svg"), page.tags.count("details"), done.stderr) == (1, 1, "")
    told = json.loads(orders.run("record", "show", "1", "--html", "--json").stdout)
    assert (told["title"], told["text"] + "\n") == ("Orders", done.stdout + "\n")


@pytest.mark.parametrize("change", ["away", "touched", "folder"])
def test_a_transcript_that_is_not_the_records_is_told_of(orders: Here, change: str) -> None:
    path = next(Path("docs/decisions").glob("*.jsonl"))
    content = path.read_bytes()
    path.unlink()
    if change == "touched":
        path.write_bytes(content.replace(b"reserve", b"deserve"))
    elif change == "folder":
        path.mkdir()
    for page in ("--one-page", "--html"):
        done = orders.run("record", "show", "1", page)
        assert "is not the transcript that the record was made with" in done.stderr
    assert "svg" not in sound(done.stdout).tags
    assert orders.run("record", "show", "1", "--summary").stderr == ""


def test_records_of_other_tools_have_a_page_and_no_more(here: Here) -> None:
    folder = Path("docs/decisions")
    folder.mkdir(parents=True)
    put(folder, "# 1. Other\n\n## Status\n\nAccepted\n", ours(2).replace("id: ADR-0002", "id: 2"))
    assert sound(here.run("record", "show", "1", "--html").stdout).headings == ["h1", "h2"]
    assert "A flow" in sound(here.run("record", "show", "2", "--html").stdout).words
    for page in ("--one-page", "--summary"):
        assert "no record of whichflow" in here.run("record", "show", "1", page, code=1).stderr
        assert "whichflow.id" in here.run("record", "show", "2", page, code=1).stderr


def test_several_files_are_pages_in_a_row(here: Here) -> None:
    for name, answers in (("a", {}), ("b", {"external_events": "no", "strict_states": "yes"})):
        Path(f"{name}.json").write_text(json.dumps({"title": name, **answers}), encoding="utf-8")
    assert here.run("assess", "a.json", "b.json", "--one-page").stdout.count("\n# b\n") == 1
    told = json.loads(here.run("assess", "a.json", "b.json", "--summary", "--json").stdout)
    assert [(row["start"], row["text"].partition("\n")[0]) for row in told] == [
        (None, "a"),
        ("state-machine", "b"),
    ]


def test_wrong_use_is_2(here: Here) -> None:
    assert "--summary is for answer files" in here.run("assess", "--batch", "-", "--summary", code=2).stderr
    here.run("assess", "a.json", "--html", code=2)
    here.run("record", "show", "--html", code=2)


def test_a_page_is_a_new_file_each_time_and_no_record(orders: Here) -> None:
    house = Household(orders.home)
    folder = Path("docs/decisions")
    paths = [house.write_page("1", form, folder)[0] for form in (*ENDINGS, "html")]
    assert [path.name for path in paths] == [
        "record-0001-orders.html",
        "record-0001-orders-one-page.md",
        "record-0001-orders-summary.md",
        "record-0001-orders-2.html",
    ]
    assert all(path.is_absolute() for path in paths)
    assert paths[1].read_text("utf-8") == orders.run("record", "show", "1", "--one-page").stdout
    assert len(house.shelf.records()) == 1
    with pytest.raises(Trouble, match=r"^The page cannot be written into .*none: No such file"):
        house.write_page("1", "html", Path("none"))


def test_a_thread_of_its_own_may_check(orders: Here) -> None:
    house = Household(orders.home)
    # Both are open here, as they are while somebody talks.
    assert house.base
    assert house.mind
    with ThreadPoolExecutor(1) as pool:
        (found,) = pool.submit(house.check_records, ()).result()
    assert found.outcome == "holds"
