from collections.abc import Iterator

import pytest

from assistant.answering.desk import GuideDesk
from assistant.mind import Mind, shipped_mind
from knowledge.base import GuideBase, open_base
from tests.assistant.processes import furnish
from tests.assistant.talks import Talker


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuideBase]:
    with open_base(furnish(tmp_path_factory.mktemp("guide"))) as opened:
        yield opened


@pytest.fixture(scope="session")
def desk(base: GuideBase) -> GuideDesk:
    return GuideDesk(base)


@pytest.fixture(scope="session")
def mind() -> Mind:
    return shipped_mind()


@pytest.fixture
def talker(mind: Mind, desk: GuideDesk) -> Talker:
    """A conversation that has not been opened yet, over a log in memory."""
    return Talker(mind, desk)
