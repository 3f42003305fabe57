"""The whole transcript as JSON lines, each with the hash of the one before, so that no edit goes unseen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

from pydantic import TypeAdapter, ValidationError

from assistant.records.model import RecordError
from assistant.turns import Turn

ENDING = ".session.jsonl"
"""How the file's name ends."""

_TURNS = TypeAdapter(tuple[Turn, ...])


def transcript_bytes(turns: Iterable[Turn]) -> bytes:
    """Write turns as a chain of JSON lines.

    Args:
        turns: All turns of a session in order.

    Returns:
        One JSON object a line: the turn as it was logged, and `previous`, the SHA-256 of the line before
        without its line break (the empty string on the first line).
    """
    lines: list[bytes] = []
    for turn in turns:
        previous = sha256(lines[-1]).hexdigest() if lines else ""
        # ASCII only: whatever was said, a line stays one line in every reader, and no byte is lost.
        lines.append(json.dumps(_logged(turn) | {"previous": previous}, ensure_ascii=True).encode("ascii"))
    return b"".join(line + b"\n" for line in lines)


def first_broken_line(transcript: bytes) -> int | None:
    """Find where a transcript's chain breaks.

    Args:
        transcript: What is in the file.

    Returns:
        The number, from 1, of the first line that does not carry the hash of the one before or is not a
        turn at all; None where the chain holds. The last line is only kept by the hash of the whole file.
    """
    previous = ""
    lines = transcript.split(b"\n")
    # What follows the last line break is no line, unless the break itself was cut off.
    ended = lines.pop() == b""
    for number, line in enumerate(lines, 1):
        try:
            turn = json.loads(line)
        except ValueError:
            return number
        if not isinstance(turn, dict) or turn.get("previous") != previous or turn.get("n") != number:
            return number
        previous = sha256(line).hexdigest()
    return None if ended else len(lines) + 1


def turns_of(transcript: bytes) -> tuple[Turn, ...]:
    """Read the turns back, and only from a transcript that nobody has touched.

    Args:
        transcript: What is in the file.

    Returns:
        All turns in order.

    Raises:
        RecordError: The chain is broken, or a line is no turn.
    """
    broken = first_broken_line(transcript)
    if broken is not None:
        raise RecordError(f"The transcript was changed: line {broken} does not follow from the one before.")
    lines = [json.loads(line) for line in transcript.splitlines()]
    try:
        return _TURNS.validate_python(lines)
    except ValidationError as error:
        raise RecordError("The transcript holds a line that is no turn of a session.") from error


def _logged(turn: Turn) -> dict[str, object]:
    return {
        "n": turn.n,
        "at": turn.at,
        "kind": turn.kind,
        "said": turn.said,
        "reply": turn.reply,
        "effects": list(turn.effects),
    }
