"""Lints records as whichflow writes them, hostile ones too, with markdownlint-cli2 as it comes.

    python scripts/markdownlint.py

Takes markdownlint-cli2 from the npm registry, so that no test has to; its exit code is the script's.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from assistant.records.history import add_history
from assistant.records.madr import render
from assistant.records.naming import Place, slug
from knowledge.base import open_base
from tests.records.hostile import HOSTILE
from tests.records.scripted import ODD, ORDERS, SIMPLE, STAGED, VOTED, drafted
from tests.records.test_madr import hostile

TITLES = ("Ship it!", "Hybrid", "Consequences.", "More Information:", "1.", "-", "a#", "…;")
"""Titles that are sound, and that a linter may mind."""
LINTER = "markdownlint-cli2@0.22.1"


def main() -> int:
    """Write the records into a folder of their own, without any configuration, and lint it."""
    with TemporaryDirectory() as folder, open_base(Path(folder) / "guide") as guide:
        audited = ORDERS | {"today": ("sequential", "1"), "symptoms": ("nested-error-handling", "1")}
        drafts = [drafted(guide, given) for given in (ORDERS, STAGED, SIMPLE, VOTED, ODD, audited)]
        drafts += [hostile(guide, text) for text in (*HOSTILE, *TITLES)]
        records = Path(folder) / "records"
        records.mkdir()
        for number, draft in enumerate(drafts, 1):
            place = Place(number, slug(draft.title))
            text = add_history(render(draft, place, "0" * 64), draft.title, date(2027, 1, 2))
            (records / place.record).write_text(text, encoding="utf-8")
        command = ["npx", "--yes", LINTER, "*.md"]
        return subprocess.run(command, cwd=records, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
