"""The trained matcher as a file: which feature of a question speaks for which section, in whole numbers.

The file is a line of JSON, the features one a line, and a table of bytes. It is written by
`python -m knowledge.training` and read when the base is built.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from knowledge.files import GUIDE, ContentError

FILE_NAME = "matcher.bin"
"""It lies beside the guide's folder."""

WEIGHTS = GUIDE.with_name(FILE_NAME)
"""The matcher that ships with the package."""

NOT_COVERED = "?"
"""What the classes of questions that the guide does not answer begin with, before their kind."""

RARITY_SCALE = 20
"""A feature's rarity (its inverse document frequency, 1 to some 11) is kept in this many parts of one."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the matcher's table means.

    Attributes:
        classes: The sections' ids, then the kinds of uncovered question, each behind NOT_COVERED.
        bias: What speaks for each class before anything is read.
        scale: What one step of a weight is worth.
        features: How many features there are.
        phrasings: The hash of the texts that it was trained on.
        body: The hash of everything behind this line.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float
    features: int
    phrasings: str
    body: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The matcher: for each feature a row of signed bytes, one a class, and one unsigned for its rarity."""

    head: Head
    rows: tuple[tuple[str, bytes], ...]


def read_head(path: Path = WEIGHTS) -> Head:
    """Read only what stands first in the file, which tells one matcher from another.

    Raises:
        ContentError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            given = json.loads(file.readline())
        return Head(**{**given, "classes": tuple(given["classes"]), "bias": tuple(given["bias"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _broken(path, f"{type(error).__name__} in its first line") from None


def read_weights(path: Path = WEIGHTS) -> Weights:
    """Read the matcher.

    Raises:
        ContentError: The file is missing, cut short or changed.
    """
    head = read_head(path)
    body = path.read_bytes().partition(b"\n")[2]
    if sha256(body).hexdigest() != head.body:
        raise _broken(path, "it was changed after it was written")
    *features, table = body.split(b"\n", head.features)
    width = len(head.classes) + 1
    if len(features) != head.features or len(table) != width * head.features:
        raise _broken(path, "its table has another size than its first line says")
    cut = (table[place * width : (place + 1) * width] for place in range(head.features))
    return Weights(head, tuple(zip((feature.decode() for feature in features), cut, strict=True)))


def written(classes: tuple[str, ...], bias: tuple[float, ...], scale: float, phrasings: str,
            rows: tuple[tuple[str, bytes], ...]) -> bytes:  # fmt: skip
    """The file's bytes; the same parts give the same bytes."""
    body = b"".join(_lines(rows))
    head = Head(classes, bias, scale, len(rows), phrasings, sha256(body).hexdigest())
    return json.dumps(asdict(head)).encode() + b"\n" + body


def _lines(rows: tuple[tuple[str, bytes], ...]) -> Iterator[bytes]:
    yield from (f"{feature}\n".encode() for feature, _ in rows)
    yield from (row for _, row in rows)


def _broken(path: Path, why: str) -> ContentError:
    return ContentError(path, 0, f"the matcher cannot be read ({why}); run python -m knowledge.training")
