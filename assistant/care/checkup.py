"""All that doctor looks at, in the order in which it is told."""

from __future__ import annotations

from assistant.care.concern import Concern
from assistant.care.derived import answer_space, guide_base, leftovers
from assistant.care.engine import engine
from assistant.care.kept import kept_sessions
from assistant.care.records import records
from assistant.care.rights import rights
from assistant.care.settings import settings
from assistant.household import Household


def concerns(house: Household) -> tuple[Concern, ...]:
    """Everything of a house that can be ill."""
    return (
        guide_base(house),
        kept_sessions(house),
        rights(house.home),
        leftovers(house.home),
        settings(house.home),
        engine(),
        answer_space(house),
        records(house),
    )
