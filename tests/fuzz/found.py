"""Inputs that once got through, each by its door: what was mended stays so."""

from __future__ import annotations

from typing import Any

_TURN = "2026-01-01T00:00:00+00:00", "answer", "yes", "So."
_SESSION = ["20260101-abcd", "Orders", "2026-01-01T00:00:00+00:00", "guided", "{}"]

FOUND: tuple[tuple[str, Any], ...] = (
    # A number longer than Python takes for one, as an answer.
    *(("answer", ("9" * 5_000, place)) for place in range(0, 80, 4)),
    # Digits that could be parted in more ways than there is time for.
    *(("answer", ("9" * 60 + " x", place)) for place in range(0, 80, 4)),
    ("answer", (";" * 20_000 + "x", 0)),
    ("batch line", '{"id": "a\ufff9\u00ad\U000e0041"}'.encode()),
    ("prompt", ("guided", ["9" * 5_000, "9" * 60 + " of them", "a schedule", "9" * 20_000])),
    # A page of digits was looked through from each of them for a percentage.
    ("question", "parallelism: " + "9" * 20_000),
    # So was a line of dashes for an arrow's head.
    ("steps", "placed " + "=" * 80_000),
    ("steps", "-" * 80_000),
    # What click says of a wrong use repeats it as it is.
    ("argv", (["rules", "x", "\xad"], b"")),
    ("argv", (["rules", "x", "\x1b[2J\u202e"], b"")),
    # Names that no file system takes.
    ("argv", (["record", "check", "--dir", "x" * 300], b"")),
    ("argv", (["record", "list", "--dir", "x" * 300], b"")),
    ("argv", (["record", "accept", "1", "--dir", "x" * 300], b"")),
    # An escape for a character that there is none of.
    ("guide file", ("start.md", b'---\nid: start\ntitle: "\\U00110000"\norder: 1\n---\n')),
    # Turns and effects that no whichflow writes.
    ("session rows", (_SESSION, [[1, *_TURN, '[{"do": "branch"}, {"do": "mode"}]']])),
    ("session rows", (_SESSION, [["one", *_TURN, "[]"]])),
    ("session rows", (_SESSION, [["1e999", *_TURN, "[]"]])),
    ("session rows", ([b"# bytes", *_SESSION[1:]], [[1, *_TURN, "[]"]])),
)
