"""What a record rested on and what has changed in it since: the rule book, its policies, cited sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.records.guide_facts import GuideFacts, digest
from assistant.records.reading import KeptBlock
from assistant.text import clean
from rules.model import Book

_SHOWN = 12
"""Digits of a hash that are told."""


def same_book(kept: KeptBlock, book: Book) -> bool:
    """Whether a record was decided by this book, however that is worded by now."""
    # Records of before tell the hash of the whole book alone, wording included.
    meant = kept.rules.meaning
    return meant == book.meaning_sha256 if meant else kept.rules.sha256 == book.sha256


class Sources:
    """Guide and rule book of today, to be compared with many records."""

    def __init__(self, guide: GuideFacts, book: Book) -> None:
        self._guide, self._book = guide, book
        self._policies = {policy.id: clean(policy.says) for policy in book.policies}
        self._digests: dict[str, str] = {}

    def changes(self, kept: KeptBlock) -> Iterator[str]:
        """What is not as it was when the record was written, a sentence each."""
        book = self._book
        if not same_book(kept, book):
            yield (
                f"The rule book has changed since: version {kept.rules.version} "
                f"({kept.rules.sha256[:_SHOWN]}) then, version {book.version} ({book.sha256[:_SHOWN]}) today."
                f"{''.join(_policies(kept.rules.policies, self._policies))}"
            )
        now = {section: self._digest(section) for section in kept.guide.sections}
        gone = [section for section, text in now.items() if not text]
        changed = [section for section, text in now.items() if text and text != kept.guide.sections[section]]
        if changed:
            yield (
                f"The guide's text has changed since (edition {kept.guide.edition} then, "
                f"{self._guide.edition} today) in § {', § '.join(changed)}: read whether it still carries "
                f"the decision, as with whichflow guide {changed[0]}."
            )
        if gone:
            yield f"The guide no longer has § {', § '.join(gone)}, which the record cites."

    def _digest(self, section: str) -> str:
        """The hash of a section's text; empty where the guide has no such section."""
        if section not in self._digests:
            try:
                self._digests[section] = digest(self._guide.section(section))
            except LookupError:
                self._digests[section] = ""
        return self._digests[section]


def _policies(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for what, names in (
        ("Policies that read otherwise", [name for name in then if name in now and now[name] != then[name]]),
        ("Policies that are new", [name for name in now if name not in then]),
        ("Policies that are gone", [name for name in then if name not in now]),
    ):
        if names:
            yield f" {what}: {', '.join(names)}."
