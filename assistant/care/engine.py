"""The rule engine: whether its compiled core is there and answers."""

from __future__ import annotations

from assistant.care.concern import Concern


def engine() -> Concern:
    """Ask the rules one question whose answer is known: nothing told, nothing advised."""

    def look() -> list[str]:
        from rules.reading import shipped_engine  # noqa: PLC0415  (loads the core)

        routes = shipped_engine().evaluate([]).values("route")
        return [] if routes == ("undetermined",) else [f"nothing told leads to the route {routes!r}"]

    return Concern("rule engine", look)
