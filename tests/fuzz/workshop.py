"""What the doors open onto: one guide, one mind, and a folder where a round of inputs may write."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.answering.answer import Answerer
from assistant.answering.desk import GuideDesk
from assistant.mind import Mind, shipped_mind
from knowledge.base import GuideBase, open_base
from tests.assistant.processes import furnish


@dataclass
class Workshop:
    """`folder` is empty and nobody else's."""

    folder: Path

    @cached_property
    def home(self) -> Path:
        return furnish(self.folder / "home")

    @cached_property
    def base(self) -> GuideBase:
        return open_base(self.home)

    @cached_property
    def desk(self) -> GuideDesk:
        return GuideDesk(self.base)

    @cached_property
    def answerer(self) -> Answerer:
        return Answerer(self.base)

    @cached_property
    def mind(self) -> Mind:
        return shipped_mind()

    def file(self, name: str, data: bytes | str) -> Path:
        """Write a file of the round; another one of that name is gone."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
        return path
