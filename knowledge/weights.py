"""The trained matcher as a file: which feature of a question speaks for which section, in whole numbers.

The file is a line with the seal (the hash of all behind it), a line of JSON, the features one a line, and a
table of bytes. It is written by `python -m knowledge.training` and read when the base is built.
"""

from __future__ import annotations

import json
import re
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

COVERED = "!"
"""The last column, no class: a second opinion on whether the guide speaks of a question."""

RARITY_SCALE = 20
"""A feature's rarity (its inverse document frequency, 1 to some 11) is kept in this many parts of one."""

_SEAL = re.compile(rb"[0-9a-f]{64}\n")
_SEAL_LENGTH = 65


@dataclass(frozen=True, slots=True)
class Head:
    """What the matcher's table means.

    Attributes:
        classes: The sections' ids, the kinds of uncovered question, each behind NOT_COVERED, and COVERED.
        bias: What speaks for each class before anything is read.
        scale: What one step of a weight is worth.
        features: How many features there are.
        phrasings: The hash of what it was trained on; see `knowledge.examples.learned_from`.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float
    features: int
    phrasings: str

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections among the classes."""
        return tuple(name for name in self.classes if name[0] not in {NOT_COVERED, COVERED})


@dataclass(frozen=True, slots=True)
class Weights:
    """The matcher: for each feature a row of signed bytes, one a class, and one unsigned for its rarity."""

    head: Head
    rows: tuple[tuple[str, bytes], ...]


def read_seal(path: Path = WEIGHTS) -> str:
    """Read only what stands first in the file, which tells one matcher from another.

    Raises:
        ContentError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            line = file.read(_SEAL_LENGTH)
    except OSError as error:
        raise _broken(path, type(error).__name__) from None
    if not _SEAL.fullmatch(line):
        raise _broken(path, "it does not begin with a seal")
    return line.decode().rstrip()


def read_weights(path: Path = WEIGHTS) -> Weights:
    """Read the matcher.

    Raises:
        ContentError: The file is missing, cut short or changed.
    """
    seal = read_seal(path)
    sealed = path.read_bytes()[_SEAL_LENGTH:]
    if sha256(sealed).hexdigest() != seal:
        raise _broken(path, "it was cut short or changed after it was written")
    line, _, body = sealed.partition(b"\n")
    try:
        head = _head(line)
        *features, table = body.split(b"\n", head.features)
        names = [feature.decode() for feature in features]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _broken(path, f"{type(error).__name__} in what stands before its table") from None
    width = len(head.classes) + 1
    if head.classes[-1:] != (COVERED,) or len(head.bias) != width - 1 or len(names) != head.features:
        raise _broken(path, "its head does not fit together")
    if len(table) != width * head.features:
        raise _broken(path, "its table has another size than its head says")
    cut = (table[place * width : (place + 1) * width] for place in range(head.features))
    return Weights(head, tuple(zip(names, cut, strict=True)))


def written(classes: tuple[str, ...], bias: tuple[float, ...], scale: float, phrasings: str,
            rows: tuple[tuple[str, bytes], ...]) -> bytes:  # fmt: skip
    """The file's bytes; the same parts give the same bytes."""
    head = Head(classes, bias, scale, len(rows), phrasings)
    sealed = json.dumps(asdict(head)).encode() + b"\n" + b"".join(_lines(rows))
    return sha256(sealed).hexdigest().encode() + b"\n" + sealed


def _head(line: bytes) -> Head:
    given = json.loads(line)
    return Head(**{**given, "classes": tuple(given["classes"]), "bias": tuple(given["bias"])})


def _lines(rows: tuple[tuple[str, bytes], ...]) -> Iterator[bytes]:
    yield from (f"{feature}\n".encode() for feature, _ in rows)
    yield from (row for _, row in rows)


def _broken(path: Path, why: str) -> ContentError:
    return ContentError(path, 0, f"the matcher cannot be read ({why}); run python -m knowledge.training")
