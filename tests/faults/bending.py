"""Makes the world of a forked child what a fault wants: its clock, its engine, its rule book, its disk."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

CLOCKS = (
    "assistant.sessions", "assistant.sessions.store", "assistant.household", "assistant.recording",
    "assistant.cli.record_check",
)  # fmt: skip
"""Where the time is asked for."""


def bend(*, days: int, engine: bool, small: bool, limit: int | None) -> None:
    """Bend this process's world; what the words mean is told by `tests.faults.server.Job`."""
    if days:
        _shift(timedelta(days=days))
    if not engine:
        _without_engine()
    if small:
        _small_book()
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def _shift(by: timedelta) -> None:
    """Let every clock that the program asks be off."""

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + by

    for name in CLOCKS:
        module = sys.modules.get(name)
        if module is not None and hasattr(module, "datetime"):
            vars(module)["datetime"] = Shifted
    from assistant.records.shelf import Shelf  # noqa: PLC0415

    def today() -> date:
        return Shifted.now(UTC).date()

    Shelf.__init__.__defaults__ = (today,)


def _without_engine() -> None:
    import assistant.mind  # noqa: PLC0415
    from rules.deciding import shipped_answer_book  # noqa: PLC0415
    from rules.reading import shipped_engine  # noqa: PLC0415

    for made in (shipped_engine, shipped_answer_book, assistant.mind.shipped_mind):
        made.cache_clear()
    sys.modules["durable_rules_engine"] = None  # type: ignore[assignment]


def _small_book() -> None:
    """A book of three facts; its space is worked out in this process, so that a kill meets the writer."""
    import assistant.mind  # noqa: PLC0415
    import rules.space_build  # noqa: PLC0415
    from rules.reading import shipped_book  # noqa: PLC0415
    from tests.rules.making import changed  # noqa: PLC0415

    class Pool:
        def __init__(self, **_settings: object) -> None: ...
        def __enter__(self) -> Pool:
            return self

        def __exit__(self, *_error: object) -> None: ...
        def map(self, function: Callable[..., Any], *given: Iterable[Any]) -> Iterable[Any]:
            return map(function, *given)

    shipped = shipped_book()
    names = {"parallel_steps", "external_events", "strict_states", "experience", "managed_services", "steps"}
    book = changed(
        shipped, facts=[fact for fact in shipped.facts if fact.id in names], rules=shipped.outcome_rules
    )
    vars(rules.space_build)["ProcessPoolExecutor"] = Pool
    vars(assistant.mind)["shipped_book"] = lambda: book
