"""Good inputs of every door, taken from what the program ships and writes: mutants are made of these."""
# ruff: noqa: E501  (tables of words are read better wide)

from __future__ import annotations

import json
from functools import cache
from itertools import islice
from pathlib import Path

from knowledge.voices import PHRASINGS
from rules.reading import BOOK
from tests.assistant.talks import OUTCOMES
from tests.fuzz.nasty import WORDS
from tests.records.hostile import HOSTILE

ROOT = Path(__file__).parents[2]
DECISIONS = ROOT / "docs" / "decisions"

SETTINGS = (
    "theme: high-contrast\nborders: ascii\ncolour: never\n",
    "keys:\n  chat.why: f9\n  chat.help: [f1, ctrl+g]\ntheme: whichflow-dark\n",
    "keys:\n  chat.quit: ctrl+q, f10\nborders: auto\ncolour: always\n",
    "# nothing set\n",
    "",
)
BATCH_LINES = (
    '{"id": 1, "answers": {"fixed_order": "yes", "steps": 4, "external_events": false}}',
    '{"id": "a", "answers": {"steps": "many", "trigger": {"value": "event", "note": "from outside"}}}',
    '{"id": null, "title": "Orders", "flow": ["placed", "paid (event)"], "answers": {"failures": ["timeout", "bad data"]}}',
    '{"id": {"x": [1]}, "strict_states": "unsure", "experience": "both", "parallel_steps": true}',
    '{"id": 7, "question": "when does a state machine pay off?"}',
)


@cache
def said() -> tuple[str, ...]:
    """Lines that people type: answers, commands, and questions as the phrasings have them."""
    answers = [text for outcome in OUTCOMES.values() for text in outcome.values()]
    return (*answers, *WORDS, *WORDS, *questions()[:80], *HOSTILE)


@cache
def questions() -> tuple[str, ...]:
    """Some hundred questions to the guide, covered and not."""
    found = []
    for path in sorted(PHRASINGS.rglob("*.txt")):
        lines = (line.partition(" | ")[2] for line in path.read_text("utf-8").splitlines() if line[:1] != "#")
        found += list(islice(filter(None, lines), 3))
    return tuple(found)


@cache
def answer_files() -> tuple[str, ...]:
    """The examples, and short files in both languages."""
    examples = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.yaml"))]
    return (
        *examples,
        *(each[:200] for each in examples),
        *BATCH_LINES,
        "steps: 4\n",
        "answers:\n  steps: few\n",
    )


@cache
def records() -> tuple[str, ...]:
    """A record of this program, whole and cut to what a parser sees first, and one of another tool."""
    (ours,) = (path.read_text("utf-8") for path in DECISIONS.glob("0010-*.md"))
    other = (DECISIONS / "0002-dependencies.md").read_text("utf-8")
    top = ours[: ours.index("\n---\n", 4) + 5]
    few = "\n".join(line for line in top.split("\n") if not line.startswith(("      ", "  parts")))
    return (
        ours,
        top + "\n# A title\n\nText.\n",
        few + "\n# A title\n",
        few,
        few,
        other[:600],
        "---\nstatus: accepted\n---\n# T\n",
    )


@cache
def transcripts() -> tuple[str, ...]:
    """The turns of a session as a transcript has them, each without the hash of the one before."""
    (ours,) = (path.read_text("utf-8") for path in DECISIONS.glob("0010-*.session.jsonl"))
    turns = [json.loads(line) for line in ours.splitlines()]
    for turn in turns:
        turn.pop("previous")
        turn["reply"] = turn["reply"][:200]
    return tuple(json.dumps(turn) for turn in turns)


@cache
def book_files() -> tuple[tuple[str, str], ...]:
    """Tables of the shipped book by name, cut to a length that is soon read."""
    return tuple((path.name, path.read_text("utf-8")[:1500]) for path in sorted(BOOK.glob("*.yaml")))
