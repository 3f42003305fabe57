"""With the rules taken out of the book the command line has no verdict to give: the rules decide."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import rules

ROOT = Path(rules.__file__).parent.parent
RUN = "from assistant.cli import main; main()"


def assess(home: Path, answers: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, "assess", str(answers), "--json", "--home", str(home / "home")],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_with_the_rule_book_emptied_assess_gives_no_verdict(tmp_path: Path) -> None:
    for package in ("assistant", "knowledge", "rules"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    answers = tmp_path / "answers.yaml"
    answers.write_text("external_events: yes\nstrict_states: yes\n", encoding="utf-8")
    assert assess(tmp_path, answers)["start"] == "hybrid"
    for table in (tmp_path / "rules" / "book").glob("[0-9]*.yaml"):
        name = next(line for line in table.read_text("utf-8").splitlines() if line.startswith("table:"))
        table.write_text(f"{name}\nrules: []\n", encoding="utf-8")
    told = assess(tmp_path, answers)
    assert (told["start"], told["direction"], told["route"]) == (None, None, None)
    assert told["possible"] == told["reasons"] == told["duties"] == []
