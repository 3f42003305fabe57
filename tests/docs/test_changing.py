"""docs/changing.md: its commands exist, and its messages are those that such a slip brings."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.content import GUIDE, load_sections
from knowledge.files import ContentError
from knowledge.voices import PHRASINGS, read_phrasings
from rules.errors import BookError
from rules.reading import BOOK, load_book
from rules.verifying.living import check_sections
from rules.verifying.report import Report

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "changing.md").read_text(encoding="utf-8")
TOLD = [
    line.strip() for block in re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()
]
RULE, FACT = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
DUTIES, FACTS = "90-duties.yaml", "facts.yaml"


PLACE = re.compile(r"^[a-z0-9-]+\.[a-z]+(:\d+|, line \d+): (rules\.\d+\.)?")
"""File, line and key before a message: another book has them elsewhere."""


def told(message: str) -> bool:
    """Whether the page shows the message."""
    return any(len(tail := PLACE.sub("", line)) > 12 and tail in message for line in TOLD)


def book_with(folder: Path, file: str, added: str) -> Path:
    book = folder / "book"
    shutil.copytree(BOOK, book)
    path = book / file
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    return book


@pytest.mark.parametrize(
    ("file", "added"),
    [
        (DUTIES, RULE.replace('    short: "one person who answers for it"\n', "")),
        (DUTIES, RULE.replace("verdict: there", "verdict: their")),
        (DUTIES, RULE + RULE),
        (DUTIES, RULE.replace("    then:", "    unless: {duty: owner}\n    then:")),
        (DUTIES, RULE.replace("duty: owner", "steps: few")),
        (FACTS, f"\n{FACT}\n{FACT}"),
    ],
)
def test_slips_in_the_book(file: str, added: str, tmp_path: Path) -> None:
    with pytest.raises(BookError) as refused:
        load_book(book_with(tmp_path, file, added))
    assert told(str(refused.value)), refused.value


def test_what_is_added_fits_and_a_section_slip_is_found(tmp_path: Path) -> None:
    sections = frozenset(section.id for section in load_sections())
    good = load_book(book_with(tmp_path, DUTIES, RULE))
    load_book(book_with(tmp_path / "fact", FACTS, f"\n{FACT}"))
    bad = load_book(book_with(tmp_path / "slip", DUTIES, RULE.replace("organization", "organisation")))
    for book, breaches in ((good, 0), (bad, 1)):
        report = Report()
        check_sections(book, sections, report)
        found = [breach.detail for check in report.checks() for breach in check.breaches]
        assert len(found) == breaches
        assert all(detail in TOLD for detail in found)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"^(A Yes .*) \{2\}$", r"\1", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^(A Yes .*) \{2\}$", r"\1 {9}", text, flags=re.MULTILINE),
    ],
)
def test_slips_in_a_section(change: Callable[[str], str], tmp_path: Path) -> None:
    guide = tmp_path / "guide"
    shutil.copytree(GUIDE, guide)
    path = guide / "checklist" / "parallelism.md"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load_sections(guide)
    assert told(str(refused.value)), refused.value


def a_few_phrasings(folder: Path) -> Path:
    """A folder of phrasings with a file of each kind."""
    for name in ("covered/faq/hybrid.txt", "uncovered/limits.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PHRASINGS / name, folder / name)
    return folder


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("covered/checklist/parallelism.txt", "# checklist/parallelism\n## all\nplumber | Side by side?\n"),
        ("covered/checklist/parallelism.txt", "# checklist/parallelism\nplain | Side by side?\n"),
        (
            "covered/checklist/parallelism.txt",
            "# checklist/parallelism\n## all\nplain | Side?\nterse | side\n",
        ),
        ("covered/checklist/parallelism.txt", "# checklist/parallelism\n## 9\nplain | Side by side?\n"),
        ("uncovered/price.txt", "# price | what it costs\n## economics\nplain | How much?\n"),
        ("uncovered/price.txt", "# price | it\n## near: realities/money | missing: it\nplain | How much?\n"),
    ],
)
def test_slips_in_phrasings(name: str, text: str, tmp_path: Path) -> None:
    path = a_few_phrasings(tmp_path) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        read_phrasings(tmp_path, load_sections())
    assert told(str(refused.value)), refused.value


def test_the_phrasings_shown_could_be_added(tmp_path: Path) -> None:
    block = next(
        block for block in re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL) if block.startswith("## near")
    )
    a_few_phrasings(tmp_path)
    price = (PHRASINGS / "uncovered" / "price.txt").read_text(encoding="utf-8")
    (tmp_path / "uncovered" / "price.txt").write_text(price + block, encoding="utf-8")
    assert read_phrasings(tmp_path, load_sections()).uncovered[-1].missing in block
