"""Trains the matcher on the phrasings: `python -m knowledge.training`, with the extra `train` installed.

A multinomial logistic regression over `knowledge.features`: one class a section, one a kind of question that
the guide does not answer. The same files give the same bytes.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from knowledge.content import load_sections
from knowledge.examples import Example, classes_of, examples_of, learned_from
from knowledge.features import features_of, strange_of
from knowledge.voices import PHRASINGS, read_phrasings
from knowledge.weights import COVERED, NOT_COVERED, RARITY_SCALE, WEIGHTS, written

SEEN_AT_LEAST = 3
"""In how many texts a feature has to stand: what stands in fewer says nothing of the next text."""
PULL_TO_ZERO = 0.1
"""How strongly weights are held small (L2), which keeps single words from deciding alone."""
ROUNDS = 120
STEPS = 127
"""The largest weight in steps, as a signed byte holds it."""
CUT_AT = 0.9999
"""The share of weights that are kept as they are; the few larger ones are cut, so that steps stay fine."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trained:
    """A matcher in full precision: for each feature its rarity and its weights, a column a class.

    The last column, COVERED, is learned by itself: it only tells covered questions from the others.
    """

    classes: tuple[str, ...]
    features: dict[str, int]
    rarity: Floats
    weights: Floats
    bias: Floats

    def read(self, texts: Sequence[str]) -> Floats:
        """What speaks for each class, a row a text."""
        return np.asarray(_matrix(texts, self.features, self.rarity) @ self.weights + self.bias)


def train(examples: Sequence[Example], classes: tuple[str, ...]) -> Trained:
    """Learn which features speak for which class."""
    seen = Counter(feature for example in examples for feature in features_of(example.text))
    common = {feature for feature, times in seen.items() if times >= SEEN_AT_LEAST}
    seen.update(feature for example in examples for feature in _strange(example.text, common))
    names = sorted(feature for feature, times in seen.items() if times >= SEEN_AT_LEAST)
    rarity = np.array(
        [round(RARITY_SCALE * (math.log((1 + len(examples)) / (1 + seen[name])) + 1)) for name in names]
    )
    features = {name: place for place, name in enumerate(names)}
    rare = (rarity / RARITY_SCALE).astype(np.float32)
    place_of = {name: place for place, name in enumerate(classes)}
    wanted = np.zeros((len(examples), len(classes)), np.float32)
    for row, example in enumerate(examples):
        for name, share in example.shares:
            wanted[row, place_of[name]] += share
    texts = _matrix([example.text for example in examples], features, rare)
    covered = wanted[:, [name[0] != NOT_COVERED for name in classes]].sum(axis=1, keepdims=True)
    sides = np.hstack([covered, 1 - covered])
    # Both sides count the same, however many examples each has: so what is one half likely is just undecided.
    counts = (sides @ (len(examples) / 2 / sides.sum(axis=0).clip(1))).astype(np.float32)[:, None]
    table = _fitted(texts, wanted, counts)
    for_and_against = _fitted(texts, sides, counts)
    table = np.hstack([table, for_and_against[:, :1] - for_and_against[:, 1:]])
    return Trained((*classes, COVERED), features, rare, table[:-1], table[-1])


def packed(trained: Trained, phrasings: str) -> bytes:
    """The matcher as the file that ships: weights in whole steps, with each feature's rarity worked in."""
    weights = trained.weights * trained.rarity[:, None]
    scale = float(np.float32(np.quantile(np.abs(weights), CUT_AT) / STEPS))
    steps = np.clip(np.rint(weights / scale), -STEPS, STEPS).astype(np.int8)
    rarity = np.clip(np.rint(trained.rarity * RARITY_SCALE), 0, 255).astype(np.uint8)
    rows = tuple(
        (name, steps[place].tobytes() + rarity[place : place + 1].tobytes())
        for name, place in trained.features.items()
    )
    bias = tuple(round(float(each), 4) for each in trained.bias)
    return written(trained.classes, bias, round(scale, 9), phrasings, rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on the shipped phrasings and write the matcher; 0 when it is there."""
    parser = argparse.ArgumentParser(description="Train the matcher of questions on the phrasings.")
    parser.add_argument(
        "--to", type=Path, default=WEIGHTS, help="the file to write (default: the shipped one)"
    )
    given = parser.parse_args(arguments)
    sections = load_sections()
    phrasings = read_phrasings(PHRASINGS, sections)
    examples = examples_of(phrasings, sections)
    trained = train(examples, classes_of(sections, phrasings))
    data = packed(trained, learned_from(phrasings, sections))
    given.to.write_bytes(data)
    sys.stdout.write(f"{given.to}: {len(examples)} texts, {len(data)} bytes\n")
    return 0


def _strange(text: str, features: Set[str]) -> set[str]:
    return strange_of(text, lambda word: f"w{word}" in features)


def _matrix(texts: Sequence[str], features: dict[str, int], rarity: Floats) -> Any:  # noqa: ANN401  (scipy has no types)
    starts, places, values = [0], [], []
    for text in texts:
        read = features_of(text) | _strange(text, features.keys())
        found = sorted(features[name] for name in read if name in features)
        row = rarity[found]
        length = float(np.sqrt((row * row).sum())) or 1.0
        places += found
        values += [float(each) for each in row / length]
        starts.append(len(places))
    return csr_matrix((np.array(values, np.float32), places, starts), shape=(len(texts), len(features)))


def _fitted(texts: Any, wanted: Floats, counts: Floats) -> Floats:  # noqa: ANN401
    """Weights and, in the last row, bias, by which the wanted classes are the most likely.

    `counts` tells how much each text counts.
    """
    width, turned = wanted.shape[1], texts.T.tocsr()

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        table = flat.reshape(-1, width).astype(np.float32)
        scores = texts @ table[:-1] + table[-1]
        scores -= scores.max(axis=1, keepdims=True)
        total = np.exp(scores).sum(axis=1, keepdims=True)
        value = -(counts * wanted * (scores - np.log(total))).sum()
        value += PULL_TO_ZERO / 2 * (table[:-1] ** 2).sum()
        miss = counts * (np.exp(scores) / total - wanted)
        slope = np.vstack([turned @ miss + PULL_TO_ZERO * table[:-1], miss.sum(axis=0, keepdims=True)])
        return float(value), slope.ravel().astype(np.float64)

    start = np.zeros((texts.shape[1] + 1) * width)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return np.asarray(best.x.reshape(-1, width), dtype=np.float32)


if __name__ == "__main__":
    sys.exit(main())
