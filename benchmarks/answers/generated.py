"""A large guide for measuring: the shipped one, and behind it passages made of its readers' words.

Words are drawn as often as they stand in the guide and its phrasings, so common ones are as common as there,
and one in thirty is a rare one made up of two. The same number gives the same files.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path

from knowledge.content import load_sections
from knowledge.files import GUIDE
from knowledge.voices import FOLDER_NAME, PHRASINGS
from knowledge.weights import FILE_NAME, WEIGHTS
from knowledge.words import WORD

SEED = 1
IN_A_SECTION = 100
RARE = 1 / 30
LENGTHS = (8, 26)
"""Words of a passage, fewest and most; those of the guide lie between."""


def write_guide(folder: Path, passages: int, *, matcher: bool) -> Path:
    """Write a guide of so many passages and return its folder.

    Args:
        folder: An empty folder.
        passages: How many passages it shall have; at least as many as the shipped guide.
        matcher: Whether the shipped matcher and phrasings lie beside it.
    """
    content = folder / "guide"
    shutil.copytree(GUIDE, content)
    if matcher:
        shutil.copyfile(WEIGHTS, folder / FILE_NAME)
        shutil.copytree(PHRASINGS, folder / FOLDER_NAME, ignore=shutil.ignore_patterns("held_back"))
    shipped = load_sections()
    missing = passages - sum(len(section.passages) for section in shipped)
    lines = _lines(missing, _counted())
    order = len(shipped)
    while block := list(islice(lines, IN_A_SECTION)):
        order += 1
        _write(content, order, block)
    return content


def _write(content: Path, order: int, lines: list[str]) -> None:
    name = f"archive-{order}"
    title = " ".join(lines[0].split()[:4]).rstrip(".")
    body = "\n".join(f"{line} {{{number}}}" for number, line in enumerate(lines, 1))
    text = f'---\nid: {name}\ntitle: "{title}"\norder: {order}\n---\n\n{body}\n'
    (content / f"{name}.md").write_text(text, encoding="utf-8")


def _lines(number: int, counted: Counter[str]) -> Iterator[str]:
    source = random.Random(SEED)  # noqa: S311  (a sample, not a secret)
    words = sorted(counted)
    weights = list(accumulate(counted[word] for word in words))
    for _ in range(number):
        drawn = source.choices(words, cum_weights=weights, k=source.randint(*LENGTHS))
        line = " ".join(word + source.choice(words) if source.random() < RARE else word for word in drawn)
        yield f"{line.capitalize()}."


def _counted() -> Counter[str]:
    """How often each word stands in the guide and its phrasings."""
    counted = Counter(
        word
        for section in load_sections()
        for passage in section.passages
        for word in WORD.findall(passage.text.lower())
    )
    for path in sorted([*(PHRASINGS / "covered").rglob("*.txt"), *(PHRASINGS / "uncovered").rglob("*.txt")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            counted.update(WORD.findall(line.partition(" | ")[2].lower()))
    return Counter({word: times for word, times in counted.items() if word.isascii()})
