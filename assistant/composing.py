"""Builds a reply block by block and numbers its citations in the order in which they are first used."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.replies import Block, Bullet, Bullets, Citation, Heading, Notice, Paragraph, Reply


class Composer:
    """Collects the blocks of one reply. `title` gives the title of a section of the guide."""

    def __init__(self, title: Callable[[str], str]) -> None:
        self._title = title
        self._blocks: list[Block] = []
        self._citations: list[Citation] = []

    def cite(self, sections: Iterable[str]) -> tuple[int, ...]:
        """The numbers under which `sections` stand in this reply, new ones taken as they come."""
        numbers = []
        for section in dict.fromkeys(sections):
            known = [cite.number for cite in self._citations if cite.section == section and not cite.passage]
            if not known:
                known = [len(self._citations) + 1]
                self._citations.append(Citation(known[0], section, self._title(section)))
            numbers.append(known[0])
        return tuple(numbers)

    def say(self, text: str, sections: Iterable[str] = ()) -> Composer:
        """A paragraph that rests on `sections`."""
        return self.add(Paragraph(text, self.cite(sections)))

    def notice(self, text: str) -> Composer:
        """A quiet line about the conversation itself."""
        return self.add(Notice(text))

    def heading(self, text: str) -> Composer:
        """A line that names what follows."""
        return self.add(Heading(text))

    def bullets(self, items: Iterable[tuple[str, Iterable[str]]]) -> Composer:
        """A list; each item a text and the sections that it rests on."""
        bullets = tuple(Bullet(text, self.cite(sections)) for text, sections in items)
        return self.add(Bullets(bullets)) if bullets else self

    def add(self, block: Block) -> Composer:
        """A block made elsewhere."""
        self._blocks.append(block)
        return self

    def include(self, reply: Reply) -> Composer:
        """The blocks of another reply, whose citations come first and so keep their numbers."""
        if self._citations and reply.citations:
            raise ValueError("a reply with citations can only be included first")
        self._citations += reply.citations
        self._blocks += reply.blocks
        return self

    def reply(self, *, ends: bool = False) -> Reply:
        """What was collected."""
        return Reply(tuple(self._blocks), tuple(self._citations), ends)
