"""The door of the command line: whole commands, as a shell hands them over, in this process."""
# ruff: noqa: E501  (tables of words are read better wide)

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from assistant.cli import main
from tests.fuzz import corpus
from tests.fuzz.driving import Door
from tests.fuzz.mutating import Mutator
from tests.fuzz.workshop import Workshop

_PATH = "PATH"
"""Stands for a file or folder; what is drawn for it never leads out of the workshop."""
_FORMS: tuple[tuple[str, ...], ...] = (
    ("ask", "Q"), ("ask", "Q", "--json"), ("ask", "Q", "--why"), ("ask", "--batch", "-"), ("ask", "--batch", _PATH),
    ("assess", _PATH), ("assess", "--json", _PATH), ("assess", "--batch", "-"), ("assess", _PATH, "--summary"),
    ("guide", "S"), ("guide", "S", "--json"), ("guide", "--search", "Q"), ("guide", "--search", "Q", "--json"),
    ("rules", "S"), ("rules", "S", "--json"), ("rules", "S", "S"), ("schema", "S"), ("doctor", "S"),
    ("record", "list", "--dir", _PATH), ("record", "list", "--status", "S"), ("record", "show", "S", "--dir", _PATH),
    ("record", "show", "S", "--html"), ("record", "search", "Q", "S"), ("record", "new", "--title", "Q", "--dir", _PATH),
    ("record", "new", "--session", "S"), ("record", "accept", "S", "--dir", _PATH), ("record", "supersede", "S", "--by", "S"),
    ("record", "supersede", "S", "S"), ("record", "check", "S", "--dir", _PATH), ("record", "check", "--today", "S"),
    ("record", "index", "--dir", _PATH), ("record", "renew", "S"), ("record", "S"), ("record", "show", "1", "--dir", "docs"),
    ("session", "list", "--json"), ("session", "search", "Q"), ("session", "search", "Q", "--json"), ("session", "show", "S"),
    ("session", "export", "S"), ("session", "delete", "S"), ("session", "resume", "S", "--plain"), ("session", "S"),
    ("interview", "--plain"), ("interview", "--plain", "--answers", _PATH), ("interview", "--mode", "S"),
    ("interview", "--plain", "--resume", "S"), ("S",), ("S", "Q"), ("--home", _PATH, "session", "list"),
    ("--S",), ("ask", "--S", "Q"), ("guide", "-S"), ("record", "list", "--S=S"), ("session", "list", "--home", _PATH, "S"),
)  # fmt: skip
_KNOWN = (
    "models",
    "models/sequential",
    "1",
    "0001",
    "ADR-0001",
    "told-order",
    "x",
    "accepted",
    "--json",
    "-h",
    "--",
    "-",
    "2026-01-01",
)
_PATHS = (
    "answers.yaml",
    "docs",
    "batch.jsonl",
    "none",
    ".",
    "docs/none/deeper",
    "answers.yaml/x",
    "home",
    "x" * 300,
)

Drawn = tuple[list[str], bytes]


def doors(shop: Workshop) -> tuple[Door, ...]:
    """The door of the command line."""
    _ = shop.base
    shop.file("here/answers.yaml", corpus.answer_files()[0])
    shop.file("here/batch.jsonl", "\n".join(corpus.BATCH_LINES))
    shop.file("here/docs/0001-a-title.md", corpus.records()[1])

    def use(drawn: Drawn) -> Iterator[str]:
        words, said = drawn
        for shown in commanded(shop, words, said):
            yield shown.replace("\t", " ") if "show" in words else shown

    return (Door("argv", _drawn, use, 600, 8),)


def commanded(shop: Workshop, words: list[str], said: bytes) -> tuple[str, str]:
    """Run one command as the installed one runs; what it printed on stdout and on stderr."""
    before = os.getcwd()  # noqa: PTH109
    out, err = io.BytesIO(), io.BytesIO()
    streams: dict[str, Any] = {
        "stdin": io.TextIOWrapper(io.BytesIO(said), "utf-8"),
        "stdout": io.TextIOWrapper(out, "utf-8", write_through=True),
        "stderr": io.TextIOWrapper(err, "utf-8", write_through=True),
    }
    os.chdir(shop.folder / "here")
    try:
        with (
            patch.multiple(sys, argv=["whichflow", *words], **streams),
            patch.dict(os.environ, {"WHICHFLOW_HOME": str(shop.home), "TERM": "dumb"}),
        ):
            code: object = 0
            try:
                main()
            except SystemExit as ended:
                code = ended.code
            assert code in {0, 1, 2, 3, 4, 5, None}, code
    finally:
        os.chdir(before)
    return out.getvalue().decode("utf-8", "replace"), err.getvalue().decode("utf-8", "replace")


def _drawn(made: Mutator) -> Drawn:
    words = [_word(made, each) for each in made.random.choice(_FORMS)]
    if made.random.random() < 0.1:
        words.insert(made.random.randrange(len(words) + 1), _handed_over(made.token()))
    # A proof of the whole rule book is no matter of input.
    return [each for each in words if "--v" not in each], made.data(
        (*corpus.said(), *corpus.BATCH_LINES, "1\n2\nno\nwhy\n")
    )


def _word(made: Mutator, form: str) -> str:
    match form:
        case "Q":
            return _handed_over(made.text(corpus.said()))
        case "S" | "--S" | "-S" | "--S=S":
            word = made.text(_KNOWN) if made.random.random() < 0.5 else made.token()
            return _handed_over(form.replace("S", word))
        case "PATH":
            path = made.text(_PATHS) if made.random.random() < 0.5 else made.token()
            return "./" + _handed_over(path).replace("..", "").lstrip("/")
        case _:
            return form


def _handed_over(text: str) -> str:
    """A text as an argument arrives: no NUL, bytes that are no UTF-8 as lone surrogates, not endless."""
    data = text.encode("utf-8", "surrogatepass")[:100_000].replace(b"\0", b"")
    return data.decode("utf-8", "surrogateescape")
