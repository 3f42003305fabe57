"""TF-IDF and the cosine, by scikit-learn, over the guide's passages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from sklearn.feature_extraction.text import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    TfidfVectorizer,
)

from benchmarks.answers.contenders import Found
from benchmarks.answers.questions import Document, Material


class TfIdf:
    """A matrix of the documents, words and pairs of words."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._sections = [each.section for each in documents]
        self._vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True, ngram_range=(1, 2))
        self._matrix = self._vectorizer.fit_transform([f"{each.title} {each.text}" for each in documents])

    def find(self, question: str) -> Found:
        """The sections of the nearest passages; near by the cosine."""
        cosines = (self._matrix @ self._vectorizer.transform([question]).T).toarray().ravel()
        ranked = np.argsort(-cosines, kind="stable")[:20]
        sections = dict.fromkeys(self._sections[place] for place in ranked if cosines[place] > 0)
        return Found(tuple(section for section in sections if section), {"cosine": float(cosines[ranked[0]])})


def passages(material: Material) -> TfIdf:
    """A search over the guide's passages."""
    return TfIdf(material.passages)
