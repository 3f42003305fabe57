"""Small records for the shelf: ours by their front matter, without the pages that a session makes."""

from datetime import date
from pathlib import Path

DAY = date(2027, 1, 2)
SHA = "ab" * 32


def ours(number: int, name: str = "A flow", status: str = "accepted", links: str = "", more: str = "") -> str:
    """A record with all keys of the first form; `links` and `more` stand among and behind them."""
    return f"""---
status: {status}
date: 2026-11-22
whichflow:
  record: 1
  id: ADR-{number:04}
  name: {name}
  decided: 2026-11-22
{links}  guide: {{edition: May 2026, sections: {{faq/hybrid: 6eca6bdb6a784483}}}}
  rules: {{version: '1', sha256: {SHA}, policies: {{}}}}
  answers:
    steps: {{value: '4', turn: 4}}
    fixed_order: {{value: unsure}}
  verdict:
    {{start: hybrid, direction: hybrid, route: conflict, stability: settled, agreement: conflict}}
{more}  transcript: {{file: {number:04}-x.session.jsonl, sha256: {SHA}}}
---

# {name}
"""


def put(folder: Path, *texts: str) -> list[Path]:
    """Write records 0001-x.md, 0002-x.md and so on."""
    paths = [folder / f"{number:04}-x.md" for number in range(1, len(texts) + 1)]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode())
    return paths
