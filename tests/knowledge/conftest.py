from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.base import GuideBase, open_base
from tests.assistant.processes import furnish

SMALL_GUIDE = {
    "start.md": """---
id: start
title: "Getting Started"
order: 1
---

A small guide says few things. {1}
It says them once. {2 3}

- Boats float on water. {4}
- Trains run on rails. {5}

> **Verify:** Check the timetable of your own railway. {5}
""",
    "travel.md": """---
id: travel
title: "Ways to Travel"
order: 2
---

Pick the vehicle by the road. {1}
""",
    "travel/boat.md": """---
id: travel/boat
title: "The Boat"
order: 3
---

A boat needs a harbour. {1}
> **Tension:** A rowing boat needs no harbour, only a beach. {1 2}

Sailing depends on the wind. {2}
""",
    "faq/train.md": """---
id: faq/train
title: "Is the train always late?"
order: 4
---

Late trains are rarer than their fame. {1}
""",
}


def write_guide(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_guide(tmp_path / "content", dict(SMALL_GUIDE))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def base(home: Path, content: Path) -> Iterator[GuideBase]:
    with open_base(home, content) as opened:
        yield opened


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuideBase]:
    """The guide that ships with the package."""
    with open_base(furnish(tmp_path_factory.mktemp("guide"))) as opened:
        yield opened
