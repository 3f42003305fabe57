from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.mind import shipped_mind
from knowledge.base import open_base
from tests.assistant.processes import furnish
from tests.faces.house import Shared


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    with open_base(furnish(tmp_path_factory.mktemp("guide"))) as base:
        yield Shared(base, shipped_mind())
