from collections.abc import Iterator

import pytest

from assistant.records.guide_facts import GuideFacts
from assistant.records.model import Draft
from knowledge.base import open_base
from tests.assistant.processes import furnish
from tests.records.scripted import ORDERS, drafted


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuideFacts]:
    with open_base(furnish(tmp_path_factory.mktemp("guide"))) as base:
        yield base


@pytest.fixture(scope="session")
def orders(guide: GuideFacts) -> Draft:
    return drafted(guide, ORDERS, title="Order fulfilment", notes=("The warehouse is moving in spring.",))
