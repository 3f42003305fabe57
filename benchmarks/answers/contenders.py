"""Who takes part: whichflow always, the other ways of searching where their libraries are installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.metadata import version
from typing import NamedTuple, Protocol

from benchmarks.answers.questions import Material

OURS = "whichflow"


class Told(NamedTuple):
    """What is told of a question: sections best first, whether it is refused, and how sure that is."""

    sections: tuple[str, ...]
    refused: bool
    sure: float


class Teller(Protocol):
    """Whoever answers, or says that the guide does not."""

    def tell(self, question: str) -> Told:
        """Answer a question."""
        ...


class Found(NamedTuple):
    """What a search finds: sections best first, and by each way of telling how near the best comes."""

    sections: tuple[str, ...]
    near: Mapping[str, float]


class Search(Protocol):
    """A search over the guide. It finds something for nearly everything; a threshold makes it refuse."""

    def find(self, question: str) -> Found:
        """Look for a question."""
        ...


class Baseline(NamedTuple):
    """A way of searching: its name, the library it runs on, how a search is made."""

    name: str
    library: str
    make: Callable[[Material], Search]


_BASELINES = (
    ("", "benchmarks.answers.in_fts", {"SQLite FTS5": "passages"}),
    (
        "bm25s",
        "benchmarks.answers.in_bm25s",
        {"bm25s": "passages", "bm25s, phrasings too": "with_phrasings"},
    ),
    ("scikit-learn", "benchmarks.answers.in_sklearn", {"TF-IDF cosine": "passages"}),
)
"""The package, the module that needs it, and the searches there by name."""


def baselines() -> tuple[list[Baseline], list[str]]:
    """All that can be run here, and a sentence for each that cannot."""
    found: list[Baseline] = []
    missing: list[str] = []
    for package, module, searches in _BASELINES:
        try:
            loaded = import_module(module)
        except ImportError as error:
            missing.append(f"{package} is left out: {error}. It comes with pip install -e '.[bench]'.")
            continue
        library = f"{package} {version(package)}" if package else loaded.LIBRARY
        found += [Baseline(name, library, getattr(loaded, make)) for name, make in searches.items()]
    return found, missing
