"""Records in a folder, checked under today's guide and rules or under others."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from assistant.mind import Mind, shipped_mind
from assistant.records.checking import Checked, Checker
from assistant.records.folder import save_record
from assistant.records.guide_facts import GuideFacts
from knowledge.model import Passage, Section, UnknownSection
from rules.engine import Engine
from rules.model import Book
from rules.reading import shipped_book
from rules.space import load_space
from tests.records.scripted import DAY, ORDERS, drafted


def saved(
    folder: Path, guide: GuideFacts, answers: Mapping[str, tuple[str, str]] = ORDERS, title: str = "A flow"
) -> Path:
    """A record as whichflow writes it."""
    return save_record(folder, drafted(guide, answers, title=title))


def transcript_of(path: Path) -> Path:
    return path.with_name(f"{path.stem}.session.jsonl")


def edited(path: Path, old: str, new: str) -> None:
    """Change a file by hand; every place where `old` stands."""
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def check(
    folder: Path,
    guide: GuideFacts,
    *,
    mind: Mind | None = None,
    today: date = DAY,
    refs: Sequence[str] = (),
) -> list[Checked]:
    return Checker(folder, mind or shipped_mind(), guide, today).check(refs)


def found(checked: Checked) -> list[str]:
    """The findings as `kind: text`."""
    return [f"{finding.kind}: {finding.text}" for finding in checked.findings]


def other_mind(rule: str = "", policy: str = "", without: str = "", **change: object) -> Mind:
    """The mind over the shipped book with one rule changed, one policy reworded, or one fact left out."""
    shipped = shipped_book().model_dump(mode="json")
    for each in shipped["rules"]:
        if each["id"] == rule:
            each.update(change)
    for each in shipped["policies"]:
        if each["id"] == policy:
            each["says"] = "Another choice."
    shipped["facts"] = [fact for fact in shipped["facts"] if fact["id"] != without]
    book = Book.model_validate(shipped)
    return Mind(book, Engine(book.verdict_rules), load_space(book))


class OtherGuide:
    """The guide with one section reworded and one gone."""

    def __init__(self, guide: GuideFacts, reworded: str = "", gone: str = "") -> None:
        self._guide, self._reworded, self._gone = guide, reworded, gone

    @property
    def edition(self) -> str:
        return "June 2027"

    def section(self, section_id: str, /) -> Section:
        if section_id == self._gone:
            raise UnknownSection(section_id, ())
        section = self._guide.section(section_id)
        if section_id != self._reworded:
            return section
        return Section(section.id, f"{section.title}, anew", section.order, section.parent, section.passages)

    def passage(self, claim_id: str, /) -> Passage:
        return self._guide.passage(claim_id)
