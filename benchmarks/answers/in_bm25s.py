"""bm25s with PyStemmer, over the guide's passages alone and over the training phrasings too."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import bm25s  # type: ignore[import-not-found, import-untyped, unused-ignore]
import numpy as np  # type: ignore[import-not-found, unused-ignore]
import Stemmer  # type: ignore[import-not-found, import-untyped, unused-ignore]

from benchmarks.answers.contenders import Found
from benchmarks.answers.questions import Document, Material

# It tells of every index that it builds.
logging.getLogger("bm25s").setLevel(logging.WARNING)

STOP_WORDS = "en"


class Bm25s:
    """An index over documents; those without a section stand for what the guide does not answer."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._stemmer = Stemmer.Stemmer("english")
        self._sections = [each.section for each in documents]
        self._outside = np.array([section is None for section in self._sections])
        self._index = bm25s.BM25()
        self._index.index(
            self._tokens([f"{each.title} {each.text}" for each in documents], ids=True), show_progress=False
        )

    def find(self, question: str) -> Found:
        """The sections of the best documents; near by bm25, and by its lead over what is not answered."""
        (tokens,) = self._tokens([question], ids=False)
        scores = self._index.get_scores(tokens) if tokens else np.zeros(len(self._sections))
        outside = float(scores[self._outside].max(initial=0.0))
        inside = np.where(self._outside, -1.0, scores)
        best = np.argpartition(-inside, min(50, len(inside) - 1))[:50]
        ranked = best[np.argsort(-inside[best], kind="stable")]
        sections = dict.fromkeys(self._sections[place] for place in ranked if inside[place] > 0)
        score = float(inside[ranked[0]])
        return Found(
            tuple(section for section in sections if section), {"score": score, "lead": score - outside}
        )

    def _tokens(self, texts: list[str], *, ids: bool) -> Any:  # noqa: ANN401  (bm25s has no types)
        return bm25s.tokenize(
            texts, stopwords=STOP_WORDS, stemmer=self._stemmer, return_ids=ids, show_progress=False
        )


def passages(material: Material) -> Bm25s:
    """A search over the guide's passages."""
    return Bm25s(material.passages)


def with_phrasings(material: Material) -> Bm25s:
    """A search over passages and phrasings: each finds the section that it belongs to."""
    phrasings = [
        Document(each.right[0] if each.right else None, "", each.text) for each in material.phrasings
    ]
    return Bm25s((*material.passages, *phrasings))
