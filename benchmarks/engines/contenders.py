"""Who takes part: our engine always, the others where they are installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import NamedTuple, Protocol

from rules.engine import Engine, Trace
from rules.rule import Atom, Rule

OURS = "whichflow"
CLIPS = "CLIPS"
CLIPS_TELLING = "CLIPS, a call a firing"
EXPERTA = "experta"


class Judge(Protocol):
    """Rules, compiled by one of the engines."""

    def evaluate(self, given: Iterable[Atom]) -> Trace:
        """Conclude from `given`, with every firing; forget it all afterwards."""
        ...


class Contender(NamedTuple):
    """An engine: its name, the library it runs on, how it compiles rules."""

    name: str
    library: str
    compile: Callable[[Sequence[Rule]], Judge]


def contenders() -> tuple[list[Contender], list[str]]:
    """All that can be run here, ours first; and a sentence for each that cannot."""
    found = [Contender(OURS, _library("durable-rules"), Engine)]
    missing: list[str] = []
    for package, module, judges in (
        ("clipspy", "benchmarks.engines.in_clips", {CLIPS: "Clips", CLIPS_TELLING: "TellingClips"}),
        ("experta", "benchmarks.engines.in_experta", {EXPERTA: "Experta"}),
    ):
        try:
            loaded = import_module(module)
        except ImportError as error:
            missing.append(f"{package} is left out: {error}. It comes with pip install -e '.[bench]'.")
            continue
        library = _library(package)
        found += [Contender(name, library, getattr(loaded, judge)) for name, judge in judges.items()]
    return found, missing


def _library(package: str) -> str:
    return f"{package} {version(package)}"
