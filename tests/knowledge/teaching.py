"""A small guide that people have asked of: phrasings and a handmade matcher beside its folder."""

from __future__ import annotations

from pathlib import Path

from knowledge.voices import FOLDER_NAME
from knowledge.weights import COVERED, FILE_NAME, NOT_COVERED, RARITY_SCALE, written

PRICE = f"{NOT_COVERED}price"
CLASSES = ("travel", "travel/boat", PRICE, COVERED)
SPEAKS: dict[str, tuple[int, int, int, int]] = {
    "wvessel": (-20, 90, -40, 60),
    "wharbour": (0, 60, -20, 40),
    "wroad": (80, -10, -30, 50),
    "wcost": (-30, -30, 120, -90),
    "ccos": (-5, -5, 20, -15),
}
"""For each feature what it speaks for, class by class."""
STEP = 0.05
ROWS = tuple(
    (feature, b"".join(step.to_bytes(1, signed=True) for step in steps) + bytes([3 * RARITY_SCALE]))
    for feature, steps in SPEAKS.items()
)
VOICES = {
    "covered/travel.txt": "# travel\n## 1\nplain | Which road is mine?\n",
    "covered/travel/boat.txt": "# travel/boat\n## 1\nslang | where do i park me vessel\n## 2\nsre | sails?\n",
    "uncovered/price.txt": "# price | what it costs\n## near: travel | missing: the fare\nsre | fare?\n",
}


def matcher(classes: tuple[str, ...] = CLASSES, phrasings: str = "none") -> bytes:
    """The file of a matcher that knows a few words."""
    return written(classes, (0.1, 0.2, 0.3, -0.5), STEP, phrasings, ROWS)


def teach(content: Path, weights: bytes | None = None) -> Path:
    """Put phrasings and a matcher beside the guide's folder; the path of the matcher."""
    for name, text in VOICES.items():
        path = content.with_name(FOLDER_NAME) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    file = content.with_name(FILE_NAME)
    file.write_bytes(matcher() if weights is None else weights)
    return file
