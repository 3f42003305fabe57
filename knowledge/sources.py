"""What a base is built from: the guide's files, and what was learned of how people ask for them."""

from __future__ import annotations

from pathlib import Path

from knowledge.files import content_hash
from knowledge.weights import FILE_NAME, read_seal


def identity(content: Path) -> str:
    """A word that changes with the guide's files and with the matcher beside them.

    The phrasings are not looked at: the matcher's seal covers the hash of those that it was trained on, and a
    matcher is trained anew when they change.

    Args:
        content: The folder of the guide's files.

    Raises:
        ContentError: The guide or the matcher cannot be read.
    """
    weights = content.with_name(FILE_NAME)
    return f"{content_hash(content)}-{read_seal(weights)[:16] if weights.exists() else 'untrained'}"
